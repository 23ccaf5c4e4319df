"""From counted keywords to the facets of an answer, the same for every engine.

Each facet has a column of its own in an index, so that one with very many
values costs the others nothing: the most frequent are asked for by facet. A
facet whose values lie in one another (``湖南省/长沙市``) has one for each level: the
outermost is counted, and within what is chosen the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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

WITHIN = "/"
"""Stands between a value and what it lies in."""

_DEEPEST = 9
_PLAIN = re.compile(r"[a-z][a-z0-9_]*")
_ENCODED = "0x"
_INNER = re.compile(r"([1-9][0-9]*)_(.+)", re.DOTALL)


@lru_cache(maxsize=1_000)
def facet_path(name: str, level: int = 0) -> str:
    """The name of a facet's column: the facet's own, or for an odd one figures and letters.

    Of the values that lie in others, ``level`` deep, with that number before it.
    """
    path = name if _PLAIN.fullmatch(name) else _ENCODED + name.encode("utf-8", "replace").hex()
    return f"{level}_{path}" if level else path


def facet_name(path: str) -> str:
    """Undo :func:`facet_path`; of an inner level too."""
    if match := _INNER.fullmatch(path):
        path = match[2]
    if not path.startswith(_ENCODED):
        return path
    return bytes.fromhex(path.removeprefix(_ENCODED)).decode()


def is_outermost(path: str) -> bool:
    """Whether a column holds the values of a facet that lie in no other."""
    return _INNER.fullmatch(path) is None


def columns(keywords: Iterable[str]) -> dict[str, list[str]]:
    """Values by column, from keywords of :func:`~search.engines.analysis.facet_value`."""
    by_name: dict[str, list[str]] = {}
    for keyword in keywords:
        name, value = split_facet(keyword)
        by_name.setdefault(name, []).append(value)
    values: dict[str, list[str]] = {}
    for name, of_one in by_name.items():
        for value in of_one:
            path = facet_path(name, _level(value, of_one) if WITHIN in value else 0)
            values.setdefault(path, []).append(value)
    return values


def paths_to_list(name: str, chosen: Iterable[str]) -> list[str]:
    """Columns that have what is listed of a facet: down to one level within ``chosen``."""
    deepest = max((value.count(WITHIN) + 1 for value in chosen), default=0)
    return [facet_path(name, level) for level in range(min(deepest, _DEEPEST) + 1)]


def opened(counted: Mapping[str, int], chosen: Iterable[str], *, path: str) -> dict[str, int]:
    """Of the values in a column those that are listed.

    All of the outermost; of an inner one what lies directly in a ``chosen`` value, or
    in one that a chosen value lies in.
    """
    if is_outermost(path):
        return dict(counted)
    open_values = {outer for value in chosen for outer in (value, *_around(value))}
    return {value: n for value, n in counted.items() if value.rpartition(WITHIN)[0] in open_values}


def _around(value: str) -> Iterator[str]:
    while WITHIN in value:
        value = value.rpartition(WITHIN)[0]
        yield value


def _level(value: str, values: Sequence[str]) -> int:
    """How many of ``values`` it lies in: a stroke in a value alone makes no level."""
    level = 0
    for outer in _around(value):
        if outer not in values:
            break
        level += 1
    return min(level, _DEEPEST)


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
