"""The section of events, the page of one, and the calendars to subscribe to."""

from __future__ import annotations

import datetime
import json
import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone
from icalendar import Calendar

from heritage.memorials.events.standing import Standing, standing, when
from heritage.memorials.models import EventPage
from search.documents import all_documents
from search.models import OutboxEntry
from tests.factories import PlaceFactory
from tests.factories.memorials import MemorialIndexPageFactory, MemorialSitePageFactory

pytestmark = pytest.mark.django_db
SHANGHAI = datetime.timezone(datetime.timedelta(hours=8))


def titles(html: str) -> list[str]:
    cards = re.findall(r'class="event-card__title.*?<a href=".*?">(.*?)</a>', html, re.DOTALL)
    return [card.replace("<wbr>", "") for card in cards]


@pytest.fixture
def site(home):
    return MemorialSitePageFactory(
        parent=MemorialIndexPageFactory(parent=home),
        title="某县烈士陵园",
        place=PlaceFactory(name="金乡县"),
    )


def test_the_next_event_stands_first_and_the_past_has_a_page_of_its_own(client, section, add_event):
    add_event(30, title="讲座")
    add_event(7, title="祭扫")
    add_event(-30, title="去年的祭扫")
    add_event(5, title="草稿", live=False)
    assert titles(client.get(section.url).content.decode()) == ["祭扫", "讲座"]
    past = client.get(section.url, {"when": "past"}).content.decode()
    assert titles(past) == ["去年的祭扫"]
    assert client.get(section.url, {"when": "soon"}).status_code == 400


def test_an_empty_section_says_so(client, section):
    html = client.get(section.url).content.decode()
    assert ("目前没有" in html or "No event is announced" in html, "when=past" in html) == (
        True,
        False,
    )


def test_events_are_narrowed_by_kind(client, section, add_event):
    add_event(title="讲座", kind="lecture")
    add_event(title="祭扫", kind="qingming")
    html = client.get(section.url, {"kind": "lecture"}).content.decode()
    assert titles(html) == ["讲座"]


def test_a_list_costs_no_query_an_event(count_queries, section, add_event, site):
    add_event(site=site)
    before = count_queries(section.url)
    for _number in range(3):
        add_event(site=site)
    assert count_queries(section.url) == before


@pytest.mark.parametrize(
    ("days", "values", "expected"),
    [
        (7, {}, Standing.TO_COME),
        (7, {"takes_bookings": True}, Standing.OPEN),
        (7, {"takes_bookings": True, "closes_in": -1}, Standing.CLOSED),
        (-0.01, {"takes_bookings": True}, Standing.ON_NOW),
        (-1, {"takes_bookings": True}, Standing.OVER),
        (7, {"takes_bookings": True, "cancelled": True}, Standing.CANCELLED),
    ],
)
def test_how_an_event_stands_is_read_from_the_clock(days, values, expected):
    now = timezone.now()
    closes = values.pop("closes_in", None)
    event = EventPage(
        starts_at=now + datetime.timedelta(days=days),
        ends_at=now + datetime.timedelta(days=days, hours=2),
        booking_closes_at=now + datetime.timedelta(days=closes) if closes else None,
        **values,
    )
    assert standing(event, now) == expected


@pytest.mark.parametrize(
    ("starts", "ends", "words"),
    [
        ((2027, 4, 5, 9, 0), (2027, 4, 5, 11, 0), "2027年4月5日 星期一 9:00—11:00"),
        ((2027, 4, 5, 0, 0), (2027, 4, 5, 23, 59), "2027年4月5日 星期一"),
        ((2027, 4, 5, 0, 0), (2027, 4, 7, 23, 59), "2027年4月5日 星期一—2027年4月7日 星期三"),
    ],
)
def test_the_time_in_words(starts, ends, words):
    event = EventPage(
        starts_at=datetime.datetime(*starts, tzinfo=SHANGHAI),
        ends_at=datetime.datetime(*ends, tzinfo=SHANGHAI),
    )
    assert when(event) == words


def test_a_page_says_when_where_and_how_many(client, add_event, site, notices):
    event = add_event(site=site, venue="纪念碑前", capacity=30, takes_bookings=True)
    html = client.get(event.url).content.decode()
    assert f'<a href="{site.url}">某县烈士陵园</a>' in html
    assert reverse("event_booking", args=[event.pk]) in html
    data = json.loads(re.search(r"ld\+json[^>]*>(.*?)</script>", html, re.DOTALL)[1])
    assert (data["@type"], data["eventStatus"], data["maximumAttendeeCapacity"]) == (
        "Event",
        "https://schema.org/EventScheduled",
        30,
    )


def test_a_site_that_is_not_public_is_not_named(client, section, add_event, site, index):
    event = add_event(site=site, venue="纪念碑前")
    site.unpublish()
    texts = [
        client.get(event.url).content.decode(),
        client.get(section.url).content.decode(),
        client.get(reverse("event_calendar")).content.decode(),
        *(str(document) for document in all_documents() if document.title == event.title),
    ]
    assert len(texts) == 4
    assert [text for text in texts if "某县烈士陵园" in text] == []


def test_events_leave_the_search_by_that_name_when_their_site_is_withdrawn(add_event, site):
    event = add_event(site=site)
    OutboxEntry.objects.all().delete()
    site.unpublish()
    assert f"page:{event.pk}" in set(OutboxEntry.objects.values_list("key", flat=True))


def test_the_record_stands_there_afterwards(client, add_event):
    event = add_event(-7, attended=126, record="一百二十六人参加。", takes_bookings=True)
    html = client.get(event.url).content.decode()
    assert ("一百二十六人参加。" in html, "sign-up/" in html) == (True, False)


def test_a_site_shows_its_events(client, add_event, site):
    add_event(3, title="来的", site=site)
    add_event(-3, title="过去的", site=site)
    add_event(3, title="别处的")
    assert titles(client.get(site.url).content.decode()) == ["来的", "过去的"]


class TestCalendar:
    def read(self, answer) -> list:
        assert answer["Content-Type"] == "text/calendar; charset=utf-8"
        return list(Calendar.from_ical(answer.content).walk("VEVENT"))

    def test_all_public_events_of_a_year(self, client, add_event, site):
        add_event(7, title="祭扫，献花；默哀", site=site, venue="碑前")
        add_event(8, title="取消的", cancelled=True)
        add_event(-400, title="太早的")
        add_event(9, title="草稿", live=False)
        found = self.read(client.get(reverse("event_calendar")))
        assert [(str(each["SUMMARY"]), str(each["STATUS"])) for each in found] == [
            ("祭扫，献花；默哀", "CONFIRMED"),
            ("取消的", "CANCELLED"),
        ]
        assert str(found[0]["LOCATION"]) == "碑前, 某县烈士陵园"
        assert str(found[0]["URL"]).startswith("http://testserver/")

    def test_a_whole_day_ends_on_the_next(self, client, add_event):
        event = add_event(
            starts_at=datetime.datetime(2031, 9, 30, tzinfo=SHANGHAI),
            ends_at=datetime.datetime(2031, 9, 30, 23, 59, tzinfo=SHANGHAI),
        )
        (found,) = self.read(client.get(reverse("event_calendar", args=[event.pk])))
        assert (found.decoded("DTSTART"), found.decoded("DTEND")) == (
            datetime.date(2031, 9, 30),
            datetime.date(2031, 10, 1),
        )

    def test_what_is_not_public_has_no_calendar(self, client, add_event):
        event = add_event(live=False)
        assert client.get(reverse("event_calendar", args=[event.pk])).status_code == 404


def test_a_mistyped_year_is_refused(add_event):
    """Reckoning at the ends of the calendar would break the feed for everybody."""
    for year in (1, 9999):
        moment = datetime.datetime(year, 6, 1, tzinfo=datetime.UTC)
        with pytest.raises(ValidationError):
            add_event(starts_at=moment, ends_at=moment)
