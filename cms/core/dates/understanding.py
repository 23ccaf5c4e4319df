"""Dates as sources write them: what surrounds a date, and two dates in one.

Single dates are read in :mod:`.single`; here are about, before and after, ranges,
brackets, and the words for what is not known.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from .enums import Calendar, Precision
from .eras import CYCLE_YEAR, cycle_name
from .historical import HistoricalDate
from .numerals import NUMBER, number
from .partial import PartialDate, PartialDateError
from .single import (
    ERA_YEAR,
    GREGORIAN_YEAR,
    LUNAR_WORD,
    SOLAR_WORD,
    NotUnderstood,
    Reading,
    read_single,
)
from .tidying import strip, tidy

LONGEST = 80
"""Longest text, in characters, that is taken for a date."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What a source writes and what is made of it.

    ``date`` is None for what is not understood; ``note`` says in words why, or
    what was assumed or left aside to understand it. ``calendar`` is the one the
    understood date was written in.
    """

    as_written: str
    date: HistoricalDate | None
    calendar: Calendar = Calendar.GREGORIAN
    note: str = ""


def understand(text: str) -> Understanding:
    """Understand a date as written; never raises, whatever the text.

    Takes figures (``1952.4.12``), Chinese numerals, years of the Republic and of the
    late Qing, lunar days, seasons, parts of a year or month, decades, 约 and 前后,
    以前 and 以后, ranges, 不详, and the canonical strings of :class:`HistoricalDate`.
    """
    try:
        if len(text) > LONGEST:
            raise NotUnderstood(_("This is too long for a date."))
        reading = _read(tidy(text))
    except NotUnderstood as reason:
        return Understanding(text, None, note=str(reason))
    return Understanding(text, reading.date, reading.calendar, " ".join(reading.notes))


_UNKNOWN = re.compile(
    r"(?:[生卒]|生卒|出生|逝世|牺牲)?(?:日期|时间|年月?|月日)?"
    r"(?:均?不详|未详|不明|不清|不知|未知|待查|待考|待核|待补|失考|无考|无|缺|佚|unknown|none|n/?a|x{4})"
    r"|[?/~\-]+"
)
_ABOUT_BEFORE = re.compile(r"(?:大约|约在?|大概在?|大致在?|about|around|circa|ca?\.)(?P<date>.+)")
_ABOUT_AFTER = re.compile(r"(?P<date>.+?)(?:前后|左右|上下|\?|~)")
_OPEN_START = re.compile(
    r"(?P<date>.+?)(?:(?:以|之)?前|orbefore|orearlier)|(?:不晚于|before|by)(?P<other>.+)"
)
_OPEN_END = re.compile(
    r"(?P<date>.+?)(?:(?:以|之)?后|以来|起|orafter|orlater)|(?:不早于|after|since)(?P<other>.+)"
)
_RANGES = tuple(
    re.compile(rf"(?:介于|在|between|from)?(?P<start>.+?)(?:{join})(?P<end>.+?)(?:之?间|期间)?")
    for join in (
        "至|到|或者?|~|and|to",
        r"(?<=[0-9]{4})/(?=[0-9]{4})|(?<=[年月日号])-|-(?=[0-9]{4})",
    )
)
_TWO_MONTHS = re.compile(
    rf"(?P<year>[^年]+年)(?P<start>{NUMBER})(?P<join>[、,/-]|)(?P<end>{NUMBER})月(?:之?间|份)?"
)
_YEAR_PART, _MONTH_PART = re.compile("^.*?年"), re.compile("^.*月")
_HALF_SPAN = re.compile(rf"-(?P<end>{GREGORIAN_YEAR}年?)|(?P<start>{GREGORIAN_YEAR}年?)-")
_BRACKETS = re.compile(r"[(\[【〔]([^()\[\]【】〔〕]*)[)\]】〕]")
_CYCLE = re.compile(f"({CYCLE_YEAR})年?")
_OTHER_ACCOUNT = re.compile("(?:一说|又说|另说|一作|又作|或作|或说|亦说)(?:为|是)?(.+)")
_LUNAR_MONTH = re.compile(
    rf"{LUNAR_WORD}[闰润]?(?:正|冬|腊|{NUMBER})月|[闰润]?(?:[正冬腊]|[一二三四五六七八九十]{{1,2}})月"
)
_ERA_ALONE = re.compile(ERA_YEAR)


def _read(text: str) -> Reading:
    if not text:
        raise NotUnderstood(_("Nothing is written."))
    if _UNKNOWN.fullmatch(text):
        return Reading(HistoricalDate.unknown())
    try:
        return Reading(HistoricalDate.parse(text))
    except PartialDateError:
        text = strip(text)
    if found := _BRACKETS.search(text):
        return _read_brackets(text[: found.start()], found[1], text[found.end() :])
    if _UNKNOWN.fullmatch(text):
        return Reading(HistoricalDate.unknown())
    for pattern, read in _FRAMES:
        if found := pattern.fullmatch(text):
            return read(found)
    return _read_span(text)


def _read_about(found: re.Match) -> Reading:
    inner = _read(found["date"])
    date = inner.date.to_partial()
    if date:
        return replace(inner, date=HistoricalDate.about(date))
    if inner.date.precision == Precision.SEASON:
        note = _("About a season: only the year is kept.")
        date = HistoricalDate.about(inner.date.earliest)
        return replace(inner, date=date, notes=(*inner.notes, note))
    return inner


def _read_before(found: re.Match) -> Reading:
    inner = _read(found["date"] or found["other"])
    return replace(inner, date=_between(None, inner.date))


def _read_after(found: re.Match) -> Reading:
    inner = _read(found["date"] or found["other"])
    return replace(inner, date=_between(inner.date, None))


def _read_half_span(found: re.Match) -> Reading:
    inner = read_single(found["start"] or found["end"])
    note = _("Written as a span of which one side is missing.")
    return replace(inner, notes=(*inner.notes, note))


_FRAMES = (
    (_ABOUT_BEFORE, _read_about),
    (_ABOUT_AFTER, _read_about),
    (_OPEN_START, _read_before),
    (_OPEN_END, _read_after),
    (_HALF_SPAN, _read_half_span),
)


def _read_span(text: str) -> Reading:
    """A single date, or a range of two."""
    try:
        return read_single(text)
    except NotUnderstood:
        ends = _ends(text)
        if ends is None:
            raise
    start, end = (_read(part) for part in ends)
    notes = tuple(dict.fromkeys(start.notes + end.notes))
    return Reading(_between(start.date, end.date), start.calendar, notes)


def _ends(text: str) -> tuple[str, str] | None:
    """Both ends of a range, each with its year."""
    if found := _TWO_MONTHS.fullmatch(text):
        months = number(found["start"]), number(found["end"])
        if None not in months and (found["join"] or months[1] == months[0] + 1):
            return found["year"] + found["start"] + "月", found["year"] + found["end"] + "月"
    matches = (pattern.fullmatch(text) for pattern in _RANGES)
    found = next(filter(None, matches), None)
    if found is None:
        return None
    start, end = found["start"], found["end"]
    if re.match(rf"{NUMBER}[日号]|[上中下]旬|月?[初中底末]$", end) and (
        month := _MONTH_PART.match(start)
    ):
        end = month[0] + end.removeprefix("月")
    elif re.match(rf"[闰]?(?:{NUMBER}|正|冬|腊)月|[春夏秋冬]|[上下]半年", end) and (
        year := _YEAR_PART.match(start)
    ):
        end = year[0] + end
    return start, end


def _between(start: HistoricalDate | None, end: HistoricalDate | None) -> HistoricalDate:
    """From the beginning of one date to the end of another."""
    if (start and start.is_unknown) or (end and end.is_unknown):
        raise NotUnderstood(_("A range needs dates at its ends."))
    if start and end and start == end and start.precision != Precision.BETWEEN:
        return start
    first, last = start and _edge(start, first=True), end and _edge(end, first=False)
    if first is None and last is None:
        raise NotUnderstood(_("A range needs dates at its ends."))
    if first == last:
        return HistoricalDate.from_partial(first)
    try:
        return HistoricalDate.between(first, last)
    except PartialDateError as error:
        raise NotUnderstood(_("The range ends before it begins.")) from error


def _edge(date: HistoricalDate, *, first: bool) -> PartialDate | None:
    if date.precision != Precision.SEASON:
        return date.earliest if first else date.latest
    day = date.first_day if first else date.last_day
    return PartialDate(day.year, day.month)


def _read_brackets(before: str, inside: str, after: str) -> Reading:
    """A date with something in brackets: a Gregorian year, a doubt, another account."""
    inside = strip(inside)
    outside = before + after
    if not outside:
        return _read(inside)
    if not inside:
        return _read(outside)
    if inside == "?" or inside in ("存疑", "待考", "待查", "约"):
        return _read(f"约{outside}")
    if found := _CYCLE.fullmatch(inside):
        return _with_cycle(_read(outside), found[1])
    if re.fullmatch(f"{LUNAR_WORD}|{SOLAR_WORD}", inside):
        return _read(inside + outside)
    if found := _OTHER_ACCOUNT.fullmatch(inside):
        reading = _read(outside)
        note = _("Another account has %(date)s.") % {"date": found[1]}
        return replace(reading, notes=(*reading.notes, note))
    if after and _ERA_ALONE.fullmatch(before) and re.fullmatch(f"{GREGORIAN_YEAR}年?", inside):
        return _read_after_year(inside.removesuffix("年"), after)
    if _LUNAR_MONTH.match(inside):
        return _with_lunar(outside, re.sub(f"^{LUNAR_WORD}", "", inside))
    return _agreed(outside, inside)


def _read_after_year(year: str, rest: str) -> Reading:
    """What follows 同治十二年(1873): figures are Gregorian, numerals lunar (GB/T 15835-2011)."""
    if not rest[0].isascii():
        return _read(f"{year}年农历{rest}")
    reading = _read(f"{year}年{rest}")
    note = _("Month and day in figures are taken for Gregorian.")
    return replace(reading, notes=(*reading.notes, note))


def _with_cycle(reading: Reading, name: str) -> Reading:
    """Note a year of the cycle of sixty that does not belong to the date."""
    year = reading.date.year
    if year is None or name in (cycle_name(year), cycle_name(year - 1)):
        return reading
    note = _("%(year)d is not the year %(name)s.") % {"year": year, "name": name}
    return replace(reading, notes=(*reading.notes, note))


def _with_lunar(outside: str, lunar_month: str) -> Reading:
    """A lunar month or day in brackets, which tells more only beside a bare year."""
    reading = _read(outside)
    if reading.date.precision == Precision.YEAR:
        return _read(f"{outside}农历{lunar_month}")
    note = _("The lunar date in brackets is left aside.")
    return replace(reading, notes=(*reading.notes, note))


def _agreed(outside: str, inside: str) -> Reading:
    """One date written in two calendars: the Gregorian wins."""
    try:
        other = _read(inside)
    except NotUnderstood as error:
        message = _("What stands in brackets is not understood: %(text)s") % {"text": inside}
        raise NotUnderstood(message) from error
    try:
        main = _read(outside)
    except NotUnderstood:
        note = _("Only what stands in brackets is understood.")
        return replace(other, notes=(*other.notes, note))
    readings = sorted((main, other), key=lambda reading: reading.calendar != Calendar.GREGORIAN)
    chosen, second = readings  # The sort keeps the order of equals: the one outside first.
    if not chosen.date.compatible_with(second.date):
        values = {"date": chosen.date.display()}
        note = _("What stands in brackets does not agree; %(date)s is taken.") % values
        return replace(chosen, notes=(*chosen.notes, note))
    if chosen.date.precision == Precision.YEAR != second.date.precision:
        return second
    return chosen
