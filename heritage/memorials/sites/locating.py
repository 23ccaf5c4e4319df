"""Which of the places a file knows the words about a site lead to."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from heritage.memorials.coordinates import Point, metres
from heritage.memorials.sites.graph import Location

FARTHEST = 250_000
"""Metres between the point of a place and that of one it lies in, at the most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """The place found, or those that were passed over because they lie too far from the others."""

    location: Location | None
    passed_over: tuple[str, ...] = ()


def locate(
    words: str, known: Mapping[str, Sequence[Location]], *, around: Point | None = None
) -> Located:
    """The deepest known place that ``words`` name and that lies within what they name before it.

    A name stands in many provinces: a place farther than :data:`FARTHEST` from the
    wider ones of the same words, or from ``around``, the point of the division
    they lead to, is another of the name.
    """
    named = [
        (words.index(name), location)
        for name, locations in known.items()
        if len(name) > 1 and name in words
        for location in locations
    ]
    # From the left, the deeper of two that begin alike behind the wider.
    named.sort(key=lambda pair: (pair[0], pair[1].depth))
    found: Location | None = None
    passed_over = []
    for _at, location in named:
        if found is not None and location.depth <= found.depth:
            continue
        fixed = [found.point] if found else []
        fixed += [around] if around else []
        if any(metres(location.point, point) > FARTHEST * _reach(location) for point in fixed):
            passed_over.append(location.name)
            continue
        found = location
    return Located(location=found, passed_over=tuple(passed_over))


def _reach(location: Location) -> float:
    # The seat of a province may lie a thousand kilometres from its borders.
    return 6.0 if location.depth <= 1 else 2.0 if location.depth == 2 else 1.0
