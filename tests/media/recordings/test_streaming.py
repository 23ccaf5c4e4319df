"""Recordings given out: in pieces, asked for anew each time, and nothing that is closed."""

from __future__ import annotations

import socket
from contextlib import closing

import pytest
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile

from media import access, views
from media.access import Access
from media.enums import ProcessingState, Release, RenditionKind
from media.models import Recording, Rendition
from media.ranges import Range
from media.streaming import answering

DATA = bytes(range(256)) * 40
SIZE = len(DATA)
CLOSED = (Range(500, 900),)


@pytest.fixture
def recording(home, collection) -> Recording:
    """An open recording with a copy in AAC."""
    recording = Recording(
        title="录音",
        type="audio",
        mime="audio/wav",
        audio_codec="pcm_s16le",
        sha256="e" * 64,
        size=SIZE,
        duration_ms=2000,
        release=Release.OPEN,
        processing=ProcessingState.READY,
        collection=collection,
    )
    recording.file.save("a.wav", ContentFile(b"original " + DATA))
    add_copy(recording, DATA)
    return recording


def add_copy(recording: Recording, data: bytes, silenced: str = "", sha256: str = "a" * 64):
    rendition = Rendition(
        recording=recording,
        kind=RenditionKind.AUDIO,
        mime="audio/mp4",
        silenced=silenced,
        sha256=sha256,
        size=len(data),
    )
    rendition.file.save("audio.m4a", ContentFile(data))
    return rendition


@pytest.fixture
def url(recording) -> str:
    return f"/recordings/{recording.pk}/audio.m4a"


@pytest.fixture
def rule(monkeypatch):
    """Call it with what everybody may play."""
    monkeypatch.setattr(access, "_rules", [])

    def say(answer: Access) -> None:
        access._rules[:] = [lambda recording, request: answer]

    return say


def body(response) -> bytes:
    return b"".join(response) if response.streaming else response.content


def status(response) -> int:
    body(response)  # A file is closed once it is read.
    return response.status_code


def test_the_whole(client, url):
    response = client.get(url)

    assert (response.status_code, body(response)) == (200, DATA)
    assert response["Content-Length"] == str(SIZE)
    assert response["Content-Type"] == "audio/mp4"
    assert response["Accept-Ranges"] == "bytes"
    assert response["ETag"] == f'"{"a" * 32}"'
    assert response["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    ("header", "start", "end"),
    [("bytes=0-0", 0, 1), ("bytes=100-299", 100, 300), ("bytes=-7", SIZE - 7, SIZE)],
)
def test_a_part(client, url, header, start, end):
    response = client.get(url, headers={"Range": header})

    assert (response.status_code, body(response)) == (206, DATA[start:end])
    assert response["Content-Range"] == f"bytes {start}-{end - 1}/{SIZE}"
    assert response["Content-Length"] == str(end - start)


def test_from_here_to_the_end_is_given_in_pieces(client, url, monkeypatch):
    monkeypatch.setattr(answering, "MOST_OF_OPEN", 1000)

    response = client.get(url, headers={"Range": "bytes=200-"})

    assert (response.status_code, body(response)) == (206, DATA[200:1200])
    assert response["Content-Range"] == f"bytes 200-1199/{SIZE}"


def test_several_parts(client, url):
    response = client.get(url, headers={"Range": "bytes=0-4,10-11"})
    boundary = response["Content-Type"].removeprefix("multipart/byteranges; boundary=")
    expected = (
        f"\r\n--{boundary}\r\nContent-Type: audio/mp4\r\nContent-Range: bytes 0-4/{SIZE}\r\n\r\n"
        f"\x00\x01\x02\x03\x04"
        f"\r\n--{boundary}\r\nContent-Type: audio/mp4\r\nContent-Range: bytes 10-11/{SIZE}\r\n\r\n"
        f"\n\x0b\r\n--{boundary}--\r\n"
    ).encode()

    assert (response.status_code, body(response)) == (206, expected)
    assert response["Content-Length"] == str(len(expected))


def test_parts_that_overlap_are_not_a_way_to_ask_for_much_more(client, url):
    response = client.get(url, headers={"Range": "bytes=0-,0-,0-"})

    assert (response.status_code, len(body(response))) == (200, SIZE)


def test_a_reader_who_hangs_up_at_once_is_no_fault(recording, rf, rule):
    rule(Access(True))
    request = rf.get("/", headers={"Range": "bytes=100-199"})
    ours, theirs = socket.socketpair()
    theirs.close()
    response = views.stream(request, recording.pk, "audio.m4a")
    # As gunicorn sends it: by its descriptor, and where that fails by reading.
    with (
        ours,
        closing(response.file_to_stream) as piece,
        pytest.raises((BrokenPipeError, ConnectionResetError)),
    ):
        ours.sendfile(piece, offset=100, count=100)


def test_past_the_end(client, url):
    response = client.get(url, headers={"Range": f"bytes={SIZE}-"})

    assert (response.status_code, body(response)) == (416, b"")
    assert response["Content-Range"] == f"bytes */{SIZE}"


def test_head_tells_the_same_without_a_body(client, url):
    whole, part = client.head(url), client.head(url, headers={"Range": "bytes=5-9"})

    assert (whole.status_code, whole["Content-Length"], body(whole)) == (200, str(SIZE), b"")
    assert (part.status_code, part["Content-Length"], body(part)) == (206, "5", b"")


def test_a_part_of_another_version_is_the_whole(client, url):
    tag = client.head(url)["ETag"]
    changed = client.head(url)["Last-Modified"]
    part = {"Range": "bytes=0-4"}

    def asked(known: str) -> int:
        return status(client.get(url, headers={**part, "If-Range": known}))

    assert [asked(tag), asked(changed)] == [206, 206]
    others = ['"other"', f"W/{tag}", "Wed, 01 Jan 2020 00:00:00 GMT", "x"]
    assert [asked(each) for each in others] == [200] * 4


def test_what_is_known_is_not_sent_again(client, url):
    tag = client.head(url)["ETag"]

    asked = [
        {"If-None-Match": f'"x", {tag}'},
        {"If-None-Match": f"W/{tag}"},
        {"If-None-Match": '"x"'},
        {"If-Match": '"x"'},
        {"If-Match": tag},
    ]
    answers = [status(client.get(url, headers=each)) for each in asked]
    assert answers == [304, 304, 200, 412, 200]


def test_the_web_server_in_front_sends_it_where_there_is_one(client, url, recording, settings):
    settings.RECORDINGS_X_ACCEL = "/kept/"
    rendition = recording.renditions.get()

    response = client.get(url, headers={"Range": "bytes=0-4"})

    assert (response.status_code, response.content) == (200, b"")
    assert response["X-Accel-Redirect"] == f"/kept/{rendition.file.name}"
    assert response["Content-Type"] == "audio/mp4"


def test_only_reading_is_answered(client, url):
    assert client.post(url).status_code == 405


@pytest.mark.parametrize("name", ["file", "audio.opus", "video.mp4", "original.wav", "x"])
def test_what_there_is_not_is_not_given(client, recording, name):
    assert client.get(f"/recordings/{recording.pk}/{name}").status_code == 404


def test_a_recording_that_nobody_released_is_closed(client, recording, url):
    Recording.objects.filter(pk=recording.pk).update(release=Release.BY_INTERVIEW)

    assert client.get(url).status_code == 404
    assert client.head(url).status_code == 404


def test_a_closed_stretch_needs_a_copy_in_which_just_it_is_silent(client, recording, url, rule):
    rule(Access(True, CLOSED))
    assert client.get(url).status_code == 404

    add_copy(recording, b"too little", "500-600", "b" * 64)
    add_copy(recording, b"too much", "0-2000", "c" * 64)
    assert client.get(url).status_code == 404

    add_copy(recording, b"as agreed", "500-900", "d" * 64)
    response = client.get(url)
    assert (response.status_code, body(response)) == (200, b"as agreed")

    rule(Access(False))
    assert client.get(url, headers={"If-None-Match": response["ETag"]}).status_code == 404


def test_the_original_is_played_only_where_no_copy_can_be_and_nothing_is_closed(
    client, recording, rule
):
    url = f"/recordings/{recording.pk}/file"
    Recording.objects.filter(pk=recording.pk).update(processing=ProcessingState.AS_IT_IS)
    assert body(client.get(url)) == b"original " + DATA

    rule(Access(True, CLOSED))
    assert client.get(url).status_code == 404


def test_a_file_that_is_gone_is_not_found(client, recording, url):
    recording.renditions.get().file.storage.delete(recording.renditions.get().file.name)

    assert client.get(url).status_code == 404


def test_the_archive_hears_the_whole(client, archivist, recording, rule):
    rule(Access(False))
    client.force_login(archivist)

    played = client.get(f"/admin/recordings/{recording.pk}/file")
    copy = client.get(f"/admin/recordings/{recording.pk}/file/audio.m4a")
    original = client.get(f"/admin/recordings/{recording.pk}/original")

    assert body(played) == body(original) == b"original " + DATA
    assert body(copy) == DATA
    assert original["Content-Disposition"].startswith("attachment; filename=")


def test_others_hear_nothing_in_the_admin(client, recording):
    user = get_user_model().objects.create_user("reader", "", "secret")
    url = f"/admin/recordings/{recording.pk}/file"
    assert client.get(url).status_code == 302

    client.force_login(user)
    assert client.get(url).status_code in (302, 403)


def test_no_public_address_leads_to_an_original(client, recording):
    assert recording.url == f"/admin/recordings/{recording.pk}/file"
    assert client.get(f"/uploads/{recording.file.name}").status_code == 404
