import pytest

from search.text.blanks import (
    illegible_forms,
    is_doubtful,
    is_unread,
    name_with_blanks,
    patterns,
    plain_name,
    typed_pattern,
)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("黄继光", "黄继光"),
        ("黄□光", "黄□光"),
        ("黄×光", "黄□光"),
        ("黄_光", "黄□光"),
        ("黄〇光", "黄□光"),
        ("二〇二四年", "二〇二四年"),
        ("买买提·艾□", "买买提艾□"),
        ("□□", ""),
        ("黄", ""),
        ("上甘岭战役纪念馆开馆", ""),
        ("第45师", ""),
        ("", ""),
    ],
)
def test_a_name_as_one_token(text, name):
    assert name_with_blanks(text) == name


def test_a_question_mark_may_be_punctuation():
    assert [text for text in ("黄□光", "黄×光", "黄?光", "黄*", "黄〇光") if is_unread(text)] == [
        "黄□光",
        "黄×光",
        "黄〇光",
    ]


def test_each_character_left_open():
    assert patterns("黄继光") == ["?继光", "黄?光", "黄继?"]
    assert patterns("") == []


def test_one_character_unread():
    assert illegible_forms("黄?光") == ["□?光", "黄?□"]
    assert illegible_forms("黄□") == ["□□"]


@pytest.mark.parametrize(
    ("typed", "pattern"),
    [
        ("黄?光", "黄?光"),
        ("黄□光", "黄?光"),
        ("黄_光", "黄?光"),
        ("黄*光", "黄?光"),
        ("?继光", "?继光"),
        ("王?", "王?"),
        ("欧阳?", "欧阳?"),
        ("黄某光", "黄?光"),
        ("王某", "王?"),
        ("某部", ""),
        ("某某", ""),
        ("黄某某", ""),
        ("何时?", "何时?"),
        ("是谁?", ""),
        ("抗美援朝?", ""),
        ("谁是最可爱的人?", ""),
        ("王??", ""),
        ("黄继光", ""),
        ("a?b", ""),
    ],
)
def test_what_is_typed_for_a_name(typed, pattern):
    assert typed_pattern(typed) == pattern


def test_what_may_as_well_mean_what_stands_there():
    assert [text for text in ("王某", "雷锋?", "王?", "黄□光") if is_doubtful(text)] == [
        "王某",
        "雷锋?",
    ]


def test_what_may_be_a_name():
    assert plain_name("黄继光") == "黄继光"
    assert plain_name("买买提·艾力") == "买买提艾力"
    assert plain_name("上甘岭战役") == ""
    assert plain_name("黄?光") == ""
