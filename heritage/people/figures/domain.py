"""The ledger of figures: what was counted, when, by whom, and where two counts disagree.

Nothing is made to agree. A total is made only of figures of one unit whose
periods cannot overlap, and it says what was added up.

A page calls ``ledger(team=team)`` or ``ledger(organisation=organisation)`` and
shows the groups in their order; the admin's report calls
``contradictions(Figure.objects.…)``.
"""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import combinations, groupby

from django.db.models import Q

from heritage.people.models import Figure, Organisation, Team
from search.text.normalise import normalise

_MORE = ("余", "多")
_ABOUT = ("约", "近")
_TOLERANCE = Decimal("0.1")


class Disagreement(StrEnum):
    """How two figures of one thing go against each other."""

    VALUE = "value"
    UNIT = "unit"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """First and last day of what a figure counts, both included."""

    first: datetime.date
    last: datetime.date

    def overlaps(self, other: Period) -> bool:
        """Whether a day lies in both."""
        return self.first <= other.last and other.first <= self.last

    def lies_in(self, other: Period) -> bool:
        """Whether every day of this one lies in ``other``."""
        return other.first <= self.first and self.last <= other.last


@dataclass(frozen=True, slots=True, kw_only=True)
class Contradiction:
    """Two figures of one subject and measure that cannot both be read as they stand."""

    kind: Disagreement
    figures: tuple[Figure, Figure]


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The figures of one year and unit, added up, with the ``parts`` that were added."""

    year: int
    unit: str
    value: Decimal
    parts: tuple[Figure, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """All figures of one measure, by period, with what is to be said about them."""

    measure: str
    figures: tuple[Figure, ...]
    contradictions: tuple[Contradiction, ...]
    totals: tuple[Total, ...]


def ledger(*, organisation: Organisation | None = None, team: Team | None = None) -> list[Group]:
    """Published figures of an organisation, or of a team and its activities, by measure.

    Raises ``ValueError`` unless exactly one of the two is given.
    """
    if (organisation is None) == (team is None):
        raise ValueError("a ledger is of an organisation or of a team")
    if organisation is not None:
        about = Q(organisation=organisation)
    else:
        about = Q(team=team) | Q(activity__team=team, activity__live=True)
    figures = Figure.objects.filter(about).select_related("activity").order_by("pk")
    return [_group(found) for found in _by_measure(figures)]


def contradictions(figures: Iterable[Figure]) -> list[Contradiction]:
    """Pairs that disagree: same subject and measure, and

    - one unit, the same period, and values that cannot both be meant; or a part
      of a period with more than the whole of it;
    - overlapping periods and different units, so that it is unclear what is counted.

    ``30余`` agrees with 33, ``约`` with what is within a tenth. A figure without
    a period is only compared with others without one.
    """
    found = []
    for group in _by_measure(figures):
        for one, other in combinations(group, 2):
            if _subject(one) == _subject(other) and (kind := _disagreement(one, other)):
                found.append(Contradiction(kind=kind, figures=(one, other)))
    return found


def period_of(figure: Figure) -> Period | None:
    """The days a figure counts; of an activity without a period, its day; None if unknown."""
    first = figure.period_from or figure.period_to
    last = figure.period_to or figure.period_from
    if first is not None:
        return Period(first=_first_day(first), last=_last_day(last))
    if figure.activity_id:
        return Period(first=figure.activity.held_on, last=figure.activity.held_on)
    return None


def totals(figures: Iterable[Figure]) -> list[Total]:
    """Sums by year and unit where at least two figures can be added without counting twice.

    Figures of different activities never overlap; a figure of the team itself
    already includes them and is not added to them.
    """
    found = []
    dated = [(figure, period) for figure in figures if (period := period_of(figure))]
    within = [(f, p) for f, p in dated if p.first.year == p.last.year]
    keys = sorted({(p.first.year, f.unit, f.activity_id is not None) for f, p in within})
    for year, unit, of_activities in keys:
        parts = [
            (f, p)
            for f, p in within
            if (p.first.year, f.unit, f.activity_id is not None) == (year, unit, of_activities)
        ]
        overlapping = any(
            _subject(one) == _subject(other) and first.overlaps(second)
            for (one, first), (other, second) in combinations(parts, 2)
        )
        if len(parts) > 1 and not overlapping:
            added = tuple(figure for figure, _period in parts)
            value = sum((figure.value for figure in added), Decimal())
            found.append(Total(year=year, unit=unit, value=value, parts=added))
    return found


def _group(figures: list[Figure]) -> Group:
    return Group(
        measure=figures[0].measure,
        figures=tuple(figures),
        contradictions=tuple(contradictions(figures)),
        totals=tuple(totals(figures)),
    )


def _by_measure(figures: Iterable[Figure]) -> list[list[Figure]]:
    ordered = sorted(figures, key=lambda figure: (_key(figure), _order(figure)))
    return [list(run) for _measure, run in groupby(ordered, key=_key)]


def _key(figure: Figure) -> str:
    """What is counted, however it is spaced and written."""
    return "".join(normalise(figure.measure).split())


def _order(figure: Figure) -> tuple:
    period = period_of(figure)
    return (period is None, period.first if period else datetime.date.min, figure.pk or 0)


def _subject(figure: Figure) -> tuple:
    return (figure.organisation_id, figure.team_id, figure.activity_id)


def _disagreement(one: Figure, other: Figure) -> Disagreement | None:
    first, second = period_of(one), period_of(other)
    if first is None or second is None:
        same, overlap = first is second, first is second
    else:
        same, overlap = first == second, first.overlaps(second)
    if one.unit != other.unit:
        return Disagreement.UNIT if overlap else None
    if same:
        return None if _may_agree(one, other) else Disagreement.VALUE
    if not overlap:
        return None
    part, whole = (one, other) if first.lies_in(second) else (other, one)
    if not period_of(part).lies_in(period_of(whole)):
        return None
    return Disagreement.VALUE if _range(part)[0] > _range(whole)[1] else None


def _may_agree(one: Figure, other: Figure) -> bool:
    (low, high), (other_low, other_high) = _range(one), _range(other)
    return low <= other_high and other_low <= high


def _range(figure: Figure) -> tuple[Decimal, Decimal]:
    """The least and the most that a figure can mean with what its source adds to it."""
    value = Decimal(figure.value)
    if any(word in figure.qualifier for word in _MORE):
        # 30余 is less than 40, 4500余 less than 4600.
        step = Decimal(1).scaleb(max(value.normalize().as_tuple().exponent, 0))
        return value, value + step - 1
    if any(word in figure.qualifier for word in _ABOUT):
        return value * (1 - _TOLERANCE), value * (1 + _TOLERANCE)
    return value, value


def _first_day(date) -> datetime.date:
    return datetime.date(date.year, date.month or 1, date.day or 1)


def _last_day(date) -> datetime.date:
    month = date.month or 12
    return datetime.date(date.year, month, date.day or calendar.monthrange(date.year, month)[1])
