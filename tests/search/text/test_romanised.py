"""Names in Wade-Giles are read as pinyin."""

from __future__ import annotations

import pytest

from search.text.romanised import wade_giles


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("Chang Kuo-hua", "zhangguohua"),
        ("Mao Tse-tung", "maozedong"),
        ("Hsü Kuang-ta", "xuguangda"),
        ("Hsu Kuang-ta", "xuguangda"),
        ("Tung Ts’un-jui", "dongcunrui"),
    ],
)
def test_read_as_pinyin(typed, first):
    assert wade_giles(typed)[0] == first


def test_an_apostrophe_left_out_leaves_a_choice():
    assert set(wade_giles("Chang Kuo")) == {"zhangguo", "zhangkuo", "changguo"}
    assert wade_giles("Ch'ang Kuo-t'ao") == ("changguotao", "changkuotao")


@pytest.mark.parametrize("typed", ["Zhang San", "Huang", "huang hai", "张三", "", "a b c d e f"])
def test_what_is_no_such_name(typed):
    assert wade_giles(typed) == ()
