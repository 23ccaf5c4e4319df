"""Cutting normalised text into tokens.

Three streams, each joined by spaces for an engine's whitespace analyzer:

* *bigrams*, overlapping pairs of Chinese characters: every piece of Chinese
  text of two or more characters is a phrase over them;
* *characters*, for single characters and pieces that mix scripts;
* *words* of the dictionary (rjieba), which rank better than bigrams.

Latin words and numbers are whole tokens in all three. All functions take
text that went through :func:`search.text.normalise.normalise`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from operator import add

import rjieba

from search.text.numerals import CHINESE_YEAR, arabic_year, years
from search.text.stopwords import INTERROGATIVES, STOPWORDS

BREAK = "|"
"""Stands between Chinese runs so that no phrase reaches over punctuation."""

TOKEN_LENGTH = 64
"""Longest token kept, in characters; longer ones are cut."""

CHINESE = (
    "\u3005\u3007\u3041-\u3096\u309d-\u309e\u30a1-\u30fa\u30fc-\u30fe"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
)
"""Ideographs with their iteration mark and zero, and kana, which is cut alike.

Ranges as they stand within a character class of a regular expression.
"""

_RUN = re.compile(rf"([{CHINESE}]+)|[^\W_{CHINESE}]+")
_RUN_AND_KIND = re.compile(rf"([{CHINESE}]+)|([^\W_{CHINESE}]+)")
ALL_CHINESE = re.compile(rf"[{CHINESE}]+")
"""Matches a text of one Chinese run."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one script: Chinese characters, or one word or number."""

    text: str
    start: int
    chinese: bool


@dataclass(frozen=True, slots=True)
class Unit:
    """A dictionary word, Latin word, number or year of a query.

    ``text`` is as typed, normalised; ``token`` is what the index holds for it
    in the word stream (for 一九五〇 it is ``1950``).
    """

    text: str
    token: str
    start: int
    chinese: bool

    @property
    def stop(self) -> bool:
        """Whether the word says nothing about what is looked for."""
        return self.token in STOPWORDS

    @property
    def asks(self) -> bool:
        """Whether the word makes the query a question."""
        return self.token in INTERROGATIVES


def runs(text: str) -> Iterator[Run]:
    """Cut normalised ``text`` into runs, leaving out all that is no letter or number."""
    for match in _RUN.finditer(text):
        chinese = match.lastindex is not None
        yield Run(match[0] if chinese else match[0][:TOKEN_LENGTH], match.start(), chinese)


def compact(text: str) -> str:
    """``text`` with all that is no letter or number left out."""
    return text if ALL_CHINESE.fullmatch(text) else "".join(m[0] for m in _RUN.finditer(text))


def bigrams(text: str) -> list[str]:
    """Overlapping pairs; a run of one character is that character."""
    return _stream(text, _pairs)


def characters(text: str) -> list[str]:
    """Single Chinese characters."""
    return _stream(text, list)


def _pairs(run: str) -> list[str]:
    return list(map(add, run, run[1:])) if len(run) > 1 else [run]


def _stream(text: str, cut: Callable[[str], list[str]]) -> list[str]:
    tokens: list[str] = []
    after_chinese = False
    for match in _RUN.finditer(text):
        run = match[0]
        if match.lastindex is None:
            tokens.append(run[:TOKEN_LENGTH])
            after_chinese = False
            continue
        if after_chinese:
            tokens.append(BREAK)
        tokens += cut(run)
        after_chinese = True
    return tokens


@dataclass(frozen=True, slots=True)
class Streams:
    """:func:`bigrams` and :func:`characters` of a text as strings, and its runs apart."""

    bigrams: str
    characters: str
    chinese: tuple[str, ...]
    others: tuple[str, ...]


def streams(text: str) -> Streams:
    """Cut normalised ``text`` once for all that an index holds of it."""
    found = _RUN_AND_KIND.findall(text)
    chinese = [run for run, other in found if run]
    if len(chinese) == len(found):
        pairs = f" {BREAK} ".join(map(_paired, chinese))
        return Streams(pairs, " ".join(BREAK.join(chinese)), tuple(chinese), ())
    pairs_of, singles, others = [], [], []
    after_chinese = False
    for run, other in found:
        if other:
            word = other[:TOKEN_LENGTH]
            others.append(word)
            pairs_of.append(word)
            singles.append(word)
        else:
            if after_chinese:
                pairs_of.append(BREAK)
                singles.append(BREAK)
            pairs_of.append(_paired(run))
            singles.append(" ".join(run))
        after_chinese = not other
    return Streams(" ".join(pairs_of), " ".join(singles), tuple(chinese), tuple(others))


def _paired(run: str) -> str:
    return " ".join(map(add, run, run[1:])) if len(run) > 1 else run


def words_of_runs(chinese: Sequence[str], others: Sequence[str]) -> list[str]:
    """:func:`words` of many texts at once, in another order."""
    # A line break is no word and no word reaches over it; one call is quicker than many.
    joined = "\n".join(chinese)
    found = [word for word in rjieba.cut_for_search(joined) if word != "\n"]
    found += others
    found += years(joined)
    return found


def words(text: str) -> list[str]:
    """Dictionary words, the short ones inside long ones too, and years in figures."""
    tokens: list[str] = []
    for match in _RUN.finditer(text):
        if match.lastindex is None:
            tokens.append(match[0][:TOKEN_LENGTH])
        else:
            tokens += rjieba.cut_for_search(match[0])
    return tokens + years(text)


def units(text: str) -> list[Unit]:
    """Cut a query into the words it is made of, without overlap."""
    found: list[Unit] = []
    for run in runs(text):
        if not run.chinese:
            found.append(Unit(run.text, run.text, run.start, chinese=False))
            continue
        at = 0
        for year in CHINESE_YEAR.finditer(run.text):
            found += _chinese_units(run.text[at : year.start()], run.start + at)
            token = arabic_year(year[0])
            found.append(Unit(year[0], token, run.start + year.start(), chinese=False))
            at = year.end()
        found += _chinese_units(run.text[at:], run.start + at)
    return found


def _chinese_units(text: str, start: int) -> Iterator[Unit]:
    for word, begin, _end in rjieba.tokenize(text) if text else ():
        yield Unit(word, word, start + begin, chinese=True)


def content_bigrams(text: str) -> list[str]:
    """Bigrams of a query without those that lie wholly in stop words.

    When nothing else is left, all of them.
    """
    dull = bytearray(len(text))
    for unit in units(text):
        if unit.stop:
            dull[unit.start : unit.start + len(unit.text)] = b"\x01" * len(unit.text)
    kept: list[str] = []
    for run in runs(text):
        if not run.chinese or len(run.text) == 1:
            if not dull[run.start]:
                kept.append(run.text)
            continue
        for (first, second), at in zip(
            pairwise(run.text), range(run.start, len(text)), strict=False
        ):
            if not (dull[at] and dull[at + 1]):
                kept.append(first + second)
    return kept or [token for token in bigrams(text) if token != BREAK]
