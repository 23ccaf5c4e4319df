"""From counted keywords to the facets of an answer, the same for every engine.

Each facet has a column of its own in an index, so that one with very many
values costs the others nothing: the most frequent are asked for by facet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from search.engines.analysis import split_facet
from search.engines.base import FacetCount

Choices = Mapping[str, tuple[str, ...]]
Counts = dict[str, dict[str, int]]
"""Facet, value, number of documents."""

LISTED = 200
"""Most values of one facet in an answer: the most frequent. Their counts are exact."""

LISTED_WHERE_CHOSEN = 5_000
"""The same of a facet in which something is chosen: what lies within that is listed too."""

_PLAIN = re.compile(r"[a-z][a-z0-9_]*")
_ENCODED = "0x"


@lru_cache(maxsize=1_000)
def facet_path(name: str) -> str:
    """The name of a facet's column: the facet's own, or for an odd one figures and letters."""
    if _PLAIN.fullmatch(name):
        return name
    return _ENCODED + name.encode("utf-8", "replace").hex()


def facet_name(path: str) -> str:
    """Undo :func:`facet_path`."""
    if not path.startswith(_ENCODED):
        return path
    return bytes.fromhex(path.removeprefix(_ENCODED)).decode()


def columns(keywords: Iterable[str]) -> dict[str, list[str]]:
    """Values by column, from keywords of :func:`~search.engines.analysis.facet_value`."""
    values: dict[str, list[str]] = {}
    for keyword in keywords:
        name, value = split_facet(keyword)
        values.setdefault(facet_path(name), []).append(value)
    return values


def chosen_facets(choices: Choices) -> dict[str, tuple[str, ...]]:
    """``choices`` without facets in which nothing is chosen."""
    return {name: tuple(dict.fromkeys(values)) for name, values in choices.items() if values}


def listed(counted: Mapping[str, int], *, cut_off: bool) -> dict[str, int]:
    """What to list of one facet when its less frequent values were ``cut_off``.

    Which of equally rare values an engine leaves out is its own affair, so none
    of them is listed; unless that would leave nothing.
    """
    if not cut_off or not counted:
        return dict(counted)
    rarest = min(counted.values())
    return {value: count for value, count in counted.items() if count > rarest} or dict(counted)


def arranged(counts: Counts, choices: Choices) -> dict[str, tuple[FacetCount, ...]]:
    """The facets of an answer, each value with its count, the most frequent first.

    ``counts`` was counted with all choices applied but a facet's own: it says
    what choosing one more value would add. Facets without a value are left out.
    """
    chosen = chosen_facets(choices)
    return {
        name: tuple(
            FacetCount(value=value, count=count, chosen=value in chosen.get(name, ()))
            for value, count in sorted(values.items(), key=lambda item: (-item[1], item[0]))
        )
        for name, values in sorted(counts.items())
        if values
    }
