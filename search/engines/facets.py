"""From counted keywords to the facets of an answer, the same for every engine."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from search.engines.analysis import split_facet
from search.engines.base import FacetCount

Choices = Mapping[str, tuple[str, ...]]
Counts = dict[str, dict[str, int]]
"""Facet, value, number of documents."""

FIRST_SIZE = 2_000
"""Distinct values that are asked for at first."""

LARGEST_SIZE = 65_000
"""Most distinct values that can be counted; both engines refuse more."""


def tally(counted: Iterable[tuple[str, int]]) -> Counts:
    """Sort counted keywords (:func:`~search.engines.analysis.facet_value`) by facet."""
    counts: Counts = {}
    for keyword, count in counted:
        name, value = split_facet(keyword)
        counts.setdefault(name, {})[value] = count
    return counts


def chosen_facets(choices: Choices) -> dict[str, tuple[str, ...]]:
    """``choices`` without facets in which nothing is chosen."""
    return {name: values for name, values in choices.items() if values}


def arranged(
    narrowed: Counts, apart: Mapping[str, Counts], choices: Choices
) -> dict[str, tuple[FacetCount, ...]]:
    """Counts of every value of every facet, the most frequent first.

    ``narrowed`` was counted with all choices applied, ``apart[name]`` with all
    but those of the facet ``name``: its counts say what choosing one more value
    would add. Chosen values are listed even with a count of zero.
    """
    counts, chosen = dict(narrowed), chosen_facets(choices)
    for name, values in chosen.items():
        counts[name] = dict(apart[name].get(name, {}))
        for value in values:
            counts[name].setdefault(value, 0)
    return {
        name: tuple(
            FacetCount(value=value, count=count, chosen=value in chosen.get(name, ()))
            for value, count in sorted(values.items(), key=lambda item: (-item[1], item[0]))
        )
        for name, values in sorted(counts.items())
    }
