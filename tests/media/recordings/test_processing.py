"""Copies for the web: made in the background, silent where they must be, and told in words."""

from __future__ import annotations

import json
import subprocess
from array import array
from pathlib import Path

import pytest

from cms.core.enums import JobState
from cms.core.models import Job
from media.enums import ProcessingState
from media.models import Recording
from media.processing import domain
from media.processing.peaks import MOST_POINTS, SAMPLES_PER_BLOCK, peaks_of
from media.ranges import Range
from media.sources import Source, admin_sources_for, sources_for

RATE = 8000
CLOSED = (Range(500, 1000),)


def decoded(path: str) -> array:
    """The samples of a file: one channel, 16 bits."""
    done = subprocess.run(
        ["ffmpeg", "-v", "error", "-i", path, "-ac", "1", "-ar", str(RATE), "-f", "s16le", "-"],
        check=True,
        capture_output=True,
    )
    return array("h", done.stdout)


def loudest(samples: array, start_ms: int, end_ms: int) -> int:
    return max(map(abs, samples[start_ms * RATE // 1000 : end_ms * RATE // 1000]))


def brightest(path: str, at_ms: int) -> int:
    """The brightest point of the picture at a moment."""
    seek = ["-ss", str(at_ms / 1000), "-i", path, "-frames:v", "1"]
    done = subprocess.run(
        ["ffmpeg", "-v", "error", *seek, "-f", "rawvideo", "-pix_fmt", "gray", "-"],
        check=True,
        capture_output=True,
    )
    return max(done.stdout)


def made(recording: Recording, silenced: str = "") -> dict:
    return {
        f"{each.kind} {each.mime}": each for each in recording.renditions.filter(silenced=silenced)
    }


def test_a_film_is_made_ready_and_silenced(taken, run_jobs, django_capture_on_commit_callbacks):
    film = taken("film.mp4")
    assert film.processing == ProcessingState.WAITING
    run_jobs()
    film.refresh_from_db()

    assert (film.processing, film.processing_note) == (ProcessingState.READY, "")
    assert (film.job.state, film.job.percent) == (JobState.DONE, 100)
    copies = made(film)
    assert set(copies) == {
        "audio audio/mp4",
        "audio audio/ogg",
        "video video/mp4",
        "poster image/jpeg",
        "peaks application/json",
    }
    path = f"/recordings/{film.pk}/"
    sources = sources_for(film)
    assert sources.sources == (
        Source(f"{path}video.mp4", "video/mp4"),
        Source(f"{path}audio.m4a", "audio/mp4"),
        Source(f"{path}audio.opus", "audio/ogg"),
    )
    assert (sources.poster_url, sources.peaks_url) == (f"{path}poster.jpg", f"{path}peaks.json")
    assert (sources.duration_ms, sources.is_video) == (film.duration_ms, True)

    # With a closed stretch nothing is given until the copies without it are made.
    with django_capture_on_commit_callbacks(execute=True):
        assert sources_for(film, CLOSED) is None
        assert sources_for(film, CLOSED) is None
    assert domain.jobs_for(film, CLOSED).count() == 1
    run_jobs()

    assert len(sources_for(Recording.objects.get(), CLOSED).sources) == 3
    silenced = made(film, "500-1000")
    assert set(silenced) == set(copies)
    for name in ("audio audio/mp4", "audio audio/ogg", "video video/mp4"):
        before, after = (decoded(each[name].file.path) for each in (copies, silenced))
        # The time line stays as it was: what follows is heard at the same second.
        assert abs(len(before) - len(after)) <= RATE // 20
        # What a lossy codec smears in of the open sound around it, some 70 dB below it.
        assert loudest(after, 500, 1000) <= 10
        assert loudest(after, 600, 900) <= 1
        assert loudest(after, 0, 400) == pytest.approx(loudest(before, 0, 400), rel=0.1)
        assert loudest(after, 1100, 1900) == pytest.approx(loudest(before, 1100, 1900), rel=0.1)
    video = silenced["video video/mp4"].file.path
    assert [brightest(video, at) > 200 for at in (200, 520, 750, 980, 1300)] == [
        True, False, False, False, True,
    ]  # fmt: skip
    peaks = json.loads(Path(silenced["peaks application/json"].file.path).read_text())
    points = peaks["data"][::2]
    per_second = len(points) / (film.duration_ms / 1000)
    assert {abs(each) for each in points[int(0.5 * per_second) : int(1.0 * per_second)]} <= {0, 1}
    assert min(points[int(1.2 * per_second) :]) < -10


def test_sound_of_unknown_length_is_measured_and_gets_no_pictures(taken, run_jobs):
    tone = taken("tone.mp3")
    run_jobs()
    tone.refresh_from_db()

    assert tone.processing == ProcessingState.READY
    assert set(made(tone)) == {"audio audio/mp4", "audio audio/ogg", "peaks application/json"}
    assert 1900 <= tone.duration_ms <= 2150
    assert tone.duration == tone.duration_ms / 1000


def test_what_is_there_is_not_made_again(taken, run_jobs, django_capture_on_commit_callbacks):
    tone = taken("tone.wav")
    run_jobs()
    kept = {name: each.pk for name, each in made(tone).items()}
    lost = tone.renditions.get(mime="audio/ogg")
    path = Path(lost.file.path)
    with django_capture_on_commit_callbacks(execute=True):
        lost.delete()
        assert path.exists()
    assert not path.exists()

    with django_capture_on_commit_callbacks(execute=True):
        domain.process(recording=tone)
    run_jobs()

    again = {name: each.pk for name, each in made(tone).items()}
    assert again.pop("audio audio/ogg") != kept.pop("audio audio/ogg")
    assert again == kept


def test_an_original_that_cannot_be_read_fails_in_words(taken, run_jobs):
    tone = taken("tone.wav")
    Path(tone.file.path).chmod(0o644)
    Path(tone.file.path).write_bytes(b"RIFF\x24\x00\x00\x00WAVEfmt " + b"\x00" * 20)
    run_jobs()
    tone.refresh_from_db()

    assert tone.processing == ProcessingState.FAILED
    assert tone.processing_note.startswith("peaks.json")
    job = Job.objects.get(name=domain.WORK)
    assert (job.state, job.attempts) == (JobState.RETRYING, 1)
    assert sources_for(tone) is None


def test_without_ffmpeg_a_web_format_plays_and_the_page_says_what_is_missing(
    taken, no_ffmpeg, client, home, archivist
):
    tone = taken("tone.mp3", release="open")
    film = taken("film.mkv", release="open")

    assert (tone.processing, tone.duration_ms > 1900) == (ProcessingState.AS_IT_IS, True)
    assert sources_for(tone).sources == (Source(f"/recordings/{tone.pk}/file", "audio/mpeg"),)
    assert sources_for(tone, CLOSED) is None
    assert film.processing == ProcessingState.FAILED
    assert sources_for(film) is None
    assert not Job.objects.filter(name=domain.WORK).exists()
    client.force_login(archivist)
    page = client.get(f"/admin/media/edit/{tone.pk}/").content.decode()
    assert tone.processing_note in page
    assert "ffprobe" in page


def test_when_ffmpeg_is_installed_later_the_copies_are_made(
    clips, collection, settings, no_ffmpeg, taken, run_jobs, django_capture_on_commit_callbacks
):
    tone = taken("tone.m4a")
    settings.FFMPEG, settings.FFPROBE = "ffmpeg", "ffprobe"

    with django_capture_on_commit_callbacks(execute=True):
        domain.process(recording=tone)
    run_jobs()
    tone.refresh_from_db()

    assert (tone.processing, tone.audio_codec) == (ProcessingState.READY, "aac")
    assert [each.mime for each in admin_sources_for(tone).sources] == [
        "audio/mp4",
        "audio/mp4",
        "audio/ogg",
    ]


def test_a_long_waveform_is_drawn_together():
    blocks = MOST_POINTS * 2 + 1
    samples = array("h", [0, 0x7F00] * (SAMPLES_PER_BLOCK // 2)) * blocks
    peaks = peaks_of([samples.tobytes()[:1001], samples.tobytes()[1001:]], RATE)
    drawn = json.loads(peaks.dump())

    assert drawn["length"] == len(drawn["data"]) // 2 == blocks // 3 + (blocks % 3 > 0)
    assert drawn["samples_per_pixel"] == 3 * SAMPLES_PER_BLOCK
    assert drawn["data"][:2] == [0, 0x7F]
    assert peaks.duration_ms == blocks * SAMPLES_PER_BLOCK * 1000 // RATE
