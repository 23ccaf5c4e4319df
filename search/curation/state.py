"""How the index stands to the database, as the admin shows it."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field

from django.db.models import Count, Max, Min

from cms.core import tasks
from cms.core.enums import JobState
from cms.core.models import Job
from search import outbox
from search.configured import engine
from search.engines.base import EngineError, EngineUnavailable, IndexMissing, SearchQuery
from search.models import OutboxEntry

RUNNING = (JobState.WAITING, JobState.RUNNING, JobState.RETRYING)


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """How many documents the index has, by kind; ``fault`` where it does not answer."""

    total: int = 0
    kinds: tuple[tuple[str, int], ...] = ()
    from_reserve: bool = False
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """What waits to be told to the index; ``refused`` are rows by document."""

    documents: int = 0
    since: datetime.datetime | None = None
    refused: list[dict] = field(default_factory=list)


def contents() -> Contents:
    """What is in the index now."""
    try:
        results = engine().search(SearchQuery(limit=1))
    except EngineUnavailable:
        return Contents(fault="unavailable")
    except IndexMissing:
        return Contents(fault="missing")
    except EngineError:
        return Contents(fault="broken")
    kinds = tuple((count.value, count.count) for count in results.facets.get("kind", ()))
    return Contents(total=results.total, kinds=kinds, from_reserve=results.from_reserve)


def waiting(*, most: int = 50) -> Waiting:
    """What the outbox holds; of the refused the ``most`` that were noted first."""
    entries = OutboxEntry.objects.aggregate(
        documents=Count("key", distinct=True), since=Min("created_at")
    )
    return Waiting(
        documents=entries["documents"],
        since=entries["since"],
        refused=list(refused().order_by("since", "key")[:most]),
    )


def refused():
    """Documents an engine would not take: how often it was tried, since when, and why."""
    return (
        OutboxEntry.objects.exclude(error="")
        .values("key")
        .annotate(tries=Max("attempts"), since=Min("created_at"), reason=Max("error"))
        .order_by("key")
    )


def given_up(tries: int) -> bool:
    """Whether a document that was refused so often is tried no more."""
    return tries >= outbox.MAX_ATTEMPTS


def try_refused_again() -> int:
    """Give every refused document new attempts; gives how many."""
    keys = list(OutboxEntry.objects.exclude(error="").values_list("key", flat=True).distinct())
    OutboxEntry.objects.filter(key__in=keys).update(attempts=0, error="")
    tasks.enqueue_once(outbox.DRAIN)
    return len(keys)


def newest_job(name: str) -> Job | None:
    """The background work of a name that was asked for last."""
    return Job.objects.filter(name=name).order_by("-pk").first()


def busy(job: Job | None) -> bool:
    """Whether work waits or runs."""
    return job is not None and job.state in RUNNING


def when(job: Job | None) -> datetime.datetime | None:
    """When work ended, or was asked for while it has not."""
    return (job.finished_at or job.created_at) if job else None
