"""Surnames found and read as surnames."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text.names import name_pinyin, plain_pinyin, reading, split_name
from search.text.surnames import COMPOUND_SURNAMES, SURNAME_READINGS, SURNAMES


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("黄继光", ("黄", "继光")),
        ("王杰", ("王", "杰")),
        ("欧阳海", ("欧阳", "海")),
        ("歐陽海", ("歐陽", "海")),
        ("司马相如", ("司马", "相如")),
        ("吕　布", ("吕", "布")),
        ("阿沛·阿旺晋美", ("", "阿沛·阿旺晋美")),
        ("爱新觉罗溥仪", ("", "爱新觉罗溥仪")),
        ("Norman Bethune", ("", "Norman Bethune")),
        ("丁", ("丁", "")),
        ("", ("", "")),
    ],
)
def test_where_the_surname_ends(name, parts):
    assert split_name(name) == parts


@pytest.mark.parametrize(
    ("name", "pinyin"),
    [
        ("黄继光", "huáng jì guāng"),
        ("单玉春", "shàn yù chūn"),
        ("仇英", "qiú yīng"),
        ("解方", "xiè fāng"),
        ("曾国华", "zēng guó huá"),
        ("區夢覺", "ōu mèng jué"),
        ("查良铮", "zhā liáng zhēng"),
        ("朴春花", "piáo chūn huā"),
        ("任弼时", "rén bì shí"),
        ("盖叫天", "gě jiào tiān"),
        ("乐松生", "yuè sōng shēng"),
        ("尉迟恭", "yù chí gōng"),
        ("长孙无忌", "zhǎng sūn wú jì"),
        ("万俟卨", "mò qí xiè"),
        ("缪伯英", "miào bó yīng"),
        ("翟志刚", "zhái zhì gāng"),
        ("员登", "yùn dēng"),
        ("逄先知", "páng xiān zhī"),
        ("冼星海", "xiǎn xīng hǎi"),
        ("令狐冲", "líng hú chōng"),
        ("澹台明", "tán tái míng"),
        ("柏山", "bǎi shān"),
        ("燕飞", "yān fēi"),
        ("宁汉", "níng hàn"),
        ("车耀先", "chē yào xiān"),
        ("吕正操", "lǚ zhèng cāo"),
        ("阿沛·阿旺晋美", "ā pèi · ā wàng jìn měi"),
        ("", ""),
    ],
)
def test_readings(name, pinyin):
    assert name_pinyin(name) == pinyin


@pytest.mark.parametrize(
    ("pinyin", "plain"),
    [
        ("Lǚ Zhèngcāo", "lv zhengcao"),
        ("lǚ zhèng cāo", "lv zheng cao"),
        ("nüè", "nve"),
        ("Xī'ān", "xi an"),
        ("ā pèi · ā wàng jìn měi", "a pei a wang jin mei"),
        ("ｓｈàn", "shan"),
        ("", ""),
    ],
)
def test_without_tones(pinyin, plain):
    assert plain_pinyin(pinyin) == plain


@given(st.text())
def test_no_name_does_harm(name):
    surname, given_name = split_name(name)
    assert len(surname) <= 2
    assert surname == "" or surname + given_name == "".join(name.split())
    assert plain_pinyin(plain_pinyin(name)) == plain_pinyin(name)


@given(st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1, max_size=4))
def test_every_character_has_a_syllable(name):
    assert len(name_pinyin(name).split()) == len(name)


def test_compound_surnames_are_read_in_two_syllables():
    for surname, read in SURNAME_READINGS.items():
        assert len(read.split()) == len(surname)
    assert all(s in COMPOUND_SURNAMES for s in SURNAME_READINGS if len(s) == 2 and s != "单于")
    assert not COMPOUND_SURNAMES & SURNAMES


@pytest.mark.parametrize(
    ("title", "read"),
    [
        ("上甘岭战役", "shàng gān lǐng zhàn yì"),
        ("“八百壮士”", "bā bǎi zhuàng shì"),
        ("第15军", "dì 15 jūn"),
        ("", ""),
    ],
)
def test_reading_of_a_title(title, read):
    assert reading(title) == read
