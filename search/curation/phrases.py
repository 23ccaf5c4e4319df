"""Finding, in a short text, the phrases that have other names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from search.models.curation import TERM_LENGTH, name_key
from search.text.normalise import normalise
from search.text.tokens import compact, runs

MOST_PHRASES = 6
"""Most phrases of one text that are widened."""

MOST_NAMES = 12
"""Most other names of one phrase."""

TEXT_LENGTH = 200
"""Characters of a text that are looked through."""

_SHORTEST = 2
_SPACES = re.compile(r"\s+")


class PhraseTable:
    """Phrases and their other names.

    Looking up costs the length of the text times the lengths of the phrases
    that begin with the same two characters, however many phrases there are.
    """

    def __init__(self) -> None:
        self._names: dict[str, dict[str, None]] = {}
        self._lengths: dict[str, set[int]] = {}

    def __len__(self) -> int:
        return len(self._names)

    def add(self, names: Iterable[str], searched: Iterable[str] = ()) -> None:
        """Let ``names`` find one another, and ``searched`` find ``names``."""
        shown = dict.fromkeys(filter(_usable, map(name_key, names)))
        leading = dict.fromkeys(filter(_usable, map(name_key, searched)))
        for phrase in (*shown, *leading):
            # What holds the phrase is found by it anyway.
            others = [name for name in shown if phrase not in name]
            if others:
                self._names.setdefault(phrase, {}).update(dict.fromkeys(others))
                self._lengths.setdefault(phrase[:_SHORTEST], set()).add(len(phrase))

    def find(self, text: str) -> dict[str, tuple[str, ...]]:
        """The phrases in ``text``, the longest first, none within another.

        A Latin word or a number counts only as a whole.
        """
        plain = normalise(text[:TEXT_LENGTH])[:TEXT_LENGTH]
        spaced, origins = _single_spaces(plain)
        found: dict[str, tuple[str, ...]] = {}
        taken = bytearray(len(spaced))
        for start, end in sorted(self._matches(spaced), key=lambda m: (m[0] - m[1], m[0])):
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\x01" * (end - start)
            written = plain[origins[start] : origins[end - 1] + 1]
            found[written] = tuple(self._names[spaced[start:end]])[:MOST_NAMES]
            if len(found) == MOST_PHRASES:
                break
        return found

    def _matches(self, text: str) -> Iterable[tuple[int, int]]:
        inside = _inside_words(text)
        for start in range(len(text) - 1):
            if start in inside:
                continue
            for length in self._lengths.get(text[start : start + _SHORTEST], ()):
                end = start + length
                if end <= len(text) and end not in inside and text[start:end] in self._names:
                    yield start, end


def _usable(phrase: str) -> bool:
    return len(compact(phrase)) >= _SHORTEST and len(phrase) <= TERM_LENGTH


def _inside_words(text: str) -> set[int]:
    """Places in normalised ``text`` within a Latin word or a number."""
    return {
        place
        for run in runs(text)
        if not run.chinese
        for place in range(run.start + 1, run.start + len(run.text))
    }


def _single_spaces(text: str) -> tuple[str, list[int]]:
    """``text`` with every run of white space as one space, and where each character stood."""
    if not _SPACES.search(text):
        return text, list(range(len(text)))
    kept = [
        (" " if character.isspace() else character, at)
        for at, character in enumerate(text)
        if not (character.isspace() and at and text[at - 1].isspace())
    ]
    return "".join(character for character, _at in kept), [at for _character, at in kept]
