"""Tokens for suggestions: every beginning of a title or name.

A beginning is in characters, in pinyin or in initials. Beginnings of the
whole text and of the words inside it are kept apart, for the first rank
higher.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

from search.text.normalise import normalise
from search.text.pinyin import initials, readings, spoken, typed_pinyin
from search.text.tokens import compact, units

CHARACTERS = 16
"""Longest beginning kept in characters or initials."""

LETTERS = 32
"""Longest beginning kept in pinyin letters."""

INNER_CHARACTERS = 8
INNER_LETTERS = 20
"""The same for words within: nobody types a title's later half in full."""

_INNER_WORDS = 6
_TYPED_LENGTH = 100


@dataclass(frozen=True, slots=True)
class Prefixes:
    """Beginnings of the whole text, and of later words in it."""

    whole: tuple[str, ...]
    inside: tuple[str, ...]


def prefixes(text: str) -> Prefixes:
    """All beginnings of normalised ``text`` a reader may type."""
    plain = compact(text)
    whole: dict[str, None] = {}
    _add(whole, plain, CHARACTERS)
    for reading in readings(text):
        _add(whole, "".join(reading), LETTERS)
        _add(whole, initials(reading), CHARACTERS)
    inside: dict[str, None] = {}
    if len(plain) > 1:
        for at, rest in _later_words(text):
            read = [syllable for start, syllable in spoken(text) if start >= at]
            _add(inside, rest, INNER_CHARACTERS)
            _add(inside, "".join(read[:INNER_CHARACTERS]), INNER_LETTERS)
            _add(inside, initials(tuple(read[:INNER_CHARACTERS])), INNER_CHARACTERS)
    return Prefixes(tuple(whole), tuple([token for token in inside if token not in whole]))


def _later_words(text: str) -> Iterator[tuple[int, str]]:
    """Where the words after the first begin, and the text from there without punctuation."""
    for unit in units(text)[1 : _INNER_WORDS + 1]:
        if not unit.stop:
            # What is cut off is several times as long as any beginning that is kept.
            yield unit.start, compact(text[unit.start : unit.start + 4 * INNER_CHARACTERS])


def typed_prefixes(typed: str) -> tuple[str, ...]:
    """Tokens to look up for what was ``typed``: its characters, and its pinyin."""
    typed = typed[:_TYPED_LENGTH]
    characters = compact(normalise(typed))[:CHARACTERS]
    letters = typed_pinyin(typed)[:LETTERS]
    return tuple(dict.fromkeys(token for token in (characters, letters) if token))


def _add(found: dict[str, None], text: str, longest: int) -> None:
    """Add the beginnings of ``text``."""
    found.update(dict.fromkeys(accumulate(text[:longest])))
