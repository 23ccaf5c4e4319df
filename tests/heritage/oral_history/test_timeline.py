"""Several recordings as one time line."""

from __future__ import annotations

import pytest

from heritage.oral_history.timeline import locate, parts_of
from tests.factories import InterviewIndexPageFactory, InterviewPageFactory, RecordingFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def parts(home):
    tapes = [RecordingFactory(duration_ms=60_000), RecordingFactory(duration_ms=30_000)]
    index = InterviewIndexPageFactory(parent=home)
    return parts_of(InterviewPageFactory(parent=index, recordings=tapes))


def test_parts_follow_each_other(parts):
    assert [(part.number, part.offset_ms, part.end_ms) for part in parts] == [
        (1, 0, 60_000),
        (2, 60_000, 90_000),
    ]


@pytest.mark.parametrize(
    ("at_ms", "number", "within_ms"),
    [(-5, 1, 0), (0, 1, 0), (59_999, 1, 59_999), (60_000, 2, 0), (200_000, 2, 30_000)],
)
def test_a_moment_lies_in_one_part(parts, at_ms, number, within_ms):
    part, found_ms = locate(parts, at_ms)
    assert (part.number, found_ms) == (number, within_ms)


def test_no_parts_have_no_moment():
    assert locate([], 5) is None
