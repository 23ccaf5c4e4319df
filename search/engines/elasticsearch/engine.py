"""The Elasticsearch engine's face: the Protocol of :mod:`search.engines.base`."""

from __future__ import annotations

import time
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from elasticsearch import ApiError
from elasticsearch_dsl import Search
from elasticsearch_dsl.query import Term

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
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.edge import engine_edge
from search.engines.elasticsearch.facets import FacetCounter
from search.engines.elasticsearch.indexes import Indexes
from search.engines.elasticsearch.query import ranked, to_elasticsearch
from search.engines.elasticsearch.schema import (
    DEEPEST_HIT,
    GONE,
    STORED,
    stored_card,
    stored_source,
)
from search.engines.elasticsearch.writer import Outcome, Target, delete, write
from search.engines.facets import arranged
from search.engines.hits import HitMaker
from search.engines.plan import Clause, Plan, make_plan
from search.engines.suggesting import SPARE, SUGGESTION_LIMIT, suggestion_clause, suggestions

PAGE_LIMIT = 1_000
"""Most hits one query gives."""

_ORDERS: dict[Sort, list[Any]] = {
    Sort.RELEVANCE: ["_score", "key"],
    Sort.NEWEST: ["-newest", "key"],
    Sort.OLDEST: ["oldest", "key"],
    Sort.TITLE: ["title_order", "key"],
}

_SWAPPED = ("index_not_found_exception", "search_phase_execution_exception")


class ElasticsearchEngine:
    """The indexes of one site in a cluster; for any thread, one object a process.

    Until :meth:`rebuild` has run once, every other method raises
    :class:`~search.engines.base.IndexMissing`; when the cluster does not answer
    in time, :class:`~search.engines.base.EngineUnavailable`.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._indexes = Indexes(connection)
        self._reader = connection.reader()
        self._writer = connection.writer()

    def index(self, documents: Iterable[SearchDocument]) -> int:
        """Add or replace ``documents`` by key; readers see them on return. Gives the count.

        A document that is not public is removed instead. Raises
        :class:`~search.engines.base.DocumentsRejected` when some could not be
        indexed; the others were.
        """
        wanted = list(documents)
        outcome = Outcome()
        for target in self._targets():
            # The same refusals come from both; the index in use comes last and counts.
            outcome = Outcome()
            for _count in write(self._writer, target, wanted, outcome):
                pass
        self._refresh()
        return _result(outcome)

    def delete(self, keys: Iterable[str]) -> None:
        """Remove documents by key; unknown keys are no error."""
        wanted = list(keys)
        for target in self._targets():
            delete(self._writer, target, wanted)
        self._refresh()

    def rebuild(
        self, documents: Iterable[SearchDocument], *, progress: Progress | None = None
    ) -> int:
        """Build a new index beside the old one and swap; gives the count.

        The old index answers until the swap, and every change meanwhile goes
        into both. ``progress`` is told the running count. When some documents
        cannot be indexed the new index is put in use without them and
        :class:`~search.engines.base.DocumentsRejected` is raised. Of two
        rebuilds at once the later goes on and the earlier raises
        :class:`~search.engines.base.EngineBusy`.
        """
        client, outcome = self._writer, Outcome()
        with engine_edge("building the index"):
            index = self._indexes.create(client)
            try:
                target = Target(self._indexes.own(index), builder=True)
                for count in write(client, target, documents, outcome):
                    if progress is not None:
                        progress(count)
            except BaseException:
                self._indexes.give_up(client, index)
                raise
            # Whether a swap that timed out was made is not known: its index stays.
            self._indexes.put_in_use(client, index)
            self._sweep(index)
        return _result(outcome)

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer ``query``."""
        started = time.perf_counter()
        plan = make_plan(query.text)
        with engine_edge("searching"):
            counter = FacetCounter(query.facets)
            answer = self._ask(plan, plan.match, query, counter)
            if plan.fallback is not None and not counter.found(answer):
                answer = self._ask(plan, plan.fallback, query, counter)
            counts = arranged(*counter.read(answer), query.facets)
        maker = HitMaker(plan)
        hits = tuple(_hit(maker, found, query.sort) for found in answer.hits.hits)
        took_ms = (time.perf_counter() - started) * 1000
        total = answer.hits.total.value
        return SearchResults(total=total, hits=hits, facets=counts, took_ms=took_ms)

    def suggest(self, prefix: str, *, limit: int = 8) -> Sequence[Suggestion]:
        """Titles and names by prefix in characters, pinyin or initials."""
        clause = suggestion_clause(prefix)
        wanted = max(0, min(limit, SUGGESTION_LIMIT))
        if clause is None or not wanted:
            return ()
        search = self._search(prefix).query(to_elasticsearch(clause)).source(["card"])
        with engine_edge("suggesting"):
            answer = _execute(search.extra(size=wanted * SPARE, track_total_hits=False))
        return suggestions(
            (
                (found["_score"], stored_card(found["_source"].to_dict()))
                for found in answer.hits.hits
            ),
            wanted,
        )

    def keys(self) -> Iterable[str]:
        """All keys in the index, in order."""
        with engine_edge("listing the keys"):
            return tuple(self._scan())

    def drop(self) -> None:
        """Remove all indexes of this site; for those made to be thrown away."""
        with engine_edge("removing the indexes"):
            self._indexes.remove_all(self._writer)

    def _scan(self) -> Iterator[str]:
        after: list[Any] = []
        while True:
            search = self._search("").source(False).sort("key")
            page = _execute(search.extra(size=5_000, track_total_hits=False, **_following(after)))
            if not page.hits.hits:
                return
            yield from (found["_id"] for found in page.hits.hits)
            after = list(page.hits.hits[-1]["sort"])

    def _ask(self, plan: Plan, match: Clause, query: SearchQuery, counter: FacetCounter):
        offset = min(max(0, query.offset), DEEPEST_HIT)
        limit = max(0, min(query.limit, PAGE_LIMIT, DEEPEST_HIT - offset))
        rank = plan.rank if query.sort == Sort.RELEVANCE else ()
        while True:
            search = (
                self._search(query.text)
                .query(ranked(match, rank))
                .source(list(STORED))
                .sort(*_ORDERS[query.sort])
                .extra(from_=offset if limit else 0, size=limit, track_total_hits=True)
            )
            answer = _execute(counter.ask(search))
            if not counter.is_cut_off(answer):
                return answer

    def _search(self, text: str) -> Search:
        """A search whose scores do not depend on the shard or copy that is asked.

        What makes a word rare is counted over all shards, and one query goes
        to the same copies each time, so that its pages fit each other.
        """
        copies = f"q{zlib.crc32(text.encode('utf-8', 'replace'))}"
        return Search(using=self._reader, index=self._indexes.alias).params(
            search_type="dfs_query_then_fetch",
            preference=copies,
            allow_partial_search_results=False,
        )

    def _targets(self) -> Iterator[Target]:
        """Where changes go: the index being built first, so that none falls between."""
        with engine_edge("writing"):
            if self._indexes.is_building(self._writer):
                yield Target(self._indexes.building, built=True)
            yield Target(self._indexes.alias)

    def _refresh(self) -> None:
        with engine_edge("writing"):
            self._writer.indices.refresh(index=self._indexes.alias)

    def _sweep(self, index: str) -> None:
        """Remove the marks of what was deleted while ``index`` was built.

        The alias hides them meanwhile. One whose document came back has
        another sequence number by now and stays.
        """
        while True:
            marks = self._writer.search(
                index=index,
                query=Term(**{GONE: {"value": True}}).to_dict(),
                size=1_000,
                seq_no_primary_term=True,
                source=False,
            )["hits"]["hits"]
            if not marks:
                return
            operations = [
                {
                    "delete": {
                        "_id": mark["_id"],
                        "if_seq_no": mark["_seq_no"],
                        "if_primary_term": mark["_primary_term"],
                    }
                }
                for mark in marks
            ]
            self._writer.bulk(index=index, operations=operations, refresh=True)


def _execute(search: Search):
    """The answer; asked once more where the old index was removed in the middle of a swap."""
    try:
        return search.execute()
    except ApiError as error:
        if error.error not in _SWAPPED:
            raise
        return search.execute()


def _following(after: list[Any]) -> dict[str, Any]:
    return {"search_after": after} if after else {}


def _hit(maker: HitMaker, found: Any, sort: Sort) -> Hit:
    stored = found["_source"].to_dict()
    score = float(found["_score"] or 0.0) if sort == Sort.RELEVANCE else 0.0
    return maker.make(stored_card(stored), stored_source(stored), score)


def _result(outcome: Outcome) -> int:
    if outcome.rejected:
        raise DocumentsRejected(outcome.rejected, outcome.indexed)
    return outcome.indexed
