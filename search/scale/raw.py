"""Tantivy alone on the same index: the limit of what the engine can reach."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tantivy import Occur, Query, Searcher

from search.engines.embedded.facets import tallied
from search.engines.embedded.schema import SCHEMA
from search.engines.embedded.store import Store, open_index
from search.scale.measuring import Latency, latencies
from search.text.normalise import normalise
from search.text.tokens import BREAK, bigrams

_HITS = 10
_MOST = 10


def raw_latencies(directory: Path, texts: Sequence[str]) -> dict[str, Latency]:
    """A term, a phrase, and up to ten bigrams with OR, of each text: ten hits and the total.

    Once as they are and once ``counted`` by every facet the index has, which is the
    most of an answer that Tantivy gives by itself. No stored text, no passages, and
    no ranking but its own; ``directory`` is the engine's.
    """
    searcher = open_index(Store(directory).current()).searcher()
    cut = {text: [token for token in bigrams(normalise(text)) if token != BREAK] for text in texts}
    long_enough = [text for text in texts if len(cut[text]) > 1]
    sorts = {
        "term": lambda text: _term(cut[text][0]),
        "phrase": lambda text: Query.phrase_query(SCHEMA, "bigrams", list(cut[text][:_MOST])),
        "any of ten": lambda text: Query.boolean_query(
            [(Occur.Should, _term(one)) for one in cut[text][:_MOST]]
        ),
    }
    found: dict[str, Latency] = {}
    for sort, query_of in sorts.items():
        found[sort] = latencies(
            lambda text, query_of=query_of: _search(searcher, query_of(text)), long_enough
        )
        found[f"{sort}, counted"] = latencies(
            lambda text, query_of=query_of: _search_counted(searcher, query_of(text)), long_enough
        )
    return found


def _term(token: str) -> Query:
    return Query.term_query(SCHEMA, "bigrams", token)


def _search(searcher: Searcher, query: Query) -> None:
    searcher.search(query, limit=_HITS)


def _search_counted(searcher: Searcher, query: Query) -> None:
    searcher.search(query, limit=_HITS, count=False)
    tallied(searcher, query, {}, counted=True)
