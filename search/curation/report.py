"""What was searched in a stretch of days: how often, what found nothing, what was opened."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Count, F, OuterRef, QuerySet, Subquery, Sum
from django.utils import timezone

from search.models import SearchDay, SearchOpening, SearchPhrase

PERIODS = (7, 30, 90, 365)
"""Days an editor may look back."""

_DAILY, _WEEKLY = 30, 90
_WEEK = 7


class Listing(StrEnum):
    """What the report lists."""

    TOP = "top"
    EMPTY = "empty"
    OPENED = "opened"
    OFFERED = "offered"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One search of the period.

    ``found`` is what it found the last time, ``openings`` how often something
    was opened from its results.
    """

    text: str
    asked: int
    found: int
    openings: int
    suggested: bool = False
    hidden: bool = False

    @property
    def share(self) -> int | None:
        """Openings for each hundred times it was asked; None where it was not."""
        return min(100, round(100 * self.openings / self.asked)) if self.asked else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """A document that was opened from results: how often, and after how many searches."""

    key: str
    openings: int
    searches: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A day, or some days together: how often was asked, and found nothing."""

    first: datetime.date
    last: datetime.date
    asked: int = 0
    empty: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """The whole period in figures."""

    asked: int
    empty: int
    openings: int
    searches: int

    @property
    def empty_share(self) -> int:
        """Of a hundred times asked, those that found nothing."""
        return round(100 * self.empty / self.asked) if self.asked else 0

    @property
    def opened_share(self) -> int:
        """Openings for each hundred times asked."""
        return min(100, round(100 * self.openings / self.asked)) if self.asked else 0


def first_day(days: int) -> datetime.date:
    """The first of the last ``days`` days, today being the last."""
    return timezone.localdate() - datetime.timedelta(days=days - 1)


def listed(*, days: int, listing: Listing) -> QuerySet:
    """The searches of a listing, the most asked first, as rows for :func:`lines_of`.

    For ``OPENED``, documents as rows of ``key``, ``openings`` and ``searches``.
    """
    if listing is Listing.OPENED:
        return (
            SearchOpening.objects.filter(day__gte=first_day(days))
            .values("key")
            .annotate(openings=Sum("opened"), searches=Count("text", distinct=True))
            .order_by("-openings", "key")
        )
    hidden = SearchPhrase.objects.filter(hidden=True).values("text")
    if listing is Listing.HIDDEN:
        return SearchPhrase.objects.filter(hidden=True).order_by("text").values("text")
    if listing is Listing.OFFERED:
        return SearchPhrase.objects.filter(suggested=True).order_by("text").values("text")
    found = (
        SearchDay.objects.filter(day__gte=first_day(days))
        .exclude(text__in=hidden)
        .values("text")
        .annotate(times=Sum("asked"))
    )
    if listing is Listing.EMPTY:
        latest = SearchDay.objects.filter(text=OuterRef("text")).order_by("-day")
        found = (
            found.annotate(none=Sum("empty"), last=Subquery(latest.values("found")[:1]))
            # What finds something by now is mended.
            .filter(none__gt=0, last=0)
        )
    return found.order_by("-times", "text")


def lines_of(*, texts: Iterable[str], days: int) -> list[Line]:
    """What there is to say of each of ``texts``, in their order; three queries."""
    wanted = list(texts)
    first = first_day(days)
    asked: dict[str, int] = dict.fromkeys(wanted, 0)
    found: dict[str, int] = dict.fromkeys(wanted, 0)
    rows = SearchDay.objects.filter(text__in=wanted, day__gte=first).order_by("day")
    for text, times, total in rows.values_list("text", "asked", "found"):
        asked[text] += times
        found[text] = total
    openings = dict(
        SearchOpening.objects.filter(text__in=wanted, day__gte=first)
        .values_list("text")
        .annotate(Sum("opened"))
    )
    decided = {phrase.text: phrase for phrase in SearchPhrase.objects.filter(text__in=wanted)}
    return [
        Line(
            text=text,
            asked=asked[text],
            found=found[text],
            openings=openings.get(text, 0),
            suggested=text in decided and decided[text].suggested,
            hidden=text in decided and decided[text].hidden,
        )
        for text in wanted
    ]


def timeline(*, days: int) -> list[Span]:
    """The period cut into days, weeks or months, the oldest first; one query."""
    first, today = first_day(days), timezone.localdate()
    rows = (
        SearchDay.objects.filter(day__gte=first)
        .values("day")
        .annotate(times=Sum("asked"), none=Sum("empty"))
        .order_by()
    )
    by_day = {row["day"]: row for row in rows}
    spans = []
    for start, end in _cut(first, today, days):
        within = [row for day, row in by_day.items() if start <= day <= end]
        spans.append(
            Span(
                first=start,
                last=end,
                asked=sum(row["times"] for row in within),
                empty=sum(row["none"] for row in within),
            )
        )
    return spans


def totals(*, days: int) -> Totals:
    """The whole period in figures; two queries."""
    first = first_day(days)
    asked = SearchDay.objects.filter(day__gte=first).aggregate(
        times=Sum("asked"), none=Sum("empty"), texts=Count("text", distinct=True)
    )
    opened = SearchOpening.objects.filter(day__gte=first).aggregate(times=Sum("opened"))
    return Totals(
        asked=asked["times"] or 0,
        empty=asked["none"] or 0,
        openings=opened["times"] or 0,
        searches=asked["texts"],
    )


def unanswered(*, days: int = _WEEK) -> int:
    """How many searches of the last days find nothing to this day."""
    return listed(days=days, listing=Listing.EMPTY).count()


def searches_for(*, key: str, days: int) -> QuerySet:
    """Searches from whose results ``key`` was opened, the most often first."""
    return (
        SearchOpening.objects.filter(key=key, day__gte=first_day(days))
        .values("text")
        .annotate(openings=Sum(F("opened")))
        .order_by("-openings", "text")
    )


def _cut(
    first: datetime.date, last: datetime.date, days: int
) -> Iterator[tuple[datetime.date, datetime.date]]:
    """The days from ``first`` to ``last`` one by one, in weeks, or in calendar months."""
    start = first
    while start <= last:
        if days <= _DAILY:
            end = start
        elif days <= _WEEKLY:
            end = start + datetime.timedelta(days=_WEEK - 1)
        else:
            next_month = (start.replace(day=1) + datetime.timedelta(days=32)).replace(day=1)
            end = next_month - datetime.timedelta(days=1)
        end = min(end, last)
        yield start, end
        start = end + datetime.timedelta(days=1)
