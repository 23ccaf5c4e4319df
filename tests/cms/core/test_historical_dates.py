"""Dates as history knows them: canonical strings, order, what could be the same."""

from __future__ import annotations

import datetime

import pytest
from django.utils import translation
from hypothesis import example, given
from hypothesis import strategies as st

from cms.core.dates import (
    HistoricalDate,
    PartialDate,
    PartialDateError,
    Precision,
    display_span,
    understand,
)


@st.composite
def partials(draw, first: int = 1000, last: int = 2100) -> PartialDate:
    """A year, month or day that history may hold."""
    day = draw(st.dates(datetime.date(first, 1, 1), datetime.date(last, 12, 31)))
    return PartialDate(*(day.year, day.month, day.day)[: draw(st.integers(1, 3))])


@st.composite
def ranges(draw) -> HistoricalDate:
    """A range, closed or open."""
    ends = sorted([draw(partials()), draw(partials())], key=str)
    start, end = draw(st.sampled_from([tuple(ends), (None, ends[1]), (ends[0], None)]))
    try:
        return HistoricalDate.between(start, end)
    except PartialDateError:  # Twice the same.
        return HistoricalDate.between(start, None)


historical_dates = st.one_of(
    partials().map(HistoricalDate.from_partial),
    partials().map(HistoricalDate.about),
    ranges(),
    st.builds(HistoricalDate.in_season, st.integers(1000, 2100), st.integers(21, 24)),
    st.just(HistoricalDate.unknown()),
)


@given(historical_dates)
def test_what_is_written_is_read_again(date):
    assert HistoricalDate.parse(str(date)) == date
    assert len(str(date)) <= 24


@example(
    HistoricalDate.between(PartialDate(2000, None, None), PartialDate(2000, 12, None)), "zh-hans"
)
@given(historical_dates, st.sampled_from(["zh-hans", "en"]))
def test_what_is_shown_is_understood_again(date, language):
    with translation.override(language):
        understanding = understand(date.display())
    assert (understanding.date, understanding.note) == (date, "")


@given(historical_dates)
def test_the_canonical_string_is_understood(date):
    assert understand(str(date)).date == date


@given(st.text(max_size=30))
def test_other_text_is_refused_and_nothing_else_happens(text):
    try:
        date = HistoricalDate.parse(text)
    except PartialDateError:
        return
    assert str(date) == text


@given(historical_dates, historical_dates, st.integers(0, 5))
def test_compatibility_is_symmetric(one, other, years):
    assert one.compatible_with(other, tolerance_years=years) == other.compatible_with(
        one, tolerance_years=years
    )
    assert one.compatible_with(one)
    assert one.compatible_with(HistoricalDate.unknown())


@given(historical_dates, historical_dates, historical_dates)
def test_order_is_total(one, other, third):
    assert (one < other) + (other < one) + (one == other) == 1
    first, second, last = sorted([one, other, third])
    assert first <= second <= last
    assert first <= last


@given(partials(), partials())
def test_order_of_exact_dates_is_that_of_their_first_days(one, other):
    dates = HistoricalDate.from_partial(one), HistoricalDate.from_partial(other)
    if dates[0].first_day < dates[1].first_day:
        assert dates[0] < dates[1]


@given(historical_dates)
def test_bounds_hold_what_is_written(date):
    if date.first_day and date.last_day:
        assert date.first_day <= date.last_day
    assert (date.year is None) == date.is_unknown


@given(partials())
def test_an_exact_date_goes_to_a_partial_and_back(date):
    assert HistoricalDate.from_partial(date).to_partial() == date
    assert HistoricalDate.from_partial(date).partials() == (str(date),)


KINDS = [
    # canonical, precision, year, first day, last day, partials, Chinese, English
    ("1931-10-12", "day", 1931, "1931-10-12", "1931-10-12", ("1931-10-12",), "1931年10月12日", "1931-10-12"),
    ("1932-02", "month", 1932, "1932-02-01", "1932-02-29", ("1932-02",), "1932年2月", "1932-02"),
    ("1931", "year", 1931, "1931-01-01", "1931-12-31", ("1931",), "1931年", "1931"),
    ("1943-23", "season", 1943, "1943-08-01", "1943-11-30", ("1943",), "1943年秋", "autumn 1943"),
    ("1943-24", "season", 1943, "1943-11-01", "1944-02-29", ("1943",), "1943年冬", "winter 1943"),
    ("1931~", "about", 1931, "1931-01-01", "1931-12-31", ("1931",), "约1931年", "about 1931"),
    ("1931-10~", "about", 1931, "1931-10-01", "1931-10-31", ("1931-10",), "约1931年10月", "about 1931-10"),
    ("[1930..1932-05]", "between", 1930, "1930-01-01", "1932-05-31", ("1930", "1932-05"), "1930年至1932年5月间", "between 1930 and 1932-05"),
    ("[..1932]", "between", 1932, None, "1932-12-31", ("1932",), "1932年以前", "1932 or before"),
    ("[1930..]", "between", 1930, "1930-01-01", None, ("1930",), "1930年以后", "1930 or after"),
    ("XXXX", "unknown", None, None, None, (), "不详", "unknown"),
]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind[0])
def test_kinds(kind):
    text, precision, year, first, last, partials_, chinese, english = kind
    date = HistoricalDate.parse(text)
    assert (str(date), date.precision, date.year) == (text, Precision(precision), year)
    assert [day and day.isoformat() for day in (date.first_day, date.last_day)] == [first, last]
    assert date.partials() == partials_
    with translation.override("zh-hans"):
        assert date.display() == chinese
    with translation.override("en"):
        assert date.display() == english


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31",
        "1931-13",
        "1931-02-30",
        "1931-25",
        "1931-21-01",
        "0999",
        "2101",
        "1931年",
        " 1931",
        "１９３１",
        "1931~~",
        "[..]",
        "[1931..1931]",
        "[1932..1930]",
        "[1931~..1932]",
        "[1930,1931]",
        "xxxx",
        "unknown",
    ],
)
def test_not_canonical(text):
    with pytest.raises(PartialDateError):
        HistoricalDate.parse(text)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ((Precision.YEAR,), "only an unknown date has no year"),
        ((Precision.UNKNOWN, PartialDate(1931), PartialDate(1931)), "only an unknown date has no year"),
        ((Precision.DAY, PartialDate(1931), PartialDate(1931)), "1931 is not of precision day"),
        ((Precision.YEAR, PartialDate(1931), PartialDate(1932)), "only a range has two ends"),
        ((Precision.SEASON, PartialDate(1931), PartialDate(1931)), "a season needs its number"),
        ((Precision.YEAR, PartialDate(1931), PartialDate(1931), 21), "a season needs its number"),
        ((Precision.SEASON, PartialDate(1931), PartialDate(1931), 25), "a season is 21 to 24 of a year"),
    ],
)  # fmt: skip
def test_contradictions_are_refused(arguments, message):
    with pytest.raises(PartialDateError) as caught:
        HistoricalDate(*arguments)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("one", "other", "years", "compatible"),
    [
        ("1931", "1931-10-12", 0, True),
        ("1931-09", "1931-10-12", 0, False),
        ("1931", "1932", 0, False),
        ("1931", "1932", 1, True),
        ("1931~", "1933", 0, True),
        ("1931~", "1934", 0, False),
        ("1931~", "1929~", 0, True),
        ("1931~", "1935~", 0, True),
        ("1931~", "1936~", 0, False),
        ("[..1932]", "1900", 0, True),
        ("[..1932]", "1933", 0, False),
        ("[..1932]", "[1930..]", 0, True),
        ("1943-24", "1944-01-20", 0, True),
        ("1943-21", "1943-12", 0, False),
        ("1932-02-29", "1931-02-28", 1, True),
        ("XXXX", "1931", 0, True),
    ],
)
def test_could_be_the_same(one, other, years, compatible):
    one, other = HistoricalDate.parse(one), HistoricalDate.parse(other)
    assert one.compatible_with(other, tolerance_years=years) is compatible


def test_the_unknown_sorts_last():
    texts = ["XXXX", "1932", "[1931..]", "[..1930]", "1931~", "1931", "1930-05"]
    dates = sorted(map(HistoricalDate.parse, texts))
    assert [str(date) for date in dates] == [
        "1930-05",
        "[..1930]",
        "1931",
        "1931~",
        "[1931..]",
        "1932",
        "XXXX",
    ]


@pytest.mark.parametrize(
    ("start", "end", "chinese"),
    [
        ("1931", "1952-10", "1931—1952"),
        ("1931~", "1952", "约1931—1952"),
        ("[1930..1932]", "1952", "1930至1932间—1952"),
        ("[1930-03..1930-05]", "1952", "1930—1952"),
        ("[..1932]", "[1950..]", "1932前—1950后"),
        ("1931-21", "XXXX", "1931—?"),
        ("XXXX", "1952", "?—1952"),
        ("XXXX", "XXXX", ""),
    ],
)
def test_life_spans(start, end, chinese):
    with translation.override("zh-hans"):
        assert display_span(HistoricalDate.parse(start), HistoricalDate.parse(end)) == chinese
