"""One date in one of the calendars, without about, before or between."""

from __future__ import annotations

import calendar as months
import datetime
import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from . import lunar
from .enums import Calendar
from .eras import (
    CYCLE_YEAR,
    ERAS,
    REPUBLIC,
    REPUBLIC_ON_THE_MAINLAND,
    years_of_cycle,
)
from .historical import (
    AUTUMN,
    EARLIEST_YEAR,
    LATEST_YEAR,
    SPRING,
    SUMMER,
    WINTER,
    HistoricalDate,
)
from .numerals import DIGITS, NUMBER, number
from .partial import PartialDate, PartialDateError


class NotUnderstood(Exception):
    """Says in words, in the active language, why a text is no date."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A date that was understood, the calendar it was written in, what was assumed."""

    date: HistoricalDate
    calendar: Calendar = Calendar.GREGORIAN
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Year:
    """A year, the calendar it is counted in, what was assumed."""

    number: int
    calendar: Calendar
    notes: tuple[str, ...] = ()


GREGORIAN_YEAR = rf"(?:[0-9]{{4}}|[{DIGITS}]{{4}})"
LUNAR_WORD, SOLAR_WORD = "(?:农历|阴历|旧历|夏历)", "(?:公历|阳历|新历|国历)"
ERA_YEAR = (
    rf"(?:清朝?|清代)?[·.]?(?P<era>{'|'.join(ERAS)}|(?:中华)?民国)"
    rf"(?:(?P<count>元|{NUMBER}|1[0-9]{{2}})年|(?P<cycle>{CYCLE_YEAR})年?)"
)
_ERA = re.compile(rf"{ERA_YEAR}(?P<rest>.*)")
_GREGORIAN = re.compile(
    rf"(?P<year>{GREGORIAN_YEAR})(?:年|[-./、,](?=[0-9])|(?![0-9]))(?P<rest>.*)"
)
_FIGURES = re.compile(
    r"(?P<year>[0-9]{4})[-./、,](?P<month>[0-9]{1,2})(?:[-./、,](?P<day>[0-9]{1,2}))?[日号]?"
)
_RUN = re.compile(r"(?P<year>[0-9]{4})(?P<month>[0-9]{2})(?:[-./]?(?P<day>[0-9]{2}))?")
_MONTH = re.compile(rf"(?P<leap>[闰润]?)(?P<month>[元正冬腊]|{NUMBER})月份?(?P<rest>.*)")
_DAY = re.compile(rf"(?P<early>初?)(?P<day>{NUMBER})(?P<unit>[日号]?)")
_TIME = re.compile(
    r"(?<=[日号])(?:凌晨|清晨|早晨|上午|中午|下午|傍晚|晚上?|深?夜|午夜)?(?:[0-9]{1,2}[时点:].*)?$"
)
_SEASON = re.compile(r"[初早仲季深晚暮孟隆]?(?P<season>[春夏秋冬])(?:[天季初末]|初期|末期)?")
_SEASONS = {"春": SPRING, "夏": SUMMER, "秋": AUTUMN, "冬": WINTER}
_ENGLISH_SEASON = re.compile(
    r"(?P<season>spring|summer|autumn|fall|winter)(?:of)?(?P<year>[0-9]{4})"
)
_ENGLISH_SEASONS = {
    "spring": SPRING, "summer": SUMMER, "autumn": AUTUMN, "fall": AUTUMN, "winter": WINTER,
}  # fmt: skip
_DECADE = re.compile(
    rf"(?:(?P<years>[0-9]{{3}}0)(?:年代|s)|(?P<century>{NUMBER})世纪(?P<tens>{NUMBER})年代)"
    r"(?P<part>初期?|早期|中期?|末期?|后期|晚期)?"
)
_NO_CENTURY = re.compile(rf"(?:[上本]个?世纪)?{NUMBER}年.*|[0-9]{{2}}[-./][0-9]{{1,2}}.*")
_NO_YEAR = re.compile(rf"{LUNAR_WORD}?[闰润]?(?:正|冬|腊|{NUMBER})月.*")

# In months of the year; generous, for nobody says where a beginning ends.
_PARTS_OF_YEAR = {
    "初": (1, 3), "头": (1, 3), "中": (5, 8), "底": (10, 12), "末": (10, 12), "终": (10, 12),
    "尾": (10, 12), "上半年": (1, 6), "前半年": (1, 6), "下半年": (7, 12), "后半年": (7, 12),
}  # fmt: skip
_PARTS_OF_MONTH = {
    "上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "中": (11, 20), "下旬": (21, 31),
    "底": (21, 31), "末": (21, 31), "上半月": (1, 15), "下半月": (16, 31),
}  # fmt: skip
_PARTS_OF_DECADE = {
    "初": (0, 3),
    "早": (0, 3),
    "中": (3, 7),
    "末": (6, 9),
    "后": (6, 9),
    "晚": (6, 9),
}
_NAMED_MONTHS = {"正": 1, "冬": 11, "腊": 12}


def read_single(text: str) -> Reading:
    """Read one tidied date. Raises :class:`NotUnderstood`."""
    text = _TIME.sub("", text)
    if found := _FIGURES.fullmatch(text):
        return Reading(_gregorian(int(found["year"]), int(found["month"]), _int(found["day"])))
    if found := _RUN.fullmatch(text):
        return _read_run(found)
    if found := _ENGLISH_SEASON.fullmatch(text):
        year = _in_range(int(found["year"]))
        return Reading(HistoricalDate.in_season(year, _ENGLISH_SEASONS[found["season"]]))
    if found := _DECADE.fullmatch(text):
        return _read_decade(found)
    is_lunar: bool | None = None
    if found := re.match(f"({LUNAR_WORD})|{SOLAR_WORD}", text):
        is_lunar, text = bool(found[1]), text[found.end() :]
    if found := _ERA.fullmatch(text):
        return _within(_era_year(found), found["rest"], is_lunar)
    if found := _GREGORIAN.fullmatch(text):
        year = _Year(_in_range(number(found["year"])), Calendar.GREGORIAN)
        return _within(year, found["rest"], is_lunar)
    if _NO_CENTURY.fullmatch(text):
        raise NotUnderstood(_("The century is missing."))
    if _NO_YEAR.fullmatch(text):
        raise NotUnderstood(_("The year is missing."))
    if re.fullmatch(f"{CYCLE_YEAR}年?.*", text):
        raise NotUnderstood(_("A year of the cycle of sixty fits more than one year."))
    raise NotUnderstood(_("This way of writing a date is not known."))


def _read_run(found: re.Match) -> Reading:
    """``19520412``; ``195204`` where it cannot be a day of a year of two figures."""
    if found["day"] is None:
        run = found[0]
        if 1 <= int(run[2:4]) <= 12 and 1 <= int(run[4:]) <= 31:
            raise NotUnderstood(_("Six figures can be a month or a day: write the year with 年."))
        if not 1 <= int(run[4:]) <= 12:
            raise NotUnderstood(_("This way of writing a date is not known."))
    return Reading(_gregorian(int(found["year"]), int(found["month"]), _int(found["day"])))


def _read_decade(found: re.Match) -> Reading:
    if found["years"]:
        first = int(found["years"])
    else:
        century, tens = number(found["century"]), number(found["tens"])
        if not century or tens is None or tens % 10:
            raise NotUnderstood(_("This way of writing a date is not known."))
        first = (century - 1) * 100 + tens
    _in_range(first)
    start, end = _PARTS_OF_DECADE[found["part"][0]] if found["part"] else (0, 9)
    ends = PartialDate(first + start), PartialDate(_in_range(first + end))
    return Reading(HistoricalDate.between(*ends))


def _era_year(found: re.Match) -> _Year:
    era = found["era"]
    republican = era not in ERAS
    calendar = Calendar.REPUBLICAN if republican else Calendar.IMPERIAL
    first, last = REPUBLIC if republican else ERAS[era]
    if found["cycle"]:
        span = REPUBLIC_ON_THE_MAINLAND if republican else (first, last)
        years = years_of_cycle(found["cycle"], span)
        if len(years) != 1:
            raise NotUnderstood(_("%(era)s has no such year.") % {"era": era})
        year = years[0]
    else:
        count = 1 if found["count"] == "元" else number(found["count"])
        if not count or first + count - 1 > last:
            raise NotUnderstood(_("%(era)s has no such year.") % {"era": era})
        year = first + count - 1
    if republican:
        return _Year(year, calendar)
    begins, ends = lunar.year_days(year)
    note = _("The year ran from %(first)s to %(last)s; %(year)d is taken.")
    values = {"first": begins.isoformat(), "last": ends.isoformat(), "year": year}
    return _Year(year, calendar, (note % values,))


def _within(year: _Year, rest: str, is_lunar: bool | None) -> Reading:
    """What ``rest`` says of the year: nothing, a part of it, a month, a day."""
    if found := re.match(f"({LUNAR_WORD})|{SOLAR_WORD}", rest):
        is_lunar, rest = bool(found[1]), rest[found.end() :]
    # 1952年的秋天, 1952年年底, 1952年间
    rest = re.sub("^的|^年(?=[初头中底末终尾])|^期?间$", "", rest)
    if not rest:
        date = HistoricalDate.from_partial(PartialDate(year.number))
        return Reading(date, _written(year, is_lunar), year.notes)
    if found := _SEASON.fullmatch(rest):
        date = HistoricalDate.in_season(year.number, _SEASONS[found["season"]])
        return Reading(date, year.calendar, year.notes)
    if rest in _PARTS_OF_YEAR and year.calendar != Calendar.IMPERIAL and not is_lunar:
        first, last = (PartialDate(year.number, month) for month in _PARTS_OF_YEAR[rest])
        return Reading(HistoricalDate.between(first, last), year.calendar)
    found = _MONTH.fullmatch(rest)
    if not found:
        raise NotUnderstood(_("This way of writing a date is not known."))
    named = _NAMED_MONTHS.get(found["month"])
    month = named or (1 if found["month"] == "元" else number(found["month"]) or 0)
    leap = bool(found["leap"])
    rest = found["rest"]
    span = _PARTS_OF_MONTH.get(rest)
    day = _DAY.fullmatch(rest)
    if rest and not span and not day:
        raise NotUnderstood(_("This way of writing a date is not known."))
    if is_lunar is None:
        is_lunar = (
            leap
            or named is not None
            or year.calendar == Calendar.IMPERIAL
            or bool(day and (day["early"] or ("廿" in day["day"] and not day["unit"])))
        )
    wanted = (number(day["day"]) or 0,) * 2 if day else span
    calendar = _written(year, is_lunar)
    if is_lunar:
        return Reading(_lunar(year.number, month, leap, wanted), calendar)
    if leap or (day and day["early"]):
        raise NotUnderstood(_("This is no way to write a date of the Gregorian calendar."))
    if wanted is None or day:
        return Reading(_gregorian(year.number, month, wanted and wanted[0]), calendar)
    _gregorian(year.number, month, None)
    last = min(wanted[1], months.monthrange(year.number, month)[1])
    ends = (PartialDate(year.number, month, end) for end in (wanted[0], last))
    return Reading(HistoricalDate.between(*ends), calendar)


def _written(year: _Year, is_lunar: bool | None) -> Calendar:
    """An era's months are lunar by nature; of other years it is worth saying."""
    if is_lunar and year.calendar != Calendar.IMPERIAL:
        return Calendar.LUNAR
    return year.calendar


def _lunar(year: int, month: int, leap: bool, days: tuple[int, int] | None) -> HistoricalDate:
    try:
        first, last = lunar.month_days(year, month, leap=leap)
        if days and days[0] == days[1]:
            first = last = lunar.day(year, month, days[0], leap=leap)
        elif days:
            last = min(last, first + datetime.timedelta(days=days[1] - 1))
            first += datetime.timedelta(days=days[0] - 1)
        ends = [PartialDate(end.year, end.month, end.day) for end in (first, last)]
        if first == last:
            return HistoricalDate.from_partial(ends[0])
        return HistoricalDate.between(*ends)
    except PartialDateError as error:
        raise NotUnderstood(_("The lunar calendar has no such day or month that year.")) from error


def _gregorian(year: int, month: int | None, day: int | None) -> HistoricalDate:
    _in_range(year)
    try:
        return HistoricalDate.from_partial(PartialDate(year, month, day))
    except PartialDateError as error:
        raise NotUnderstood(_("There is no such day or month.")) from error


def _in_range(year: int) -> int:
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        values = {"first": EARLIEST_YEAR, "last": LATEST_YEAR}
        raise NotUnderstood(_("Only years from %(first)d to %(last)d are taken.") % values)
    return year


def _int(figures: str | None) -> int | None:
    return int(figures) if figures else None
