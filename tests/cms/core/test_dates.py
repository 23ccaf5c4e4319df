"""Partial dates keep what is known and make nothing up."""

from __future__ import annotations

import datetime

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from cms.core.dates import PartialDate, PartialDateError, display_span


@st.composite
def partial_dates(draw) -> PartialDate:
    """A real year, month or day."""
    day = draw(st.dates(min_value=datetime.date(1, 1, 1)))
    precision = draw(st.integers(1, 3))
    return PartialDate(*(day.year, day.month, day.day)[:precision])


@given(partial_dates())
def test_what_is_written_is_read_again(date):
    assert PartialDate.parse(str(date)) == date


@given(partial_dates())
def test_what_is_shown_is_read_again(date):
    for language in ("zh-hans", "en"):
        with translation.override(language):
            shown = date.display()
        if date.year >= 1000:
            assert PartialDate.parse(shown) == date


@given(partial_dates(), partial_dates())
def test_strings_sort_in_time_order(one, other):
    def moment(date):
        return (date.year, date.month or 0, date.day or 0)

    assert (str(one) < str(other)) == (moment(one) < moment(other))


@given(st.text(max_size=20))
def test_any_other_text_is_refused_and_nothing_else_happens(text):
    try:
        date = PartialDate.parse(text)
    except PartialDateError:
        return
    assert PartialDate.parse(str(date)) == date


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("1952", "1952"),
        ("1952-10", "1952-10"),
        ("1952-1-8", "1952-01-08"),
        ("1952.10.12", "1952-10-12"),
        ("1952/10/12", "1952-10-12"),
        ("1952年", "1952"),
        ("1952年10月", "1952-10"),
        ("1952 年 10 月 12 日", "1952-10-12"),
        ("1952年10月12号", "1952-10-12"),
        ("１９５２年１０月", "1952-10"),
        ("一九五二年", "1952"),
        ("一九五〇年10月", "1950-10"),
        ("2000-02-29", "2000-02-29"),
        ("  1952\n", "1952"),
    ],
)
def test_ways_of_writing(text, canonical):
    assert str(PartialDate.parse(text)) == canonical


@pytest.mark.parametrize(
    "text",
    [
        "",
        "52",
        "0000",
        "1952-13",
        "1952-00",
        "1952-02-30",
        "1951-02-29",
        "1952-10-12-1",
        "1952年12日",
        "12月",
        "1952-10-12T00:00",
        "19 52 年 10",
        "约1952年",
        "①⑨⑤②",
        "1952" * 100,
    ],
)
def test_not_dates(text):
    if text == "①⑨⑤②":  # NFKC makes plain digits of it.
        assert str(PartialDate.parse(text)) == "1952"
        return
    with pytest.raises(PartialDateError):
        PartialDate.parse(text)


def test_a_day_needs_a_month():
    with pytest.raises(PartialDateError) as caught:
        PartialDate(1952, None, 12)
    assert str(caught.value) == "a day needs a month"


def test_only_a_day_is_a_calendar_date():
    assert PartialDate(1952, 10, 12).to_date() == datetime.date(1952, 10, 12)
    for date in (PartialDate(1952), PartialDate(1952, 10)):
        with pytest.raises(PartialDateError) as caught:
            date.to_date()
        assert str(caught.value) == f"{date} is not known to the day"


@pytest.mark.parametrize(
    ("text", "shown"),
    [("1952", "1952年"), ("1952-10", "1952年10月"), ("1952-01-08", "1952年1月8日")],
)
def test_shown_in_chinese(text, shown):
    assert PartialDate.parse(text).display() == shown


@pytest.mark.parametrize("text", ["1952", "1952-10", "1952-01-08"])
def test_shown_in_english(text):
    with translation.override("en"):
        assert PartialDate.parse(text).display() == text


def test_life_spans():
    born, died = PartialDate(1931, 1), PartialDate(1952, 10, 20)
    with translation.override("en"):
        assert display_span(born, died) == "1931—1952"
        assert display_span(born, None) == "1931—?"
        assert display_span(None, died) == "?—1952"
        assert display_span(None, None) == ""
