"""What can be done with a transcript as a whole; each function is one use case.

Every one works in one transaction, asks for the permission of ``user`` (None
is the site itself), writes Wagtail's log, and saves the transcript last:
whoever has to follow its words (the search, for one) listens to ``post_save``
and ``post_delete`` of :class:`media.models.Transcript`.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from media.carrying import Markup, extras_of, faults_of, markup_of, rows_of
from media.enums import TEXT_TRANSITIONS, Origin, TextState, TranscriptKind
from media.formats.document import Document
from media.formats.limits import check_cues
from media.formats.repairing import repaired
from media.models import Cue, Recording, Transcript
from media.reading import Format

ADD, CHANGE = "media.add_transcript", "media.change_transcript"
APPROVE, DELETE = "media.approve_transcript", "media.delete_transcript"


class IllegalTransition(Exception):
    """A transcript may not go from its state to the one asked for."""

    def __init__(self, transcript: Transcript, state: TextState) -> None:
        super().__init__(f"{transcript.pk}: {transcript.state} → {state}")


def require(user, permission: str) -> None:
    """Raise :class:`PermissionDenied` for a user who lacks ``permission``."""
    if user is not None and not user.has_perm(permission):
        raise PermissionDenied


def import_transcript(
    *,
    recording: Recording,
    document: Document,
    format: Format = Format.TEXT,
    language: str = "zh-Hans",
    kind: TranscriptKind = TranscriptKind.TRANSCRIPT,
    origin: Origin = Origin.IMPORTED,
    origin_note: str = "",
    state: TextState | None = None,
    shown_as_draft: bool = False,
    source: File | None = None,
    translation_language: str = "",
    user=None,
) -> Transcript:
    """Keep a document that was read in ``format`` as a transcript of ``recording``.

    What cannot be kept as it is is repaired and told in ``faults``
    (:func:`media.formats.repairing.repaired`). ``state`` is MACHINE for what a
    machine made and CORRECTED else, never APPROVED: that is :func:`approve`.
    ``source`` is the file itself. The document's translation becomes a
    transcript of its own where ``translation_language`` names its language.
    Raises :class:`~media.formats.limits.TranscriptTooLarge`.
    """
    require(user, ADD)
    check_cues(len(document.cues))
    fit = repaired(document, recording.duration_ms or None)
    machine = origin == Origin.MACHINE
    values = {
        "recording": recording,
        "state": state or (TextState.MACHINE if machine else TextState.CORRECTED),
        "origin": origin,
        "origin_note": origin_note,
        "shown_as_draft": shown_as_draft,
        "updated_by": user,
    }
    if values["state"] == TextState.APPROVED:
        raise ValueError("a transcript comes in unapproved; approve() it then")
    with transaction.atomic():
        transcript = Transcript(language=language, kind=kind, **values)
        if source is not None:
            transcript.source_file.save(source.name or "transcript", source, save=False)
        _keep(transcript, fit, markup_of(format, fit))
        if fit.translation and translation_language:
            other = Transcript(
                language=translation_language, kind=TranscriptKind.TRANSLATION, **values
            )
            _keep(other, fit.translation, markup_of(format, fit.translation))
        log(
            instance=transcript,
            action="media.transcript.import",
            user=user,
            data={"format": str(format), "cues": len(fit.cues), "faults": len(fit.faults)},
        )
    return transcript


def create_transcript(
    *,
    recording: Recording,
    language: str = "zh-Hans",
    kind: TranscriptKind = TranscriptKind.TRANSCRIPT,
    user=None,
) -> Transcript:
    """An empty transcript to be typed."""
    require(user, ADD)
    with transaction.atomic():
        transcript = Transcript.objects.create(
            recording=recording,
            language=language,
            kind=kind,
            state=TextState.CORRECTED,
            origin=Origin.TYPED,
            updated_by=user,
        )
        log(instance=transcript, action="wagtail.create", user=user)
    return transcript


def mark_corrected(*, transcript: Transcript, user=None) -> Transcript:
    """Say that a person has read a machine's draft against the recording."""
    require(user, CHANGE)
    return _move(transcript, TextState.CORRECTED, user)


def approve(*, transcript: Transcript, user=None) -> Transcript:
    """Let the public read a corrected transcript, as far as the consent allows.

    Raises :class:`IllegalTransition` for one that nobody has corrected.
    """
    require(user, APPROVE)
    now = timezone.now()
    return _move(transcript, TextState.APPROVED, user, approved_at=now, approved_by=user)


def take_approval_back(*, transcript: Transcript, user=None) -> Transcript:
    """Take an approved transcript from the public, back to be corrected."""
    require(user, APPROVE)
    return _move(transcript, TextState.CORRECTED, user, approved_at=None, approved_by=None)


def show_as_draft(*, transcript: Transcript, shown: bool, user=None) -> Transcript:
    """Let the public read a transcript before it is approved, marked as such, or no longer."""
    require(user, APPROVE)
    with transaction.atomic():
        locked = Transcript.objects.select_for_update().get(pk=transcript.pk)
        locked.shown_as_draft = shown
        locked.save(update_fields=["shown_as_draft", "updated_at"])
        log(
            instance=locked,
            action="media.transcript.show_as_draft",
            user=user,
            data={"shown": shown},
        )
    return locked


def describe(
    *,
    transcript: Transcript,
    language: str,
    kind: TranscriptKind,
    origin: Origin,
    origin_note: str,
    user=None,
) -> Transcript:
    """Change what is said about a transcript; its words and its state stay."""
    require(user, CHANGE)
    values = {"language": language, "kind": kind, "origin": origin, "origin_note": origin_note}
    with transaction.atomic():
        locked = Transcript.objects.select_for_update().get(pk=transcript.pk)
        for field, value in values.items():
            setattr(locked, field, value)
        locked.save(update_fields=[*values, "updated_at"])
        log(instance=locked, action="wagtail.edit", user=user)
    return locked


def delete_transcript(*, transcript: Transcript, user=None) -> None:
    """Delete a transcript with its cues and, once that is certain, its file."""
    require(user, DELETE)
    with transaction.atomic():
        log(instance=transcript, action="wagtail.delete", user=user, deleted=True)
        storage, name = transcript.source_file.storage, transcript.source_file.name
        transcript.delete()
        if name:
            transaction.on_commit(lambda: storage.delete(name))


def _keep(transcript: Transcript, document: Document, markup: Markup) -> None:
    """Write a transcript and its cues; saved twice, so that who listens finds the cues."""
    transcript.extras = extras_of(document, markup=markup)
    transcript.faults = faults_of(document)
    transcript.save()
    rows = rows_of(document, markup=markup)
    for row in rows:
        row.transcript = transcript
    Cue.objects.bulk_create(rows)
    transcript.save(update_fields=["updated_at"])


def _move(transcript: Transcript, state: TextState, user, **values) -> Transcript:
    with transaction.atomic():
        locked = Transcript.objects.select_for_update().get(pk=transcript.pk)
        before = TextState(locked.state)
        if state not in TEXT_TRANSITIONS[before]:
            raise IllegalTransition(locked, state)
        values |= {"state": state, "updated_by": user}
        for field, value in values.items():
            setattr(locked, field, value)
        locked.save(update_fields=[*values, "updated_at"])
        log(
            instance=locked,
            action="media.transcript.state",
            user=user,
            data={"from": str(before), "to": str(state), "version": locked.version},
        )
    return locked
