"""Exact counts of facet values over all segments."""

from __future__ import annotations

from collections.abc import Mapping

from tantivy import Query, Searcher

from search.engines import facets
from search.engines.base import EngineError, FacetCount
from search.engines.embedded.query import filtered
from search.engines.facets import Choices, Counts, arranged, chosen_facets, tally


def facet_counts(
    searcher: Searcher, match: Query, choices: Choices
) -> Mapping[str, tuple[FacetCount, ...]]:
    """Counts of every value of every facet among what ``match`` finds; see ``arranged``."""
    narrowed = _count(searcher, filtered(match, choices))
    apart = {
        name: _count(searcher, filtered(match, choices, apart_from=name))
        for name in chosen_facets(choices)
    }
    return arranged(narrowed, apart, choices)


def _count(searcher: Searcher, query: Query) -> Counts:
    """Count all values of all facets in one pass.

    A terms aggregation over several segments is exact only when nothing was
    cut off, so the size grows until nothing is.
    """
    size = facets.FIRST_SIZE
    while True:
        request = {"facets": {"terms": {"field": "facets", "size": size, "segment_size": size}}}
        answer = searcher.aggregate(query, request)["facets"]
        if not answer["sum_other_doc_count"]:
            return tally((bucket["key"], bucket["doc_count"]) for bucket in answer["buckets"])
        if size >= facets.LARGEST_SIZE:
            raise EngineError(f"more than {facets.LARGEST_SIZE} facet values")
        size = min(size * 8, facets.LARGEST_SIZE)
