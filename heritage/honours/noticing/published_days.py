"""Holidays and make-up working days as the State Council published them.

2026: 国务院办公厅关于2026年部分节假日安排的通知（国办发明电〔2025〕7号, 2025-11-04）. Later years are
entered by the office, by hand or as a table, once they are published.
"""

from __future__ import annotations

import datetime

_2026 = (
    ("元旦", "2026-01-01", "2026-01-03", ("2026-01-04",)),
    ("春节", "2026-02-15", "2026-02-23", ("2026-02-14", "2026-02-28")),
    ("清明节", "2026-04-04", "2026-04-06", ()),
    ("劳动节", "2026-05-01", "2026-05-05", ("2026-05-09",)),
    ("端午节", "2026-06-19", "2026-06-21", ()),
    ("中秋节", "2026-09-25", "2026-09-27", ()),
    ("国庆节", "2026-10-01", "2026-10-07", ("2026-09-20", "2026-10-10")),
)
PUBLISHED = {2026: _2026}

Day = tuple[datetime.date, bool, str]


def published_days(year: int) -> list[Day]:
    """The days of a year as day, whether it is worked, and name; empty for a year not known."""
    days: list[Day] = []
    for name, first, last, worked in PUBLISHED.get(year, ()):
        day, end = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
        while day <= end:
            days.append((day, False, name))
            day += datetime.timedelta(days=1)
        days += [(datetime.date.fromisoformat(each), True, f"{name}调休") for each in worked]
    return sorted(days)
