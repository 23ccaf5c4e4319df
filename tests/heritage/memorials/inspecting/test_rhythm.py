"""When a site is due; whole months."""

from __future__ import annotations

from datetime import date

import pytest

from heritage.memorials.inspecting.rhythm import Rhythm, last_day, month_of, rhythm_of

MARCH = month_of(date(2026, 3, 1))


@pytest.mark.parametrize(
    ("every", "last", "due"),
    [
        (1, None, date(2026, 3, 31)),
        (1, date(2026, 2, 28), date(2026, 3, 31)),
        (1, date(2026, 3, 1), date(2026, 4, 30)),
        (1, date(2026, 12, 31), date(2027, 1, 31)),
        (3, None, date(2026, 5, 31)),
        (3, date(2026, 5, 31), date(2026, 8, 31)),
        (3, date(2026, 6, 1), date(2026, 11, 30)),
    ],
)
def test_due_by(every, last, due):
    assert Rhythm(MARCH, every).due_by(last) == due


def test_a_month_that_lacks_its_patrol():
    quarterly, today = Rhythm(MARCH, 3), date(2026, 9, 10)
    missed = [
        month + 1 for month in range(12)
        if quarterly.is_missed(12 * 2026 + month, {MARCH + 1}, today)
    ]  # fmt: skip
    assert missed == [8]
    assert not quarterly.is_missed(MARCH + 2, set(), date(2026, 5, 31))
    assert quarterly.is_missed(MARCH + 2, set(), date(2026, 6, 1))


def test_the_schedule_before_the_first_patrol():
    first = date(2026, 5, 9)
    assert rhythm_of(starts_on=date(2026, 3, 1), every=2, first=first) == Rhythm(MARCH, 2)
    assert rhythm_of(starts_on=None, every=1, first=first) == Rhythm(MARCH + 2, 1)
    assert rhythm_of(starts_on=None, every=1, first=None) is None


def test_the_last_day_of_a_month():
    assert last_day(month_of(date(2028, 2, 3))) == date(2028, 2, 29)
