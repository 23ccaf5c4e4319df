"""An interview as files."""

from __future__ import annotations

import pytest
from lxml import etree

from heritage.oral_history.enums import Scope
from media import ohms, srt, webvtt
from tests.factories import (
    ClosedRangeFactory,
    ConsentFactory,
    InterviewPageFactory,
    RecordingFactory,
    TimeIndexFactory,
    TranscriptFactory,
)
from tests.shared_data import SHARED, needs_shared

pytestmark = pytest.mark.django_db

NAMES = ["transcript.vtt", "transcript.srt", "transcript.txt", "transcript.pdf", "ohms.xml"]


@pytest.fixture
def fetch(client, interview):
    def get(name: str):
        return client.get(f"/interviews/{interview.pk}/{name}")

    return get


def spoken(document) -> list[tuple[int, int, str]]:
    return [(cue.start_ms, cue.end_ms, cue.text) for cue in document.cues]


def test_webvtt(fetch):
    response = fetch("transcript.vtt")
    document = webvtt.parse(response.content.decode())
    assert response["Content-Type"] == "text/vtt; charset=utf-8"
    assert document.faults == ()
    assert [(c.start_ms, c.speaker, webvtt.plain_text(c.text)) for c in document.cues] == [
        (0, "问", "您是哪一年入伍的？"),
        (4_000, "张老", "我是1948年在家乡入伍的。"),
        (8_000, "张老", "后来到了上甘岭，"),
        (12_000, "张老", "坑道里没有水。"),
        (16_000, "问", "那怎么办呢？"),
    ]


def test_subrip(fetch):
    document = srt.parse(fetch("transcript.srt").content.decode())
    assert document.faults == ()
    assert spoken(document)[3] == (12_000, 16_000, "张老：坑道里没有水。")


def test_plain_text(fetch):
    text = fetch("transcript.txt").content.decode()
    assert text.startswith("坑道里的水\n\n[00:00:00] 问：您是哪一年入伍的？\n")


def test_ohms(fetch, interview, recording):
    TimeIndexFactory(
        recording=recording,
        segments=[
            {
                "start_ms": 8_000,
                "title": "上甘岭",
                "keywords": "坑道\n水",
                "latitude": "38.3",
                "longitude": "127.4",
            }
        ],
    )
    document = ohms.parse(fetch("ohms.xml").content.decode())
    assert document.faults == ()
    assert [(p.start_ms, p.title, p.keywords) for p in document.index] == [
        (8_000, "上甘岭", ("坑道", "水"))
    ]
    assert document.index[0].gps_points[0].coordinates == (38.3, 127.4)
    assert len(document.cues) == 5
    assert (document.metadata["title"], document.metadata["id"]) == (
        "坑道里的水",
        str(interview.pk),
    )


@needs_shared
def test_ohms_is_valid(fetch):
    schema = etree.XMLSchema(etree.parse(str(SHARED / "ohms" / "ohms-6.0.xsd")))
    schema.assertValid(etree.fromstring(fetch("ohms.xml").content))


def test_pdf(fetch):
    response = fetch("transcript.pdf")
    assert response["Content-Type"] == "application/pdf"
    assert response.content.startswith(b"%PDF-")


def test_several_tapes_are_one_file(client, archive):
    tapes = [RecordingFactory(duration_ms=30_000), RecordingFactory(duration_ms=30_000)]
    for tape in tapes:
        TranscriptFactory(recording=tape, cues=["一句。"])
    page = InterviewPageFactory(parent=archive, recordings=tapes)
    document = srt.parse(client.get(f"/interviews/{page.pk}/transcript.srt").content.decode())
    assert [(cue.id, *rest) for cue, rest in zip(document.cues, spoken(document), strict=True)] == [
        ("1", 0, 4_000, "一句。"),
        ("2", 30_000, 34_000, "一句。"),
    ]


def test_a_track_is_in_the_time_of_its_tape(client, archive):
    tapes = [RecordingFactory(duration_ms=30_000), RecordingFactory(duration_ms=30_000)]
    transcript = TranscriptFactory(recording=tapes[1], cues=["一句。"])
    page = InterviewPageFactory(parent=archive, recordings=tapes)
    track = client.get(f"/interviews/{page.pk}/tracks/{transcript.pk}.vtt").content.decode()
    assert spoken(webvtt.parse(track)) == [(0, 4_000, "一句。")]
    other = TranscriptFactory(cues=["别处的。"])
    assert client.get(f"/interviews/{page.pk}/tracks/{other.pk}.vtt").status_code == 404
    assert client.get(f"/interviews/{page.pk}/tracks/{transcript.pk}.exe").status_code == 404


def test_chapters_of_a_tape(client, interview, recording):
    TimeIndexFactory(
        recording=recording,
        segments=[{"start_ms": 0, "title": "入伍"}, {"start_ms": 8_500, "title": "上甘岭"}],
    )
    data = client.get(f"/interviews/{interview.pk}/tapes/1/chapters.json").json()
    assert [(c["startTime"], c["endTime"], c["title"]) for c in data["chapters"]] == [
        (0.0, 8.5, "入伍"),
        (8.5, 60.0, "上甘岭"),
    ]
    assert client.get(f"/interviews/{interview.pk}/tapes/2/chapters.json").status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_nothing_is_given_of_a_closed_interview(fetch, interview, name):
    interview.consents.all().delete()
    ConsentFactory(interview=interview, scope=Scope.SCHOOLS)
    assert fetch(name).status_code == 404


@pytest.mark.parametrize("name", ["transcript.vtt", "transcript.srt", "transcript.txt", "ohms.xml"])
def test_a_closed_range_is_in_no_file(fetch, recording, name):
    ClosedRangeFactory(recording=recording, start_ms=13_000, end_ms=14_000)
    response = fetch(name)
    assert response.status_code == 200
    assert "没有水" not in response.content.decode()


def test_files_are_asked_anew_each_time(fetch):
    response = fetch("transcript.vtt")
    assert response["Cache-Control"] == "private, no-cache"
    assert response["X-Robots-Tag"] == "noindex"


def test_there_are_no_other_files(fetch, interview, client):
    assert fetch("transcript.docx").status_code == 404
    interview.unpublish()
    assert fetch("transcript.vtt").status_code == 404
