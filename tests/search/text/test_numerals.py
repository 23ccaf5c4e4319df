import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.numerals import number_forms, range_tokens, typed_years, year_tokens


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("第15军", {"第十五军", "第一五军"}),
        ("第十五军", {"第15军", "第一五军"}),
        ("180师", {"一百八十师", "一八〇师"}),
        ("一百八十师", {"180师", "一八〇师"}),
        ("一八〇师", {"180师", "一百八十师"}),
        ("一九五〇年", {"1950年"}),
        ("1950年", {"一九五〇年"}),
        ("105", {"一百零五", "一〇五"}),
        ("第三师", {"第3师"}),
        ("第12军第35师", {"第十二军第三十五师", "第一二军第三五师"}),
        ("张三", set()),
        ("百十", set()),
        ("t34", set()),
        ("", set()),
    ],
)
def test_numbers_in_the_other_script(text, forms):
    assert set(number_forms(text)) == forms


@given(st.integers(1, 9999))
def test_every_number_is_read_back(number):
    for form in number_forms(f"第{number}军"):
        assert f"第{number}军" in number_forms(form)


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1950", (1950, 1950)),
        ("一九五〇年", (1950, 1950)),
        ("1950-1953", (1950, 1953)),
        ("1953年~1950年", (1950, 1953)),
        ("一九五〇至一九五三", (1950, 1953)),
        ("1950年代", (1950, 1959)),
        ("195", None),
        ("1950-", None),
        ("上甘岭", None),
    ],
)
def test_years_that_are_typed(text, years):
    assert typed_years(text) == years


def test_a_year_has_a_decade_and_a_century():
    assert year_tokens(1952) == ("1952", "195x", "19xx")


@given(st.integers(900, 3100), st.integers(900, 3100))
def test_a_range_covers_its_years_and_no_other(first, last):
    tokens = set(range_tokens(first, last))
    for year in range(1000, 3000):
        assert (first <= year <= last) == (not tokens.isdisjoint(year_tokens(year)))


def test_a_range_takes_few_tokens():
    assert range_tokens(1949, 1961) == ["1949", "195x", "1960", "1961"]
    assert len(range_tokens(0, 9999)) == 20
