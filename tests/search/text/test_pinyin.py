import pytest

from search.text.pinyin import (
    matching_piece,
    readings,
    search_tokens,
    syllables,
    typed_pinyin,
)


def test_a_title_is_read_as_the_dictionary_does():
    assert syllables("重庆银行行长") == (
        "chong",
        "qing",
        "yin",
        "hang",
        "hang",
        "zhang",
    )


def test_u_umlaut_is_v():
    assert syllables("绿") == ("lv",)


def test_words_and_numbers_are_one_syllable():
    assert syllables("战国无双3") == ("zhan", "guo", "wu", "shuang", "3")


def test_a_surname_has_its_own_reading():
    assert readings("单")[0] == ("shan",)
    assert ("xie", "fang") in readings("解放")


@pytest.mark.parametrize(
    "typed",
    ["xuezhanshangganling", "xzsgl", "shangganling", "sgl", "ganling", "xuezhan"],
)
def test_parts_of_a_title_are_found(typed):
    assert typed in search_tokens("血战上甘嶺")


def test_one_syllable_of_a_longer_title_is_not():
    assert "ling" not in search_tokens("血战上甘岭")


@pytest.mark.parametrize(
    ("typed", "token"),
    [
        ("Shang gan'ling", "shangganling"),
        ("ＳＧＬ", "sgl"),
        ("lü", "lv"),
        ("上甘岭", ""),
        ("s", ""),
        ("1950", ""),
        ("", ""),
        ("sgl!", ""),
    ],
)
def test_what_can_be_pinyin(typed, token):
    assert typed_pinyin(typed) == token


def test_the_characters_read_so_are_found():
    assert matching_piece("血战上甘岭", "sgl") == (2, 5)
    assert matching_piece("血战上甘岭", "xuezhan") == (0, 2)
    assert matching_piece("血战上甘岭", "hjg") is None
