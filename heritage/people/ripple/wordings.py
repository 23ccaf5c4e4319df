"""The ways a value may be written, and where a text writes it.

Everything is compared in the normal form of the search (half-width,
simplified), so full-width digits and traditional characters need no patterns
of their own. A finder gives spans of the original text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from opencc import OpenCC

from cms.core.dates import HistoricalDate, PartialDate, PartialDateError
from search.text.normalise import normalise, normalise_with_offsets

DATE, WORDS = "date", "words"
SHORTEST_WORD = 2
FIRST_YEAR_OF_THE_REPUBLIC = 1912

Span = tuple[int, int]
Finder = Callable[[str], Span | None]

_TRADITIONAL = OpenCC("s2t")
_DIGITS = ["[〇零○]", *"一二三四五六七八九"]
_BETWEEN = r"\s*[年.\-/·]\s*"


def finder(*, kind: str, old: str, new: str = "") -> Finder | None:
    """What finds ``old`` in a text where ``new`` would now be right.

    ``old`` and ``new`` are stored forms: an EDTF date for ``DATE``, the words
    themselves for ``WORDS``. None where nothing written could be wrong: the new
    date only says more exactly what the old one said.
    """
    pattern = _date_pattern(old, new) if kind == DATE else _word_pattern(old)
    if pattern is None:
        return None
    within = normalise(new) if kind == WORDS else ""

    def find(text: str) -> Span | None:
        normal = normalise_with_offsets(text)
        for match in pattern.finditer(normal.text):
            if not (within and _lies_within(normal.text, match.span(), within)):
                return normal.span(*match.span())
        return None

    return find


def spellings(term: str) -> list[str]:
    """How a name may stand in a stored text: as it is, simplified, traditional."""
    forms = [term, normalise(term), _TRADITIONAL.convert(normalise(term))]
    return [form for form in dict.fromkeys(forms) if form]


def _word_pattern(old: str) -> re.Pattern | None:
    word = normalise(old).strip()
    return re.compile(re.escape(word)) if len(word) >= SHORTEST_WORD else None


def _lies_within(text: str, span: Span, whole: str) -> bool:
    """Whether what was found is but a piece of the new words (中江县 in 四川省中江县)."""
    start, end = span
    first = max(0, end - len(whole))
    at = text.find(whole, first, start + len(whole))
    return at != -1 and at <= start and end <= at + len(whole)


def _date_pattern(old: str, new: str) -> re.Pattern | None:
    before, after = _historical(old), _historical(new)
    if before is None or before.is_unknown:
        return None
    known = [end for end in (after.earliest, after.latest) if end] if after else []
    patterns = [
        pattern
        for end in dict.fromkeys(end for end in (before.earliest, before.latest) if end)
        if (pattern := _partial_pattern(end, known))
    ]
    return re.compile("|".join(patterns)) if patterns else None


def _historical(text: str) -> HistoricalDate | None:
    try:
        return HistoricalDate.parse(text) if text else None
    except PartialDateError:
        return None


def _partial_pattern(old: PartialDate, new: list[PartialDate]) -> str:
    same_year = [date for date in new if date.year == old.year]
    if not same_year:
        return f"(?:{_year(old.year)})"
    if old.month is None:
        return ""
    same_month = [date for date in same_year if date.month == old.month]
    if not same_month:
        return f"(?:{_year_and_month(old)})"
    if old.day is None or any(date.day == old.day for date in same_month):
        return ""
    return f"(?:{_whole_day(old)})"


def _year(year: int) -> str:
    written = [rf"(?<!\d){year}(?!\d)", _chinese_digits(year)]
    counted = year - FIRST_YEAR_OF_THE_REPUBLIC + 1
    if 0 < counted < 100:
        first = "元|" if counted == 1 else ""
        written.append(f"民国(?:{first}{_chinese_number(counted)}|{counted})年")
    return "|".join(written)


def _year_and_month(date: PartialDate) -> str:
    arabic = rf"(?<!\d){date.year}{_BETWEEN}0?{date.month}(?!\d)"
    chinese = f"{_chinese_digits(date.year)}年{_chinese_number(date.month)}月"
    return f"{arabic}|{chinese}"


def _whole_day(date: PartialDate) -> str:
    dated = rf"(?<!\d){date.year}{_BETWEEN}0?{date.month}\s*[月.\-/·]\s*0?{date.day}(?!\d)"
    bare = rf"(?<!\d)0?{date.month}\s*月\s*0?{date.day}\s*[日号]"
    month, day = _chinese_number(date.month), _chinese_number(date.day)
    chinese = f"(?<![一二三四五六七八九十]){month}月{day}[日号]"
    return f"{dated}|{bare}|{chinese}"


def _chinese_digits(year: int) -> str:
    digits = "".join(_DIGITS[int(digit)] for digit in str(year))
    return f"(?<![〇零○一二三四五六七八九]){digits}(?![〇零○一二三四五六七八九])"


def _chinese_number(number: int) -> str:
    tens, ones = divmod(number, 10)
    ten = "" if tens == 0 else ("十" if tens == 1 else f"{_DIGITS[tens]}十")
    return ten + (_DIGITS[ones] if ones else "")
