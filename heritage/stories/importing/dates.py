"""Dates as articles write them, to canonical strings of known precision."""

import datetime
import re

DIGITS = {char: str(value) for value, char in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "Ｏ": "0",
}
NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
DATE = re.compile(
    rf"(?P<year>(?:19|20)\d{{2}}|[一二][〇零○Ｏ一二三四五六七八九]{{3}})\s*[年./-]\s*"
    rf"(?P<month>{NUMBER})(?:\s*[月./-]\s*(?P<day>{NUMBER})\s*日?|\s*月)"
)
DATE_WITH_TIME = re.compile(
    rf"[\[(（]?{DATE.pattern}[\])）]?"
    r"(?:\s*(?:[上下]午)?\s*T?\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?"
)


def read_date(text: str) -> str:
    """The first date in `text` as "2024-05" or "2024-05-03"; "" if there is none in the calendar.

    Arabic and Chinese numerals are read; a time of day is ignored.
    """
    match = DATE.search(text)
    if match is None:
        return ""
    year = int("".join(DIGITS.get(char, char) for char in match["year"]))
    month, day = (
        _number(match["month"]),
        _number(match["day"]) if match["day"] else None,
    )
    try:
        value = datetime.date(year, month, day or 1)
    except ValueError:
        return ""
    return value.isoformat() if day else value.isoformat()[:7]


def _number(text: str) -> int:
    """1 to 99 in Arabic or Chinese numerals (十, 二十三)."""
    if text.isdigit() and text.isascii():
        return int(text)
    if "十" not in text:
        return int("".join(DIGITS[char] for char in text))
    tens, _, ones = text.partition("十")
    return (int(DIGITS[tens]) if tens else 1) * 10 + (int(DIGITS[ones]) if ones else 0)
