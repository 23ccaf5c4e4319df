"""How an event stands: whether it is to come, takes sign-ups, and how many places are left."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db import models
from django.db.models import Q, Sum
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from heritage.memorials.enums import BookingState
from heritage.memorials.models import Booking, EventPage

TAKEN = (BookingState.CONFIRMED, BookingState.ATTENDED)
"""States of sign-ups whose people have a place."""

_MIDNIGHT = datetime.time(0)
_LAST_MINUTE = datetime.time(23, 59)


class Standing(models.TextChoices):
    """Where an event is between its announcement and its record."""

    CANCELLED = "cancelled", _("called off")
    OVER = "over", pgettext_lazy("event", "over")
    ON_NOW = "now", _("taking place now")
    OPEN = "open", _("sign-up is open")
    CLOSED = "closed", _("sign-up has closed")
    TO_COME = "to_come", pgettext_lazy("event", "to come")


def standing(event: EventPage, now: datetime.datetime) -> Standing:
    """How ``event`` stands at ``now``; computed from the clock whenever it is asked."""
    if event.cancelled:
        return Standing.CANCELLED
    if event.ends_at < now:
        return Standing.OVER
    if event.starts_at <= now:
        return Standing.ON_NOW
    if not event.takes_bookings:
        return Standing.TO_COME
    closes = event.booking_closes_at or event.starts_at
    return Standing.OPEN if now < closes else Standing.CLOSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Places of an event, counted in people. ``capacity`` None is no limit."""

    capacity: int | None
    taken: int
    asked: int

    @property
    def free(self) -> int | None:
        """How many more can be confirmed; None where there is no limit."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    def has_room_for(self, people: int) -> bool:
        """Whether so many more can be confirmed."""
        return self.free is None or people <= self.free

    def may_wait(self, people: int) -> bool:
        """Whether ``people`` more would ask for places that others already wait for."""
        return self.free is not None and self.asked + people > self.free


def places_of(event: EventPage) -> Places:
    """The places of ``event`` as the database has them now, in one query.

    Whoever confirms holds the event's row while asking.
    """
    counted = Booking.objects.filter(event=event).aggregate(
        taken=Sum("people", filter=Q(state__in=TAKEN)),
        asked=Sum("people", filter=Q(state=BookingState.RECEIVED)),
    )
    return Places(capacity=event.capacity, taken=counted["taken"] or 0, asked=counted["asked"] or 0)


def is_all_day(event: EventPage) -> bool:
    """Whether it was given from midnight to the last minute of a day."""
    starts, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    return starts.time() == _MIDNIGHT and ends.time().replace(second=0) == _LAST_MINUTE


def when(event: EventPage) -> str:
    """When it takes place, in words: ``2027年4月4日 星期日 9:00—11:00``."""
    starts, ends = timezone.localtime(event.starts_at), timezone.localtime(event.ends_at)
    first, last = _day(starts), _day(ends)
    if is_all_day(event):
        return first if first == last else f"{first}—{last}"
    if first == last:
        return f"{first} {_clock(starts)}—{_clock(ends)}"
    return f"{first} {_clock(starts)}—{last} {_clock(ends)}"


def _day(moment: datetime.datetime) -> str:
    return f"{date_format(moment, 'DATE_FORMAT')} {date_format(moment, 'l')}"


def _clock(moment: datetime.datetime) -> str:
    return date_format(moment, "G:i")
