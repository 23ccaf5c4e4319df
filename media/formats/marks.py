"""Time marks in running text: ``00:12:31``, ``[12:31]``, ``（12分31秒）``."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .clock import milliseconds

_CLOCK = (
    r"(?:(?P<h{n}>[0-9]{{1,3}})[:：])?(?P<m{n}>[0-9]{{1,3}})[:：](?P<s{n}>[0-5][0-9])"
    r"(?:[.,](?P<t{n}>[0-9]{{1,3}}))?(?![0-9:：])"
)
_SPOKEN = r"(?:(?P<hh{n}>[0-9]{{1,3}})(?:小时|时))?(?:(?P<mm{n}>[0-9]{{1,3}})分钟?)?(?:(?P<ss{n}>[0-9]{{1,2}})秒)?"
_TIME = rf"(?:{_CLOCK}|(?=[0-9]){_SPOKEN})"
_TO = r"[ \t]*(?:--?>|[-–—~～→]{1,3}|至|到)[ \t]*"
_RANGE = rf"{_TIME.format(n=1)}(?:{_TO}{_TIME.format(n=2)})?"
_BRACKETED = re.compile(rf"[\[【（(〔＜<][ \t]*(?:时间[:：])?{_RANGE}[ \t]*[\]】）)〕＞>]")
_BARE = re.compile(rf"{_RANGE}(?=[\s:：]|\Z)[ \t\u3000]*[:：]?")

_LONGEST = 100
"""Characters of the longest mark that is looked for at either end of a line."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A time in a text, from ``start`` to ``end`` of it; ``end_ms`` where it is a range."""

    start: int
    end: int
    time_ms: int
    end_ms: int | None
    whole: bool
    """Whether hours, minutes and seconds are all there, so that it can be nothing else."""


def mark_at_start(text: str) -> Mark | None:
    """The mark a line begins with, in brackets or bare with a space after it."""
    head = text[:_LONGEST]
    return _mark(_BRACKETED.match(head) or _BARE.match(head))


def mark_at_end(text: str) -> Mark | None:
    """The mark a line ends with, as in the heads that recognisers write: ``说话人1 00:12``."""
    for pattern in (_BRACKETED, _BARE):
        for match in pattern.finditer(text, max(len(text) - _LONGEST, 0)):
            if match.end() == len(text) and (mark := _mark(match)):
                return mark
    return None


def bracketed_marks(text: str) -> list[Mark]:
    """All marks in brackets, wherever they stand."""
    return [mark for match in _BRACKETED.finditer(text) if (mark := _mark(match))]


def is_mark(text: str) -> bool:
    """Whether ``text`` is a mark and nothing else."""
    mark = mark_at_start(text)
    return mark is not None and mark.end == len(text)


def _mark(match: re.Match[str] | None) -> Mark | None:
    if match is None:
        return None
    time = _time_ms(match, "1")
    if time is None:
        return None
    hours = match["h1"] or match["hh1"]
    return Mark(match.start(), match.end(), time, _time_ms(match, "2"), hours is not None)


def _time_ms(match: re.Match[str], number: str) -> int | None:
    if match[f"m{number}"] is not None:
        hours, minutes, seconds = (match[f"{unit}{number}"] for unit in "hms")
        fraction = match[f"t{number}"] or ""
    else:
        # One unit alone, 3分, is what somebody says and no mark.
        parts = [match[f"{unit}{number}"] for unit in ("hh", "mm", "ss")]
        if sum(part is not None for part in parts) < 2:
            return None
        hours, minutes, seconds = parts
        fraction = ""
    thousandths = int(fraction.ljust(3, "0") or 0)
    return milliseconds(int(hours or 0), int(minutes or 0), int(seconds or 0), thousandths)
