"""The best of very many short texts: the moments of a long recording.

They are kept as one text with a separator between them, which is looked through
once; ten thousand by themselves would take a reader's patience.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from search.text.passages import Finder, weight

SEPARATOR = "\x1e"
"""Stands between texts; a space takes its place within one."""


def joined(texts: Iterable[str]) -> str:
    """``texts`` as one."""
    return SEPARATOR.join([text.replace(SEPARATOR, " ") for text in texts])


def best_parts(finder: Finder, texts: str, normal: str, limit: int) -> list[int]:
    """Numbers of the ``limit`` texts, as :func:`joined`, that have most of a query.

    ``normal`` is the same normalised. The best first, of equally good ones the
    first; none without a match.
    """
    at_most = _at_most(finder, normal)
    parts = texts.split(SEPARATOR)
    chosen: list[tuple[float, int]] = []
    for number in sorted(at_most, key=lambda each: (-at_most[each], each)):
        if len(chosen) == limit and -chosen[-1][0] > at_most[number]:
            break
        score = finder.score(parts[number])
        if score > 0:
            chosen = sorted([*chosen, (-score, number)])[:limit]
    return [number for _score, number in chosen]


def _at_most(finder: Finder, normal: str) -> dict[int, float]:
    """What each text that has a match can score at most: matches over one another count."""
    parts = normal.split(SEPARATOR)
    found: dict[int, float] = defaultdict(float)
    for needle in finder.needles:
        if needle in normal:
            for number in [number for number, part in enumerate(parts) if needle in part]:
                found[number] += weight(needle, parts[number].count(needle))
    for number, part in enumerate(parts) if any(finder.open_places(normal)) else ():
        for begin, end in finder.open_places(part):
            found[number] += end - begin
    return found
