"""Small real recordings, made once by ffmpeg."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Collection

from media.accession import take_in
from media.models import Recording

TONE = ["-f", "lavfi", "-i", "sine=frequency=440:duration=2:sample_rate=16000"]
FILM = ["-f", "lavfi", "-i", "color=white:duration=2:size=160x90:rate=10"]
BITEXACT = ["-fflags", "+bitexact", "-flags", "+bitexact"]


@dataclass(frozen=True)
class Clips:
    """A folder of them: two seconds of a tone, and of white film with that tone."""

    folder: Path

    def __getitem__(self, name: str) -> Path:
        return self.folder / name

    def cut(self, name: str, part: float, into: Path) -> Path:
        """A copy of which only the first part is there."""
        data = self[name].read_bytes()
        into.write_bytes(data[: int(len(data) * part)])
        return into


@pytest.fixture(scope="session")
def clips(tmp_path_factory) -> Clips:
    assert shutil.which("ffmpeg"), "the tests of recordings need ffmpeg; run .ci/test-needs"
    folder = tmp_path_factory.mktemp("clips")
    makings = {
        "tone.wav": TONE,
        "tone.mp3": TONE,
        "tone.m4a": TONE,
        "tone.opus": TONE,
        "tone.flac": TONE,
        "tone.wma": TONE,
        "film.mp4": [*TONE, *FILM],
        "film.mkv": [*TONE, *FILM],
        "film.avi": [*TONE, *FILM],
    }
    for name, making in makings.items():
        subprocess.run(
            ["ffmpeg", "-v", "error", *making, *BITEXACT, str(folder / name)], check=True
        )
    return Clips(folder)


@pytest.fixture
def collection(db) -> Collection:
    """The root of the collections, which a test that commits may have swept away."""
    return Collection.objects.filter(depth=1).first() or Collection.add_root(name="Root")


@pytest.fixture
def archivist(db):
    """Somebody who may do everything with recordings."""
    return get_user_model().objects.create_superuser("archivist", "", "secret")


@pytest.fixture
def no_ffmpeg(settings):
    """A server on which neither ffmpeg nor ffprobe is installed."""
    settings.FFMPEG = settings.FFPROBE = "/nonexistent/program"


@pytest.fixture
def taken(clips, collection, django_capture_on_commit_callbacks):
    """Call it with the name of a clip for a recording of it; its job is enqueued."""

    def take(name: str, **described) -> Recording:
        with django_capture_on_commit_callbacks(execute=True):
            return take_in(path=clips[name], name=name, title=f"示例 {name}", **described)

    return take
