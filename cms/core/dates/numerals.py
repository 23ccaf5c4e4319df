"""Small numbers as dates write them, in figures and in Chinese numerals."""

from __future__ import annotations

import re

NUMBER = r"(?:[0-9]{1,2}|[〇零一二三四五六七八九十廿卅]{1,3})"
"""Matches a number below a hundred."""

DIGITS = "〇零一二三四五六七八九"
_VALUES = {"〇": 0, "零": 0} | {numeral: value for value, numeral in enumerate(DIGITS[2:], 1)}
_TENS = re.compile(rf"(?P<tens>[一二三四五六七八九]?十|廿|卅)(?P<ones>[{DIGITS[2:]}]?)")
_SHORT_TENS = {"十": 1, "廿": 2, "卅": 3}


def number(text: str) -> int | None:
    """The number that is written: 12, 十二, 廿五, 三一 (digit by digit); None for none."""
    if text.isascii() and text.isdigit():
        return int(text)
    if found := _TENS.fullmatch(text):
        tens = found["tens"]
        ones = _VALUES[found["ones"]] if found["ones"] else 0
        return (_SHORT_TENS.get(tens) or _VALUES[tens[0]]) * 10 + ones
    if text and len(text) <= 4 and all(numeral in _VALUES for numeral in text):
        return int("".join(str(_VALUES[numeral]) for numeral in text))
    return None
