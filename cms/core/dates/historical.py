"""Dates as history knows them: about, between, a season, or not at all.

The canonical strings follow EDTF (ISO 8601-2:2019): ``1931``, ``1931-10``,
``1931-10-12``, about ``1931~``, between ``[1930..1932]`` (one end may be left
open), a season ``1943-21`` (spring) to ``1943-24`` (winter), unknown ``XXXX``.
"""

from __future__ import annotations

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import total_ordering

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from .enums import Precision
from .partial import PartialDate, PartialDateError

EARLIEST_YEAR, LATEST_YEAR = 1000, 2100
"""Years outside are taken for slips of the pen."""

ABOUT_YEARS = 2
"""How far, in years, the truth may lie from a date that is only about right."""

UNKNOWN_TEXT = "XXXX"
SPRING, SUMMER, AUTUMN, WINTER = 21, 22, 23, 24

_PLAIN = r"\d{4}(?:-\d{2}(?:-\d{2})?)?"
_EXACT = re.compile(rf"(?P<date>{_PLAIN})(?P<about>~?)", re.ASCII)
_SEASON = re.compile(r"(?P<year>\d{4})-(?P<season>2[1-4])", re.ASCII)
_BETWEEN = re.compile(rf"\[(?P<start>{_PLAIN})?\.\.(?P<end>{_PLAIN})?\]", re.ASCII)

# Almanacs count a season from its solar term (立春 is in early February), the weather
# service three weeks later; a source may mean either, so the bounds hold both.
_SEASON_MONTHS = {SPRING: (2, 5), SUMMER: (5, 8), AUTUMN: (8, 11), WINTER: (11, 14)}


@total_ordering
@dataclass(frozen=True, slots=True)
class HistoricalDate:
    """A date with what is known of it.

    ``earliest`` and ``latest`` are the same for everything but a range; a range
    may leave one of them None. ``season`` is 21 (spring) to 24 (winter) and
    goes with a year. Sorts by the first possible day; the unknown comes last.
    Raises :class:`PartialDateError` for what contradicts itself.
    """

    precision: Precision
    earliest: PartialDate | None = None
    latest: PartialDate | None = None
    season: int | None = None

    def __post_init__(self):
        ends = [end for end in (self.earliest, self.latest) if end is not None]
        for end in ends:
            if not EARLIEST_YEAR <= end.year <= LATEST_YEAR:
                raise PartialDateError(f"the year {end.year} is out of range")
        if (self.precision == Precision.UNKNOWN) != (not ends):
            raise PartialDateError("only an unknown date has no year")
        if (self.precision == Precision.SEASON) != (self.season is not None):
            raise PartialDateError("a season needs its number")
        if self.precision == Precision.BETWEEN:
            if self.earliest == self.latest:
                raise PartialDateError("a range needs two different ends")
            if len(ends) == 2 and _first(ends[0]) > _last(ends[1]):
                raise PartialDateError("the range ends before it begins")
            return
        if self.earliest != self.latest:
            raise PartialDateError("only a range has two ends")
        if self.precision == Precision.SEASON and (
            self.season not in _SEASON_MONTHS or self.earliest.month is not None
        ):
            raise PartialDateError("a season is 21 to 24 of a year")
        if self.precision in _EXACT_PRECISIONS and self.precision != _precision(self.earliest):
            raise PartialDateError(f"{self.earliest} is not of precision {self.precision}")

    # Made from what is known

    @classmethod
    def from_partial(cls, date: PartialDate) -> HistoricalDate:
        """The date as it is, to year, month or day."""
        return cls(_precision(date), date, date)

    @classmethod
    def about(cls, date: PartialDate) -> HistoricalDate:
        """The date, give or take :data:`ABOUT_YEARS`."""
        return cls(Precision.ABOUT, date, date)

    @classmethod
    def between(cls, start: PartialDate | None, end: PartialDate | None) -> HistoricalDate:
        """Some time from the beginning of ``start`` to the end of ``end``, ends included."""
        return cls(Precision.BETWEEN, start, end)

    @classmethod
    def in_season(cls, year: int, season: int) -> HistoricalDate:
        """A season of a year, 21 (spring) to 24 (winter)."""
        return cls(Precision.SEASON, PartialDate(year), PartialDate(year), season)

    @classmethod
    def unknown(cls) -> HistoricalDate:
        """Said to be unknown, which is more than nothing said."""
        return cls(Precision.UNKNOWN)

    @classmethod
    def parse(cls, text: str) -> HistoricalDate:
        """Read a canonical string. Raises :class:`PartialDateError` for any other."""
        if text == UNKNOWN_TEXT:
            return cls.unknown()
        if found := _SEASON.fullmatch(text):
            return cls.in_season(int(found["year"]), int(found["season"]))
        if found := _BETWEEN.fullmatch(text):
            ends = (found["start"], found["end"])
            return cls.between(*(PartialDate.parse(end) if end else None for end in ends))
        if found := _EXACT.fullmatch(text):
            date = PartialDate.parse(found["date"])
            return cls.about(date) if found["about"] else cls.from_partial(date)
        raise PartialDateError(f"not a canonical date: {text!r}")

    def __str__(self) -> str:
        if self.precision == Precision.UNKNOWN:
            return UNKNOWN_TEXT
        if self.precision == Precision.SEASON:
            return f"{self.earliest}-{self.season}"
        if self.precision == Precision.BETWEEN:
            return f"[{self.earliest or ''}..{self.latest or ''}]"
        return f"{self.earliest}{'~' if self.precision == Precision.ABOUT else ''}"

    # What it says

    @property
    def is_unknown(self) -> bool:
        """Whether nothing at all is known of it."""
        return self.precision == Precision.UNKNOWN

    @property
    def year(self) -> int | None:
        """The earliest known year; of an open beginning, the year it ends in."""
        known = self.earliest or self.latest
        return known.year if known else None

    @property
    def first_day(self) -> datetime.date | None:
        """The first day of what is written; None where the beginning is open or unknown."""
        if self.season is not None:
            return datetime.date(self.earliest.year, _SEASON_MONTHS[self.season][0], 1)
        return _first(self.earliest) if self.earliest else None

    @property
    def last_day(self) -> datetime.date | None:
        """The last day of what is written; None where the end is open or unknown."""
        if self.season is not None:
            years, month = divmod(_SEASON_MONTHS[self.season][1] - 1, 12)
            return _last(PartialDate(self.earliest.year + years, month + 1))
        return _last(self.latest) if self.latest else None

    def partials(self) -> tuple[str, ...]:
        """ISO strings at the known precision, as the search index takes them."""
        ends = dict.fromkeys(str(end) for end in (self.earliest, self.latest) if end)
        return tuple(ends)

    def to_partial(self) -> PartialDate | None:
        """The exact year, month or day; None for everything less certain."""
        return self.earliest if self.precision in _EXACT_PRECISIONS else None

    def compatible_with(self, other: HistoricalDate, *, tolerance_years: int = 0) -> bool:
        """Whether both could be the same moment.

        What is unknown agrees with everything. A date that is about right may be
        :data:`ABOUT_YEARS` off; ``tolerance_years`` is allowed on top of it, once.
        """
        slack = tolerance_years + sum(
            ABOUT_YEARS for date in (self, other) if date.precision == Precision.ABOUT
        )
        return _not_after(self.first_day, other.last_day, slack) and _not_after(
            other.first_day, self.last_day, slack
        )

    def _order(self) -> tuple[datetime.date, datetime.date, str]:
        first = self.first_day or self.last_day or datetime.date.max
        return first, self.last_day or datetime.date.max, str(self)

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, HistoricalDate):
            return NotImplemented
        return self._order() < other._order()

    def display(self) -> str:
        """As a reader writes it, in the active language: ``约1931年``, ``1943年秋``."""
        if self.precision == Precision.UNKNOWN:
            return pgettext("date", "unknown")
        if self.precision == Precision.SEASON:
            return _season_format(self.season) % {"year": self.earliest.year}
        if self.precision == Precision.ABOUT:
            return pgettext("date", "about %(date)s") % {"date": self.earliest.display()}
        if self.precision != Precision.BETWEEN:
            return self.earliest.display()
        if self.earliest is None:
            return pgettext("date", "%(date)s or before") % {"date": self.latest.display()}
        if self.latest is None:
            return pgettext("date", "%(date)s or after") % {"date": self.earliest.display()}
        return pgettext("date", "between %(start)s and %(end)s") % {
            "start": self.earliest.display(),
            "end": self.latest.display(),
        }


_EXACT_PRECISIONS = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})


def _precision(date: PartialDate) -> Precision:
    if date.day is not None:
        return Precision.DAY
    return Precision.YEAR if date.month is None else Precision.MONTH


def _first(date: PartialDate) -> datetime.date:
    return datetime.date(date.year, date.month or 1, date.day or 1)


def _last(date: PartialDate) -> datetime.date:
    month = date.month or 12
    return datetime.date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])


def _not_after(first: datetime.date | None, last: datetime.date | None, slack: int) -> bool:
    """Whether ``first`` is at most ``slack`` years after ``last``; open ends always are."""
    if first is None or last is None:
        return True
    # A year before the leap day is the last of February.
    day = 28 if slack and (first.month, first.day) == (2, 29) else first.day
    return (first.year - slack, first.month, day) <= (last.year, last.month, last.day)


def _season_format(season: int) -> str:
    return {
        SPRING: pgettext("date", "spring %(year)d"),
        SUMMER: pgettext("date", "summer %(year)d"),
        AUTUMN: pgettext("date", "autumn %(year)d"),
        WINTER: pgettext("date", "winter %(year)d"),
    }[season]


def display_span(
    start: PartialDate | HistoricalDate | None, end: PartialDate | HistoricalDate | None
) -> str:
    """Two years as a life: ``1931—1952``, ``约1931—1952``; an unknown side is a question mark."""
    sides = [_span_side(start), _span_side(end)]
    if not any(sides):
        return ""
    return "—".join(side or _("?") for side in sides)


def _span_side(date: PartialDate | HistoricalDate | None) -> str:
    if date is None or (isinstance(date, HistoricalDate) and date.is_unknown):
        return ""
    if isinstance(date, PartialDate) or date.precision not in (Precision.ABOUT, Precision.BETWEEN):
        return str(date.year)
    if date.precision == Precision.ABOUT:
        return pgettext("year of a life", "about %(year)d") % {"year": date.year}
    if date.earliest is None:
        return pgettext("year of a life", "by %(year)d") % {"year": date.year}
    if date.latest is None:
        return pgettext("year of a life", "after %(year)d") % {"year": date.year}
    if date.earliest.year == date.latest.year:
        return str(date.year)
    return pgettext("year of a life", "%(start)d to %(end)d") % {
        "start": date.earliest.year,
        "end": date.latest.year,
    }
