"""Dates as sources write them, each understood exactly as far as it goes."""

from __future__ import annotations

import csv

import pytest
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from cms.core.dates import Calendar, HistoricalDate, lunar, understand
from cms.core.dates.numerals import number
from tests.shared_data import SHARED, needs_shared

GREGORIAN = {
    # figures
    "1952": "1952",
    "1952年": "1952",
    "1952.4": "1952-04",
    "1952.04.12": "1952-04-12",
    "1952/4/12": "1952-04-12",
    "1952、4、12": "1952-04-12",
    "1952-4": "1952-04",
    "19520412": "1952-04-12",
    "195204": "1952-04",
    "195204.12": "1952-04-12",
    "1952年4月12日": "1952-04-12",
    "1952年4月12号": "1952-04-12",
    "１９５２年　４月": "1952-04",
    "1952 年 4 月 12 日": "1952-04-12",
    "公元1952年4月": "1952-04",
    "1952年4月12日4时21分": "1952-04-12",
    "1952年4月12日夜": "1952-04-12",
    # numerals
    "一九五二年四月": "1952-04",
    "一九五二年四月十二日": "1952-04-12",
    "一九五○年十月": "1950-10",
    "二〇〇〇年二月二十九日": "2000-02-29",
    # seasons and parts
    "1943年秋": "1943-23",
    "1943年春季": "1943-21",
    "1943年夏天": "1943-22",
    "1943年冬": "1943-24",
    "1952年初": "[1952-01..1952-03]",
    "1952年底": "[1952-10..1952-12]",
    "1952年年底": "[1952-10..1952-12]",
    "1952年的秋天": "1952-23",
    "1931年间": "1931",
    "1952年元月": "1952-01",
    "1952年上半年": "[1952-01..1952-06]",
    "1952年下半年": "[1952-07..1952-12]",
    "1952年4月上旬": "[1952-04-01..1952-04-10]",
    "1952年4月中旬": "[1952-04-11..1952-04-20]",
    "1952年2月下旬": "[1952-02-21..1952-02-29]",
    "1952年4月初": "[1952-04-01..1952-04-10]",
    # about
    "约1931年": "1931~",
    "大约1931年10月": "1931-10~",
    "1931年前后": "1931~",
    "1931年左右": "1931~",
    "1931？": "1931~",
    "1931(?)": "1931~",
    "1931年（约）": "1931~",
    "约公元1815年（乙亥年）": "1815~",
    # ranges
    "1930或1931年": "[1930..1931]",
    "1930—1932": "[1930..1932]",
    "1930-1932年": "[1930..1932]",
    "1930年至1931年": "[1930..1931]",
    "1930~1932": "[1930..1932]",
    "1930/1931": "[1930..1931]",
    "1931年3月至5月": "[1931-03..1931-05]",
    "1931年3、4月间": "[1931-03..1931-04]",
    "1931年三四月间": "[1931-03..1931-04]",
    "1952年10月12日至15日": "[1952-10-12..1952-10-15]",
    "1943年秋至1944年春": "[1943-08..1944-05]",
    "1920年代": "[1920..1929]",
    "20世纪20年代": "[1920..1929]",
    "二十世纪二十年代初": "[1920..1923]",
    # open
    "1932年以前": "[..1932]",
    "1932年之前": "[..1932]",
    "1949年10月以后": "[1949-10..]",
    "1949年之后": "[1949..]",
    "1952年底前": "[..1952-12]",
    # unknown
    "不详": "XXXX",
    "未知": "XXXX",
    "待查": "XXXX",
    "无": "XXXX",
    "?": "XXXX",
    "—": "XXXX",
    "生年不详": "XXXX",
    # words around
    "生于1931年": "1931",
    "卒于1952年10月": "1952-10",
    "1931年出生": "1931",
    "一九三一年出生": "1931",
    "1931年生。": "1931",
    "1952年10月20日牺牲": "1952-10-20",
    "1952年病逝": "1952",
    "1950年5月入团": "1950-05",
    # brackets
    "1831年（辛卯年）3月": "1831-03",
    "1911年10月10日（宣统三年八月十九日）": "1911-10-10",
    "民国三十一年（1942年）": "1942",
    "道光十七年八月三日（1837年9月2日）": "1837-09-02",
    "清·同治十一年（1872年）": "1872",
    # the canonical strings themselves
    "1931~": "1931~",
    "[1930..1932]": "[1930..1932]",
    "1943-21": "1943-21",
}


@pytest.mark.parametrize(("text", "canonical"), GREGORIAN.items())
def test_gregorian(text, canonical):
    understanding = understand(text)
    assert (str(understanding.date), understanding.calendar) == (canonical, Calendar.GREGORIAN)
    assert (understanding.as_written, understanding.note) == (text, "")


OTHER_CALENDARS = [
    ("民国元年", "1912", "republican"),
    ("民国三十一年", "1942", "republican"),
    ("民国31年5月", "1942-05", "republican"),
    ("民國卅一年五月七日", "1942-05-07", "republican"),
    ("民国辛未年", "1931", "republican"),
    ("民国三十年五月初五", "1941-05-30", "lunar"),
    ("农历1931年正月初五", "1931-02-21", "lunar"),
    ("1931年旧历正月初五", "1931-02-21", "lunar"),
    ("1938年农历12月15日", "1939-02-03", "lunar"),
    ("1939年6月12日（农历）", "1939-07-28", "lunar"),
    ("1952年闰五月初三", "1952-06-24", "lunar"),
    ("1879年（润三月二十二日）", "1879-05-12", "lunar"),
    ("1931年腊月", "[1932-01-08..1932-02-05]", "lunar"),
    ("光绪二十八年八月", "[1902-09-02..1902-10-01]", "imperial"),
    ("光绪廿八年八月初三", "1902-09-04", "imperial"),
    ("宣统三年八月十九日", "1911-10-10", "imperial"),
    ("同治十二年（1873）十月二十八日", "1873-12-17", "lunar"),
]


@pytest.mark.parametrize(("text", "canonical", "calendar"), OTHER_CALENDARS)
def test_other_calendars(text, canonical, calendar):
    understanding = understand(text)
    assert (str(understanding.date), understanding.calendar) == (canonical, Calendar(calendar))
    assert understanding.note == ""


NOTED = [
    ("宣统三年", "1911", "The year ran from 1911-01-30 to 1912-02-17; 1911 is taken."),
    ("清光绪三十一年", "1905", "The year ran from 1905-02-04 to 1906-01-24; 1905 is taken."),
    ("光绪甲午年", "1894", "The year ran from 1894-02-06 to 1895-01-25; 1894 is taken."),
    ("1907-", "1907", "Written as a span of which one side is missing."),
    ("-1965", "1965", "Written as a span of which one side is missing."),
    ("约1943年秋", "1943~", "About a season: only the year is kept."),
    ("1881年2月13日（一说1882年3月4日）", "1881-02-13", "Another account has 1882年3月4日."),
    ("辛亥年（1911年）", "1911", "Only what stands in brackets is understood."),
    ("1931年（甲午年）", "1931", "1931 is not the year 甲午."),
    ("清同治十二年（1873）12月17日", "1873-12-17", "Month and day in figures are taken for Gregorian."),
    ("1930年12月（农历十一月）", "1930-12", "The lunar date in brackets is left aside."),
    (
        "1888年10月29日（清光绪十五年十月初六日）",
        "1888-10-29",
        "What stands in brackets does not agree; 1888-10-29 is taken.",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("text", "canonical", "note"), NOTED)
def test_what_was_assumed_is_said(text, canonical, note):
    with translation.override("en"):
        understanding = understand(text)
    assert (str(understanding.date), understanding.note) == (canonical, note)


NOT_UNDERSTOOD = {
    "": "Nothing is written.",
    "  ": "Nothing is written.",
    "去年": "This way of writing a date is not known.",
    "1952年朝鲜战场牺牲": "This way of writing a date is not known.",
    "1897月2月4日": "This way of writing a date is not known.",
    "1952-02-30": "There is no such day or month.",
    "1952-13": "There is no such day or month.",
    "1940.50.20": "There is no such day or month.",
    "1952年2月30日": "There is no such day or month.",
    "0999年": "Only years from 1000 to 2100 are taken.",
    "3000年1月": "Only years from 1000 to 2100 are taken.",
    "52年4月": "The century is missing.",
    "52.4.12": "The century is missing.",
    "二十年代初": "The century is missing.",
    "上世纪八十年代": "The century is missing.",
    "5月": "The year is missing.",
    "正月初五": "The year is missing.",
    "甲午年": "A year of the cycle of sixty fits more than one year.",
    "光绪三十五年": "光绪 has no such year.",
    "光绪戊申年八月三十一日": "The lunar calendar has no such day or month that year.",
    "1952年闰四月": "The lunar calendar has no such day or month that year.",
    "公历1952年四月初三": "This is no way to write a date of the Gregorian calendar.",
    "191203": "Six figures can be a month or a day: write the year with 年.",
    "1932—1930": "The range ends before it begins.",
    "1932年至不详": "A range needs dates at its ends.",
    "1952年（上甘岭）": "What stands in brackets is not understood: 上甘岭",
    "1952" * 30: "This is too long for a date.",
}


@pytest.mark.parametrize(("text", "note"), NOT_UNDERSTOOD.items())
def test_why_it_is_not_understood(text, note):
    with translation.override("en"):
        understanding = understand(text)
    assert (understanding.date, understanding.note) == (None, note)


@given(st.text())
@example("((((1931")
@example("约" * 80)
@example("2100年农历腊月三十")
@example("2100年冬至2100年冬")
@example("99世纪90年代")
@example("١٩٥٢")
@example("\ud800")
def test_no_text_does_harm(text):
    understanding = understand(text)
    assert understanding.as_written == text
    assert understanding.date is not None or understanding.note


@given(
    st.text(
        alphabet="0123456789年月日正腊闰初一二三十廿〇约至或以前后农历光绪民国元甲子()[]?~-./上下旬春冬世纪代间底",
        max_size=16,
    )
)
def test_no_mixture_of_date_words_does_harm(text):
    understanding = understand(text)
    if understanding.date is None:
        assert understanding.note
    else:
        assert HistoricalDate.parse(str(understanding.date)) == understanding.date


@given(st.integers(1645, 2098), st.integers(1, 12))
def test_lunar_months_follow_each_other(year, month):
    first, last = lunar.month_days(year, month)
    assert (last - first).days in (28, 29)
    following = lunar.leap_month(year) == month
    if following:
        after, _end = lunar.month_days(year, month, leap=True)
    elif month < 12:
        after, _end = lunar.month_days(year, month + 1)
    else:
        after, _end = lunar.month_days(year + 1, 1)
    assert (after - last).days == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [("12", 12), ("十", 10), ("十二", 12), ("二十", 20), ("廿五", 25), ("卅一", 31), ("三一", 31),
     ("二〇", 20), ("", None), ("百", None), ("十十", None)],
)  # fmt: skip
def test_numbers(text, value):
    assert number(text) == value


@needs_shared
def test_real_dates():
    """Of 642 dates of a real table three are not understood, and each says why."""
    with (SHARED / "revolution" / "people.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    written = [row[c] for row in rows for c in ("出生日期", "逝世日期") if row[c].strip()]
    missed = [text for text in written if understand(text).date is None]
    assert (len(written), missed) == (642, ["5月", "1897月2月4日", "1940.50.20"])
