"""Numbers in figures and in Chinese numerals, and years.

Numbers of units and years stand in three ways: 第15军, 第十五军; 180师, 一百八十师,
一八〇师. What a reader types in one is to find the others.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")} | {"〇": "0"}
_TO_ARABIC = str.maketrans(_DIGITS)
_TO_NUMERALS = str.maketrans("0123456789", "〇一二三四五六七八九")
_NUMERAL = f"[{''.join(_DIGITS)}]"
_UNITS = {"十": 10, "百": 100, "千": 1000}
_NAMES = ((1000, "千"), (100, "百"), (10, "十"))

CHINESE_YEAR = re.compile(f"(?<!{_NUMERAL}){_NUMERAL}{{4}}(?!{_NUMERAL})")
"""Four numerals read digit by digit, as in 一九五〇."""

FIRST_YEAR, LAST_YEAR = 1000, 2999
"""What is a year among numbers of four figures."""

_FIGURES = re.compile(r"(?<![0-9a-z.])[0-9]{1,4}(?![0-9a-z.])")
_NUMERALS = re.compile(f"[{''.join(_DIGITS)}{''.join(_UNITS)}]{{2,}}|(?<=第)[一二三四五六七八九十]")
_YEAR = f"(?:[0-9]{{4}}|{_NUMERAL}{{4}})"
_YEARS = re.compile(
    rf"(?P<first>{_YEAR})年?(?:(?P<decade>代)|\s*[-–—―~〜至到]+\s*(?P<last>{_YEAR})年?)?"
)


def arabic_year(numerals: str) -> str:
    """Write a year in figures: 一九五〇 gives ``1950``."""
    return numerals.translate(_TO_ARABIC)


def years(text: str) -> list[str]:
    """All years in Chinese numerals in ``text``, in figures."""
    return [arabic_year(match) for match in CHINESE_YEAR.findall(text)]


def typed_years(text: str) -> tuple[int, int] | None:
    """First and last year of ``1950``, ``一九五〇年``, ``1950-1953``, ``1950年代``; else None."""
    match = _YEARS.fullmatch(text.strip())
    if match is None:
        return None
    first = int(arabic_year(match["first"]))
    if match["decade"]:
        first -= first % 10
        return first, first + 9
    last = int(arabic_year(match["last"])) if match["last"] else first
    return min(first, last), max(first, last)


@lru_cache(maxsize=LAST_YEAR)
def year_tokens(year: int) -> tuple[str, str, str]:
    """Tokens of an index for a year: itself, its decade and its century."""
    return f"{year:04d}", f"{year // 10:03d}x", f"{year // 100:02d}xx"


def range_tokens(first: int, last: int) -> list[str]:
    """The fewest of :func:`year_tokens` that cover the years from ``first`` to ``last``."""
    first, last = max(first, FIRST_YEAR), min(last, LAST_YEAR)
    tokens: list[str] = []
    year = first
    while year <= last:
        exact, decade, century = year_tokens(year)
        if year % 100 == 0 and year + 99 <= last:
            tokens.append(century)
            year += 100
        elif year % 10 == 0 and year + 9 <= last:
            tokens.append(decade)
            year += 10
        else:
            tokens.append(exact)
            year += 1
    return tokens


def number_forms(text: str) -> tuple[str, ...]:
    """``text`` with its numbers written otherwise, without ``text`` itself."""
    if not (_FIGURES.search(text) or _NUMERALS.search(text)):
        return ()
    forms = dict.fromkeys(_forms(text))
    forms.pop(text, None)
    return tuple(forms)


def _forms(text: str) -> Iterator[str]:
    figures = _NUMERALS.sub(lambda match: _in_figures(match[0]), text)
    yield figures
    yield _FIGURES.sub(lambda match: _in_numerals(match[0]), figures)
    yield _FIGURES.sub(lambda match: match[0].translate(_TO_NUMERALS), figures)


def _in_figures(numerals: str) -> str:
    """十五, 一五 and 一百八十 in figures; unchanged where it is no number of the usual form."""
    if _UNITS.keys().isdisjoint(numerals):
        return arabic_year(numerals)
    total, digit, largest = 0, None, 10_000
    for character in numerals:
        if character in _UNITS:
            unit = _UNITS[character]
            if unit >= largest or (digit is None and total):
                return numerals
            total += (1 if digit is None else digit) * unit
            digit, largest = None, unit
        elif digit:
            return numerals
        else:
            digit = int(_DIGITS[character])
    return str(total + (digit or 0))


def _in_numerals(figures: str) -> str:
    """Figures as they are read: 15 as 十五, 1950 as a year."""
    number = int(figures)
    if len(figures) == 4 or figures.startswith("0"):
        return figures.translate(_TO_NUMERALS)
    parts: list[str] = []
    skipped = False
    for unit, name in _NAMES:
        digit, number = divmod(number, unit)
        if digit:
            one_ten = unit == 10 and digit == 1 and not parts
            parts.append(("" if one_ten else str(digit).translate(_TO_NUMERALS)) + name)
            skipped = False
        else:
            skipped = bool(parts)
    if number or not parts:
        between = "零" if skipped and parts else ""
        parts.append(between + str(number).translate(_TO_NUMERALS))
    return "".join(parts)
