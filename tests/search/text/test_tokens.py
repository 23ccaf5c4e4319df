from hypothesis import given
from hypothesis import strategies as st

from search.text.normalise import normalise
from search.text.numerals import years
from search.text.tokens import (
    BREAK,
    TOKEN_LENGTH,
    Unit,
    bigrams,
    characters,
    compact,
    content_bigrams,
    units,
    words,
)


def test_bigrams_overlap_and_stop_at_punctuation():
    assert bigrams("《上甘岭》的歌") == ["上甘", "甘岭", BREAK, "的歌"]


def test_bigrams_keep_words_and_numbers_whole():
    assert bigrams("战士 hero 第45师") == ["战士", "hero", "第", "45", "师"]


def test_a_single_character_is_its_own_bigram():
    assert bigrams("岭") == ["岭"]


def test_characters():
    assert characters("战国无双3，续") == ["战", "国", "无", "双", "3", "续"]
    assert characters("上，甘") == ["上", BREAK, "甘"]


def test_words_of_the_dictionary_with_the_short_ones_inside():
    assert words("中华人民共和国 hero") == [
        "中华",
        "华人",
        "人民",
        "共和",
        "共和国",
        "中华人民共和国",
        "hero",
    ]


def test_a_year_in_numerals_is_a_word_in_figures():
    assert words("一九五〇年")[-1] == "1950"
    assert years("二〇二四年与一九四九年，一二三四五") == ["2024", "1949"]


def test_units_of_a_query():
    assert units("一九五〇年战役3") == [
        Unit("一九五〇", "1950", 0, chinese=False),
        Unit("年", "年", 4, chinese=True),
        Unit("战役", "战役", 5, chinese=True),
        Unit("3", "3", 7, chinese=False),
    ]


def test_interrogatives_and_function_words_are_known():
    by_text = {unit.text: unit for unit in units("谁的战役")}
    assert [(unit.stop, unit.asks) for unit in by_text.values()] == [
        (True, True),
        (True, False),
        (False, False),
    ]


def test_content_bigrams_leave_out_what_asks():
    assert content_bigrams("战役是什么") == ["战役", "役是"]


def test_content_bigrams_of_nothing_but_stop_words_are_all():
    assert content_bigrams("什么") == ["什么"]


def test_compact():
    assert compact("《上甘岭》 hero-1!") == "上甘岭hero1"


def test_long_words_are_cut():
    assert bigrams("a" * 1000) == ["a" * TOKEN_LENGTH]


@given(st.text())
def test_tokens_hold_no_white_space_and_are_not_empty(text):
    normal = normalise(text)
    for tokens in (bigrams(normal), characters(normal), words(normal)):
        assert all(token == "".join(token.split()) != "" for token in tokens)
