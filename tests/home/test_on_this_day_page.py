"""The days of history, one at a time."""

from __future__ import annotations

import pytest
from django.utils import timezone

from tests.factories import DayInHistoryFactory, OnThisDayPageFactory
from tests.markup import texts

pytestmark = pytest.mark.django_db


@pytest.fixture
def days(home):
    return OnThisDayPageFactory(parent=home)


def test_today_where_no_day_is_asked_for(client, days):
    today = timezone.localdate()
    DayInHistoryFactory(month=today.month, day=today.day, title="今天的事")
    response = client.get(days.url)
    assert response.context["is_today"] is True
    assert texts(response, ".day-entries__title") == ["今天的事"]


def test_a_day_with_its_neighbours(client, days):
    DayInHistoryFactory(month=10, day=25, title="一")
    DayInHistoryFactory(month=10, day=25, title="二")
    DayInHistoryFactory(month=10, day=1)
    response = client.get(days.url, {"day": "10-25"})
    assert texts(response, ".day-entries__title") == ["一", "二"]
    assert (response.context["prev_url"], response.context["next_url"]) == (
        "?day=10-24",
        "?day=10-26",
    )
    counts = {day["day"]: day["count"] for day in response.context["days"] if day["count"]}
    assert (counts, len(response.context["days"])) == ({1: 1, 25: 2}, 31)
    assert [day["day"] for day in response.context["days"] if day["current"]] == [25]
    assert [month["url"] for month in response.context["months"] if month["current"]] == [
        "?day=10-01"
    ]


def test_the_29th_of_february(client, days):
    DayInHistoryFactory(month=2, day=29, year=1952, title="闰日的事")
    response = client.get(days.url, {"day": "02-29"})
    assert texts(response, ".day-entries__title") == ["闰日的事"]
    assert (response.context["prev_url"], response.context["next_url"]) == (
        "?day=02-28",
        "?day=03-01",
    )
    assert len(response.context["days"]) == 29


@pytest.mark.parametrize(
    ("day", "neighbour", "address"),
    [("01-01", "prev_url", "?day=12-31"), ("12-31", "next_url", "?day=01-01")],
)
def test_over_the_turn_of_the_year(client, days, day, neighbour, address):
    assert client.get(days.url, {"day": day}).context[neighbour] == address


@pytest.mark.parametrize(
    "day",
    [
        "02-30",
        "13-01",
        "00-10",
        "10-00",
        "abc",
        "1025",
        "10-25-1",
        "W01-1",
        "-1",
        "１０-25",
        "10-2",
    ],
)
def test_a_day_that_there_is_not(client, days, day):
    assert client.get(days.url, {"day": day}).status_code == 400


def test_no_door_while_nothing_is_known(days):
    assert days.has_content is False
    DayInHistoryFactory()
    assert days.has_content is True


def test_a_day_without_entries(client, days):
    response = client.get(days.url, {"day": "03-03"})
    assert (response.status_code, response.context["entries"]) == (200, [])
