"""The address the editor loads from and saves to; the list, the details, the downloads."""

from __future__ import annotations

import json

import pytest

from media import reading
from media.enums import TextState
from media.models import Transcript
from media.transcripts.domain import import_transcript

pytestmark = pytest.mark.django_db

VTT = (
    "WEBVTT\n\nNOTE 存档用\n\n"
    "1\n00:00.000 --> 00:01.000 align:start\n<v 张老><i>一</i>\n\n"
    "00:01.000 --> 00:02.000\n二\n"
)
FIRST = [0, 1000, "张老", "一", 0]
REST = {"marked": "<v 张老><i>一</i>", "id": "1", "settings": {"align": "start"}}


@pytest.fixture
def transcript(recording) -> Transcript:
    read = reading.read(VTT.encode())
    return import_transcript(recording=recording, document=read.document, format=read.format)


@pytest.fixture
def url(transcript) -> str:
    return f"/admin/transcripts/{transcript.pk}/cues/"


@pytest.fixture
def save(admin_client, url):
    """Call it with a body, as JSON unless it is bytes."""

    def saved(body):
        data = body if isinstance(body, bytes) else json.dumps(body)
        return admin_client.post(url, data, content_type="application/json")

    return saved


def test_the_page_of_the_editor(admin_client, transcript):
    page = admin_client.get(f"/admin/transcripts/{transcript.pk}/")
    assert page.status_code == 200
    assert page.context["setup"]["mayChange"] is True
    assert f"/admin/recordings/{transcript.recording_id}/file" in page.content.decode()


def test_cues_as_they_are_loaded(admin_client, url):
    loaded = admin_client.get(url).json()
    assert (loaded["version"], loaded["state"]) == (1, "corrected")
    assert loaded["cues"] == [[*FIRST, REST], [1000, 2000, "", "二", 0]]


def test_what_is_loaded_can_be_saved(save, admin_client, url, transcript):
    changed = [[1, 1, [[1000, 1500, "问", "二", 0], [1500, 2000, "问", "三", 1]]]]
    answer = save({"version": 1, "splices": changed})
    assert (answer.status_code, answer.json()["version"]) == (200, 2)
    assert admin_client.get(url).json()["cues"] == [
        [*FIRST, REST],
        [1000, 1500, "问", "二", 0],
        [1500, 2000, "问", "三", 1],
    ]


def test_the_second_editor_is_told_by_whom(save, admin_user):
    first = {"version": 1, "splices": [[0, 1, [FIRST]]]}
    assert save(first).status_code == 200
    answer = save(first)
    assert answer.status_code == 409
    told = answer.json()
    assert (told["version"], told["by"]) == (2, str(admin_user))


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff",
        b"[" * 100_000,
        b'{"version": NaN, "splices": []}',
        b'{"version": 1, "splices": [[0, 1, [[0, 1000, "", "\\ud800", 0]]]]}',
        b'{"version": 1, "splices": [[0, 1, [[0, 1000, "", "\\u0000", 0]]]]}',
        {"version": 1},
        {"version": "1", "splices": []},
        {"version": True, "splices": []},
        {"version": 1, "splices": 5},
        {"version": 1, "splices": [[0, 1]]},
        {"version": 1, "splices": [[0, 9, []]]},
        {"version": 1, "splices": [[0, 1, [[0, 1, "", 7, 0]]]]},
        {"version": 1, "splices": [[0, 1, [[0, 1.5, "", "一", 0]]]]},
        {"version": 1, "splices": [[0, 1, [[5000, 6000, "", "一", 0]]]]},
        {"version": 1, "splices": [[0, 1, [[*FIRST, {"settings": {"align": []}}]]]]},
        {"version": 1, "splices": [[0, 1, [[*FIRST, {"settings": "a"}]]]]},
        {"version": 1, "splices": [[0, 1, [[*FIRST, "a"]]]]},
    ],
)
def test_what_cannot_be_is_refused(save, transcript, body):
    assert save(body).status_code == 400
    transcript.refresh_from_db()
    assert transcript.version == 1


def test_permissions_hold(client, grant, url, transcript):
    assert client.get(url).status_code == 302
    reader = grant("view_transcript")
    client.force_login(reader)
    assert client.get(url).status_code == 200
    body = json.dumps({"version": 1, "splices": [[0, 1, []]]})
    address = f"/admin/transcripts/{transcript.pk}"
    assert client.post(url, body, content_type="application/json").status_code in (302, 403)
    for path in ("approve/", "correct/", "show/", "delete/", "details/"):
        assert client.post(f"{address}/{path}").status_code in (302, 403)
    assert client.get(f"{address}/download/webvtt/").status_code in (302, 403)
    transcript.refresh_from_db()
    assert (transcript.version, transcript.state) == (1, TextState.CORRECTED)


def test_approve_and_take_back(admin_client, transcript):
    address = f"/admin/transcripts/{transcript.pk}"
    page = admin_client.get(f"{address}/details/")
    assert [name for name, _label in page.context["steps"]] == ["approve"]
    admin_client.post(f"{address}/approve/")
    transcript.refresh_from_db()
    assert transcript.state == TextState.APPROVED
    # Twice is too late, and said so.
    admin_client.post(f"{address}/approve/")
    admin_client.post(f"{address}/take-back/")
    transcript.refresh_from_db()
    assert transcript.state == TextState.CORRECTED
    assert admin_client.post(f"{address}/publish/").status_code == 404


def test_details_are_changed(admin_client, transcript):
    address = f"/admin/transcripts/{transcript.pk}/details/"
    answers = {"language": "zh-Hant", "kind": "captions", "origin": "typed", "origin_note": "某人"}
    assert admin_client.post(address, answers).status_code == 302
    assert admin_client.post(address, {**answers, "language": "xx"}).status_code == 400
    transcript.refresh_from_db()
    assert (transcript.language, transcript.kind, transcript.origin_note) == (
        "zh-Hant",
        "captions",
        "某人",
    )


def test_show_as_a_draft_and_delete(admin_client, transcript):
    address = f"/admin/transcripts/{transcript.pk}"
    admin_client.post(f"{address}/show/", {"shown": "1"})
    assert Transcript.objects.shown().exists()
    admin_client.post(f"{address}/show/")
    assert not Transcript.objects.shown().exists()
    assert admin_client.get(f"{address}/delete/").status_code == 200
    assert admin_client.post(f"{address}/delete/").status_code == 302
    assert not Transcript.objects.exists()


def test_the_archive_gets_all_of_it_back(admin_client, transcript):
    address = f"/admin/transcripts/{transcript.pk}/download"
    answer = admin_client.get(f"{address}/webvtt/")
    assert reading.read(answer.content).document == reading.read(VTT.encode()).document
    assert answer["Content-Disposition"] == (
        f'attachment; filename="transcript-{transcript.pk}-v1.vtt"'
    )
    assert admin_client.get(f"{address}/srt/").content.decode().startswith("1\n00:00:00,000")
    assert admin_client.get(f"{address}/text/").content.decode().startswith("[00:00:00] 张老：一")
    assert reading.read(admin_client.get(f"{address}/ohms/").content).document.cues != ()
    assert admin_client.get(f"{address}/whisper/").status_code == 404


def test_the_list_is_narrowed(admin_client, transcript):
    def listed(query: str) -> list[Transcript]:
        return list(admin_client.get(f"/admin/transcripts/?{query}").context["page_obj"])

    assert listed("") == [transcript]
    assert listed(f"recording={transcript.recording_id}") == [transcript]
    assert listed("state=machine") == []
    assert listed("state=nonsense") == [transcript]
    assert listed("q=示例") == [transcript]
    assert listed("q=没有") == []
    assert admin_client.get("/admin/transcripts/?recording=999999").status_code == 404
    assert admin_client.get("/admin/transcripts/?recording=x").status_code == 404
