"""Names as families abroad spell them: Wade-Giles read as pinyin.

``Chang Kuo-hua`` is Zhang Guohua. Printed sources and passports leave the apostrophe
out, so that ``Chang`` may also be Chang (Ch'ang): a name has then several readings.
The table of syllables is that of the library pypinyin.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice, product

from pypinyin import Style
from pypinyin.constants import PINYIN_DICT
from pypinyin.style import convert

from search.text.normalise import normalise

MOST_READINGS = 16
"""Readings of one name; more come of nothing but mistakes."""

_BETWEEN = re.compile(r"[\s-]+")
_APOSTROPHES = re.compile(r"['’‘`ʻʼ]")
_SYLLABLES = range(2, 5)


def wade_giles(text: str) -> tuple[str, ...]:
    """How a name spelt in Wade-Giles is written in pinyin, joined: ``("zhangguohua", …)``.

    Its syllables must be kept apart by spaces or hyphens. What is the same in pinyin,
    and what is no such name, gives nothing.
    """
    plain = _APOSTROPHES.sub("'", normalise(text)).strip()
    syllables = _BETWEEN.split(plain)
    if len(syllables) not in _SYLLABLES:
        return ()
    table = _table()
    choices = [table.get(syllable, ()) for syllable in syllables]
    if not all(choices):
        return ()
    found = dict.fromkeys("".join(reading) for reading in product(*choices))
    found.pop("".join(syllables), None)
    return tuple(islice(found, MOST_READINGS))


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    """Pinyin by what may be written for it; the strict form first, then without apostrophe or dots."""
    known = {syllable for read in PINYIN_DICT.values() for syllable in read.split(",")}
    strict: dict[str, dict[str, None]] = {}
    loose: dict[str, dict[str, None]] = {}
    for syllable in sorted(known):
        pinyin = convert(syllable, Style.NORMAL, strict=True, default="")
        written = convert(syllable, Style.WADEGILES, strict=True, default="").replace("v", "ü")
        if pinyin and written:
            pinyin = pinyin.replace("ü", "v")
            strict.setdefault(written, {})[pinyin] = None
            bare = written.replace("'", "").replace("ü", "u")
            if bare != written:
                loose.setdefault(bare, {})[pinyin] = None
    return {
        written: tuple({**strict.get(written, {}), **loose.get(written, {})})
        for written in {*strict, *loose}
    }
