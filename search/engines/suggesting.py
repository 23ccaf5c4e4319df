"""What suggestions look up, and in which order they stand; the same for every engine."""

from __future__ import annotations

from collections.abc import Iterable

from search.engines.base import Suggestion
from search.engines.plan import Clause, Fixed, Group, Has, any_of
from search.engines.stored import Card
from search.text.prefixes import typed_prefixes

SUGGESTION_LIMIT = 50
"""Most suggestions one prefix gives."""

SPARE = 4
"""How many times as many are fetched, for those of one score are ordered by length."""

_FIELDS = ("starts", "inside")
_WHOLE_TITLE = 1000.0
_TITLE_START = 100.0


def suggestion_clause(typed: str) -> Clause | None:
    """Whole titles first, then beginnings, then later words; short before long.

    None where nothing that can begin a title was typed.
    """
    tokens = typed_prefixes(typed)
    if not tokens:
        return None
    found = any_of(*(Has(field, token) for field in _FIELDS for token in tokens))
    scored: list[Clause] = []
    for token in tokens:
        starts = Has("starts", token)
        scored += [
            Fixed(Has("exact", token), _WHOLE_TITLE),
            Fixed(starts, _TITLE_START),
            starts,
            Has("inside", token),
        ]
    return Group(must=(Fixed(found, 1.0),), should=tuple(scored))


def suggestions(found: Iterable[tuple[float, Card]], limit: int) -> tuple[Suggestion, ...]:
    """The best ``limit`` of what was found: by score, then the shorter title."""
    ordered = sorted(
        found,
        key=lambda entry: (-entry[0], len(entry[1].title), entry[1].title, entry[1].key),
    )
    return tuple(
        Suggestion(key=card.key, kind=card.kind, title=card.title, url=card.url)
        for _score, card in ordered[:limit]
    )
