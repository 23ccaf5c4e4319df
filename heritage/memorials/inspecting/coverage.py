"""The coverage report: patrols of sites by month, and which months lack one."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count
from django.db.models.functions import ExtractMonth
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from heritage.memorials.inspecting.rhythm import month_of
from heritage.memorials.inspecting.standing import Standing, standing_of
from heritage.memorials.models import Inspection, MemorialSitePage

MONTHS = range(1, 13)


@dataclass(frozen=True, slots=True)
class Cell:
    """One site in one month: how many patrols, and whether a period ended without one."""

    patrols: int
    missed: bool

    @property
    def heat(self) -> str:
        """The class of its colour: none, missed, 1, 2 or 3 (three and more)."""
        if self.patrols:
            return str(min(self.patrols, 3))
        return "missed" if self.missed else "none"


@dataclass(frozen=True, slots=True)
class Line:
    """One site over the months of a year."""

    standing: Standing
    cells: tuple[Cell, ...]
    total: int

    @property
    def missed(self) -> int:
        """Periods that ended in this year without a patrol."""
        return sum(cell.missed for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Totals:
    """Of a whole year: patrols by month, sites that had one by month; and over the year."""

    patrols: tuple[int, ...]
    sites: tuple[int, ...]
    patrols_in_year: int
    sites_in_year: int


def lines(sites: Sequence[MemorialSitePage], year: int, today: datetime.date) -> list[Line]:
    """A line for each of the ``standing.inspected_sites`` given; two queries."""
    keys = [site.pk for site in sites]
    # From a year before, since a period of several months may begin there.
    span = (datetime.date(year - 2, 1, 1), datetime.date(year, 12, 31))
    dates = Inspection.objects.filter(site__in=keys, on__range=span).values_list("site", "on")
    counts: dict[tuple[int, int], int] = defaultdict(int)
    patrolled: dict[int, set[int]] = defaultdict(set)
    for site, day in dates.order_by():
        counts[site, month_of(day)] += 1
        patrolled[site].add(month_of(day))
    return [_line(site, year, today, counts, patrolled[site.pk]) for site in sites]


def _line(site, year: int, today: datetime.date, counts, patrolled: set[int]) -> Line:
    standing = standing_of(site, today)
    rhythm = None if standing.is_suspended else standing.rhythm
    cells = []
    for month in MONTHS:
        number = 12 * year + month - 1
        missed = bool(rhythm) and rhythm.is_missed(number, patrolled, today)
        cells.append(Cell(counts.get((site.pk, number), 0), missed))
    return Line(standing, tuple(cells), sum(cell.patrols for cell in cells))


def totals(year: int) -> Totals:
    """Patrols, and sites that had one, in each month of a year; three queries whatever the sites."""
    in_year = Inspection.objects.filter(on__year=year).order_by()
    rows = in_year.annotate(month=ExtractMonth("on")).values("month")
    counted = {
        row["month"]: (row["patrols"], row["sites"])
        for row in rows.annotate(patrols=Count("pk"), sites=Count("site", distinct=True))
    }
    by_month = [counted.get(month, (0, 0)) for month in MONTHS]
    return Totals(
        patrols=tuple(patrols for patrols, _sites in by_month),
        sites=tuple(sites for _patrols, sites in by_month),
        patrols_in_year=sum(patrols for patrols, _sites in by_month),
        sites_in_year=in_year.values("site").distinct().count(),
    )


def missed_mark() -> str:
    """What stands for a period that ended without a patrol."""
    return pgettext("inspection", "missed")


def headings(year: int) -> list[str]:
    """The headings of the report as a table; the unit stands in each."""
    months = [_("%(year)d-%(month)02d (patrols)") % {"year": year, "month": m} for m in MONTHS]
    return [
        _("Memorial site"),
        *months,
        _("Patrols in the year"),
        _("Periods without a patrol"),
        _("Last patrol"),
        _("Next due by"),
    ]


def rows(found: Iterable[Line], year: int) -> Iterator[dict[str, str]]:
    """The report as rows by heading, with :func:`missed_mark` where a period lacks a patrol."""
    names, missed = headings(year), missed_mark()
    for line in found:
        cells = [missed if cell.missed else str(cell.patrols) for cell in line.cells]
        standing = line.standing
        values = [
            standing.site.title,
            *cells,
            str(line.total),
            str(line.missed),
            standing.last.isoformat() if standing.last else "",
            standing.due_by.isoformat() if standing.due_by else "",
        ]
        yield dict(zip(names, values, strict=True))
