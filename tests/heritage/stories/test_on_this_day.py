"""What happened on a day: editors' entries and people's own days."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override
from wagtail.models import PageViewRestriction

from heritage.people.enums import LifeStatus
from heritage.stories.domain import on_this_day
from heritage.stories.models import DayInHistory
from tests.factories import (
    DayInHistoryFactory,
    PersonFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def entry(year, title, *, text="", source="", url="") -> dict:
    return {"year": year, "title": title, "text": text, "source": source, "url": url}


def test_days_kept_every_year_first_and_then_by_year():
    for year, title in ((1953, "丙"), (None, "每年"), (1950, "乙")):
        DayInHistoryFactory(year=year, title=title, source="")
    DayInHistoryFactory(day=26, title="别的日子")
    assert on_this_day(month=10, day=25) == [
        entry(None, "每年"),
        entry(1950, "乙"),
        entry(1953, "丙"),
    ]


def test_peoples_own_days():
    PersonFactory(name="黄继光", death="1952-10-20", life_status=LifeStatus.FALLEN)
    PersonFactory(name="老战士", death="2001-10-20", life_status=LifeStatus.DECEASED)
    PersonFactory(name="未公布", death="1952-10-20", live=False)
    PersonFactory(name="只知年月", death="1952-10")
    PersonFactory(name="失踪者", death="1952-10-20", life_status=LifeStatus.MISSING)
    assert on_this_day(month=10, day=20) == [
        entry(1952, "黄继光 fell", url="/people/huang-ji-guang/"),
        entry(2001, "老战士 died", url="/people/lao-zhan-shi/"),
    ]


def test_a_day_that_an_editor_told_is_not_told_twice():
    PersonFactory(name="黄继光", death="1952-10-20")
    DayInHistoryFactory(month=10, day=20, year=1952, title="黄继光牺牲", source="")
    assert on_this_day(month=10, day=20) == [entry(1952, "黄继光牺牲")]


def test_a_link_only_to_what_the_public_may_read(home):
    stories = StoryIndexPageFactory(parent=home, slug="stories")
    public = StoryPageFactory(parent=stories, slug="a")
    draft = StoryPageFactory(parent=stories, live=False)
    private = StoryPageFactory(parent=stories)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    for year, page in enumerate((public, draft, private), 1950):
        DayInHistoryFactory(year=year, page=page)
    assert [entry["url"] for entry in on_this_day(month=10, day=25)] == ["/stories/a/", "", ""]


def test_the_29th_of_february():
    PersonFactory(name="某人", death="1952-02-29")
    DayInHistoryFactory(month=2, day=29, year=1952, title="某事", source="")
    DayInHistoryFactory(month=2, day=28, year=1952)
    assert on_this_day(month=2, day=29) == [
        entry(1952, "某事"),
        entry(1952, "某人 fell", url="/people/mou-ren/"),
    ]


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"month": 2, "day": 29, "year": 1952}, []),
        ({"month": 2, "day": 29, "year": None}, []),
        ({"month": 2, "day": 29, "year": 1951}, ["day"]),
        ({"month": 2, "day": 30, "year": None}, ["day"]),
        ({"month": 4, "day": 31, "year": 1950}, ["day"]),
        ({"month": 13, "day": 1, "year": 1950}, ["month"]),
        ({"month": 0, "day": 1, "year": 1950}, ["month"]),
        ({"month": 1, "day": 32, "year": 1950}, ["day"]),
    ],
)
def test_a_day_that_there_is(fields, wrong):
    day = DayInHistory(title="某事", **fields)
    if not wrong:
        day.full_clean()
        return
    with pytest.raises(ValidationError) as caught:
        day.full_clean()
    assert list(caught.value.message_dict) == wrong
