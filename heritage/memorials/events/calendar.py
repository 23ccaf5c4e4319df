"""Events as iCalendar (RFC 5545, with the name and refresh properties of RFC 7986)."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable

from django.utils import timezone
from icalendar import Calendar, Event

from heritage.memorials.events.showing import public_sites
from heritage.memorials.events.standing import is_all_day
from heritage.memorials.models import EventPage, MemorialSitePage

PRODUCT = "-//Rongguang//Events//ZH"
REFRESH = datetime.timedelta(hours=6)


def calendar_of(
    events: Iterable[EventPage], *, name: str, host: str, absolute: Callable[[str], str]
) -> bytes:
    """``events`` as one calendar, UTF-8; ``host`` makes their identifiers unique in the world.

    An event keeps its identifier when it is edited or called off, so that
    whoever subscribed sees the change instead of a second event.
    """
    events = list(events)
    sites = public_sites(event.site_id for event in events)
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for event in events:
        calendar.add_component(_event(event, sites.get(event.site_id), host, absolute))
    return calendar.to_ical()


def _event(
    page: EventPage, site: MemorialSitePage | None, host: str, absolute: Callable[[str], str]
) -> Event:
    changed = page.last_published_at or page.latest_revision_created_at or timezone.now()
    event = Event()
    event.add("uid", f"event-{page.pk}@{host}")
    event.add("dtstamp", changed.astimezone(datetime.UTC))
    event.add("last-modified", changed.astimezone(datetime.UTC))
    for name, moment in _span(page).items():
        event.add(name, moment)
    event.add("summary", page.title)
    event.add("url", absolute(page.url))
    event.add("status", "CANCELLED" if page.cancelled else "CONFIRMED")
    event.add("categories", [page.get_kind_display()])
    about = "\n".join(text for text in (page.summary, page.organiser) if text)
    if about:
        event.add("description", about)
    where = ", ".join(text for text in _where(page, site) if text)
    if where:
        event.add("location", where)
    if site and site.has_location:
        event.add("geo", (site.latitude, site.longitude))
    return event


def _span(page: EventPage) -> dict[str, datetime.datetime | datetime.date]:
    if not is_all_day(page):
        return {
            "dtstart": page.starts_at.astimezone(datetime.UTC),
            "dtend": page.ends_at.astimezone(datetime.UTC),
        }
    # The end of a whole day is the day after it (RFC 5545, 3.6.1).
    last = timezone.localtime(page.ends_at).date()
    return {
        "dtstart": timezone.localtime(page.starts_at).date(),
        "dtend": last + datetime.timedelta(days=1),
    }


def _where(page: EventPage, site: MemorialSitePage | None) -> list[str]:
    return [page.venue, *([site.title, site.address] if site else [])]
