"""Exact counts of facet values over all segments."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tantivy import Query, Searcher

from search.engines import facets
from search.engines.embedded.query import filtered
from search.engines.embedded.schema import counted_column, counted_value
from search.engines.facets import Choices, Counts, chosen_facets, facet_name, facet_path

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


def tallied(searcher: Searcher, match: Query, choices: Choices, *, counted: bool) -> Tally:
    """Count what ``match`` finds and, if it is to be ``counted``, by facet.

    One pass counts all facets; a facet in which something is chosen takes one
    more, with all choices but its own.
    """
    if not counted:
        return Tally(count_matches(searcher, filtered(match, choices)), {})
    chosen, names = chosen_facets(choices), counted_names(searcher)
    unchosen = [name for name in names if name not in chosen]
    total, counts = _count(searcher, filtered(match, choices), unchosen, facets.LISTED)
    for name, values in chosen.items():
        others = filtered(match, choices, apart_from=name)
        own: dict[str, int] = {}
        if name in names:
            _total, counted_apart = _count(searcher, others, [name], facets.LISTED_WHERE_CHOSEN)
            own = counted_apart[name]
        for value in values:
            if value not in own:
                own[value] = count_matches(searcher, filtered(others, {name: (value,)}))
        counts[name] = own
    return Tally(total, counts)


def counted_names(searcher: Searcher) -> list[str]:
    """The facets that any document has."""
    return [facet_name(path) for path, _count in searcher.terms_with_prefix("counted_names", "")]


def count_matches(searcher: Searcher, query: Query) -> int:
    """How many documents ``query`` finds."""
    return int(searcher.aggregate(query, {_TOTAL: _NUMBER})[_TOTAL]["value"])


def _count(
    searcher: Searcher, query: Query, names: Iterable[str], listed: int
) -> tuple[int, Counts]:
    asked = {
        name: {
            "terms": {
                "field": counted_column(facet_path(name)),
                "size": listed,
                "segment_size": _ALL_OF_A_SEGMENT,
            }
        }
        for name in names
    }
    answer = searcher.aggregate(query, {_TOTAL: _NUMBER, **asked})
    counts = {
        name: facets.listed(
            {counted_value(one["key"]): one["doc_count"] for one in answer[name]["buckets"]},
            cut_off=answer[name]["sum_other_doc_count"] > 0,
        )
        for name in asked
    }
    return int(answer[_TOTAL]["value"]), counts
