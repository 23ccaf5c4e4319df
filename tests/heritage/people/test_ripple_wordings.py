"""An old value is found however it is written, and nothing else is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from heritage.people.ripple.wordings import DATE, WORDS, finder, spellings


def found(text: str, *, old: str, new: str = "", kind: str = DATE) -> str | None:
    find = finder(kind=kind, old=old, new=new)
    span = find(text)
    return text[slice(*span)] if span else None


@pytest.mark.parametrize(
    "written",
    [
        "1931年",
        "1931",
        "１９３１年",
        "一九三一年",
        "1931.1",
        "1931-01-08",
        "1931年1月8日",
        "1931年１月８日",
        "一九三一年一月八日",
        "1931/1/8",
        "民国二十年",
        "民国20年",
    ],
)
def test_a_wrong_year_is_found_however_it_is_written(written):
    assert found(f"他{written}生于中江", old="1931-01-08", new="1930-01-08")


@pytest.mark.parametrize("text", ["119311人", "19311号", "一九三一〇", "1930年", "三一年"])
def test_other_numbers_are_not_taken_for_the_year(text):
    assert found(text, old="1931", new="1930") is None


def test_zero_has_three_forms():
    for written in ("一九五〇年", "一九五零年", "一九五○年"):
        assert found(written, old="1950", new="1951") == written[:4]


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("1931年1月出生", True),
        ("一九三一年一月出生", True),
        ("1931.01", True),
        ("1931年出生", False),
        ("1931年11月", False),
        ("1931年2月", False),
    ],
)
def test_where_the_month_is_wrong_the_year_alone_is_right(text, is_found):
    assert (found(text, old="1931-01", new="1931-02") is not None) is is_found


@pytest.mark.parametrize(
    ("text", "is_found"),
    [
        ("1月8日出生", True),
        ("1931年1月8日", True),
        ("一月八日", True),
        ("1931-01-08", True),
        ("1931年1月", False),
        ("1月18日", False),
        ("11月8日", False),
        ("十一月八日", False),
    ],
)
def test_where_the_day_is_wrong_year_and_month_are_right(text, is_found):
    assert (found(text, old="1931-01-08", new="1931-01-09") is not None) is is_found


@pytest.mark.parametrize(
    ("old", "new"), [("1931", "1931-01-08"), ("1931-01", "1931-01-08"), ("1931~", "1931")]
)
def test_what_is_only_known_more_exactly_makes_nothing_wrong(old, new):
    assert finder(kind=DATE, old=old, new=new) is None


def test_of_a_range_only_the_years_that_no_longer_hold_are_wrong():
    assert found("生于1930年", old="[1930..1932]", new="1932") == "1930"
    assert found("生于1932年", old="[1930..1932]", new="1932") is None


def test_a_fact_taken_away_is_wrong_everywhere():
    assert found("生于1931年", old="1931", new="") == "1931"
    assert finder(kind=DATE, old="XXXX", new="1931") is None


class TestWords:
    def test_in_simplified_and_traditional_form(self):
        assert found("獲一等功臣稱號", kind=WORDS, old="一等功臣称号", new="特等功臣称号")
        assert found("获一等功臣称号", kind=WORDS, old="一等功臣稱號", new="特等功臣称号")

    def test_not_as_a_piece_of_the_new_words(self):
        assert found("四川省中江县人", kind=WORDS, old="中江县", new="四川省中江县") is None
        assert (
            found("四川省中江县人，中江县志", kind=WORDS, old="中江县", new="四川省中江县")
            == "中江县"
        )

    def test_one_character_is_too_little(self):
        assert finder(kind=WORDS, old="单", new="善") is None


def test_spellings_of_a_name():
    assert spellings("陆怀青") == ["陆怀青", "陸懷青"]


@given(st.text(max_size=60))
def test_any_text_can_be_looked_through(text):
    for kind, old in ((DATE, "1931-01-08"), (WORDS, "中江县")):
        span = finder(kind=kind, old=old)(text)
        assert span is None or 0 <= span[0] < span[1] <= len(text)
