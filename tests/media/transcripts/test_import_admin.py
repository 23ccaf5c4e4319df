"""Upload of a transcript: what was read and what was wrong is shown before anything is kept."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from media.enums import Origin, TextState, TranscriptKind
from media.formats import limits
from media.models import Transcript, TranscriptImport
from media.transcripts import arriving, forms

pytestmark = pytest.mark.django_db

UPLOAD = "/admin/transcripts/import/"
VTT = (
    "WEBVTT\n\n00:01.000 --> 00:02.000\n<v 张老>你好\n\n"
    "00:03.000 --> 00:02.500\n<v 问>您好\n\nnonsense\n"
)


@pytest.fixture
def send(admin_client, recording):
    """Call it with bytes and a name to upload them."""

    def sent(data: bytes | str, name: str = "示例.vtt"):
        data = data.encode() if isinstance(data, str) else data
        answers = {"recording": recording.pk, "language": "zh-Hans", "kind": "transcript"}
        return admin_client.post(UPLOAD, {**answers, "file": SimpleUploadedFile(name, data)})

    return sent


def test_faults_are_told_by_line_before_anything_is_kept(send, admin_client):
    look = send(VTT)
    upload = TranscriptImport.objects.get()
    assert look.url == reverse("transcripts:look", args=[upload.key])
    page = admin_client.get(look.url)
    assert [fault["line"] for fault in page.context["faults"]] == [6, 9]
    assert page.context["report"]["speakers"] == [["张老", 1], ["问", 1]]
    # Times that went back are shown as they will be kept, by start.
    assert [(c["start"], c["speaker"], c["text"]) for c in page.context["sample"]] == [
        ("00:00:01", "张老", "你好"),
        ("00:00:03", "问", "您好"),
    ]
    assert not Transcript.objects.exists()


def test_what_is_confirmed_is_kept(send, admin_client, admin_user):
    look = send(VTT).url
    answers = {
        "language": "zh-Hant",
        "kind": "captions",
        "state": "machine",
        "origin_note": "示例模型",
    }
    done = admin_client.post(look, answers)
    transcript = Transcript.objects.get()
    assert done.url == reverse("transcripts:edit", args=[transcript.pk])
    assert (transcript.language, transcript.kind, transcript.state, transcript.origin) == (
        "zh-Hant",
        TranscriptKind.CAPTIONS,
        TextState.MACHINE,
        Origin.MACHINE,
    )
    assert (transcript.origin_note, transcript.updated_by) == ("示例模型", admin_user)
    with transcript.source_file.open("rb") as file:
        assert file.read().decode() == VTT
    # Sent twice it is one; the address leads on.
    assert admin_client.post(look, answers).url == look
    assert admin_client.get(look).url == done.url
    assert Transcript.objects.count() == 1


def test_a_file_can_be_given_up(send, admin_client):
    look = send(VTT).url
    upload = TranscriptImport.objects.get()
    storage, name = upload.file.storage, upload.file.name
    assert admin_client.post(look, {"forget": "1"}).status_code == 302
    assert not TranscriptImport.objects.exists()
    assert admin_client.get(look).status_code == 404
    assert storage.exists(name)  # Until the transaction of this test would be over.


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"WEBVTT\n\nNOTE nothing\n",
        b'<!DOCTYPE r [<!ENTITY a "b">]><ROOT><record id="1" dt="2020-01-01">&a;</record></ROOT>',
        b"PK\x03\x04 no archive",
        b"{",
    ],
)
def test_what_holds_nothing_is_not_kept(send, admin_client, data):
    answer = send(data)
    if not data:
        assert (answer.status_code, list(answer.context["form"].errors)) == (400, ["file"])
        return
    page = admin_client.get(answer.url)
    assert (page.status_code, page.context["form"]) == (200, None)
    assert page.context["faults"] or page.context["report"]["cues"] == 0
    assert admin_client.post(answer.url, {"state": "corrected"}).url == answer.url
    assert not Transcript.objects.exists()


def test_nuls_are_told(send, admin_client):
    page = admin_client.get(send(VTT.replace("你好", "你\0好")).url)
    assert page.context["faults"][0]["line"] == 4
    assert page.context["sample"][0]["text"] == "你\ufffd好"


def test_a_file_that_is_too_large_is_refused_with_words(send, monkeypatch):
    monkeypatch.setattr(forms, "MAX_BYTES", 1_000_000)
    answer = send(b"WEBVTT\n\n" + b"x" * 2_000_000)
    assert answer.status_code == 400
    assert answer.context["form"].errors.as_data()["file"][0].message.count("1") == 1
    assert not TranscriptImport.objects.exists()


def test_too_many_cues_are_refused_with_words(send, admin_client, monkeypatch):
    monkeypatch.setattr(limits, "MAX_CUES", 1)
    page = admin_client.get(send(VTT).url)
    assert page.context["report"] == {"refused": page.context["report"]["refused"]}
    assert page.context["form"] is None


def test_a_large_file_is_read_and_kept_in_the_background(
    send, admin_client, monkeypatch, run_jobs, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(arriving, "AT_ONCE", 10)
    with django_capture_on_commit_callbacks(execute=True):
        look = send(VTT).url
    assert admin_client.get(look)["Refresh"] == "3"
    run_jobs()
    assert admin_client.get(look).context["report"]["cues"] == 2
    answers = {"language": "zh-Hans", "kind": "transcript", "state": "corrected"}
    with django_capture_on_commit_callbacks(execute=True):
        assert admin_client.post(look, answers).url == look
    assert not Transcript.objects.exists()
    run_jobs()
    transcript = Transcript.objects.get()
    assert admin_client.get(look).url == reverse("transcripts:edit", args=[transcript.pk])
    assert transcript.cues.count() == 2


def test_old_uploads_are_forgotten(send, monkeypatch):
    send(VTT)
    assert arriving.forget_old() == 0
    monkeypatch.setattr(arriving, "KEPT_FOR", -arriving.KEPT_FOR)
    assert arriving.forget_old() == 1
    assert not TranscriptImport.objects.exists()


def test_the_translation_in_a_file_is_asked_about(send, admin_client):
    part = "<vtt_transcript{0}>WEBVTT\n\n00:01.000 --> 00:02.000\n{1}\n</vtt_transcript{0}>"
    record = part.format("", "你好") + part.format("_alt", "Hello")
    look = send(f'<ROOT><record id="1" dt="2020-01-01">{record}</record></ROOT>', "a.xml").url
    answers = {"language": "zh-Hans", "kind": "transcript", "state": "corrected"}
    admin_client.post(look, {**answers, "translation_language": "en"})
    made = Transcript.objects.order_by("pk").values_list("kind", "language")
    assert list(made) == [("transcript", "zh-Hans"), ("translation", "en")]


def test_nobody_else_sees_or_keeps_it(send, client, grant):
    look = send(VTT).url
    for user, status in ((grant("add_transcript"), 404), (grant("change_transcript"), 403)):
        client.force_login(user)
        assert client.get(look).status_code in (status, 302)
        assert client.post(look, {"state": "corrected"}).status_code in (status, 302)
    assert not Transcript.objects.exists()


def test_an_empty_transcript_is_begun(admin_client, recording):
    asked = admin_client.get(f"/admin/transcripts/add/?recording={recording.pk}")
    assert asked.context["form"].initial == {"recording": recording}
    done = admin_client.post(
        "/admin/transcripts/add/",
        {"recording": recording.pk, "language": "zh-Hans", "kind": "transcript"},
    )
    transcript = Transcript.objects.get()
    assert done.url == reverse("transcripts:edit", args=[transcript.pk])
    assert json.loads(admin_client.get(f"{done.url}cues/").content)["cues"] == []
