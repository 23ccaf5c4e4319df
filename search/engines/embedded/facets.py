"""Exact counts of facet values over all segments."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tantivy import Query, Searcher

from search.engines import facets
from search.engines.embedded.query import filtered
from search.engines.embedded.schema import counted_column, counted_value
from search.engines.facets import (
    Choices,
    Counts,
    chosen_facets,
    facet_name,
    is_outermost,
    opened,
    paths_to_list,
)

_ALL_OF_A_SEGMENT = 2**31 - 1
"""A count over several segments is exact when each tells all its values."""

_TOTAL = "\x1ftotal"
_NUMBER = {"value_count": {"field": "turn"}}
"""Counts documents: each has one such value."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How many documents there are, all choices applied, and how many with each value."""

    total: int
    counts: Counts


def tallied(
    searcher: Searcher,
    match: Query,
    choices: Choices,
    *,
    counted: bool,
    counting: Collection[str] = (),
) -> Tally:
    """Count what ``match`` finds and, if it is to be ``counted``, by facet.

    One pass counts all facets, or those of ``counting``; a facet in which something
    is chosen takes one more, with all choices but its own.
    """
    if not counted:
        return Tally(count_matches(searcher, filtered(match, choices)), {})
    chosen, paths = chosen_facets(choices), counted_paths(searcher)
    unchosen = [
        path
        for path in paths
        if is_outermost(path)
        and facet_name(path) not in chosen
        and (not counting or facet_name(path) in counting)
    ]
    total, by_path = _count(searcher, filtered(match, choices), unchosen, facets.LISTED)
    counts = {facet_name(path): of_one for path, of_one in by_path.items()}
    for name, values in chosen.items():
        others = filtered(match, choices, apart_from=name)
        own: dict[str, int] = {}
        if wanted := [path for path in paths_to_list(name, values) if path in paths]:
            _total, by_path = _count(searcher, others, wanted, facets.LISTED_WHERE_CHOSEN)
            for path, of_one in by_path.items():
                own |= opened(of_one, values, path=path)
        for value in values:
            if value not in own:
                own[value] = count_matches(searcher, filtered(others, {name: (value,)}))
        counts[name] = own
    return Tally(total, counts)


def counted_paths(searcher: Searcher) -> list[str]:
    """The columns of facets that any document has."""
    return [path for path, _count in searcher.terms_with_prefix("counted_names", "")]


def count_matches(searcher: Searcher, query: Query) -> int:
    """How many documents ``query`` finds."""
    return int(searcher.aggregate(query, {_TOTAL: _NUMBER})[_TOTAL]["value"])


def _count(
    searcher: Searcher, query: Query, paths: Iterable[str], listed: int
) -> tuple[int, Counts]:
    """How many ``query`` finds, and by column how many with each value."""
    asked = {
        path: {
            "terms": {
                "field": counted_column(path),
                "size": listed,
                "segment_size": _ALL_OF_A_SEGMENT,
            }
        }
        for path in paths
    }
    answer = searcher.aggregate(query, {_TOTAL: _NUMBER, **asked})
    counts = {
        path: facets.listed(
            {counted_value(one["key"]): one["doc_count"] for one in answer[path]["buckets"]},
            cut_off=answer[path]["sum_other_doc_count"] > 0,
        )
        for path in asked
    }
    return int(answer[_TOTAL]["value"]), counts
