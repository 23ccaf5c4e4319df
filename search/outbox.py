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
from cms.core.enums import JobState
from cms.core.models import Job
from cms.core.tasks import Progress

from .configured import engines
from .documents import all_documents, count_documents, documents_for
from .engines.base import (
    DocumentsRejected,
    EngineError,
    EngineUnavailable,
    IndexMissing,
    SearchDocument,
    SearchEngine,
    SearchQuery,
)
from .models import OutboxEntry

logger = logging.getLogger("search.outbox")

DRAIN = "search.drain"
REBUILD = "search.rebuild"
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

    Entries are deleted only after the commit of every engine succeeded, and only
    those that were read before the documents were: a change that comes
    meanwhile has an entry of its own. An entry whose document an engine
    refuses stays, with the reason, for a few more attempts. Raises
    ``EngineError`` with the entries still there; while a service does not
    answer, a reserve is brought up to date all the same.
    """
    waiting = OutboxEntry.objects.filter(attempts__lt=MAX_ATTEMPTS).order_by("pk")
    total, done, last = waiting.count(), 0, 0
    unavailable: EngineUnavailable | None = None
    while batch := list(waiting.filter(pk__gt=last)[:BATCH]):
        last = batch[-1].pk
        try:
            refused = _bring({entry.key for entry in batch})
        except EngineUnavailable as error:
            unavailable = error
            continue
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
    if unavailable:
        raise unavailable
    return done


def _bring(keys: Iterable[str]) -> dict[str, str]:
    """Index or delete what the keys stand for; gives the refused with their reasons."""
    documents, gone = documents_for(keys)
    refused: dict[str, str] = {}
    for current in engines():
        refused |= _bring_to(current, documents, gone)
    return refused


def _bring_to(
    current: SearchEngine, documents: list[SearchDocument], gone: list[str]
) -> dict[str, str]:
    try:
        if gone:
            current.delete(gone)
        if documents:
            current.index(documents)
    except IndexMissing:
        return _build(current)[1]
    except DocumentsRejected as rejected:
        return rejected.reasons
    return {}


def build(progress: Callable[[int], None] | None = None) -> tuple[int, dict[str, str]]:
    """Make the indexes anew; gives how many documents there are and why others were refused.

    A reserve is built first: it then answers should the other not be reached.
    """
    count, refused = 0, {}
    for current in engines():
        count, reasons = _build(current, progress)
        refused |= reasons
    return count, refused


def build_missing() -> int | None:
    """Build the index of every engine that has none; gives how many documents, None if none had to be.

    Raises ``EngineUnavailable`` when a service does not answer, after the reserve was seen to.
    """
    noted = OutboxEntry.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    count, refused, all_built = None, {}, True
    for current in engines():
        try:
            _try(current)
            all_built = False
        except IndexMissing:
            count, reasons = _build(current)
            refused |= reasons
    if count is not None and all_built:
        # What was noted before the documents were read is in what was built.
        OutboxEntry.objects.filter(pk__lte=noted).exclude(key__in=refused).delete()
    return count


@tasks.background(REBUILD, label=_("Build the search index anew"), max_attempts=8)
def rebuild_in_background(progress: Progress) -> None:
    """Make the indexes anew; the old ones answer meanwhile, where they can."""
    total = count_documents()
    count, refused = build(lambda done: progress(done, max(total, done)))
    message = _("%(count)d documents in the index") % {"count": count}
    if refused:
        message = _("%(count)d documents in the index, %(refused)d refused") % {
            "count": count,
            "refused": len(refused),
        }
    progress(count, count, str(message))


def rebuild_soon() -> None:
    """Have the indexes built in the background; once, however many ask for it."""
    unfinished = (JobState.WAITING, JobState.RUNNING, JobState.RETRYING)
    if not Job.objects.filter(name=REBUILD, state__in=unfinished).exists():
        tasks.enqueue(REBUILD)


def reader_met(error: EngineError) -> None:
    """Look after what a reader met: an index that is not there or cannot be read."""
    if isinstance(error, IndexMissing):
        rebuild_soon()


def _try(current: SearchEngine) -> None:
    """Ask for as little as needs all parts of an index. Raises ``EngineError``."""
    if current.search(SearchQuery(text="一", limit=1)).from_reserve:
        raise EngineUnavailable("only the reserve answers")
    current.suggest("一", limit=1)


def _build(
    current: SearchEngine, progress: Callable[[int], None] | None = None
) -> tuple[int, dict[str, str]]:
    try:
        return current.rebuild(all_documents(), about=count_documents(), progress=progress), {}
    except DocumentsRejected as rejected:
        return rejected.indexed, rejected.reasons


@clock.chore("search index")
def look_after_index() -> int:
    """Have an index that is not there or cannot be read built anew, though nobody searches."""
    for current in engines():
        try:
            _try(current)
        except IndexMissing:
            rebuild_soon()
            return 1
        except EngineUnavailable as error:
            logger.warning("whether there is an index is not known: %s", error)
    return 0


@clock.chore("search outbox")
def drain_what_waits() -> int:
    """Drain what a crash left: entries that no job has taken for a while."""
    left = OutboxEntry.objects.filter(
        attempts__lt=MAX_ATTEMPTS, created_at__lt=timezone.now() - LEFT_BEHIND
    )
    return drain() if left.exists() else 0
