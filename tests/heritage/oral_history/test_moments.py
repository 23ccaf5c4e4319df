"""Moments of interviews in the search of the site, and the search within one."""

from __future__ import annotations

import pytest

from heritage.oral_history.enums import Audience, Scope
from heritage.oral_history.moments import moments_of
from heritage.oral_history.telling import Told, tapes_of, told
from search.engines.base import SearchQuery
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


def cues(*words: str, speaker: str = "张老", tape: int = 1) -> list[Told]:
    return [
        Told(n, tape, n * 2_000, (n + 1) * 2_000, speaker, text)
        for n, text in enumerate(words, start=1)
    ]


def texts(found) -> list[str]:
    return [moment.text for _number, moment in moments_of(found)]


def test_short_cues_of_one_sentence_are_one_moment():
    found = list(moments_of(cues("后来到了", "上甘岭，", "那里没有水。", "我们", "渴了。")))
    assert [(number, m.start_ms, m.end_ms, m.text) for number, m in found] == [
        (1, 2_000, 8_000, "后来到了上甘岭，那里没有水。"),
        (4, 8_000, 12_000, "我们渴了。"),
    ]


def test_another_speaker_tape_or_pause_begins_a_moment():
    later = Told(3, 1, 60_000, 62_000, "张老", "很久以后")
    assert texts([*cues("你好"), *cues("好", speaker="问"), *cues("嗯", tape=2), later]) == [
        "你好",
        "好",
        "嗯",
        "很久以后",
    ]


def test_words_with_spaces_stay_apart():
    assert texts(cues("in the", "tunnel")) == ["in the tunnel"]


def test_the_document_has_what_everybody_may_hear(interview, recording):
    person, place = PersonFactory(name="黄继光"), PlaceFactory(name="五圣山")
    TimeIndexFactory(
        recording=recording,
        segments=[
            {"start_ms": 0, "title": "入伍", "keywords": "参军"},
            {"start_ms": 8_000, "title": "上甘岭", "people": [person], "places": [place]},
        ],
    )
    document = interview.search_document()
    assert [(m.start_ms, m.speaker, m.text) for m in document.moments] == [
        (0, "问", "您是哪一年入伍的？"),
        (4_000, "张老", "我是1948年在家乡入伍的。"),
        (8_000, "张老", "后来到了上甘岭，坑道里没有水。"),
        (16_000, "问", "那怎么办呢？"),
    ]
    assert document.people == document.filters["person"] == ("黄继光",)
    assert document.places == ("五圣山",)
    assert "参军" in document.body


def test_what_is_closed_is_no_moment(interview, recording):
    ClosedRangeFactory(recording=recording, start_ms=13_000, end_ms=14_000)
    assert [m.text for m in interview.search_document().moments] == [
        "您是哪一年入伍的？",
        "我是1948年在家乡入伍的。",
        "后来到了上甘岭，",
        "那怎么办呢？",
    ]


def test_what_is_for_schools_has_a_record_without_moments(interview):
    interview.consents.all().delete()
    ConsentFactory(interview=interview, scope=Scope.SCHOOLS)
    document = interview.search_document()
    assert (document.title, document.moments) == ("坑道里的水", ())


def test_a_recording_another_interview_closes_is_not_told(interview, recording, archive):
    InterviewPageFactory(parent=archive, recordings=[recording], consent__scope=Scope.CLOSED)
    assert tapes_of(interview, Audience.PUBLIC) == []


def test_a_sentence_is_found_and_opens_at_its_second(interview, rebuilt):
    results = rebuilt().search(SearchQuery(text="坑道里没有水"))
    assert [(hit.url, [(m.start_ms, m.speaker) for m in hit.moments]) for hit in results.hits] == [
        (interview.url, [(8_000, "张老")])
    ]


def test_cues_are_told_by_their_numbers(interview):
    tapes = tapes_of(interview, Audience.PUBLIC)
    assert [cue.text for cue in told(tapes, first=2, last=3)] == [
        "我是1948年在家乡入伍的。",
        "后来到了上甘岭，",
    ]


def test_numbers_go_on_over_tapes(archive):
    tapes = [RecordingFactory(duration_ms=20_000) for _n in range(3)]
    for number, tape in enumerate(tapes):
        TranscriptFactory(recording=tape, cues=[f"{number}甲。", f"{number}乙。"])
    page = InterviewPageFactory(parent=archive, recordings=tapes)
    found = told(tapes_of(page, Audience.PUBLIC), first=2, last=5)
    assert [(cue.number, cue.start_ms, cue.text) for cue in found] == [
        (2, 4_000, "0乙。"),
        (3, 20_000, "1甲。"),
        (4, 24_000, "1乙。"),
        (5, 40_000, "2甲。"),
    ]


@pytest.mark.parametrize(
    ("asked", "starts"),
    [
        ("坑道", ["8"]),
        ("坑道 上甘岭", ["8"]),
        ("坑道 入伍", []),
        ("一九四八年", ["4"]),
        ("没有水 -坑道", ["8"]),
        ("", []),
        ("，", []),
    ],
)
def test_a_sentence_is_found_within(client, interview, asked, starts):
    found = client.get(f"{interview.url}search/", {"q": asked, "format": "json"}).json()
    assert [hit["start"] for hit in found["hits"]] == starts


def test_the_page_of_a_search_within(client, interview):
    response = client.get(f"{interview.url}search/", {"q": "坑道"})
    html = response.content.decode()
    assert f'href="{interview.url}#t=8"' in html
    assert "<mark>坑道</mark>" in html
    assert response["Cache-Control"] == "private, no-cache"


def test_the_short_address_leads_to_it(client, interview):
    response = client.get(f"{interview.url}search", {"q": "坑道"}, follow=True)
    assert response.status_code == 200
    assert "<mark>坑道</mark>" in response.content.decode()


@pytest.mark.parametrize("asked", ["长" * 101, "a\x00b"])
def test_what_cannot_be_asked_is_told(client, interview, asked):
    assert client.get(f"{interview.url}search/", {"q": asked}).status_code == 400
