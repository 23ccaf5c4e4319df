"""How far the recording of each year of birth has come."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from heritage.oral_history.enums import RegisterState
from heritage.oral_history.models import RegisterEntry
from heritage.oral_history.register.urgency import WAITING

RECORDED = (RegisterState.RECORDED, RegisterState.PUBLISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """People by what became of them."""

    waiting: int = 0
    recorded: int = 0
    declined: int = 0
    too_late: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.waiting + self.recorded + self.declined + self.too_late

    @property
    def rate(self) -> int | None:
        """Recorded of all, in whole per cent; None where there is nobody."""
        return round(100 * self.recorded / self.total) if self.total else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            waiting=self.waiting + other.waiting,
            recorded=self.recorded + other.recorded,
            declined=self.declined + other.declined,
            too_late=self.too_late + other.too_late,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One year of birth; None for those whose year is not known, who come last."""

    year: int | None
    tally: Tally


def by_birth_year(entries: QuerySet[RegisterEntry]) -> list[Line]:
    """A line for each year somebody was born in, the oldest first."""
    counted = entries.order_by().values_list("birth_year", "state").annotate(number=Count("pk"))
    years: dict[int | None, Tally] = defaultdict(Tally)
    for year, state, number in counted:
        years[year] += Tally(**{_kind(state): number})
    ordered = sorted(years, key=lambda year: (year is None, year or 0))
    return [Line(year=year, tally=years[year]) for year in ordered]


def total(lines: list[Line]) -> Tally:
    """All years together."""
    return sum((line.tally for line in lines), Tally())


def _kind(state: str) -> str:
    if state in WAITING:
        return "waiting"
    return "recorded" if state in RECORDED else RegisterState(state).value
