"""Chinese stroke order, as lists of names are set (按姓氏笔画).

GF 3003-1999 orders the 20,902 characters of GB 13000.1: by number of strokes,
then by the kinds of stroke as they are written (横竖撇点折), then by finer rules.
Where the data are from is said in ``data/README.md``.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from search.text.names import split_name

LONGEST_KEY = 255
"""Keys are no longer than this, so that they fit a database column."""

_DATA = Path(__file__).parent / "data" / "strokes.txt"
_BEYOND = 0x10000
"""Characters outside the standard stand behind those of as many strokes in it."""

_NO_DATA = 99
_CACHED_CHARACTERS = 10_000
_WIDTH = 8
_SURNAME_ENDS = "00"
"""Below every number of strokes: 司 stands before 司马."""

_LONGEST_NAME = (LONGEST_KEY - 4) // _WIDTH
_SEPARATORS = frozenset("·•・‧.．")


def stroke_count(character: str) -> int | None:
    """How many strokes a character is written with; None for what is no known one."""
    if len(character) != 1:
        return None
    strokes, _position = _place(character)
    return None if strokes == _NO_DATA else strokes


def stroke_key(name: str, surname_length: int | None = None) -> str:
    """A string that sorts names by strokes in any collation: figures and a to f only.

    By the surname first (``surname_length`` characters; found when not given), then
    names with fewer characters (单名在前), then character by character. The dot in the
    names of other peoples does not count. Characters without data come last, by code
    point. Names that agree in their first thirty characters get the same key.
    """
    characters = "".join([c for c in name if c not in _SEPARATORS and not c.isspace()])
    if surname_length is None:
        surname_length = len(split_name(name)[0]) or 1
    surname, given = characters[:surname_length], characters[surname_length:]
    length = min(len(given), 99)
    given = given[: max(_LONGEST_NAME - len(surname), 0)]
    return f"{_key(surname[:_LONGEST_NAME])}{_SURNAME_ENDS}{length:02d}{_key(given)}"


def _key(characters: str) -> str:
    return "".join(map(_key_of, characters))


@lru_cache(maxsize=_CACHED_CHARACTERS)
def _key_of(character: str) -> str:
    strokes, position = _place(character)
    return f"{strokes:02d}{position:06x}"


def _place(character: str) -> tuple[int, int]:
    """Its strokes, and where it stands among the characters of as many strokes."""
    standard, further = _data()
    if character in standard:
        return standard[character]
    for strokes, run in further:
        if character in run:
            return strokes, _BEYOND + ord(character)
    return _NO_DATA, _BEYOND + ord(character)


@lru_cache(maxsize=1)
def _data() -> tuple[dict[str, tuple[int, int]], tuple[tuple[int, str], ...]]:
    """The standard's characters with their places; the further ones by strokes."""
    standard, further = (
        [(int(strokes), run) for strokes, run in (line.split("\t") for line in part.splitlines())]
        for part in _DATA.read_text(encoding="utf-8").split("\n\n")
    )
    # The further ones, three times as many and seldom met, stay text: a search there is quick.
    places = {c: (strokes, at) for strokes, run in standard for at, c in enumerate(run)}
    return places, tuple(further)
