"""Pinyin of titles and names, so that ``sgl`` and ``shangganling`` find 上甘岭.

Syllables carry no tone; ü is written v, as it is typed. A Latin word or a
number inside a title counts as one syllable. A name is read in every way its
characters can be, because a surname often has a reading of its own (单 shan,
解 xie) which no dictionary of words knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate, islice, product

from pypinyin import Style, lazy_pinyin, pinyin
from pypinyin.constants import PHRASES_DICT

from search.text.names import plain_pinyin
from search.text.normalise import normalise
from search.text.surnames import COMPOUND_SURNAMES, SURNAME_READINGS
from search.text.tokens import ALL_CHINESE, compact, runs

NAME_LENGTH = 4
"""Texts up to this many characters are read as names, in every reading."""

LONGEST_PIECE = 8
"""Longest part of a title, in syllables, that its pinyin finds."""

_READINGS = 16
_CACHED_PIECES = 50_000
_SURNAMES = {
    "仇": "qiu", "区": "ou", "查": "zha", "盖": "ge", "朴": "piao", "覃": "qin", "折": "she",
    "缪": "miao", "种": "chong", "冼": "xian", "员": "yun", "祭": "zhai", "秘": "bi", "洗": "xian",
    "繁": "po", "尉": "yu", "万": "mo", "单": "shan", "解": "xie", "任": "ren", "曾": "zeng",
    "华": "hua", "纪": "ji", "宓": "mi", "过": "guo", "逄": "pang", "隗": "wei", "翟": "zhai",
}  # fmt: skip
_SURNAME_SYLLABLES = {
    surname: tuple(plain_pinyin(reading).split()) for surname, reading in SURNAME_READINGS.items()
}
_TYPED = re.compile(r"[a-zü0-9]+")
_SPACING = re.compile(r"[\s'’·-]+")

Syllables = tuple[str, ...]


@lru_cache(maxsize=20_000)
def spoken(text: str) -> tuple[tuple[int, str], ...]:
    """Read normalised ``text`` as a dictionary would: where each syllable stands, and it."""
    if ALL_CHINESE.fullmatch(text):
        return tuple(enumerate([one for piece in _pieces(text) for one in _read(piece)]))
    read: list[tuple[int, str]] = []
    for run in runs(text):
        if run.chinese:
            syllables = (one for piece in _pieces(run.text) for one in _read(piece))
            read += enumerate(syllables, run.start)
        else:
            read.append((run.start, run.text))
    return tuple(read)


def syllables(text: str) -> Syllables:
    """The syllables of :func:`spoken` alone."""
    return tuple([syllable for _at, syllable in spoken(text)])


@lru_cache(maxsize=20_000)
def readings(text: str) -> tuple[Syllables, ...]:
    """All ways to read ``text``: one for a title, up to sixteen for a short name."""
    plain = compact(text)
    if len(plain) > NAME_LENGTH or not ALL_CHINESE.fullmatch(plain):
        first = syllables(text)
        return (first,) if first else ()
    choices = [one for piece in _pieces(plain) for one in _read_in_all_ways(piece)]
    surname = _SURNAMES.get(plain[0])
    if surname is None and max(map(len, choices)) == 1 and len(choices) == len(plain):
        first = tuple([choice[0] for choice in choices])
        as_name = _read_as_name(plain)
        return (first,) if as_name == first else (first, as_name)
    if surname:
        choices[0] = tuple(dict.fromkeys([surname, *choices[0]]))
    found = islice(product(*choices), _READINGS)
    return tuple(dict.fromkeys([next(found), _read_as_name(plain), *found]))


def _read_as_name(plain: str) -> Syllables:
    """A name read with its surname by itself: 王朝阳 is wang zhao yang, not wang chao."""
    surname = plain[:2] if plain[:2] in COMPOUND_SURNAMES else plain[:1]
    read = _SURNAME_SYLLABLES.get(surname) or _read_pieces(surname)
    return (*read, *_read_pieces(plain[len(surname) :]))


def _read_pieces(chinese: str) -> list[str]:
    return [one for piece in _pieces(chinese) for one in _read(piece)]


def _pieces(chinese: str) -> Iterator[str]:
    """Cut a run at the longest phrases of pypinyin's dictionary, as pypinyin does."""
    longest = _longest_phrases()
    at, length = 0, len(chinese)
    while at < length:
        size = 1
        for tried in range(longest.get(chinese[at : at + 2], 1), 1, -1):
            if at + tried <= length and chinese[at : at + tried] in PHRASES_DICT:
                size = tried
                break
        yield chinese[at : at + size]
        at += size


@lru_cache(maxsize=1)
def _longest_phrases() -> dict[str, int]:
    """How long the longest phrase is that begins with two characters."""
    longest: dict[str, int] = {}
    for phrase in PHRASES_DICT:
        start = phrase[:2]
        longest[start] = max(longest.get(start, 1), len(phrase))
    return longest


@lru_cache(maxsize=_CACHED_PIECES)
def _read(piece: str) -> Syllables:
    return tuple(lazy_pinyin(piece, style=Style.NORMAL, errors=list))


@lru_cache(maxsize=_CACHED_PIECES)
def _read_in_all_ways(piece: str) -> tuple[Syllables, ...]:
    """For each character of a piece how it can be read, the usual way first."""
    further = pinyin(piece, style=Style.NORMAL, heteronym=True, errors=list)
    usual = _read(piece)
    if len(further) != len(usual):
        return tuple((one,) for one in usual)
    return tuple(
        tuple(dict.fromkeys([one, *others])) for one, others in zip(usual, further, strict=True)
    )


def search_tokens(text: str) -> list[str]:
    """Tokens by which pinyin finds normalised ``text`` or a part of it.

    Every part of two to :data:`LONGEST_PIECE` syllables, and the whole: joined
    syllables and initials.
    """
    tokens: dict[str, None] = {}
    for reading in readings(text):
        count = len(reading)
        letters, first = "".join(reading), initials(reading)
        ends = (0, *accumulate(map(len, reading)))
        tokens[letters] = None
        if count > 1:
            tokens[first] = None
        for start in range(count - 1):
            begin = ends[start]
            for end in range(start + 2, min(start + LONGEST_PIECE, count) + 1):
                tokens[letters[begin : ends[end]]] = None
                tokens[first[start:end]] = None
    return list(tokens)


def initials(reading: Syllables) -> str:
    """First letters: ``("shang", "gan", "ling")`` gives ``sgl``."""
    return "".join([syllable[0] for syllable in reading])


def typed_pinyin(text: str) -> str:
    """What ``text`` is as pinyin, or "" when it cannot be.

    Spaces, apostrophes and hyphens between syllables do not count, ü is v.
    """
    joined = _SPACING.sub("", normalise(text))
    if len(joined) < 2 or not _TYPED.fullmatch(joined) or joined.isdigit():
        return ""
    return joined.replace("ü", "v")


def matching_piece(text: str, typed: str) -> tuple[int, int] | None:
    """Where in normalised ``text`` the characters read as ``typed`` stand.

    Only within one run of Chinese characters. ``typed`` is a result of
    :func:`typed_pinyin`.
    """
    for run in runs(text):
        if not run.chinese:
            continue
        for reading in readings(run.text):
            if len(reading) != len(run.text):
                continue
            for start in range(len(reading)):
                for end in range(start + 1, len(reading) + 1):
                    piece = reading[start:end]
                    if typed in ("".join(piece), initials(piece)):
                        return run.start + start, run.start + end
    return None
