"""Names in the order of strokes, as notices and honour rolls set them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.strokes import LONGEST_KEY, stroke_count, stroke_key

IN_ORDER = [
    # Two strokes: 丁 横竖, 卜 竖点.
    "丁盛",
    "丁晓兵",
    "卜秉寿",
    # Three: 于 横横竖, 万 横折撇, 马 折折横.
    "于敏",
    "万俟春",
    "马本斋",
    # Four: 王 横, 毛 撇, 文 点横撇, 方 点横折, 邓 折; 王杰 before 王二小 (单名在前).
    "王杰",
    "王二小",
    "王进喜",
    "毛岸英",
    "文家市",
    "方志敏",
    "邓中夏",
    "邓世昌",
    # Five: 左 横撇横, 石 横撇竖, 卢 竖横, 叶 竖折, 司 折; 司 before 司马.
    "左权",
    "石平",
    "卢德铭",
    "叶挺",
    "司天",
    "司马光",
    # Six: 朱 撇, 刘 点横, 关 点撇, 江 点点, 孙 折.
    "朱德",
    "刘伯承",
    "刘胡兰",
    "关向应",
    "江姐",
    "孙立人",
    # Seven: 李 横竖撇点折竖, 杨 横竖撇点折撇, 吴 竖, 张 折横, 陈 折竖.
    "李大钊",
    "李兆麟",
    "杨靖宇",
    "吴焕先",
    "张思德",
    "陈树湘",
    # Eight: 欧 横, 罗 竖, 周 撇; then nine, eleven, twelve, fourteen, eighteen.
    "欧阳海",
    "罗荣桓",
    "周文雍",
    "赵一曼",
    "黄继光",
    "董存瑞",
    "蔡和森",
    "瞿秋白",
]


def test_forty_names_in_order():
    assert len(IN_ORDER) == 40
    backwards = IN_ORDER[::-1]
    assert sorted(backwards, key=stroke_key) == IN_ORDER


@pytest.mark.parametrize(
    ("character", "strokes"),
    [
        ("一", 1), ("马", 3), ("万", 3), ("凸", 5), ("凹", 5), ("骨", 9), ("黄", 11), ("鼎", 12),
        ("劉", 15), ("陳", 10), ("龍", 16), ("龙", 5), ("孫", 10), ("馬", 10), ("鬱", 29),
        ("㛃", 9), ("𠮷", 6), ("𫖮", 12), ("a", None), ("·", None), ("", None), ("王王", None),
    ],
)  # fmt: skip
def test_numbers_of_strokes(character, strokes):
    assert stroke_count(character) == strokes


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("王芳", "王小明"),  # A single given name first,
        ("王鑫", "王一二"),  # whatever its strokes.
        ("欧小明", "欧阳海"),  # The surname 欧 before 欧阳.
        ("刘强", "劉強"),  # A traditional form has its own strokes.
        ("阿沛", "阿沛·阿旺晋美"),
        ("龖", "𠔻"),
        ("爨宝子", "A"),
    ],
)
def test_one_before_the_other(first, second):
    assert stroke_key(first) < stroke_key(second)


def test_the_dot_and_spaces_do_not_count():
    assert stroke_key("买买提·吐尔逊") == stroke_key("买买提•吐尔逊") == stroke_key("买 买提吐尔逊")


def test_the_length_of_the_surname_can_be_given():
    assert stroke_key("司马光", 1) != stroke_key("司马光")
    assert stroke_key("司马光", 2) == stroke_key("司马光")


han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=4)


@given(st.text())
def test_any_text_has_a_key_a_column_holds(text):
    key = stroke_key(text)
    assert len(key) <= LONGEST_KEY
    assert set(key) <= set("0123456789abcdef")


@given(han, han)
def test_only_the_same_name_has_the_same_key(one, other):
    assert (stroke_key(one) == stroke_key(other)) == (one == other)


@given(st.lists(han, max_size=8), st.randoms(use_true_random=False))
def test_the_order_does_not_depend_on_where_one_begins(names, random):
    shuffled = list(names)
    random.shuffle(shuffled)
    assert sorted(shuffled, key=stroke_key) == sorted(names, key=stroke_key)


@given(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5),
)
def test_fewer_strokes_stand_first(one, other):
    counts = stroke_count(one), stroke_count(other)
    if counts[0] < counts[1]:
        assert stroke_key(one, 1) < stroke_key(other, 1)
