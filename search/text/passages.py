"""The best sentences of an original text, with what matched marked.

Everything is looked for in the normalised text and cut from the original, so
a query in simplified characters marks the traditional ones of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, starmap

from search.text.blanks import ANY, ILLEGIBLE, UNKNOWN
from search.text.normalise import Normalised, normalise_with_offsets

PASSAGES = 2
PASSAGE_LENGTH = 160
"""Longest passage, in characters of the original."""

_OCCURRENCES = 2_000
_ANCHORS = 50
_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;]*[”’」』）)\"]*\s*|\n", re.DOTALL)
_LATIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
_SIGNS = frozenset(UNKNOWN)
_CLAUSE_END = re.compile(r"[，,、：:；;。！？!?\s]")

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of original text; ``match`` says whether to mark it."""

    text: str
    match: bool


class Finder:
    """Finds the places of a query's needles in texts.

    ``needles`` are normalised strings. Words of Latin letters and numbers are
    found whole only: ``art`` is not in ``party``. ``patterns`` are names with one
    character left open, as :mod:`search.text.blanks` writes them.
    """

    def __init__(self, needles: Iterable[str], patterns: Iterable[str] = ()) -> None:
        self.needles = tuple(sorted({n for n in needles if n}, key=lambda n: (-len(n), n)))
        self._open = tuple(pattern for pattern in patterns if ANY in pattern)
        self._unread = tuple(pattern for pattern in patterns if ANY not in pattern)

    def spans(self, text: Normalised) -> list[tuple[int, int, str]]:
        """Places in the original, in order and apart, each with its needle."""
        found: list[tuple[int, int, str]] = []
        last = 0
        for begin, _turn, stop in sorted(self._places(text.text)):
            if begin < last:
                continue
            start, end = text.span(begin, stop)
            if found and start < found[-1][1]:
                # Two matches inside one original character, such as ㍿.
                continue
            last = stop
            found.append((start, end, text.text[begin:stop]))
            if len(found) == _OCCURRENCES:
                break
        return found

    def _places(self, text: str) -> Iterator[tuple[int, int, int]]:
        """Begin and end of all matches in normalised ``text``, over one another.

        Between them the turn of one among those that begin together, the longest first.
        """
        # To compile a pattern of all needles takes longer than to look for each.
        for turn, needle in enumerate(self.needles):
            at, left = text.find(needle), _OCCURRENCES
            while at >= 0 and left:
                if _is_whole(needle, text, at):
                    yield at, turn, at + len(needle)
                at, left = text.find(needle, at + 1), left - 1
        for begin, end in islice(self.open_places(text), _OCCURRENCES):
            yield begin, len(self.needles), end

    def open_places(self, text: str) -> Iterator[Span]:
        """Where the names with an open character match in normalised ``text``."""
        patterns = self._open
        if self._unread and not _SIGNS.isdisjoint(text):
            patterns += self._unread
        if patterns:
            for match in _any_pattern(patterns).finditer(text):
                yield match.span()

    def mark(self, text: str) -> tuple[Piece, ...]:
        """Cut the whole of ``text`` into marked and unmarked pieces."""
        spans = self.spans(normalise_with_offsets(text))
        return cut(text, [(start, end) for start, end, _needle in spans], (0, len(text)))

    def score(self, text: str) -> float:
        """How much of the query ``text`` has: longer needles count for more."""
        return _weight(needle for _s, _e, needle in self.spans(normalise_with_offsets(text)))

    def passages(self, text: str, limit: int = PASSAGES) -> tuple[tuple[Piece, ...], ...]:
        """The best ``limit`` sentences of ``text`` in their order, none without a match."""
        spans = self.spans(normalise_with_offsets(text)) if text else ()
        if not spans:
            return ()
        ranked = list(_with_matches(text, spans))
        chosen: list[tuple[Span, list[tuple[int, int, str]]]] = []
        seen: set[str] = set()
        while ranked and len(chosen) < limit:
            best = max(ranked, key=lambda entry: (_gain(entry[1], seen), -entry[0][0]))
            if chosen and _gain(best[1], seen) <= 0:
                break
            ranked.remove(best)
            chosen.append(best)
            seen.update(needle for _s, _e, needle in best[1])
        chosen.sort()
        return tuple(
            cut(text, [(s, e) for s, e, _n in inside], _window(text, sentence, inside))
            for sentence, inside in chosen
        )


def _with_matches(
    text: str, spans: Sequence[tuple[int, int, str]]
) -> Iterator[tuple[Span, list[tuple[int, int, str]]]]:
    """The sentences of ``text`` in which ``spans`` begin, each with its own."""
    at = 0
    for match in _SENTENCE.finditer(text):
        if at == len(spans):
            return
        if match.end() <= spans[at][0] or (sentence := _stripped(match)) is None:
            continue
        inside = []
        while at < len(spans) and spans[at][0] < sentence[1]:
            inside.append(spans[at])
            at += 1
        if inside:
            yield sentence, inside


def opening(text: str) -> tuple[Piece, ...]:
    """The first sentence of ``text``, unmarked; empty when there is none."""
    for sentence in sentences(text):
        window = _window(text, sentence, [])
        return (Piece(text[slice(*window)], match=False),)
    return ()


def sentences(text: str) -> Iterator[Span]:
    """Where the sentences of ``text`` stand, without the white space around them."""
    return filter(None, map(_stripped, _SENTENCE.finditer(text)))


def _stripped(match: re.Match[str]) -> Span | None:
    sentence = match[0].strip()
    if not sentence:
        return None
    start = match.start() + match[0].index(sentence[0])
    return start, start + len(sentence)


def cut(text: str, spans: Sequence[Span], window: Span) -> tuple[Piece, ...]:
    """Cut ``text`` within ``window`` at ``spans``, which are in order and apart."""
    pieces: list[Piece] = []
    at, stop = window
    for start, end in spans:
        start, end = max(start, at), min(end, stop)
        if start >= end:
            continue
        if at < start:
            pieces.append(Piece(text[at:start], match=False))
        pieces.append(Piece(text[start:end], match=True))
        at = end
    if at < stop:
        pieces.append(Piece(text[at:stop], match=False))
    return tuple(pieces)


def _is_whole(needle: str, text: str, at: int) -> bool:
    """Whether a needle found in ``text`` is no part of a longer word of Latin letters."""
    end = at + len(needle)
    return not (
        (needle[0].isascii() and at and text[at - 1] in _LATIN)
        or (needle[-1].isascii() and end < len(text) and text[end] in _LATIN)
    )


@lru_cache(maxsize=100)
def _any_pattern(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(_open_pattern, patterns)))


def _open_pattern(pattern: str) -> str:
    """A name in which one character may be any, or could not be read."""
    signs = re.escape(UNKNOWN)
    one = {ANY: rf"[\w{signs}]", ILLEGIBLE: f"[{signs}]"}
    return "".join(one.get(character) or re.escape(character) for character in pattern)


def _weight(needles: Iterable[str]) -> float:
    counted: dict[str, int] = {}
    for needle in needles:
        counted[needle] = counted.get(needle, 0) + 1
    return sum(starmap(weight, counted.items()))


def weight(needle: str, occurrences: int) -> float:
    """What ``needle`` says of the text it stands in so many times."""
    # A second occurrence says little beside another needle.
    return len(needle) * (1 + 0.1 * min(occurrences - 1, 3))


def _gain(inside: Iterable[tuple[int, int, str]], seen: set[str]) -> float:
    return _weight(needle for _start, _end, needle in inside if needle not in seen)


def _window(text: str, sentence: Span, inside: Sequence[tuple[int, int, str]]) -> Span:
    """The part of a sentence to show: all of it, or where most matches stand."""
    start, end = sentence
    if end - start <= PASSAGE_LENGTH:
        return sentence
    best = start
    if inside:
        room = PASSAGE_LENGTH * 3 // 4
        anchors = [begin for begin, _end, _needle in inside[:_ANCHORS]]
        best = max(
            anchors,
            key=lambda anchor: (
                _weight(n for b, e, n in inside if anchor <= b and e <= anchor + room),
                -anchor,
            ),
        )
        best = max(start, min(best - PASSAGE_LENGTH // 4, end - PASSAGE_LENGTH))
        lead = _CLAUSE_END.search(text, best, best + PASSAGE_LENGTH // 4)
        if best > start and lead:
            best = lead.end()
    last = min(best + PASSAGE_LENGTH, end)
    # Not through the middle of a match.
    for begin, stop, _needle in inside:
        if begin < last < stop:
            last = begin
    return best, last
