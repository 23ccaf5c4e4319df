"""Which searches are noted: none that looks like somebody's number, address or letter.

Readers type telephone numbers, identity numbers and mail addresses into any
box. Identity numbers follow GB 11643-1999 (18 characters, the last one a check
by ISO 7064:1983 MOD 11-2) or the older 15 digits.
"""

from __future__ import annotations

import re

from search.models.log import PHRASE_LENGTH
from search.text.normalise import normalise
from search.text.tokens import compact

LONGEST_NUMBER = 6
"""Most digits in a row that are no number of a person, a letter or a case."""

_FIGURES = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_SPACED = re.compile(r"\d(?:[\s\-‐-―−－._·()（）+]*[\dx])+")
_DATE = re.compile(r"(?<!\d)(?:1[89]|20)\d\d(?:[-./年]\d{1,2}(?:[-./月]\d{1,2}日?)?)?(?!\d)")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_MAIL = re.compile(r"[^\s@]@[^\s@]")
_MOBILE = re.compile(r"(?:86)?1[3-9]\d{9}")
_LANDLINE = re.compile(r"0\d{9,11}|[48]00\d{7}")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10x98765432"
_OLD_IDENTITY, _IDENTITY = 15, 18


def notable(text: str) -> str:
    """``text`` as it is noted: normalised, spaces made single; "" when it is not to be kept."""
    plain = " ".join(normalise(_CONTROL.sub(" ", text[: 4 * PHRASE_LENGTH])).split())
    if not compact(plain) or len(plain) > PHRASE_LENGTH or is_personal(plain):
        return ""
    return plain


def is_personal(text: str) -> bool:
    """Whether normalised ``text`` has a number or address in it that may be somebody's."""
    if _MAIL.search(text):
        return True
    figures = text.translate(_FIGURES)
    if re.search(rf"\d{{{LONGEST_NUMBER + 1}}}", figures):
        return True
    return any(_is_number(match[0]) for match in _SPACED.finditer(figures)) or any(
        len(_joined(match[0])) >= _OLD_IDENTITY
        for match in _SPACED.finditer(_DATE.sub("|", figures))
    )


def _is_number(written: str) -> bool:
    """Whether digits, with signs between them, are a telephone or an identity number."""
    joined = _joined(written)
    return bool(
        _MOBILE.fullmatch(joined)
        or _LANDLINE.fullmatch(joined)
        or (len(joined) == _IDENTITY and _is_identity(joined))
    )


def _is_identity(number: str) -> bool:
    """Whether 18 characters are an identity number with its right check (GB 11643)."""
    if not number[:-1].isdigit():
        return False
    total = sum(int(figure) * weight for figure, weight in zip(number[:-1], _WEIGHTS, strict=True))
    return _CHECKS[total % 11] == number[-1]


def _joined(written: str) -> str:
    return "".join(character for character in written if character.isdigit() or character == "x")
