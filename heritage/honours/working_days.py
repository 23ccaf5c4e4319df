"""How long a notice runs: working days with holidays and make-up days, or calendar days.

Weekends are not worked and weekdays are, but for the days in the table of
:class:`~heritage.honours.models.SpecialDay`, which follows the yearly notice of
the State Council on holidays (国务院办公厅关于部分节假日安排的通知).
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from heritage.honours.enums import DayUnit
from heritage.honours.models import SpecialDay

ONE_DAY = datetime.timedelta(days=1)
_SATURDAY = 5
# Sixty working days end within this even where a year's holidays lie between.
_REACH = datetime.timedelta(days=200)

Special = Mapping[datetime.date, bool]


def is_working(day: datetime.date, special: Special) -> bool:
    """Whether ``day`` is worked; ``special`` says it of days that differ from their weekday."""
    return special.get(day, day.weekday() < _SATURDAY)


def last_day(
    first: datetime.date, days: int, unit: str, special: Special | None = None
) -> datetime.date:
    """The last of ``days`` days from ``first``, which is counted where it is a day of ``unit``.

    Raises ``ValueError`` for less than one day.
    """
    if days < 1:
        raise ValueError("a period has at least one day")
    if unit == DayUnit.CALENDAR:
        return first + (days - 1) * ONE_DAY
    day, left = first, days
    while True:
        left -= is_working(day, special or {})
        if not left:
            return day
        day += ONE_DAY


def count(first: datetime.date, last: datetime.date, unit: str, special: Special) -> int:
    """How many days of ``unit`` lie from ``first`` to ``last``, both included."""
    days = (last - first).days + 1
    if unit == DayUnit.CALENDAR or days < 1:
        return max(days, 0)
    return sum(is_working(first + number * ONE_DAY, special) for number in range(days))


def special_days(first: datetime.date, last: datetime.date) -> dict[datetime.date, bool]:
    """Whether each day of the table from ``first`` to ``last`` is worked; one query."""
    found = SpecialDay.objects.filter(day__range=(first, last))
    return dict(found.values_list("day", "is_working"))


def end_of(first: datetime.date, days: int, unit: str) -> datetime.date:
    """:func:`last_day` by the table as it is now; one query at most."""
    if unit == DayUnit.CALENDAR:
        return last_day(first, days, unit)
    return last_day(first, days, unit, special_days(first, first + _REACH))


def unknown_years(first: datetime.date, last: datetime.date) -> list[int]:
    """The years of a period that the table has no day of, so that only weekends count."""
    years = range(first.year, last.year + 1)
    known = {
        day.year for day in SpecialDay.objects.filter(day__year__in=years).dates("day", "year")
    }
    return [year for year in years if year not in known]
