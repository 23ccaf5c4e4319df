"""Tokens for suggestions: every beginning of a title or name.

A beginning is in characters, in pinyin or in initials. Beginnings of the
whole text and of the words inside it are kept apart, for the first rank
higher.
"""

from __future__ import annotations

from dataclasses import dataclass

from search.text.normalise import normalise
from search.text.pinyin import initials, readings, spoken, typed_pinyin
from search.text.tokens import compact, units

CHARACTERS = 16
"""Longest beginning kept in characters or initials."""

LETTERS = 32
"""Longest beginning kept in pinyin letters."""

_INNER_WORDS = 8


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Beginnings of the whole text, and of later words in it."""

    whole: tuple[str, ...]
    inside: tuple[str, ...]


def prefixes(text: str) -> Prefixes:
    """All beginnings of ``text`` a reader may type."""
    normal = normalise(text)
    whole = dict.fromkeys(_of_characters(compact(normal)))
    for reading in readings(normal):
        whole |= dict.fromkeys(_of_reading(reading))
    inside: dict[str, None] = {}
    read = spoken(normal)
    for unit in units(normal)[1 : _INNER_WORDS + 1]:
        if unit.stop:
            continue
        inside |= dict.fromkeys(_of_characters(compact(normal[unit.start :])))
        rest = tuple(syllable for at, syllable in read if at >= unit.start)
        inside |= dict.fromkeys(_of_reading(rest))
    return Prefixes(tuple(whole), tuple(token for token in inside if token not in whole))


def typed_prefixes(typed: str) -> tuple[str, ...]:
    """Tokens to look up for what was ``typed``: its characters, and its pinyin."""
    characters = compact(normalise(typed))[:CHARACTERS]
    letters = typed_pinyin(typed)[:LETTERS]
    return tuple(dict.fromkeys(token for token in (characters, letters) if token))


def _of_characters(plain: str) -> list[str]:
    return [plain[:end] for end in range(1, min(len(plain), CHARACTERS) + 1)]


def _of_reading(reading: tuple[str, ...]) -> list[str]:
    joined = "".join(reading)
    first = initials(reading)
    return [joined[:end] for end in range(1, min(len(joined), LETTERS) + 1)] + [
        first[:end] for end in range(1, min(len(first), CHARACTERS) + 1)
    ]
