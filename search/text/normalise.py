"""One written form for everything that is indexed or asked.

Full- and half-width, upper and lower case, traditional and simplified become
one: NFKC (Unicode Standard Annex 15), case folding (Unicode Standard 3.13),
OpenCC's traditional-to-simplified characters, and the standard character for what
is a mere variant of it (where the data are from is said in ``data/README.md``). The
circle that is often set for a zero (二○二四) becomes 〇. Every step works on one
character, with its combining marks, at a time, so a piece of a text always
normalises to a piece of the normalised text: what a reader copies out of a
page is found again, and a match can be marked in the original. Punctuation
stays one character, for nothing is searched by it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from pathlib import Path

from opencc import OpenCC

REPLACEMENT = "\ufffd"
"""Stands for what is no character: half of a surrogate pair."""

_SIMPLIFIED = OpenCC("t2s")
_DATA = Path(__file__).parent / "data" / "variants.txt"
VARIANTS = dict(_DATA.read_text(encoding="utf-8").split()) | dict.fromkeys("○◯", "〇")
_CACHED_CHARACTERS = 70_000
_CACHED_CLUSTERS = 10_000
_IGNORABLE = frozenset("\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u2060\ufeff")
"""Invisible characters that copying from web pages leaves inside words."""

_HALF_WIDTH_MARKS = "\uff9e\uff9f"
_MARKS = "\uff9e\uff9f"
_YPOGEGRAMMENI = "\u0345"
"""The one mark that case folding turns into a letter."""

_MARKS = (
    frozenset(
        chr(point)
        for point in chain(range(0x300, 0xFE30), range(0x10000, 0x1E950))
        if unicodedata.combining(chr(point))
    ).union(_HALF_WIDTH_MARKS)
    - _IGNORABLE
)
_UNEVEN = _MARKS | _IGNORABLE
_CLUSTER = re.compile(f".[{re.escape(''.join(sorted(_UNEVEN)))}]*", re.DOTALL)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SEE_NEIGHBOURS = "\ufdd0"
"""What the table gives for marks and ignorable characters; no character itself."""


@lru_cache(maxsize=_CACHED_CLUSTERS)
def _fold(cluster: str) -> str:
    """Normalise one character with its combining marks."""
    whole = "".join(character for character in cluster if character not in _IGNORABLE)
    whole = _SURROGATE.sub(REPLACEMENT, whole)
    folded = unicodedata.normalize("NFKC", whole).casefold()
    folded = "".join(map(_simplify, unicodedata.normalize("NFKC", folded)))
    # An ellipsis need not become three dots; one to one is far quicker to mark.
    return folded if any(map(str.isalnum, folded)) else folded[:1]


def _simplify(character: str) -> str:
    # OpenCC's own phrase rules would make the result depend on the neighbours.
    if character >= "\u2e80":
        character = _SIMPLIFIED.convert(character)
    return VARIANTS.get(character, character)


class _Characters(dict[int, str]):
    """A table for ``str.translate`` that works a character out when first met."""

    def __missing__(self, point: int) -> str:
        character = chr(point)
        folded = _SEE_NEIGHBOURS if character in _UNEVEN else _fold(character)
        if len(self) < _CACHED_CHARACTERS:
            self[point] = folded
        return folded


_TABLE = _Characters()


@dataclass(frozen=True, slots=True)
class Normalised:
    """Normalised ``text`` and the way back to ``original``.

    ``starts`` and ``ends`` hold, for each character of ``text``, where the
    characters of ``original`` it came from begin and end; both are ``None``
    when the two texts correspond one to one.
    """

    original: str
    text: str
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the range of ``original`` behind ``text[start:end]`` (not empty)."""
        if self.starts is None or self.ends is None:
            return start, end
        return self.starts[start], self.ends[end - 1]


def normalise(text: str) -> str:
    """Normalise ``text``; never raises, whatever the characters."""
    folded = text.translate(_TABLE)
    if _SEE_NEIGHBOURS in folded:
        return "".join(map(_fold, _CLUSTER.findall(text)))
    return folded


def normalise_with_offsets(text: str) -> Normalised:
    """Normalise ``text`` and keep where each character came from."""
    folded = text.translate(_TABLE)
    # Nothing shrinks but ignorable characters, so equal lengths mean one to one.
    if len(folded) == len(text) and _SEE_NEIGHBOURS not in folded:
        return Normalised(text, folded)
    pieces: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _CLUSTER.finditer(text):
        folded = _fold(match[0])
        pieces.append(folded)
        starts.extend([match.start()] * len(folded))
        ends.extend([match.end()] * len(folded))
    return Normalised(text, "".join(pieces), tuple(starts), tuple(ends))


def printable(text: str) -> str:
    """Replace lone surrogates, which no file or index can hold, in ``text``."""
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
