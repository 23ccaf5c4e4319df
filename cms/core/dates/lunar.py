"""Days of the traditional lunar calendar (农历) in the Gregorian one."""

from __future__ import annotations

import datetime

from lunar_python import LunarMonth, LunarYear, Solar

from .partial import PartialDateError

EARLIEST, LATEST = 1645, 2099
"""Lunar years that can be told: from the Qing calendar (时宪历) on."""


def leap_month(year: int) -> int:
    """Which month of the lunar year comes twice; 0 for none."""
    return LunarYear.fromYear(year).getLeapMonth()


def month_days(year: int, month: int, *, leap: bool = False) -> tuple[datetime.date, datetime.date]:
    """First and last day of a lunar month (1 to 12) of the lunar year that begins in ``year``.

    Raises :class:`PartialDateError` for a month that was not.
    """
    if not EARLIEST <= year <= LATEST:
        raise PartialDateError(f"lunar {year} is out of range")
    if not 1 <= month <= 12 or (leap and leap_month(year) != month):
        raise PartialDateError(f"lunar {year} has no {'leap ' if leap else ''}month {month}")
    found = LunarMonth.fromYm(year, -month if leap else month)
    begins = Solar.fromJulianDay(found.getFirstJulianDay())
    first = datetime.date(begins.getYear(), begins.getMonth(), begins.getDay())
    return first, first + datetime.timedelta(days=found.getDayCount() - 1)


def day(year: int, month: int, number: int, *, leap: bool = False) -> datetime.date:
    """A day (1 to 30) of a lunar month. Raises :class:`PartialDateError` for one that was not."""
    first, last = month_days(year, month, leap=leap)
    found = first + datetime.timedelta(days=number - 1)
    if not first <= found <= last:
        raise PartialDateError(f"lunar month {year}-{month} has no day {number}")
    return found


def year_days(year: int) -> tuple[datetime.date, datetime.date]:
    """First and last day of the lunar year that begins in ``year``."""
    following, _end = month_days(year + 1, 1)
    return month_days(year, 1)[0], following - datetime.timedelta(days=1)
