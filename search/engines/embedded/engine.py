"""The embedded engine's face: the Protocol of :mod:`search.engines.base`."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from itertools import groupby
from pathlib import Path

from tantivy import Index, Occur, Order, Query, Searcher

from search.engines.base import (
    Hit,
    Progress,
    SearchDocument,
    SearchQuery,
    SearchResults,
    Sort,
    Suggestion,
    Weighing,
)
from search.engines.common import Common, most_documents
from search.engines.embedded import journal
from search.engines.embedded.best import Best, Scored
from search.engines.embedded.edge import engine_edge
from search.engines.embedded.facets import Tally, count_matches, tallied
from search.engines.embedded.filling import fill
from search.engines.embedded.lock import exclusive, is_held
from search.engines.embedded.ordering import SCORE_OF_ALL, by_key, by_score, by_turn
from search.engines.embedded.query import (
    filtered,
    to_tantivy,
    unscored,
    with_keywords,
)
from search.engines.embedded.schema import SCHEMA, unpack_card, unpack_source
from search.engines.embedded.store import Reader, Store, open_index
from search.engines.embedded.writer import delete, write
from search.engines.facets import arranged, chosen_facets
from search.engines.hits import HitMaker
from search.engines.outcome import Outcome
from search.engines.paging import is_unranked, page_window
from search.engines.plan import Clause, Everything, Plan, make_match, make_plan
from search.engines.suggesting import SPARE, SUGGESTION_LIMIT, suggestion_clause, suggestions
from search.engines.weighing import RANKED, clauses_within, weighed

LISTED_AT_ONCE = 20_000
"""Documents that :meth:`EmbeddedEngine.fingerprints` holds in memory."""


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
        return outcome.count()

    def delete(self, keys: Iterable[str]) -> None:
        """Remove documents by key; unknown keys are no error."""
        wanted = list(keys)
        with self._writing() as index:
            delete(index, wanted)
            if self._rebuilding():
                journal.note_deleted(self._store.journal, wanted)

    def rebuild(
        self,
        documents: Iterable[SearchDocument],
        *,
        about: int = 0,
        progress: Progress | None = None,
    ) -> int:
        """Build a new index beside the old one and swap; gives the count.

        The old index answers, and takes changes, until the swap; the changes
        are repeated in the new one. ``about`` says how many documents there are, 0
        that it is not known. ``progress`` is told the running count. When
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
                for count in fill(index, documents, outcome, about=about):
                    if progress is not None:
                        progress(count)
                with exclusive(store.write_lock, timeout=self._lock_timeout):
                    self._replay(index)
                    store.point_to(folder)
                    store.journal.unlink()
            finally:
                store.journal.unlink(missing_ok=True)
                store.remove_unused()
        return outcome.count()

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer ``query``."""
        started = time.perf_counter()
        searcher = self._reader.searcher()
        with engine_edge("searching"):
            plan = _planned(searcher, query)
            match, tally, loosened = _find(searcher, plan, query)
            page = _page(searcher, plan, match, query, tally.total) if tally.total else []
            hits = _hits(searcher, plan, page)
        took_ms = (time.perf_counter() - started) * 1000
        return SearchResults(
            total=tally.total,
            hits=hits,
            facets=arranged(tally.counts, query.facets) if query.counted else {},
            took_ms=took_ms,
            loosened=loosened,
        )

    def suggest(
        self,
        prefix: str,
        *,
        limit: int = 8,
        kinds: Collection[str] = (),
        other_than: Collection[str] = (),
    ) -> Sequence[Suggestion]:
        """Titles and names by prefix in characters, pinyin or initials."""
        clause = suggestion_clause(prefix)
        wanted = max(0, min(limit, SUGGESTION_LIMIT))
        if clause is None or not wanted:
            return ()
        searcher = self._reader.searcher()
        with engine_edge("suggesting"):
            query = with_keywords(to_tantivy(clause), "kind", among=kinds, not_among=other_than)
            found = searcher.search(query, limit=wanted * SPARE, count=False).hits
            cards = [(score, unpack_card(searcher.doc(address))) for score, address in found]
        return suggestions(cards, wanted)

    def counts(self, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
        """How many documents each of ``queries`` finds as it stands, nothing loosened."""
        searcher = self._reader.searcher()
        with engine_edge("counting"):
            return tuple(
                count_matches(
                    searcher,
                    filtered(to_tantivy(_matched(searcher, query)), query.facets),
                )
                for query in queries
            )

    def weigh(self, query: SearchQuery, key: str) -> Weighing:
        """Why the document ``key`` stands where it does among what ``query`` finds by relevance."""
        searcher = self._reader.searcher()
        best = replace(query, sort=Sort.RELEVANCE, offset=0, limit=RANKED, counted=False)
        with engine_edge("weighing"):
            plan = _planned(searcher, query)
            match, tally, _loosened = _find(searcher, plan, best)
            if _score(searcher, filtered(to_tantivy(match), query.facets), key) is None:
                return Weighing(key=key, matches=False)
            asked = (match, *plan.rank)
            scores = {
                clause: score
                for clause in clauses_within(asked)
                if (score := _share(searcher, clause, key)) is not None
            }
            first = _page(searcher, plan, match, best, tally.total)
            ranked_keys = [unpack_card(searcher.doc(address)).key for _score, address in first]
        return weighed(key, asked, scores, ranked_keys)

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

    def fingerprints(self) -> Iterator[tuple[str, str]]:
        """Key and fingerprint of all documents in the index, as they are at the call."""
        searcher = self._reader.searcher()
        for offset in range(0, searcher.num_docs, LISTED_AT_ONCE):
            with engine_edge("listing the fingerprints"):
                found = searcher.search(
                    Query.all_query(), limit=LISTED_AT_ONCE, offset=offset, count=False
                ).hits
                cards = [unpack_card(searcher.doc(address)) for _score, address in found]
            yield from ((card.key, card.fingerprint) for card in cards)

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


def _planned(searcher: Searcher, query: SearchQuery) -> Plan:
    common = _common_in(searcher)
    return make_plan(query.text, query.expansions, query.within, common=common)


def _matched(searcher: Searcher, query: SearchQuery) -> Clause:
    common = _common_in(searcher)
    return make_match(query.text, query.expansions, query.within, common=common)


def _common_in(searcher: Searcher) -> Common:
    most = most_documents(searcher.num_docs)
    return lambda words: [
        word for word in words if searcher.doc_freq(word.field, word.token) > most
    ]


def _find(searcher: Searcher, plan: Plan, query: SearchQuery) -> tuple[Clause, Tally, bool]:
    """What is asked for, how many there are of it, and whether the question was loosened.

    The fallback answers where the words alone find nothing, whatever is chosen.
    """
    tally = _tallied(searcher, plan.match, query)
    if tally.total or plan.fallback is None:
        return plan.match, tally, False
    if chosen_facets(query.facets) and count_matches(searcher, to_tantivy(plan.match)):
        return plan.match, tally, False
    tally = _tallied(searcher, plan.fallback, query)
    return plan.fallback, tally, tally.total > 0


def _tallied(searcher: Searcher, match: Clause, query: SearchQuery) -> Tally:
    return tallied(
        searcher,
        to_tantivy(match),
        query.facets,
        counted=query.counted,
        counting=query.counting,
    )


def _page(
    searcher: Searcher, plan: Plan, match: Clause, query: SearchQuery, total: int
) -> list[Scored]:
    offset, limit = page_window(query)
    if not limit:
        return []
    if query.sort == Sort.RELEVANCE and not is_unranked(plan):
        best = Best(searcher, match, plan.rank, query.facets, total, plan.whole)
        return by_score(best, offset, limit)
    found = filtered(to_tantivy(match), query.facets)
    if query.sort == Sort.RELEVANCE:
        return by_turn(searcher, found, offset, limit)
    return by_key(searcher, found, query.sort, offset, limit)


def _hits(searcher: Searcher, plan: Plan, page: list[Scored]) -> tuple[Hit, ...]:
    maker = HitMaker(plan)
    hits = []
    for score, address in page:
        stored = searcher.doc(address)
        hits.append(maker.make(unpack_card(stored), unpack_source(stored), score))
    return tuple(hits)


def _share(searcher: Searcher, clause: Clause, key: str) -> float | None:
    score = _score(searcher, to_tantivy(clause), key)
    # Tantivy leaves out of a sum what every document has.
    return SCORE_OF_ALL if isinstance(clause, Everything) and score is not None else score


def _score(searcher: Searcher, query: Query, key: str) -> float | None:
    """What the document ``key`` scores in ``query``; None when it is not found."""
    this = unscored(Query.term_query(SCHEMA, "key", key))
    both = Query.boolean_query([(Occur.Must, this), (Occur.Must, query)])
    hits = searcher.search(both, limit=1, count=False).hits
    return hits[0][0] if hits else None


def _is_deletion(entry: SearchDocument | list[str]) -> bool:
    return isinstance(entry, list)
