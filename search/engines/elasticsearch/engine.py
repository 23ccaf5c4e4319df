"""The Elasticsearch engine's face: the Protocol of :mod:`search.engines.base`."""

from __future__ import annotations

import time
import zlib
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from elasticsearch import ApiError
from elasticsearch_dsl import MultiSearch, Search
from elasticsearch_dsl.aggs import Filters
from elasticsearch_dsl.query import Bool, Query, Term

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
from search.engines.common import most_documents
from search.engines.elasticsearch.connection import Connection
from search.engines.elasticsearch.edge import engine_edge, kind_of
from search.engines.elasticsearch.facets import FacetCounter
from search.engines.elasticsearch.indexes import Indexes
from search.engines.elasticsearch.query import (
    choice_filters,
    ranked,
    to_elasticsearch,
    with_keywords,
)
from search.engines.elasticsearch.schema import (
    GONE,
    STORED,
    stored_card,
    stored_source,
)
from search.engines.elasticsearch.writer import Target, delete, write
from search.engines.facets import arranged
from search.engines.hits import HitMaker
from search.engines.outcome import Outcome
from search.engines.paging import page_window
from search.engines.plan import Clause, Has, Plan, make_match, make_plan
from search.engines.suggesting import SPARE, SUGGESTION_LIMIT, suggestion_clause, suggestions
from search.engines.weighing import RANKED, clauses_within, weighed

_ORDERS: dict[Sort, list[Any]] = {
    Sort.RELEVANCE: ["_score", "turn"],
    Sort.NEWEST: ["-newest", "turn"],
    Sort.OLDEST: ["oldest", "turn"],
    Sort.TITLE: ["title_order", "turn"],
    Sort.STROKES: ["stroke_order", "turn"],
    Sort.LONGEST: ["-length", "turn"],
    Sort.SHORTEST: ["length", "turn"],
}

_OVER_ALL_SHARDS = "dfs_query_then_fetch"

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
        self._facets: frozenset[str] = frozenset()

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
        return outcome.count()

    def delete(self, keys: Iterable[str]) -> None:
        """Remove documents by key; unknown keys are no error."""
        wanted = list(keys)
        for target in self._targets():
            delete(self._writer, target, wanted)
        self._refresh()

    def rebuild(
        self,
        documents: Iterable[SearchDocument],
        *,
        about: int = 0,
        progress: Progress | None = None,
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
        return outcome.count()

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer ``query``."""
        started = time.perf_counter()
        with engine_edge("searching"):
            plan = self._planned(query)
            counter, answer, loosened = self._find(plan, query)
            counts = arranged(counter.read(answer), query.facets) if query.counted else {}
        maker = HitMaker(plan)
        hits = tuple(_hit(maker, found, query.sort) for found in answer.hits.hits)
        took_ms = (time.perf_counter() - started) * 1000
        return SearchResults(
            total=answer.hits.total.value,
            hits=hits,
            facets=counts,
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
        asked = with_keywords(to_elasticsearch(clause), "kind", among=kinds, not_among=other_than)
        search = self._search(prefix).query(asked).source(["card"])
        with engine_edge("suggesting"):
            answer = _execute(search.extra(size=wanted * SPARE, track_total_hits=False))
        return suggestions(
            (
                (found["_score"], stored_card(found["_source"].to_dict()))
                for found in answer.hits.hits
            ),
            wanted,
        )

    def counts(self, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
        """How many documents each of ``queries`` finds as it stands, nothing loosened."""
        with engine_edge("counting"):
            asked = [
                Bool(
                    filter=[
                        to_elasticsearch(self._matched(query)),
                        choice_filters(query.facets),
                    ]
                )
                for query in queries
            ]
            answers = self._ask_all(asked, size=0, track_total_hits=True)
        return tuple(answer.hits.total.value for answer in answers)

    def weigh(self, query: SearchQuery, key: str) -> Weighing:
        """Why the document ``key`` stands where it does among what ``query`` finds by relevance."""
        best = replace(query, sort=Sort.RELEVANCE, offset=0, limit=RANKED, counted=False)
        with engine_edge("weighing"):
            plan = self._planned(query)
            _counter, answer, loosened = self._find(plan, best)
            matched = plan.fallback if loosened and plan.fallback else plan.match
            asked = (matched, *plan.rank)
            clauses = clauses_within(asked)
            this = Term(key=key)
            chosen = Bool(filter=[this, to_elasticsearch(matched), choice_filters(query.facets)])
            told, *scored = self._ask_all(
                [chosen, *(Bool(filter=[this], must=[ranked(one, ())]) for one in clauses)], size=1
            )
        if not told.hits.hits:
            return Weighing(key=key, matches=False)
        scores = {
            clause: float(one.hits.hits[0]["_score"])
            for clause, one in zip(clauses, scored, strict=True)
            if one.hits.hits
        }
        return weighed(key, asked, scores, [found["_id"] for found in answer.hits.hits])

    def keys(self) -> Iterable[str]:
        """All keys in the index, in order."""
        with engine_edge("listing the keys"):
            return tuple(found["_id"] for found in self._scan(False))

    def fingerprints(self) -> Iterator[tuple[str, str]]:
        """Key and fingerprint of all documents in the index, in order."""
        with engine_edge("listing the fingerprints"):
            for found in self._scan(["card"]):
                card = stored_card(found["_source"].to_dict())
                yield card.key, card.fingerprint

    def drop(self) -> None:
        """Remove all indexes of this site; for those made to be thrown away."""
        with engine_edge("removing the indexes"):
            self._indexes.remove_all(self._writer)

    def _scan(self, source: list[str] | bool) -> Iterator[Any]:
        after: list[Any] = []
        while True:
            search = self._search("").source(source).sort("key")
            page = _execute(search.extra(size=5_000, track_total_hits=False, **_following(after)))
            if not page.hits.hits:
                return
            yield from page.hits.hits
            after = list(page.hits.hits[-1]["sort"])

    def _planned(self, query: SearchQuery) -> Plan:
        return make_plan(query.text, query.expansions, query.within, common=self._common)

    def _matched(self, query: SearchQuery) -> Clause:
        return make_match(query.text, query.expansions, query.within, common=self._common)

    def _common(self, words: Collection[Has]) -> list[Has]:
        """Those of ``words`` that stand in very many documents; one request."""
        named = {str(at): Term(**{word.field: word.token}) for at, word in enumerate(words)}
        search = self._search("").extra(size=0, track_total_hits=True)
        search.aggs.bucket("words", Filters(filters=named))
        answer = _execute(search)
        most = most_documents(answer.hits.total.value)
        counted = answer.aggregations.words.buckets
        return [word for at, word in enumerate(words) if counted[str(at)].doc_count > most]

    def _find(self, plan: Plan, query: SearchQuery) -> tuple[FacetCounter, Any, bool]:
        """Counter and answer; whether the fallback gave it, for the words alone find nothing."""
        counter = FacetCounter(
            query.facets, self._facets, counted=query.counted, counting=query.counting
        )
        answer = self._ask(plan, plan.match, query, counter)
        if plan.fallback is None or counter.found(answer):
            return counter, answer, False
        answer = self._ask(plan, plan.fallback, query, counter)
        return counter, answer, answer.hits.total.value > 0

    def _ask(self, plan: Plan, match: Clause, query: SearchQuery, counter: FacetCounter) -> Any:
        offset, limit = page_window(query)
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
            if not counter.learn(answer):
                return answer
            self._facets = counter.names

    def _ask_all(self, queries: Iterable[Query], **extra: Any) -> list[Any]:
        """The answers to ``queries``, asked in one request."""
        asked = [self._search("").query(query).source(False).extra(**extra) for query in queries]
        if not asked:
            return []
        together = MultiSearch(using=self._reader, index=self._indexes.alias)
        for search in asked:
            together = together.add(search)
        return _execute(together.params(search_type=_OVER_ALL_SHARDS))

    def _search(self, text: str) -> Search:
        """A search whose scores do not depend on the shard or copy that is asked.

        What makes a word rare is counted over all shards, and one query goes
        to the same copies each time, so that its pages fit each other.
        """
        copies = f"q{zlib.crc32(text.encode('utf-8', 'replace'))}"
        return Search(using=self._reader, index=self._indexes.alias).params(
            search_type=_OVER_ALL_SHARDS,
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


def _execute(search: Search | MultiSearch) -> Any:
    """The answer; asked once more where the old index was removed in the middle of a swap."""
    try:
        return search.execute()
    except ApiError as error:
        if kind_of(error) not in _SWAPPED:
            raise
        return search.execute()


def _following(after: list[Any]) -> dict[str, Any]:
    return {"search_after": after} if after else {}


def _hit(maker: HitMaker, found: Any, sort: Sort) -> Hit:
    stored = found["_source"].to_dict()
    score = float(found["_score"] or 0.0) if sort == Sort.RELEVANCE else 0.0
    return maker.make(stored_card(stored), stored_source(stored), score)
