"""Pinyin of titles and names, so that ``sgl`` and ``shangganling`` find 上甘岭.

Syllables carry no tone; ü is written v, as it is typed. A Latin word or a
number inside a title counts as one syllable. A name is read in every way its
characters can be, because a surname often has a reading of its own (单 shan,
解 xie) which no dictionary of words knows.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product

from pypinyin import Style, lazy_pinyin, pinyin

from search.text.normalise import normalise
from search.text.tokens import compact, runs

NAME_LENGTH = 4
"""Texts up to this many characters are read as names, in every reading."""

LONGEST_PIECE = 8
"""Longest part of a title, in syllables, that its pinyin finds."""

_READINGS = 16
_SURNAMES = {
    "仇": "qiu", "区": "ou", "查": "zha", "盖": "ge", "朴": "piao", "覃": "qin", "折": "she",
    "缪": "miao", "种": "chong", "冼": "xian", "员": "yun", "祭": "zhai", "秘": "bi", "洗": "xian",
    "繁": "po", "尉": "yu", "万": "mo", "单": "shan", "解": "xie", "任": "ren", "曾": "zeng",
    "华": "hua", "纪": "ji", "宓": "mi", "过": "guo", "逄": "pang", "隗": "wei", "翟": "zhai",
}  # fmt: skip
_TYPED = re.compile(r"[a-zü0-9]+")
_SPACING = re.compile(r"[\s'’·-]+")

Syllables = tuple[str, ...]


def spoken(text: str) -> list[tuple[int, str]]:
    """Read normalised ``text`` as a dictionary would: where each syllable stands, and it."""
    read: list[tuple[int, str]] = []
    for run in runs(text):
        if run.chinese:
            read += enumerate(lazy_pinyin(run.text, style=Style.NORMAL, errors=list), run.start)
        else:
            read.append((run.start, run.text))
    return read


def syllables(text: str) -> Syllables:
    """The syllables of :func:`spoken` alone."""
    return tuple(syllable for _at, syllable in spoken(text))


@lru_cache(maxsize=20_000)
def readings(text: str) -> tuple[Syllables, ...]:
    """All ways to read ``text``: one for a title, up to sixteen for a short name."""
    first = syllables(text)
    plain = compact(text)
    if not first or len(plain) > NAME_LENGTH or len(first) != len(plain):
        return (first,) if first else ()
    choices = [
        dict.fromkeys([spoken, *alternatives])
        for spoken, alternatives in zip(
            first,
            pinyin(plain, style=Style.NORMAL, heteronym=True, errors=list),
            strict=False,
        )
    ]
    if len(choices) != len(first):
        return (first,)
    surname = _SURNAMES.get(plain[0])
    if surname:
        choices[0] = dict.fromkeys([surname, *choices[0]])
    return tuple(dict.fromkeys(islice(product(*choices), _READINGS)))


def search_tokens(text: str) -> list[str]:
    """Tokens by which pinyin finds ``text`` or a part of it.

    Every part of two to :data:`LONGEST_PIECE` syllables, and the whole: joined
    syllables and initials.
    """
    tokens: dict[str, None] = {}
    for reading in readings(normalise(text)):
        count = len(reading)
        pieces = [(0, count)] + [
            (start, end)
            for start in range(count)
            for end in range(start + 2, min(start + LONGEST_PIECE, count) + 1)
        ]
        for start, end in pieces:
            tokens["".join(reading[start:end])] = None
            if end - start > 1:
                tokens[initials(reading[start:end])] = None
    return list(tokens)


def initials(reading: Syllables) -> str:
    """First letters: ``("shang", "gan", "ling")`` gives ``sgl``."""
    return "".join(syllable[0] for syllable in reading)


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
