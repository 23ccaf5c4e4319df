"""Which characters cannot be printed, told before printing."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.print.codes import QrCode
from cms.core.print.missing import (
    Missing,
    clean,
    drawn,
    missing_characters,
    missing_in,
    stand_in,
)
from cms.core.print.typefaces import drawable

RARE = "\U0002fa1e"  # unassigned
EMOJI = "\U0001f600"


@pytest.mark.parametrize(
    "text",
    [
        "张思德",
        "𠮷田㛃",
        "zhāng lǚ ǖ ḿ ê̄ ế ê̌ ề ń ǹ ɡ",
        "阿沛·阿旺晋美、①⑳㈠㈩〇ⅣⅫ℃★●——……",
        "“引号”‘’《书名》〈〉「」『』【】（）！？；：",
        "A-Z 0-9 #@$%^&*_+=|\\~`'\"<>[]{}/",
        "張學良 臺灣 龍 龘 𪚥",
        "两行\n与\t制表",
        "①\ufe0e",
        "右\u200f零\u200b宽\u202e反\u2066",
    ],
)
def test_what_names_and_prose_need_is_there(text):
    assert missing_characters(text) == []


@pytest.mark.parametrize(
    ("text", "character", "codepoint", "where"),
    [
        ("老兵" + EMOJI, EMOJI, "U+1F600", "3"),
        ("甲\ue000", "\ue000", "U+E000", "2"),
        ("\x00", "\x00", "U+0000", "1"),
        ("א", "א", "U+05D0", "1"),
        ("葛\U000e01ef", "葛\U000e01ef", "U+845B U+E01EF", "1"),
        ("\ufffe", "\ufffe", "U+FFFE", "1"),
        (RARE, RARE, "U+2FA1E", "1"),
    ],
)
def test_what_is_lacking_is_named(text, character, codepoint, where):
    assert missing_characters(text) == [Missing(character, codepoint, where)]


def test_each_is_named_once_with_its_first_place():
    assert [str(item) for item in missing_characters(f"甲{EMOJI}乙{EMOJI}\x07")] == [
        f"{EMOJI} (U+1F600) 2",
        "(U+0007) 5",
    ]


@dataclass
class Line:
    title: str
    picture: bytes


def test_the_path_in_nested_data():
    data = {
        "name": "张三",
        "honours": [{"title": "一等功"}, Line(title=f"甲{EMOJI}", picture=b"\x00")],
        "pair": ("字", RARE),
        "code": QrCode(EMOJI),
        "count": 3,
        "none": None,
    }
    assert [(item.codepoint, item.where) for item in missing_in(data)] == [
        ("U+1F600", "honours[1].title"),
        ("U+2FA1E", "pair[1]"),
    ]
    assert missing_in(Line(title=RARE, picture=b""))[0].where == "title"


def test_a_stand_in_keeps_the_character_of_a_variant_that_is_lacking():
    assert stand_in(f"葛\U000e01ef{EMOJI}\ue000①\ufe0f") == "葛〓〓①"


def test_a_variant_the_font_has_is_kept():
    assert drawn("①\ufe0f二") == "①二"
    assert missing_characters("、\ufe00凉\ufe00") == []
    assert drawn("、\ufe00") == "、\ufe00"
    assert missing_characters("甲\ufe00") == [Missing("甲\ufe00", "U+7532 U+FE00", "1")]


def test_line_ends_are_one_kind():
    assert clean("甲\r\n乙\r丙\u2028丁\t戊\u00ad\ufeff") == "甲\n乙\n丙\n丁 戊"


@given(st.text())
def test_what_a_stand_in_gives_can_always_be_drawn(text):
    out = stand_in(text)
    assert missing_characters(out) == []
    assert stand_in(out) == out


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_a_text_is_whole_exactly_when_it_needs_no_stand_in(text):
    if not missing_characters(text):
        assert stand_in(text) == drawn(text)


def test_the_fonts_hold_every_character_of_the_basic_blocks():
    blocks = [range(0x3400, 0x4DC0), range(0x4E00, 0x9FF0)]
    assert [hex(code) for block in blocks for code in block if code not in drawable()] == []
