"""Transcripts taken in, approved, deleted."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.base import ContentFile
from django.db.models.signals import post_save
from wagtail.models import ModelLogEntry

from media.enums import Origin, TextState
from media.formats.document import Cue as DocumentCue
from media.formats.document import Document
from media.models import Cue, Transcript
from media.transcripts import domain

pytestmark = pytest.mark.django_db

DOCUMENT = Document(cues=(DocumentCue(0, 1000, "一"), DocumentCue(1000, 2000, "二")))


@pytest.fixture
def transcript(recording) -> Transcript:
    return domain.import_transcript(recording=recording, document=DOCUMENT)


def actions(transcript: Transcript) -> list[str]:
    entries = ModelLogEntry.objects.for_instance(transcript).order_by("timestamp", "pk")
    return list(entries.values_list("action", flat=True))


def test_what_a_machine_made_is_a_machines_draft(recording):
    made = domain.import_transcript(
        recording=recording, document=DOCUMENT, origin=Origin.MACHINE, origin_note="示例模型"
    )
    assert (made.state, made.origin_note, made.version) == (TextState.MACHINE, "示例模型", 1)
    assert [(cue.position, cue.text) for cue in made.cues.all()] == [(0, "一"), (1, "二")]
    with pytest.raises(domain.IllegalTransition):
        domain.approve(transcript=made)
    made = domain.mark_corrected(transcript=made)
    made = domain.approve(transcript=made)
    assert made.is_shown
    assert actions(made) == ["media.transcript.import", *["media.transcript.state"] * 2]


def test_nothing_comes_in_approved(recording):
    with pytest.raises(ValueError):
        domain.import_transcript(recording=recording, document=DOCUMENT, state=TextState.APPROVED)
    assert not Transcript.objects.exists()


def test_nothing_is_half_imported(recording, monkeypatch):
    def broken(rows):
        Cue.objects.all().bulk_create(rows[:1])
        raise RuntimeError

    monkeypatch.setattr(domain.Cue.objects, "bulk_create", broken)
    with pytest.raises(RuntimeError):
        domain.import_transcript(recording=recording, document=DOCUMENT)
    assert (Transcript.objects.count(), Cue.objects.count()) == (0, 0)
    assert not ModelLogEntry.objects.filter(action="media.transcript.import").exists()


def test_who_listens_finds_the_cues(recording):
    counted = []

    def listen(instance, **kwargs):
        counted.append(instance.cues.count())

    post_save.connect(listen, sender=Transcript)
    try:
        domain.import_transcript(recording=recording, document=DOCUMENT)
    finally:
        post_save.disconnect(listen, sender=Transcript)
    assert counted[-1] == 2


def test_approval_is_taken_back(transcript, admin_user):
    domain.approve(transcript=transcript, user=admin_user)
    transcript.refresh_from_db()
    assert (transcript.state, transcript.approved_by) == (TextState.APPROVED, admin_user)
    domain.take_approval_back(transcript=transcript, user=admin_user)
    transcript.refresh_from_db()
    assert (transcript.state, transcript.approved_by, transcript.approved_at) == (
        TextState.CORRECTED,
        None,
        None,
    )


@pytest.mark.parametrize(
    ("permission", "act"),
    [
        ("change_transcript", domain.mark_corrected),
        ("approve_transcript", domain.approve),
        ("approve_transcript", domain.take_approval_back),
        ("delete_transcript", domain.delete_transcript),
    ],
)
def test_each_needs_its_permission(transcript, grant, permission, act):
    others = {f"{verb}_transcript" for verb in ("add", "change", "approve", "delete")}
    with pytest.raises(PermissionDenied):
        act(transcript=transcript, user=grant(*others - {permission}))


def test_a_draft_is_shown_when_the_archivist_says_so(transcript, grant):
    shown = domain.show_as_draft(
        transcript=transcript, shown=True, user=grant("approve_transcript")
    )
    assert list(Transcript.objects.shown()) == [shown]


def test_a_deleted_transcript_takes_its_file_along(recording, django_capture_on_commit_callbacks):
    made = domain.import_transcript(
        recording=recording, document=DOCUMENT, source=ContentFile(b"WEBVTT", name="a.vtt")
    )
    storage, name = made.source_file.storage, made.source_file.name
    assert storage.exists(name)
    with django_capture_on_commit_callbacks(execute=True):
        domain.delete_transcript(transcript=made)
    assert (storage.exists(name), Cue.objects.count()) == (False, 0)


def test_an_empty_transcript_is_typed(recording, admin_user):
    made = domain.create_transcript(recording=recording, user=admin_user)
    assert (made.origin, made.state, made.cues.count()) == (Origin.TYPED, TextState.CORRECTED, 0)
