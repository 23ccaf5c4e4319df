"""What a reader may have meant: texts that sound or look like what was typed.

Each character may have been taken for one that is read the same, that is read
almost the same in the south (zh and z, n and l, ing and in), or that looks like it
(where the groups of look-alikes are from is said in ``data/README.md``). Pinyin may
have been typed with a slip of the finger.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache
from itertools import islice, zip_longest
from pathlib import Path

from search.text.pinyin import syllables, typed_pinyin
from search.text.tokens import ALL_CHINESE

LONGEST = 12
"""Longer terms are not looked at: they are sentences."""

MOST = 200
"""Most candidates for one term."""

_DATA = Path(__file__).parent / "data" / "lookalikes.txt"
_COMMON = range(0xB0, 0xD8)
"""Rows of GB 2312 with its 3,755 frequent characters."""

_SOUNDS = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("n", "l"), ("h", "f"), ("r", "l"))
_ENDS = (("ing", "in"), ("eng", "en"), ("ang", "an"))
_BESIDE = {
    "q": "wa", "w": "qes", "e": "wrd", "r": "etf", "t": "ryg", "y": "tuh", "u": "yij",
    "i": "uok", "o": "ipl", "p": "ol", "a": "qsz", "s": "awdx", "d": "sefc", "f": "drgv",
    "g": "fthb", "h": "gyjn", "j": "hukm", "k": "jil", "l": "kop", "z": "asx", "x": "zsdc",
    "c": "xdfv", "v": "cfgb", "b": "vghn", "n": "bhjm", "m": "njk",
}  # fmt: skip
"""Keys beside a key."""


class Likeness(IntEnum):
    """How something came to be typed for something else, the likeliest first."""

    SAME_READING = 0
    LOOKS_ALIKE = 1
    SWAPPED = 2
    LIKE_READING = 3
    SLIP = 4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that may have been meant."""

    text: str
    likeness: Likeness


def similar(text: str) -> tuple[Candidate, ...]:
    """What may have been meant by one normalised term; the likeliest first, bounded."""
    if not 2 <= len(text) <= LONGEST * 2:
        return ()
    if ALL_CHINESE.fullmatch(text):
        found = _characters(text) if len(text) <= LONGEST else ()
    else:
        typed = typed_pinyin(text)
        found = _slips(typed) if typed else ()
    unique: dict[str, Candidate] = {}
    for candidate in found:
        if candidate.text != text:
            unique.setdefault(candidate.text, candidate)
    return tuple(islice(unique.values(), MOST))


def _characters(text: str) -> Iterator[Candidate]:
    """One character replaced: each place in turn, so that none is cut off by the others."""
    read = syllables(text)
    if len(read) != len(text):
        read = tuple(map(_reading, text))
    yield from _replaced(text, Likeness.SAME_READING, [_read_as(one) for one in read])
    yield from _replaced(text, Likeness.LOOKS_ALIKE, [_looks_like().get(c, "") for c in text])
    for at in range(len(text) - 1):
        swapped = text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        yield Candidate(swapped, Likeness.SWAPPED)
    near = ["".join(_read_as(other) for other in _near(one)) for one in read]
    yield from _replaced(text, Likeness.LIKE_READING, near)


def _replaced(text: str, likeness: Likeness, others: Iterable[str]) -> Iterator[Candidate]:
    places = [
        [f"{text[:at]}{other}{text[at + 1 :]}" for other in of_one if other != text[at]]
        for at, of_one in enumerate(others)
    ]
    for row in zip_longest(*places):
        yield from (Candidate(one, likeness) for one in row if one)


def _slips(typed: str) -> Iterator[Candidate]:
    """Pinyin with two letters in the wrong order, one too many, too few or beside the right."""
    size = len(typed)
    for short, long in (*((b, a) for a, b in _SOUNDS), *((b, a) for a, b in _ENDS)):
        for wrong, right in ((short, long), (long, short)):
            at = typed.find(wrong)
            while at >= 0:
                text = typed[:at] + right + typed[at + len(wrong) :]
                yield Candidate(text, Likeness.LIKE_READING)
                at = typed.find(wrong, at + 1)
    for at in range(size - 1):
        swapped = typed[:at] + typed[at + 1] + typed[at] + typed[at + 2 :]
        yield Candidate(swapped, Likeness.SWAPPED)
    for at in range(size):
        yield Candidate(typed[:at] + typed[at + 1 :], Likeness.SLIP)
    for at in range(size):
        for letter in _BESIDE.get(typed[at], ""):
            yield Candidate(typed[:at] + letter + typed[at + 1 :], Likeness.SLIP)
    for at in range(1, size + 1):
        for letter in "ganhieuo":
            yield Candidate(typed[:at] + letter + typed[at:], Likeness.SLIP)


def _near(syllable: str) -> list[str]:
    """Syllables that are easily taken for ``syllable``."""
    starts = [syllable]
    for long, short in _SOUNDS:
        if syllable.startswith(long):
            starts.append(short + syllable[len(long) :])
        elif syllable.startswith(short):
            starts.append(long + syllable[len(short) :])
    found: dict[str, None] = {}
    for start in starts:
        found[start] = None
        for long, short in _ENDS:
            if start.endswith(long):
                found[start[: -len(long)] + short] = None
            elif start.endswith(short):
                found[start[: -len(short)] + long] = None
    found.pop(syllable, None)
    return list(found)


def _reading(character: str) -> str:
    return "".join(syllables(character))


def _read_as(syllable: str) -> str:
    return _by_reading().get(syllable, "")


@lru_cache(maxsize=1)
def _by_reading() -> dict[str, str]:
    """Frequent characters by how they are read, without tones."""
    found: dict[str, str] = {}
    for row in _COMMON:
        for cell in range(0xA1, 0xFF):
            character = bytes((row, cell)).decode("gb2312", "ignore")
            if character:
                reading = _reading(character)
                found[reading] = found.get(reading, "") + character
    return found


@lru_cache(maxsize=1)
def _looks_like() -> dict[str, str]:
    """Characters with those that look like them."""
    found: dict[str, dict[str, None]] = {}
    for group in _DATA.read_text(encoding="utf-8").split():
        for character in group:
            found.setdefault(character, {}).update(dict.fromkeys(group))
    return {
        character: "".join(other for other in others if other != character)
        for character, others in found.items()
    }
