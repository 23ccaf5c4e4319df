"""The embedded engine's face: the Protocol of :mod:`search.engines.base`."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from tantivy import Index, Order, Query, Searcher

from search.engines.base import (
    DocumentsRejected,
    Hit,
    Progress,
    SearchDocument,
    SearchQuery,
    SearchResults,
    Sort,
    Suggestion,
)
from search.engines.embedded import journal
from search.engines.embedded.edge import engine_edge
from search.engines.embedded.facets import facet_counts
from search.engines.embedded.lock import exclusive, is_held
from search.engines.embedded.query import filtered, ranked, to_tantivy
from search.engines.embedded.schema import SCHEMA, unpack_card, unpack_source
from search.engines.embedded.store import Reader, Store, open_index
from search.engines.embedded.writer import Outcome, delete, write
from search.engines.hits import HitMaker
from search.engines.plan import Plan, make_plan
from search.engines.suggesting import SPARE, SUGGESTION_LIMIT, suggestion_clause, suggestions

PAGE_LIMIT = 1_000
"""Most hits one query gives."""

_ORDERS = {
    Sort.NEWEST: ("newest", Order.Desc),
    Sort.OLDEST: ("oldest", Order.Asc),
    Sort.TITLE: ("title_order", Order.Asc),
}


class EmbeddedEngine:
    """A Tantivy index under ``directory``, shared by threads and processes.

    ``lock_timeout`` is how many seconds to wait for another writer before
    raising :class:`~search.engines.base.EngineBusy`. Until :meth:`rebuild` has
    run once, every other method raises :class:`~search.engines.base.IndexMissing`.
    """

    def __init__(self, directory: Path, *, lock_timeout: float = 60.0) -> None:
        self._store = Store(Path(directory))
        self._reader = Reader(self._store)
        self._lock_timeout = lock_timeout

    def index(self, documents: Iterable[SearchDocument]) -> int:
        """Add or replace ``documents`` by key; durable on return. Gives the count.

        A document that is not public is removed instead. Raises
        :class:`~search.engines.base.DocumentsRejected` when some could not be
        indexed; the others were.
        """
        wanted = list(documents)
        outcome = Outcome()
        with self._writing() as index:
            for _count in write(index, wanted, outcome):
                pass
            if self._rebuilding():
                accepted = [one for one in wanted if str(one.key) not in outcome.rejected]
                journal.note_documents(self._store.journal, accepted)
        return _result(outcome)

    def delete(self, keys: Iterable[str]) -> None:
        """Remove documents by key; unknown keys are no error."""
        wanted = list(keys)
        with self._writing() as index:
            delete(index, wanted)
            if self._rebuilding():
                journal.note_deleted(self._store.journal, wanted)

    def rebuild(
        self, documents: Iterable[SearchDocument], *, progress: Progress | None = None
    ) -> int:
        """Build a new index beside the old one and swap; gives the count.

        The old index answers, and takes changes, until the swap; the changes
        are repeated in the new one. ``progress`` is told the running count. When
        some documents cannot be indexed the new index is put in use without them
        and :class:`~search.engines.base.DocumentsRejected` is raised.
        """
        store, outcome = self._store, Outcome()
        with exclusive(store.rebuild_lock, timeout=self._lock_timeout):
            with exclusive(store.write_lock, timeout=self._lock_timeout):
                store.remove_unused()
                folder = store.new_folder()
                journal.start(store.journal)
            try:
                with engine_edge("building the index"):
                    index = Index(SCHEMA, str(folder))
                for count in write(index, documents, outcome):
                    if progress is not None:
                        progress(count)
                with exclusive(store.write_lock, timeout=self._lock_timeout):
                    self._replay(index)
                    store.point_to(folder)
                    store.journal.unlink()
            finally:
                store.journal.unlink(missing_ok=True)
                store.remove_unused()
        return _result(outcome)

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer ``query``."""
        started = time.perf_counter()
        plan = make_plan(query.text)
        searcher = self._reader.searcher()
        with engine_edge("searching"):
            match, total = self._match(searcher, plan, query)
            hits = self._hits(searcher, plan, query, match, total)
            facets = facet_counts(searcher, match, query.facets)
        took_ms = (time.perf_counter() - started) * 1000
        return SearchResults(total=total, hits=hits, facets=facets, took_ms=took_ms)

    def suggest(self, prefix: str, *, limit: int = 8) -> Sequence[Suggestion]:
        """Titles and names by prefix in characters, pinyin or initials."""
        clause = suggestion_clause(prefix)
        wanted = max(0, min(limit, SUGGESTION_LIMIT))
        if clause is None or not wanted:
            return ()
        searcher = self._reader.searcher()
        with engine_edge("suggesting"):
            found = searcher.search(to_tantivy(clause), limit=wanted * SPARE, count=False).hits
            cards = [(score, unpack_card(searcher.doc(address))) for score, address in found]
        return suggestions(cards, wanted)

    def keys(self) -> Iterable[str]:
        """All keys in the index, in order."""
        searcher = self._reader.searcher()
        if not searcher.num_docs:
            return ()
        with engine_edge("listing the keys"):
            hits = searcher.search(
                Query.all_query(),
                limit=searcher.num_docs,
                count=False,
                order_by_field="key",
                order=Order.Asc,
            ).hits
        return tuple(key for key, _address in hits)

    @contextmanager
    def _writing(self) -> Iterator[Index]:
        with exclusive(self._store.write_lock, timeout=self._lock_timeout):
            index = open_index(self._store.current())
            with engine_edge("writing"):
                yield index

    def _rebuilding(self) -> bool:
        """Whether a new index is being built; clears what a killed rebuild left."""
        if not self._store.journal.exists():
            return False
        if is_held(self._store.rebuild_lock):
            return True
        self._store.journal.unlink(missing_ok=True)
        return False

    def _replay(self, index: Index) -> None:
        """Repeat in ``index`` what changed since its building began."""
        outcome = Outcome()
        with engine_edge("repeating changes"):
            for deleted, group in groupby(journal.replay(self._store.journal), _is_deletion):
                if deleted:
                    delete(index, [key for keys in group for key in keys])
                else:
                    for _count in write(index, group, outcome):
                        pass

    def _match(self, searcher: Searcher, plan: Plan, query: SearchQuery) -> tuple[Query, int]:
        """What is found, facets' choices not yet applied, and how many with them."""
        match = to_tantivy(plan.match)
        if plan.fallback is not None and not _count(searcher, match):
            match = to_tantivy(plan.fallback)
        return match, _count(searcher, filtered(match, query.facets))

    def _hits(
        self,
        searcher: Searcher,
        plan: Plan,
        query: SearchQuery,
        match: Query,
        total: int,
    ) -> tuple[Hit, ...]:
        offset = max(0, query.offset)
        limit = min(query.limit, PAGE_LIMIT, total - offset)
        if limit <= 0:
            return ()
        if query.sort == Sort.RELEVANCE:
            chosen = filtered(ranked(match, plan.rank), query.facets)
            found = searcher.search(chosen, limit=limit, offset=offset, count=False).hits
        else:
            field, order = _ORDERS[query.sort]
            found = searcher.search(
                filtered(match, query.facets),
                limit=limit,
                offset=offset,
                count=False,
                order_by_field=field,
                order=order,
            ).hits
        maker = HitMaker(plan)
        hits = []
        for score, address in found:
            stored = searcher.doc(address)
            ranked_by = score if isinstance(score, float) else 0.0
            hits.append(maker.make(unpack_card(stored), unpack_source(stored), ranked_by))
        return tuple(hits)


def _count(searcher: Searcher, query: Query) -> int:
    return searcher.search(query, limit=1).count


def _is_deletion(entry: SearchDocument | list[str]) -> bool:
    return isinstance(entry, list)


def _result(outcome: Outcome) -> int:
    if outcome.rejected:
        raise DocumentsRejected(outcome.rejected, outcome.indexed)
    return outcome.indexed
