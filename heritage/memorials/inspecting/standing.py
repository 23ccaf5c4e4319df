"""How sites stand: last patrol, when the next is due, what is overdue."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from heritage.memorials.enums import DefectState
from heritage.memorials.inspecting.rhythm import Rhythm, rhythm_of
from heritage.memorials.models import Defect, Inspection, InspectionSchedule, MemorialSitePage


@dataclass(frozen=True, slots=True)
class Standing:
    """A site with its last patrol; ``due_by`` is None where none is due, as while suspended."""

    site: MemorialSitePage
    last: datetime.date | None
    patrols: int
    open_defects: int
    rhythm: Rhythm | None
    due_by: datetime.date | None
    is_overdue: bool
    is_suspended: bool
    inspector: str


def inspected_sites() -> QuerySet[MemorialSitePage]:
    """Sites with what their standing is read from, by title; live ones."""
    patrols = Inspection.objects.filter(site=OuterRef("pk")).order_by().values("site")
    defects = (
        Defect.objects.filter(inspection__site=OuterRef("pk"))
        .exclude(state=DefectState.CONFIRMED)
        .order_by()
        .values("inspection__site")
    )
    return (
        MemorialSitePage.objects.live()
        .annotate(
            first_patrol=Subquery(patrols.annotate(on_first=Min("on")).values("on_first")),
            last_patrol=Subquery(patrols.annotate(on_last=Max("on")).values("on_last")),
            patrol_count=Coalesce(Subquery(patrols.annotate(n=Count("pk")).values("n")), 0),
            open_defects=Coalesce(Subquery(defects.annotate(n=Count("pk")).values("n")), 0),
        )
        .select_related("inspection_schedule__inspector")
        .order_by("title", "pk")
    )


def scheduled_sites() -> QuerySet[MemorialSitePage]:
    """Martyrs' facilities, and sites that have a schedule or were inspected once.

    For the others nothing is due.
    """
    facilities = MemorialSitePage.objects.martyrs_facilities().values("pk")
    return inspected_sites().filter(
        Q(inspection_schedule__isnull=False) | Q(last_patrol__isnull=False) | Q(pk__in=facilities)
    )


def schedule_of(site: MemorialSitePage) -> InspectionSchedule | None:
    """The schedule of a site, or None."""
    return getattr(site, "inspection_schedule", None)


def standing_of(site: MemorialSitePage, today: datetime.date) -> Standing:
    """How one of :func:`inspected_sites` stands today."""
    schedule = schedule_of(site)
    rhythm = rhythm_of(
        starts_on=schedule.starts_on if schedule else None,
        every=schedule.every_months if schedule else 1,
        first=site.first_patrol or _published_on(site),
    )
    suspended = bool(schedule and schedule.suspended)
    due_by = rhythm.due_by(site.last_patrol) if rhythm and not suspended else None
    inspector = schedule.inspector if schedule else None
    return Standing(
        site=site,
        last=site.last_patrol,
        patrols=site.patrol_count,
        open_defects=site.open_defects,
        rhythm=rhythm,
        due_by=due_by,
        is_overdue=due_by is not None and due_by < today,
        is_suspended=suspended,
        inspector=(inspector.get_full_name() or inspector.get_username()) if inspector else "",
    )


def _published_on(site: MemorialSitePage) -> datetime.date | None:
    """Since when a martyrs' facility is to be inspected, though nobody has been there yet."""
    if not site.is_martyrs_facility or site.first_published_at is None:
        return None
    return timezone.localtime(site.first_published_at).date()


def overdue(today: datetime.date, sites: Iterable | None = None) -> list[Standing]:
    """Sites whose patrol is overdue, the longest first; one query."""
    found = (standing_of(site, today) for site in (sites or scheduled_sites()))
    late = [standing for standing in found if standing.is_overdue]
    return sorted(late, key=lambda standing: (standing.due_by, standing.site.title))


def overdue_defects(today: datetime.date) -> QuerySet[Defect]:
    """Defects that were to be mended before today and are not, the longest first."""
    return (
        Defect.objects.filter(state=DefectState.OPEN, deadline__lt=today)
        .select_related("inspection__site")
        .order_by("deadline", "pk")
    )
