"""Exact counts of facet values over all segments."""

from __future__ import annotations

from collections.abc import Mapping

from tantivy import Query, Searcher

from search.engines.analysis import split_facet
from search.engines.base import EngineError, FacetCount
from search.engines.embedded.query import Choices, filtered

_FIRST_SIZE = 2_000
_LARGEST_SIZE = 65_000
"""Tantivy refuses to count more distinct values than this."""

Counts = dict[str, dict[str, int]]


def facet_counts(
    searcher: Searcher, match: Query, choices: Choices
) -> Mapping[str, tuple[FacetCount, ...]]:
    """Counts of every value of every facet among what ``match`` finds.

    The counts of a facet leave out its own choice and apply the others', so
    they say what choosing one more value would add. The most frequent values
    come first; chosen values are listed even with a count of zero.
    """
    counts = _count(searcher, filtered(match, choices))
    chosen = {name: values for name, values in choices.items() if values}
    for name in chosen:
        others = _count(searcher, filtered(match, choices, apart_from=name))
        counts[name] = others.get(name, {})
    for name, values in chosen.items():
        for value in values:
            counts[name].setdefault(value, 0)
    return {
        name: tuple(
            FacetCount(value=value, count=count, chosen=value in chosen.get(name, ()))
            for value, count in sorted(values.items(), key=lambda item: (-item[1], item[0]))
        )
        for name, values in sorted(counts.items())
    }


def _count(searcher: Searcher, query: Query) -> Counts:
    """Count all values of all facets in one pass.

    A terms aggregation over several segments is exact only when nothing was
    cut off, so the size grows until nothing is.
    """
    size = _FIRST_SIZE
    while True:
        request = {"facets": {"terms": {"field": "facets", "size": size, "segment_size": size}}}
        answer = searcher.aggregate(query, request)["facets"]
        if not answer["sum_other_doc_count"]:
            break
        if size == _LARGEST_SIZE:
            raise EngineError(f"more than {_LARGEST_SIZE} facet values")
        size = min(size * 8, _LARGEST_SIZE)
    counts: Counts = {}
    for bucket in answer["buckets"]:
        name, value = split_facet(bucket["key"])
        counts.setdefault(name, {})[value] = bucket["doc_count"]
    return counts
