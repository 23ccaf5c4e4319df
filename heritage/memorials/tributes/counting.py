"""Counts of tribute: exact however many come at once, and quick to add up."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from django.db.models import F, Q, Sum
from django.utils import timezone

from heritage.memorials.enums import TributeKind
from heritage.memorials.models import TributeCount
from heritage.memorials.tributes.honoured import Honoured

DAYS_SHOWN = 30


@dataclass(frozen=True, slots=True)
class Totals:
    """How many times tribute was paid: in all, today, and in all by kind (label, count)."""

    total: int
    today: int
    kinds: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class DayTotal:
    """How many times tribute was paid on one day; ``kinds`` in the order of the enum."""

    day: datetime.date
    kinds: tuple[int, ...]

    @property
    def total(self) -> int:
        return sum(self.kinds)


def count_one(*, honoured: Honoured, kind: TributeKind, day: datetime.date) -> None:
    """Raise the count of a day by one; call it last in the caller's transaction.

    The row stays locked until the transaction ends, so what follows it makes
    everybody else wait.
    """
    where = {**honoured.column, "day": day, "kind": kind}
    if _raised(where):
        return
    # The first of the day; whoever comes second finds the row of the first.
    TributeCount.objects.bulk_create([TributeCount(**where)], ignore_conflicts=True)
    _raised(where)


def _raised(where: dict) -> int:
    return TributeCount.objects.filter(**where).update(count=F("count") + 1)


def totals_of(honoured: Honoured) -> Totals:
    """All that was ever paid, in one query."""
    today = timezone.localdate()
    rows = (
        TributeCount.objects.filter(honoured.rows)
        .order_by()
        .values_list("kind")
        .annotate(total=Sum("count"), today=Sum("count", filter=Q(day=today), default=0))
    )
    found = {kind: (total, of_today) for kind, total, of_today in rows}
    return Totals(
        total=sum(total for total, _today in found.values()),
        today=sum(of_today for _total, of_today in found.values()),
        kinds=tuple(
            (str(kind.label), found[kind][0]) for kind in TributeKind if found.get(kind, (0, 0))[0]
        ),
    )


def days_of(honoured: Honoured) -> list[DayTotal]:
    """The last thirty days on which tribute was paid within the last year, newest first."""
    since = timezone.localdate() - datetime.timedelta(days=365)
    rows = (
        TributeCount.objects.filter(honoured.rows, day__gte=since)
        .order_by("-day")
        .values_list("day", "kind", "count")
    )
    days: dict[datetime.date, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for day, kind, count in rows.iterator():
        if day not in days and len(days) == DAYS_SHOWN:
            break
        days[day][kind] += count
    return [
        DayTotal(day, tuple(counted[kind] for kind in TributeKind)) for day, counted in days.items()
    ]
