from search.text.prefixes import CHARACTERS, prefixes, typed_prefixes


def test_beginnings_in_characters_pinyin_and_initials():
    whole = prefixes("黄继光").whole
    assert {
        "黄",
        "黄继",
        "黄继光",
        "h",
        "huang",
        "huangj",
        "huangjiguang",
        "hj",
        "hjg",
    } <= set(whole)


def test_beginnings_of_later_words_are_kept_apart():
    found = prefixes("血战上甘岭")
    assert {"上甘", "shangg", "sgl"} <= set(found.inside)
    assert not set(found.inside) & set(found.whole)


def test_function_words_begin_nothing():
    assert "的" not in prefixes("英雄的岁月").inside


def test_what_is_typed():
    assert typed_prefixes("上甘") == ("上甘",)
    assert typed_prefixes("Shang g") == ("shangg",)
    assert typed_prefixes("!?") == ()
    assert typed_prefixes("中" * 99) == ("中" * CHARACTERS,)
