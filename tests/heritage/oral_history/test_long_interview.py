"""Ten hours with twelve thousand cues stay a small page."""

from __future__ import annotations

import pytest

from media.models import Cue
from tests.factories import (
    InterviewPageFactory,
    RecordingFactory,
    TimeIndexFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db

CUES = 12_000
LARGEST = 250 * 1024


@pytest.fixture
def url(archive) -> str:
    recording = RecordingFactory(duration_ms=CUES * 3_000)
    transcript = TranscriptFactory(recording=recording)
    words = "我们那时候在坑道里一住就是四十几天，水要到山下去背，十个人下去回来的不到一半。"
    Cue.objects.bulk_create(
        Cue(
            transcript=transcript,
            position=n,
            start_ms=n * 3_000,
            end_ms=(n + 1) * 3_000,
            speaker="问" if n % 7 == 0 else "张老",
            text=words,
        )
        for n in range(CUES)
    )
    TimeIndexFactory(
        recording=recording,
        segments=[
            {"start_ms": n * 300_000, "title": f"第{n}段", "synopsis": words, "keywords": "坑道"}
            for n in range(120)
        ],
    )
    return InterviewPageFactory(parent=archive, recordings=[recording]).url


def test_every_part_of_a_long_interview_is_a_small_page(client, url):
    for part in ("1", "40", "80"):
        response = client.get(url, {"part": part})
        assert response.status_code == 200
        assert len(response.content) < LARGEST


def test_a_search_within_it_ends(client, url):
    found = client.get(f"{url}search/", {"q": "坑道", "format": "json"}).json()
    assert (len(found["hits"]), found["is_cut"]) == (200, True)
