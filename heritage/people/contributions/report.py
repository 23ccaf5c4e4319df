"""How much each organisation handed up and how much of it was adopted, by month."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Q
from django.db.models.functions import ExtractMonth, ExtractYear

from heritage.people.branches import domain as branches
from heritage.people.contribution_enums import ContributionState
from heritage.people.contributions import domain as contributing
from heritage.people.models import Contribution, Organisation

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Contributions that were handed up, and those of them that were adopted."""

    handed_up: int = 0
    adopted: int = 0

    @property
    def rate(self) -> int | None:
        """Adopted of what was handed up, in whole per cent; None where nothing was."""
        return round(100 * self.adopted / self.handed_up) if self.handed_up else None

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            handed_up=self.handed_up + other.handed_up, adopted=self.adopted + other.adopted
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """One organisation's months of a year, January first."""

    organisation: Organisation
    months: tuple[Tally, ...]

    @property
    def year(self) -> Tally:
        """The months together."""
        return sum(self.months, Tally())


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A year of contributions; a month is the one in which a piece was last handed up."""

    year: int
    lines: tuple[ReportLine, ...]

    @property
    def months(self) -> tuple[Tally, ...]:
        """All organisations together, January first."""
        return tuple(
            sum((line.months[month - 1] for line in self.lines), Tally()) for month in MONTHS
        )

    @property
    def total(self) -> Tally:
        """The whole year."""
        return sum(self.months, Tally())


def may_report(user) -> bool:
    """Whether there is anything ``user`` may see a report of."""
    return contributing.decides_everywhere(user) or bool(branches.rights_of(user))


def years(user) -> list[int]:
    """Years in which something was handed up, the latest first."""
    found = _counted(user).annotate(year=ExtractYear("submitted_at"))
    return sorted(set(found.values_list("year", flat=True)), reverse=True)


def report(*, user, year: int) -> Report:
    """The contributions of ``year`` that ``user`` may count, by organisation and month.

    Editors of all records count every organisation, others their branches.
    """
    rows = (
        _counted(user)
        .filter(submitted_at__year=year)
        .annotate(month=ExtractMonth("submitted_at"))
        .values("organisation", "month")
        .annotate(
            handed_up=Count("pk"),
            adopted=Count("pk", filter=Q(state=ContributionState.ADOPTED)),
        )
        .order_by()
    )
    months: dict[int, dict[int, Tally]] = defaultdict(dict)
    for row in rows:
        months[row["organisation"]][row["month"]] = Tally(
            handed_up=row["handed_up"], adopted=row["adopted"]
        )
    organisations = Organisation.objects.filter(pk__in=months).order_by("path")
    return Report(
        year=year,
        lines=tuple(
            ReportLine(
                organisation=organisation,
                months=tuple(months[organisation.pk].get(month, Tally()) for month in MONTHS),
            )
            for organisation in organisations
        ),
    )


def _counted(user):
    handed_up = Contribution.objects.handed_up().order_by()
    if contributing.decides_everywhere(user):
        return handed_up
    return branches.editable(user, handed_up)
