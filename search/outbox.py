"""From a change in the database to the index, losing nothing on the way."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Iterable

from django.utils import timezone

from cms.core import clock, tasks
from cms.core.tasks import Progress

from .configured import engine
from .documents import all_documents, documents_for
from .engines.base import IndexMissing
from .models import OutboxEntry

logger = logging.getLogger("search.outbox")

DRAIN = "search.drain"
BATCH = 500


def changed(keys: Iterable[str]) -> None:
    """Note, in the caller's transaction, that these documents may have changed."""
    entries = [OutboxEntry(key=key) for key in dict.fromkeys(keys)]
    if not entries:
        return
    OutboxEntry.objects.bulk_create(entries)
    tasks.enqueue_once(DRAIN)


@tasks.background(DRAIN, max_attempts=8)
def drain_in_background(progress: Progress) -> None:
    """Drain all that waits."""
    drain(progress)


def drain(progress: Callable[[int, int], None] | None = None) -> int:
    """Bring the index up to date with every waiting entry; gives how many.

    Entries are deleted only after the engine's commit succeeded, and only
    those that were read before the documents were: a change that comes
    meanwhile has an entry of its own. Raises ``EngineError`` with the entries
    still there.
    """
    total = OutboxEntry.objects.count()
    done = 0
    while batch := list(OutboxEntry.objects.order_by("pk")[:BATCH]):
        _bring(entry.key for entry in batch)
        OutboxEntry.objects.filter(pk__in=[entry.pk for entry in batch]).delete()
        done += len(batch)
        if progress:
            progress(done, max(total, done))
    if done:
        logger.info("search index brought up to date with %d changes", done)
    return done


def _bring(keys: Iterable[str]) -> None:
    documents, gone = documents_for(keys)
    current = engine()
    try:
        if documents:
            current.index(documents)
        if gone:
            current.delete(gone)
    except IndexMissing:
        current.rebuild(all_documents())


@clock.chore("search outbox")
def drain_what_waits() -> int:
    """Drain what a crash left: entries with no job to drain them."""
    return drain() if OutboxEntry.objects.filter(created_at__lt=_a_while_ago()).exists() else 0


def _a_while_ago():
    return timezone.now() - datetime.timedelta(seconds=30)
