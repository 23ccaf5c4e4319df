"""The public page of an interview."""

from __future__ import annotations

import re

import pytest

from heritage.oral_history.enums import ConsentState, Scope
from heritage.oral_history.reading import PART
from media.enums import TextState
from tests.factories import (
    ClosedRangeFactory,
    ConsentFactory,
    InterviewPageFactory,
    PersonFactory,
    PlaceFactory,
    RecordingFactory,
    TimeIndexFactory,
    TranscriptFactory,
)

pytestmark = pytest.mark.django_db


def read(response) -> str:
    """The markup without the white space it is laid out with."""
    return re.sub(r"\s*(?=<)|(?<=>)\s*", "", re.sub(r"\s+", " ", response.content.decode()))


def cues_of(html: str) -> list[str]:
    return re.findall(r'<li class="cue.*?<p>(.*?)</p></li>', html)


@pytest.fixture
def long_interview(archive):
    recording = RecordingFactory(duration_ms=(2 * PART + 10) * 4_000)
    TranscriptFactory(recording=recording, cues=[f"张老：第{n}句。" for n in range(2 * PART + 10)])
    return InterviewPageFactory(parent=archive, recordings=[recording])


def test_cues_are_buttons_with_their_times(client, interview):
    html = read(client.get(interview.url))
    assert cues_of(html) == [
        "您是哪一年入伍的？",
        "我是1948年在家乡入伍的。",
        "后来到了上甘岭，",
        "坑道里没有水。",
        "那怎么办呢？",
    ]
    assert re.findall(
        r'<button class="cue__time" type="submit" name="t" value="(.*?)">(.*?)</button>', html
    ) == [
        ("0", "0:00"),
        ("4", "0:04"),
        ("8", "0:08"),
        ("12", "0:12"),
        ("16", "0:16"),
    ]
    assert re.findall(r'class="cue__speaker">(.*?)<', html) == ["问", "张老", "问"]


def test_the_recording_is_played(client, interview, recording):
    html = read(client.get(interview.url))
    assert re.findall(r'<source src="(.*?)" type="(.*?)">', html) == [
        (f"/recordings/{recording.pk}/audio.m4a", "audio/mp4")
    ]


@pytest.mark.parametrize("asked", ["12.5", "0:12.5"])
def test_a_time_in_the_address_opens_there_without_a_script(client, interview, recording, asked):
    html = read(client.get(interview.url, {"t": asked}))
    assert f'src="/recordings/{recording.pk}/audio.m4a#t=12.5"' in html


@pytest.mark.parametrize("query", [{"t": "noon"}, {"part": "one"}, {"part": "-1"}])
def test_what_is_no_time_or_part_is_told(client, interview, query):
    assert client.get(interview.url, query).status_code == 400


def test_there_is_no_part_past_the_last(client, interview):
    assert client.get(interview.url, {"part": "2"}).status_code == 404


def test_a_long_transcript_is_read_in_parts(client, long_interview):
    html = read(client.get(long_interview.url, {"part": "2"}))
    assert cues_of(html) == [f"第{n}句。" for n in range(PART, 2 * PART)]
    assert re.findall(r'<a href="\?part=(\d)#transcript">', html) == ["1", "3"]


def test_a_time_opens_the_part_it_is_in(client, long_interview):
    html = read(client.get(long_interview.url, {"t": str(PART * 4)}))
    assert cues_of(html)[0] == f"第{PART}句。"


def test_further_parts_are_fetched_alone(client, long_interview):
    response = client.get(f"/interviews/{long_interview.pk}/parts/3/")
    assert cues_of(read(response)) == [f"第{n}句。" for n in range(2 * PART, 2 * PART + 10)]
    assert client.get(f"/interviews/{long_interview.pk}/parts/4/").status_code == 404


def test_two_tapes_are_read_on_one_line(client, archive):
    tapes = [RecordingFactory(duration_ms=30_000), RecordingFactory(duration_ms=30_000)]
    for number, tape in enumerate(tapes):
        TranscriptFactory(recording=tape, cues=[f"张老：第{number}盘。"])
    page = InterviewPageFactory(parent=archive, recordings=tapes)
    html = read(client.get(page.url))
    assert re.findall(r'id="(c\d)" data-s="(\d+)" data-e="(\d+)"', html) == [
        ("c1", "0", "4000"),
        ("c2", "30000", "34000"),
    ]


def test_nobody_keeps_a_copy_of_the_page(client, interview):
    assert client.get(interview.url)["Cache-Control"] == "private, no-cache"


@pytest.mark.parametrize(
    "consent",
    [
        {"scope": Scope.SCHOOLS},
        {"scope": Scope.ON_SITE},
        {"scope": Scope.CLOSED},
        {"state": ConsentState.WITHDRAWN},
    ],
)
def test_a_closed_interview_is_a_record_with_a_notice(client, interview, consent):
    interview.consents.all().delete()
    ConsentFactory(interview=interview, **consent)
    html = read(client.get(interview.url))
    assert "坑道里的水" in html
    assert cues_of(html) == []
    assert "<audio" not in html
    assert "入伍" not in html
    assert 'class="interview__notice"' in html


def test_schools_read_what_is_open_to_them(client, settings, interview):
    interview.consents.all().delete()
    ConsentFactory(interview=interview, scope=Scope.SCHOOLS)
    settings.SCHOOL_NETWORKS = ["127.0.0.0/8"]
    assert len(cues_of(read(client.get(interview.url)))) == 5


def test_a_closed_range_is_not_read_and_the_recording_waits(client, interview, recording):
    ClosedRangeFactory(recording=recording, start_ms=12_000, end_ms=13_000)
    html = read(client.get(interview.url))
    assert cues_of(html) == [
        "您是哪一年入伍的？",
        "我是1948年在家乡入伍的。",
        "后来到了上甘岭，",
        "那怎么办呢？",
    ]
    assert "<source" not in html
    assert 'class="player__withheld"' in html


def test_a_machine_draft_is_not_read_unless_it_is_let(client, archive):
    recording = RecordingFactory()
    draft = TranscriptFactory(recording=recording, state=TextState.MACHINE, cues=["张老：初稿。"])
    page = InterviewPageFactory(parent=archive, recordings=[recording])
    assert cues_of(read(client.get(page.url))) == []
    draft.shown_as_draft = True
    draft.save()
    html = read(client.get(page.url))
    assert cues_of(html) == ["初稿。"]
    assert 'class="transcript__head"' in html


def test_the_index_names_only_published_people(client, interview, recording):
    known, hidden = PersonFactory(name="黄继光"), PersonFactory(name="未公开者", live=False)
    TimeIndexFactory(
        recording=recording,
        segments=[
            {"start_ms": 0, "title": "入伍", "synopsis": "怎样当兵"},
            {
                "start_ms": 8_000,
                "title": "上甘岭",
                "people": [known, hidden],
                "places": [PlaceFactory(name="五圣山")],
            },
        ],
    )
    html = read(client.get(interview.url))
    assert re.findall(r'class="chapter__time">(.*?)<', html) == ["0:00", "0:08"]
    assert re.findall(r'class="chapter__title">(.*?)<', html) == ["入伍", "上甘岭"]
    assert "黄继光" in html
    assert "五圣山" in html
    assert "未公开者" not in html


def test_many_cues_cost_as_many_queries_as_few(archive, count_queries):
    def page(cues: int):
        recording = RecordingFactory()
        TranscriptFactory(recording=recording, cues=["张老：一句。"] * cues)
        return InterviewPageFactory(parent=archive, recordings=[recording]).url

    assert count_queries(page(3)) == count_queries(page(30))


def test_every_tape_costs_the_same_few_queries(archive, count_queries):
    def page(tapes: int):
        recordings = [RecordingFactory() for _n in range(tapes)]
        for recording in recordings:
            TranscriptFactory(recording=recording, cues=["张老：一句。"] * 3)
            TimeIndexFactory(recording=recording, segments=[{"start_ms": 0, "title": "一段"}])
        return InterviewPageFactory(parent=archive, recordings=recordings).url

    one, two, three = (count_queries(page(tapes)) for tapes in (1, 2, 3))
    assert two - one == three - two


def test_a_draft_is_looked_at_before_it_is_published(archive, recording):
    draft = InterviewPageFactory(parent=archive, recordings=[recording], live=False)
    draft.save_revision()
    html = read(draft.get_latest_revision_as_object().make_preview_request())
    assert 'class="interview__notice"' in html
    assert cues_of(html) == []


def test_plan_and_heirs_are_for_the_archive(client, archive):
    page = InterviewPageFactory(parent=archive, plan="采集计划", heirs="继承人", rights="双方共有")
    html = read(client.get(page.url))
    assert "双方共有" in html
    assert "采集计划" not in html
    assert "继承人" not in html
