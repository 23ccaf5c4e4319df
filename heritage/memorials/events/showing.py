"""Events as lists and pages show them, with nothing of a site that is not public."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from heritage.memorials.events.standing import Standing, standing, when
from heritage.memorials.models import EventPage, MemorialSitePage

SHOWN_AT_A_SITE = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class EventCard:
    """An event in a list; ``site`` only where the public may open its page."""

    page: EventPage
    site: MemorialSitePage | None
    when: str
    standing: Standing

    @property
    def where(self) -> str:
        """Site and venue, as far as they are known to the public."""
        names = [self.site.title if self.site else "", self.page.venue]
        return " · ".join(name for name in names if name)

    @property
    def is_off(self) -> bool:
        """Whether it was called off."""
        return self.standing == Standing.CANCELLED

    @property
    def is_open(self) -> bool:
        """Whether one can sign up now."""
        return self.standing == Standing.OPEN


def cards(events: Iterable[EventPage], now: datetime.datetime) -> list[EventCard]:
    """``events`` for a list, in two queries however many they are."""
    events = list(events)
    sites = public_sites(event.site_id for event in events)
    return [
        EventCard(
            page=event,
            site=sites.get(event.site_id),
            when=when(event),
            standing=standing(event, now),
        )
        for event in events
    ]


def card(event: EventPage, now: datetime.datetime) -> EventCard:
    """One event as its own page shows it."""
    return cards([event], now)[0]


def public_sites(keys: Iterable[int | None]) -> dict[int, MemorialSitePage]:
    """Of the sites with these primary keys, those the public may open."""
    wanted = {key for key in keys if key is not None}
    if not wanted:
        return {}
    found = MemorialSitePage.objects.published().filter(pk__in=wanted)
    return found.select_related("place").in_bulk()


def events_at(site: MemorialSitePage) -> QuerySet[EventPage]:
    """Public events at a site."""
    return EventPage.objects.published().filter(site=site)
