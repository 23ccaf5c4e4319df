"""Phrases that have other names are found in a text, however it is written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.curation.phrases import MOST_NAMES, MOST_PHRASES, PhraseTable
from search.text.normalise import normalise


@pytest.fixture
def table() -> PhraseTable:
    found = PhraseTable()
    found.add(["抗美援朝", "抗美援朝战争"], ["朝鲜战争", "韩战", "Korean War"])
    found.add(["上甘岭战役", "上甘岭"])
    found.add(["中国人民志愿军", "志愿军", "CPVA"])
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("朝鲜战争", {"朝鲜战争": ("抗美援朝", "抗美援朝战争")}),
        ("朝鮮戰爭", {"朝鲜战争": ("抗美援朝", "抗美援朝战争")}),
        ("ＫＯＲＥＡＮ　Ｗａｒ", {"korean war": ("抗美援朝", "抗美援朝战争")}),
        ("korean   war 1950", {"korean   war": ("抗美援朝", "抗美援朝战争")}),
        ("上甘岭 志愿军", {"志愿军": ("中国人民志愿军", "cpva")}),
        ("cpva老兵", {"cpva": ("中国人民志愿军", "志愿军")}),
        ("长津湖", {}),
        ("", {}),
        ("朝", {}),
    ],
    ids=[
        "plain",
        "traditional",
        "full width",
        "spaces",
        "within",
        "before Chinese",
        "none",
        "",
        "one",
    ],
)
def test_found_in_what_was_typed(table, text, expected):
    found = table.find(text)
    # 上甘岭 only leads to a name that holds it, which is found by it anyway.
    assert {phrase: set(names) for phrase, names in found.items()} == {
        phrase: set(names) - {name for name in names if phrase in name}
        for phrase, names in expected.items()
    }


@pytest.mark.parametrize("text", ["korean warship", "xkorean war", "cpvas", "1cpva"])
def test_a_latin_word_counts_only_as_a_whole(table, text):
    assert table.find(text) == {}


def test_searched_words_are_not_looked_for(table):
    assert table.find("抗美援朝") == {}
    assert table.find("抗美援朝战争") == {"抗美援朝战争": ("抗美援朝",)}


def test_the_longest_phrase_wins():
    table = PhraseTable()
    table.add(["中国人民", "全国同胞"])
    table.add(["人民志愿军", "援朝部队"])
    assert table.find("中国人民志愿军") == {"人民志愿军": ("援朝部队",)}


def test_the_same_phrase_in_two_sets_leads_to_both():
    table = PhraseTable()
    table.add(["老兵", "退役军人"])
    table.add(["老兵", "老战士"])
    assert table.find("老兵") == {"老兵": ("退役军人", "老战士")}


def test_bounded():
    table = PhraseTable()
    table.add([f"别称第{number}种" for number in range(40)])
    text = " ".join(f"别称第{number}种" for number in range(10, 40))
    found = table.find(text)
    assert len(found) == MOST_PHRASES
    assert {len(names) for names in found.values()} == {MOST_NAMES}


@pytest.mark.parametrize("name", ["", "韩", "。。", "长" * 41])
def test_what_is_no_name_is_left_out(name):
    table = PhraseTable()
    table.add([name, "抗美援朝"])
    assert len(table) == 0


@given(st.text(max_size=60))
def test_anything_may_be_typed(text):
    table = PhraseTable()
    table.add(["抗美援朝", "朝鲜 战争", "korean war", "ab"])
    plain = normalise(text[:200])
    assert all(phrase in plain for phrase in table.find(text))
