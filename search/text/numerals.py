"""Years written in Chinese numerals."""

from __future__ import annotations

import re

_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_TO_ARABIC = str.maketrans(_DIGITS)
_NUMERAL = f"[{''.join(_DIGITS)}]"

CHINESE_YEAR = re.compile(f"(?<!{_NUMERAL}){_NUMERAL}{{4}}(?!{_NUMERAL})")
"""Four numerals read digit by digit, as in 一九五〇."""


def arabic_year(numerals: str) -> str:
    """Write a year in figures: 一九五〇 gives ``1950``."""
    return numerals.translate(_TO_ARABIC)


def years(text: str) -> list[str]:
    """All years in Chinese numerals in ``text``, in figures."""
    return [arabic_year(match) for match in CHINESE_YEAR.findall(text)]
