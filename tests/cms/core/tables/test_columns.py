"""Headings to fields."""

from __future__ import annotations

import pytest

from cms.core.tables import Column, propose_mapping, read_mapping

COLUMNS = (
    Column("name", "姓名", ("名字", "烈士姓名")),
    Column("birth", "出生日期", ("出生年月", "生年", "出生")),
    Column("native_place", "籍贯", ("祖籍",)),
)


def test_proposed_by_label_name_and_synonym():
    mapping = propose_mapping(("烈士姓名", "出生年月", "备注"), COLUMNS)
    assert mapping.fields == {"烈士姓名": "name", "出生年月": "birth"}
    assert mapping.unused == ("备注",)


@pytest.mark.parametrize(
    "heading", ["籍貫", " 籍 贯 ", "籍贯（县）", "籍贯:", "Native_Place", "籍贯[省]"]
)
def test_written_otherwise(heading):
    assert propose_mapping((heading,), COLUMNS).fields == {heading: "native_place"}


def test_each_field_once_and_the_exact_heading_first():
    mapping = propose_mapping(("出生（公历）", "生年", "出生日期"), COLUMNS)
    assert mapping.fields == {"生年": "birth"}


def test_one_heading_of_several_things_is_not_taken():
    assert propose_mapping(("出生日期、地点",), COLUMNS).fields == {}


def test_a_mapping_written_by_a_person():
    mapping = read_mapping(
        '{"甲": "name", "乙": "出生日期", "丙": null}', ("甲", "乙", "丙"), COLUMNS
    )
    assert (mapping.fields, mapping.unused, mapping.faults) == (
        {"甲": "name", "乙": "birth"},
        ("丙",),
        (),
    )
    assert mapping.pick({"甲": "张三", "丙": "x"}) == {"name": "张三", "birth": ""}
    assert (mapping.heading_of("birth"), mapping.heading_of("native_place")) == ("乙", "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nonsense",
        "[]",
        '"a"',
        "[" * 5000,
        '{"没有": "name"}',
        '{"甲": "no_field"}',
        '{"甲": ["name"]}',
    ],
)
def test_nonsense_is_named(text):
    mapping = read_mapping(text, ("甲", "乙"), COLUMNS)
    assert (mapping.fields, len(mapping.faults)) == ({}, 1)


def test_a_field_given_twice():
    mapping = read_mapping('{"甲": "name", "乙": "name"}', ("甲", "乙"), COLUMNS)
    assert mapping.fields == {"甲": "name"}
    assert [(fault.column, fault.value) for fault in mapping.faults] == [("乙", "name")]
