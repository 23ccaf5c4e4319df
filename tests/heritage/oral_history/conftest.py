"""The oral-history archive and an interview in it."""

from __future__ import annotations

import pytest

from tests.factories import (
    InterviewIndexPageFactory,
    InterviewPageFactory,
    RecordingFactory,
    TranscriptFactory,
)


@pytest.fixture
def archive(home):
    """The index page of the archive."""
    return InterviewIndexPageFactory(parent=home)


@pytest.fixture
def recording(db):
    """A minute with five cues, ready for the web."""
    recording = RecordingFactory(duration_ms=60_000)
    TranscriptFactory(
        recording=recording,
        cues=[
            "问：您是哪一年入伍的？",
            "张老：我是1948年在家乡入伍的。",
            "张老：后来到了上甘岭，",
            "张老：坑道里没有水。",
            "问：那怎么办呢？",
        ],
    )
    return recording


@pytest.fixture
def interview(archive, recording):
    """A published interview, open to everybody."""
    return InterviewPageFactory(parent=archive, title="坑道里的水", recordings=[recording])
