"""Personal names: where the surname ends, and how the name is read."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from pypinyin import Style, lazy_pinyin

from search.text.normalise import normalise
from search.text.surnames import COMPOUND_SURNAMES, SURNAME_READINGS

LONGEST_NAME = 4
"""More characters without a compound surname are no name of the Chinese form."""

_HAN_NAME = re.compile(r"[〇\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
_BETWEEN_SYLLABLES = re.compile(r"[\s'’·•-]+")
_NO_WORD = re.compile(r"[\W_]+")
_DIAERESIS = "\u0308"


def split_name(name: str) -> tuple[str, str]:
    """Surname and given name: ``("欧阳", "海")``, ``("黄", "继光")``.

    The name of another people (with · or in other letters, or longer than Chinese
    names are) stays whole: its first part is empty. Traditional forms are known too.
    """
    whole = "".join(name.split())
    if not _HAN_NAME.fullmatch(whole):
        return "", name.strip()
    # Lists set names of two characters as wide as those of three: 吕　布.
    name = whole
    if normalise(name[:2]) in COMPOUND_SURNAMES:
        return name[:2], name[2:]
    if len(name) > LONGEST_NAME:
        return "", name
    return name[:1], name[1:]


def name_pinyin(name: str) -> str:
    """Reading of a name with tone marks, one syllable a word: ``shàn yù chūn``.

    The surname is read as a surname (单 shàn, 尉迟 yù chí); what the given name's
    polyphones are only the family knows, so the reading is a proposal.
    """
    surname, given = split_name(name)
    syllables = []
    if surname:
        known = SURNAME_READINGS.get(normalise(surname))
        syllables += known.split() if known else _read(surname)
    return " ".join([*syllables, *_read(given)])


def reading(text: str) -> str:
    """Reading of a title with tone marks; what has no reading and is no word is left out.

    A proposal: polyphones in names of places and units (长津湖) are an editor's to check.
    """
    return " ".join(
        part
        for syllable in lazy_pinyin(text, style=Style.TONE)
        for part in _NO_WORD.split(syllable)
        if part
    )


def plain_pinyin(pinyin: str) -> str:
    """Pinyin without tones, for sorting and matching: ``Lǚ Zhèngcāo`` gives ``lv zhengcao``.

    Lower case; ü is v, as it is typed and as :mod:`search.text.pinyin` writes it;
    one space between words or syllables, however they were kept apart.
    """
    marks = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", pinyin).casefold())
    # NFD puts the two dots before the tone: ǚ is u, diaeresis, caron.
    marks = marks.replace(f"u{_DIAERESIS}", "v")
    plain = "".join(character for character in marks if not unicodedata.combining(character))
    return " ".join(part for part in _BETWEEN_SYLLABLES.split(plain) if part)


@lru_cache(maxsize=50_000)
def _read(text: str) -> tuple[str, ...]:
    syllables = lazy_pinyin(text, style=Style.TONE)
    return tuple(syllable for syllable in syllables if syllable.strip())
