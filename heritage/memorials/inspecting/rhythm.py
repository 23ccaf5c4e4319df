"""When a site is due: periods of whole months, one patrol in each.

Pure arithmetic. A month is a whole number, ``12 * year + month - 1``, so that
months can be counted and compared. A period begins with the month the rhythm
starts in and lasts ``every`` months; a patrol on any day of it serves it.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass


def month_of(day: datetime.date) -> int:
    """The number of the month a day lies in."""
    return 12 * day.year + day.month - 1


def first_day(month: int) -> datetime.date:
    """The first day of a month by its number."""
    return datetime.date(month // 12, month % 12 + 1, 1)


def last_day(month: int) -> datetime.date:
    """The last day of a month by its number."""
    return first_day(month + 1) - datetime.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rhythm:
    """One patrol every so many months (``every``, from 1), from the month ``start`` on."""

    start: int
    every: int = 1

    def period_of(self, month: int) -> int | None:
        """The number of the period a month lies in, from 0; None before the first."""
        return (month - self.start) // self.every if month >= self.start else None

    def end_of(self, period: int) -> datetime.date:
        """The last day of a period."""
        return last_day(self.start + (period + 1) * self.every - 1)

    def due_by(self, last: datetime.date | None) -> datetime.date:
        """The day by which the next patrol is due, after the one on ``last``.

        One before the first period serves none.
        """
        served = self.period_of(month_of(last)) if last else None
        return self.end_of(0 if served is None else served + 1)

    def is_missed(self, month: int, patrolled: set[int], today: datetime.date) -> bool:
        """Whether with ``month`` a period ended by ``today`` without a patrol in any month of it."""
        period = self.period_of(month)
        if period is None or self.end_of(period) != last_day(month) or last_day(month) >= today:
            return False
        months = range(self.start + period * self.every, month + 1)
        return patrolled.isdisjoint(months)


def rhythm_of(
    *, starts_on: datetime.date | None, every: int, first: datetime.date | None
) -> Rhythm | None:
    """The rhythm of a site: its schedule's, else monthly from the day ``first``; None for neither."""
    if starts_on is not None:
        return Rhythm(month_of(starts_on), every)
    return Rhythm(month_of(first)) if first else None
