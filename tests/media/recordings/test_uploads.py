"""Large files piece by piece (tus 1.0.0): on where they stopped, and whole in the archive."""

from __future__ import annotations

import base64
import datetime
import fcntl
import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone

from media.models import Recording, UploadSession
from media.uploads import domain

TUS = {"Tus-Resumable": "1.0.0"}
FILES = "/admin/recordings/upload/files/"


@pytest.fixture
def client(client, home, archivist, settings, tmp_path):
    settings.VAR_DIR = tmp_path
    client.force_login(archivist)
    return client


def create(client, name: str, size: int | str):
    encoded = base64.b64encode(name.encode()).decode()
    headers = {**TUS, "Upload-Length": str(size), "Upload-Metadata": f"filename {encoded}"}
    return client.post(FILES, headers=headers, content_type="application/octet-stream")


def send(client, url: str, offset: int, data: bytes, **headers):
    return client.patch(
        url,
        data,
        content_type="application/offset+octet-stream",
        headers={**TUS, "Upload-Offset": str(offset), **headers},
    )


def offset(client, url: str) -> int:
    response = client.head(url, headers=TUS)
    assert (response.status_code, "no-store" in response["Cache-Control"]) == (200, True)
    return int(response["Upload-Offset"])


def partial_files() -> list[Path]:
    return list((Path(settings.VAR_DIR) / "private" / "uploads").iterdir())


def finish(client, url: str, **details):
    key = url.rstrip("/").rsplit("/", 1)[1]
    return client.post(
        f"/admin/recordings/upload/{key}/finish/", {"release": "interview", **details}
    )


def test_what_the_server_can_do(client):
    response = client.options(FILES)

    assert (response.status_code, response["Tus-Version"]) == (204, "1.0.0")
    assert response["Tus-Extension"] == "creation,termination,expiration"
    assert client.post(FILES).status_code == 412
    assert client.post(FILES, headers={"Tus-Resumable": "0.2.1"})["Tus-Version"] == "1.0.0"


def test_a_file_goes_on_where_it_stopped_and_is_kept_as_it_is(
    client, clips, run_jobs, django_capture_on_commit_callbacks, archivist
):
    data = clips["tone.wav"].read_bytes()
    created = create(client, "第一盘.wav", len(data))
    url = created["Location"]
    assert (created.status_code, offset(client, url)) == (201, 0)

    assert send(client, url, 0, data[:1000])["Upload-Offset"] == "1000"
    # The server was killed before it noted what it had written.
    UploadSession.objects.update(received=0)
    assert offset(client, url) == 1000
    wrong = send(client, url, 500, data[500:])
    assert (wrong.status_code, wrong["Upload-Offset"]) == (409, "1000")
    early = finish(client, url)
    assert early.status_code == 400
    assert "第一盘.wav" in client.get("/admin/recordings/upload/").content.decode()
    assert send(client, url, 1000, data[1000:]).status_code == 204
    assert offset(client, url) == len(data)

    with django_capture_on_commit_callbacks(execute=True):
        answers = [finish(client, url, credit="示例") for _again in (1, 2)]

    recording = Recording.objects.get()
    assert [each.json()["url"] for each in answers] == [f"/admin/media/edit/{recording.pk}/"] * 2
    assert (recording.title, recording.original_name) == ("第一盘", "第一盘.wav")
    assert (recording.credit, recording.uploaded_by_user) == ("示例", archivist)
    assert Path(recording.file.path).read_bytes() == data
    assert recording.sha256 == hashlib.sha256(data).hexdigest()
    assert (recording.size, recording.mime, recording.duration_ms) == (len(data), "audio/wav", 2000)
    assert recording.job is not None
    assert offset(client, url) == len(data)
    assert "第一盘.wav" not in client.get("/admin/recordings/upload/").content.decode()


@pytest.mark.parametrize(
    ("name", "clip", "part"),
    [("录音.wav", "tone.wav", 0.5), ("录音.mp3", "tone.wav", 1), ("x.mp4", "film.mp4", 0.9)],
)
def test_what_is_cut_off_or_named_wrongly_is_refused_in_words(client, clips, name, clip, part):
    data = clips[clip].read_bytes()
    data = data[: int(len(data) * part)]
    url = create(client, name, len(data))["Location"]
    send(client, url, 0, data)

    answer = finish(client, url)

    assert answer.status_code == 400
    assert name in answer.json()["errors"][0]
    assert (Recording.objects.count(), UploadSession.objects.count()) == (0, 0)
    assert partial_files() == []


def test_what_is_in_the_archive_already_is_not_taken_twice(client, clips, taken):
    taken("tone.mp3")
    data = clips["tone.mp3"].read_bytes()
    url = create(client, "again.mp3", len(data))["Location"]
    send(client, url, 0, data)

    assert "tone.mp3" in finish(client, url).json()["errors"][0]
    assert Recording.objects.count() == 1


@pytest.mark.parametrize(
    ("size", "status"), [("", 400), ("-1", 400), ("x", 400), ("0", 400), (10**12, 413)]
)
def test_a_length_that_is_none_is_refused(client, size, status):
    assert create(client, "a.wav", size).status_code == status


def test_more_than_was_announced_is_refused(client):
    url = create(client, "a.wav", 10)["Location"]

    assert send(client, url, 0, b"x" * 11).status_code == 413
    assert offset(client, url) == 0


def test_a_piece_of_another_type_or_without_its_place_is_refused(client):
    url = create(client, "a.wav", 10)["Location"]

    answers = [
        client.patch(url, b"x", content_type="text/plain", headers={**TUS, "Upload-Offset": "0"}),
        client.patch(url, b"x", content_type="application/offset+octet-stream", headers=TUS),
    ]
    assert [each.status_code for each in answers] == [415, 400]


def test_two_connections_do_not_write_at_once(client):
    url = create(client, "a.wav", 10)["Location"]
    with domain.partial_path(UploadSession.objects.get()).open("ab") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        assert send(client, url, 0, b"x").status_code == 423
    assert send(client, url, 0, b"x").status_code == 204


def test_an_upload_is_its_owners_alone(client, archivist):
    url = create(client, "a.wav", 10)["Location"]
    other = get_user_model().objects.create_superuser("other", "", "secret")
    client.force_login(other)

    assert client.head(url, headers=TUS).status_code == 404
    assert send(client, url, 0, b"x").status_code == 404
    assert finish(client, url).status_code == 404


def test_an_upload_is_given_up_by_hand_or_by_the_clock(client):
    first, second = (create(client, f"{each}.wav", 10)["Location"] for each in "ab")
    send(client, first, 0, b"x")
    assert client.delete(first, headers=TUS).status_code == 204
    assert client.head(first, headers=TUS).status_code == 404

    assert domain.forget_old() == 0
    UploadSession.objects.update(
        seen_at=timezone.now() - domain.KEEP - datetime.timedelta(minutes=1)
    )
    assert domain.forget_old() == 1
    assert client.head(second, headers=TUS).status_code == 404
    assert partial_files() == []


def test_who_may_not_add_recordings_may_not_upload(client, home):
    user = get_user_model().objects.create_user("reader", "", "secret")
    client.force_login(user)

    assert client.get("/admin/recordings/upload/").status_code in (302, 403)
    assert create(client, "a.wav", 10).status_code in (302, 403)
