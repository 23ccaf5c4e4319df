"""The archive as a podcast."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from heritage.oral_history.enums import Scope
from tests.factories import (
    InterviewPageFactory,
    PersonFactory,
    RecordingFactory,
    TimeIndexFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db

PODCAST = "{https://podcastindex.org/namespace/1.0}"
ITUNES = "{http://www.itunes.com/dtds/podcast-1.0.dtd}"


@pytest.fixture
def items(client):
    def read() -> list[ElementTree.Element]:
        response = client.get("/feed/interviews/")
        assert response["Cache-Control"] == "private, no-cache"
        return list(ElementTree.fromstring(response.content).iter("item"))

    return read


def test_the_feed_says_whose_it_is(client, archive):
    channel = ElementTree.fromstring(client.get("/feed/interviews/").content).find("channel")
    assert channel.findtext("language") == "zh-cn"
    assert channel.findtext("link") == f"http://testserver{archive.url}"


def test_an_episode(items, archive, recording):
    TimeIndexFactory(recording=recording, segments=[{"start_ms": 0, "title": "入伍"}])
    page = InterviewPageFactory(
        parent=archive,
        title="坑道里的水",
        recordings=[recording],
        narrators=[PersonFactory(name="张德胜")],
    )
    (item,) = items()
    transcript = recording.transcripts.get()
    base = "http://testserver"
    assert item.findtext("title") == "坑道里的水"
    assert item.findtext("link") == f"http://testserver{page.url}"
    assert item.find("enclosure").attrib == {
        "url": f"{base}/recordings/{recording.pk}/audio.m4a",
        "length": str(recording.renditions.get().size),
        "type": "audio/mp4",
    }
    assert item.findtext(f"{ITUNES}duration") == "1:00"
    assert [each.attrib for each in item.iter(f"{PODCAST}transcript")] == [
        {
            "url": f"{base}/interviews/{page.pk}/tracks/{transcript.pk}.{suffix}",
            "type": mime,
            "language": "zh-Hans",
        }
        for suffix, mime in (("vtt", "text/vtt"), ("srt", "application/x-subrip"))
    ]
    assert item.find(f"{PODCAST}chapters").attrib == {
        "url": f"{base}/interviews/{page.pk}/tapes/1/chapters.json",
        "type": "application/json+chapters",
    }
    assert [each.text for each in item.iter(f"{PODCAST}person")] == ["张德胜"]


def test_every_tape_is_an_episode(items, archive):
    tapes = [RecordingFactory(), RecordingFactory()]
    InterviewPageFactory(parent=archive, title="两盘带子", recordings=tapes)
    assert [item.findtext("title") for item in items()] == ["两盘带子（1）", "两盘带子（2）"]


def test_what_is_not_open_to_everybody_or_withheld_is_no_episode(items, archive):
    InterviewPageFactory(parent=archive, consent__scope=Scope.SCHOOLS)
    InterviewPageFactory(parent=archive, live=False)
    unmade = RecordingFactory(rendered=False, mime="video/x-unknown", audio_codec="other")
    TranscriptFactory(recording=unmade, cues=["一句。"])
    InterviewPageFactory(parent=archive, recordings=[unmade])
    assert items() == []
