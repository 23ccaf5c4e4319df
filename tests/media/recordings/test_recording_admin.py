"""Recordings in the admin: taken in by a form, described, looked after, never replaced."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import ModelLogEntry

from cms.core.enums import JobState
from cms.core.models import Job
from heritage.oral_history.models import InterviewRecording
from media.enums import ProcessingState
from media.models import Recording
from media.processing.domain import WORK
from tests.factories.oral_history import InterviewIndexPageFactory, InterviewPageFactory


@pytest.fixture
def client(client, home, archivist):
    client.force_login(archivist)
    return client


def add(client, clips, name: str, *, called: str = ""):
    file = SimpleUploadedFile(called or name, clips[name].read_bytes())
    fields = {"title": "一段录音", "file": file, "release": "interview", "tags": "建国前老兵"}
    return client.post("/admin/media/audio/add/", fields)


def test_the_plain_form_takes_a_file_in_as_the_upload_page_does(client, clips):
    assert add(client, clips, "film.mp4").status_code == 302

    recording = Recording.objects.get()
    assert (recording.type, recording.mime, recording.width) == ("video", "video/mp4", 160)
    assert Path(recording.file.path).read_bytes() == clips["film.mp4"].read_bytes()
    assert (recording.original_name, recording.tags.get().name) == ("film.mp4", "建国前老兵")
    assert recording.job.name == WORK


def test_the_plain_form_says_what_is_wrong_with_a_file(client, clips):
    page = add(client, clips, "tone.wav", called="tone.mp3")

    assert page.status_code == 200
    assert "tone.mp3" in str(page.context["form"].errors["file"])
    assert Recording.objects.count() == 0


def test_a_recording_is_shown_with_what_it_is(client, taken, run_jobs):
    recording = taken("tone.wav")
    waiting = client.get(f"/admin/media/edit/{recording.pk}/").content.decode()
    told = client.get(f"/admin/recordings/{recording.pk}/state").json()
    assert f"/admin/recordings/{recording.pk}/state" in waiting
    assert (told["running"], told["percent"]) == (True, None)

    run_jobs()
    page = client.get(f"/admin/media/edit/{recording.pk}/").content.decode()
    for expected in (recording.sha256, "pcm_s16le", "audio.m4a", "0:02"):
        assert expected in page
    assert client.get(f"/admin/recordings/{recording.pk}/state").json()["running"] is False
    listing = client.get("/admin/media/").content.decode()
    assert ("0:02" in listing, str(ProcessingState.READY.label) in listing) == (True, True)


def test_the_original_is_never_replaced(client, clips, taken):
    recording = taken("tone.wav")
    file = SimpleUploadedFile("tone.mp3", clips["tone.mp3"].read_bytes())
    client.post(
        f"/admin/media/edit/{recording.pk}/",
        {"title": "新题名", "file": file, "release": "interview", "tags": ""},
    )
    recording.refresh_from_db()

    assert recording.title == "新题名"
    assert Path(recording.file.path).read_bytes() == clips["tone.wav"].read_bytes()


def test_what_failed_is_tried_again(client, taken, run_jobs, django_capture_on_commit_callbacks):
    recording = taken("tone.wav")
    Job.objects.update(state=JobState.DEAD, error="Traceback\nffmpeg 停了")
    Recording.objects.update(processing=ProcessingState.FAILED, processing_note="ffmpeg 停了")
    page = client.get(f"/admin/media/edit/{recording.pk}/").content.decode()
    assert "ffmpeg 停了" in page

    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/recordings/{recording.pk}/again/")
    run_jobs()
    recording.refresh_from_db()

    assert (recording.processing, recording.processing_note) == (ProcessingState.READY, "")


def test_a_deletion_takes_the_files_and_is_logged(
    client, taken, run_jobs, django_capture_on_commit_callbacks
):
    recording = taken("tone.wav")
    run_jobs()
    paths = [recording.file.path, *(each.file.path for each in recording.renditions.all())]
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/admin/media/delete/{recording.pk}/")

    assert [Path(each).exists() for each in paths] == [False] * 4
    entry = ModelLogEntry.objects.get(action="wagtail.delete")
    assert entry.data == {"sha256": recording.sha256, "name": "tone.wav"}


def test_what_belongs_to_an_interview_is_not_deleted(client, home, taken):
    recording = taken("tone.wav")
    interview = InterviewPageFactory(parent=InterviewIndexPageFactory(parent=home), title="访谈一")
    InterviewRecording.objects.create(page=interview, recording=recording)

    page = client.post(f"/admin/media/delete/{recording.pk}/", follow=True).content.decode()

    assert "访谈一" in page
    assert Path(recording.file.path).exists()
    assert not ModelLogEntry.objects.filter(action="wagtail.delete").exists()
