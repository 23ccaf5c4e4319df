"""From a change in the database to the index, losing nothing on the way."""

from __future__ import annotations

import datetime
import logging
from collections.abc import Callable, Iterable
from functools import partial

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core import clock, tasks
from cms.core.tasks import Progress

from .configured import engine
from .documents import all_documents, documents_for
from .engines.base import DocumentsRejected, IndexMissing, SearchEngine
from .models import OutboxEntry

logger = logging.getLogger("search.outbox")

DRAIN = "search.drain"
BATCH = 500
MAX_ATTEMPTS = 5
LEFT_BEHIND = datetime.timedelta(seconds=30)


def changed(keys: Iterable[str]) -> None:
    """Note, in the caller's transaction, that these documents may have changed.

    The job is enqueued after the commit: one that already waits will then see
    these entries, and a crash in between leaves them to the clock.
    """
    entries = [OutboxEntry(key=key) for key in dict.fromkeys(keys)]
    if entries:
        OutboxEntry.objects.bulk_create(entries)
        transaction.on_commit(partial(tasks.enqueue_once, DRAIN))


@tasks.background(DRAIN, label=_("Bring the search index up to date"), max_attempts=8)
def drain_in_background(progress: Progress) -> None:
    """Drain all that waits."""
    drain(progress)


def drain(progress: Callable[[int, int], None] | None = None) -> int:
    """Bring the index up to date with every waiting entry; gives how many.

    Entries are deleted only after the engine's commit succeeded, and only
    those that were read before the documents were: a change that comes
    meanwhile has an entry of its own. An entry whose document the engine
    refuses stays, with the reason, for a few more attempts. Raises
    ``EngineError`` with the entries still there.
    """
    waiting = OutboxEntry.objects.filter(attempts__lt=MAX_ATTEMPTS).order_by("pk")
    total, done, last = waiting.count(), 0, 0
    while batch := list(waiting.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        refused = _bring(engine(), {entry.key for entry in batch})
        settled = [entry.pk for entry in batch if entry.key not in refused]
        OutboxEntry.objects.filter(pk__in=settled).delete()
        for key, reason in refused.items():
            logger.error("%s was refused by the search engine: %s", key, reason)
            entries = OutboxEntry.objects.filter(pk__lte=last, key=key)
            entries.update(attempts=F("attempts") + 1, error=reason)
        done += len(settled)
        if progress:
            progress(done, max(total, done))
    if done:
        logger.info("search index brought up to date with %d changes", done)
    return done


def _bring(current: SearchEngine, keys: Iterable[str]) -> dict[str, str]:
    """Index or delete what the keys stand for; gives the refused with their reasons."""
    documents, gone = documents_for(keys)
    try:
        if gone:
            current.delete(gone)
        if documents:
            current.index(documents)
    except IndexMissing:
        return build()[1]
    except DocumentsRejected as rejected:
        return rejected.reasons
    return {}


def build(progress: Callable[[int], None] | None = None) -> tuple[int, dict[str, str]]:
    """Make the index anew; gives how many documents it has and why others were refused."""
    try:
        return engine().rebuild(all_documents(), progress=progress), {}
    except DocumentsRejected as rejected:
        return rejected.indexed, rejected.reasons


@clock.chore("search outbox")
def drain_what_waits() -> int:
    """Drain what a crash left: entries that no job has taken for a while."""
    left = OutboxEntry.objects.filter(
        attempts__lt=MAX_ATTEMPTS, created_at__lt=timezone.now() - LEFT_BEHIND
    )
    return drain() if left.exists() else 0
