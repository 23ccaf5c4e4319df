"""What a reader may mean, while it is being typed."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from search.configured import engine
from search.curation.log import past_searches
from search.engines.base import Suggestion

LIMIT = 8
"""Most suggestions in all."""

PEOPLE, PAGES, PLACES, PAST = "people", "pages", "places", "past"
PEOPLE_KINDS = ("person",)
PLACE_KINDS = ("place",)
NAME_KINDS = ("entry",)
"""Names on rolls, two million of them, would stand before all else: they are searched for."""

PAST_KIND = "search"
"""The kind of a suggestion that is a search again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuggestionGroup:
    """Suggestions of one sort; ``name`` is people, pages, places or past."""

    name: str
    suggestions: tuple[Suggestion, ...]


def suggest(text: str, *, limit: int = LIMIT) -> tuple[SuggestionGroup, ...]:
    """Up to ``limit`` suggestions in their groups; groups with none are left out.

    Raises :class:`~search.engines.base.EngineError` when no engine answers.
    """
    if not text.strip():
        return ()
    asked = engine()
    found = {
        PEOPLE: asked.suggest(text, limit=limit, kinds=PEOPLE_KINDS),
        PAGES: asked.suggest(
            text, limit=limit, other_than=(*PEOPLE_KINDS, *PLACE_KINDS, *NAME_KINDS)
        ),
        PLACES: asked.suggest(text, limit=limit, kinds=PLACE_KINDS),
        PAST: [_search_again(past) for past in past_searches(text, limit)],
    }
    return tuple(
        SuggestionGroup(name=name, suggestions=tuple(found[name][:number]))
        for name, number in _shares({name: len(found[name]) for name in found}, limit).items()
        if number
    )


def _search_again(text: str) -> Suggestion:
    address = f"{reverse('search')}?{urlencode({'q': text})}"
    return Suggestion(key="", kind=PAST_KIND, title=text, url=address)


def _shares(lengths: dict[str, int], limit: int) -> dict[str, int]:
    """How many of each to show: one each in turn, until ``limit`` are given out."""
    shares = dict.fromkeys(lengths, 0)
    left = min(limit, sum(lengths.values()))
    while left:
        for name, length in lengths.items():
            if left and shares[name] < length:
                shares[name] += 1
                left -= 1
    return shares
