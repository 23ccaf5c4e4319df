import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.text.query import QUERY_LENGTH, Field, FieldTerm, ParsedQuery, Term, parse


@pytest.mark.parametrize(
    ("typed", "terms", "excluded"),
    [
        ("上甘嶺　黄继光", [Term("上甘岭"), Term("黄继光")], []),
        ('"志愿军战士" 英雄', [Term("志愿军战士", quoted=True), Term("英雄")], []),
        ("“抗美援朝”", [Term("抗美援朝", quoted=True)], []),
        ("＂抗美援朝＂", [Term("抗美援朝", quoted=True)], []),
        (
            '上甘岭 -电影 -"故事片"',
            [Term("上甘岭")],
            [Term("电影"), Term("故事片", quoted=True)],
        ),
        ("被称为“天下第一”的人", [Term("被称为“天下第一”的人")], []),
        ("T-34", [Term("t-34")], []),
        ("上甘岭 上甘岭", [Term("上甘岭")], []),
        ("a\x00b", [Term("a"), Term("b")], []),
        ('- -- "" " ()', [], []),
    ],
)
def test_parsing(typed, terms, excluded):
    query = parse(typed)
    assert (list(query.terms), list(query.excluded)) == (terms, excluded)


@pytest.mark.parametrize(
    ("typed", "fields", "excluded"),
    [
        ("人物:黄继光", [FieldTerm(Field.PERSON, "黄继光")], []),
        ("人物： 黃繼光", [FieldTerm(Field.PERSON, "黄继光")], []),
        ("單位:第十五軍", [FieldTerm(Field.UNIT, "第十五军")], []),
        ('unit:"第十五军"', [FieldTerm(Field.UNIT, "第十五军", quoted=True)], []),
        ("籍贯:“四川 中江”", [FieldTerm(Field.NATIVE, "四川 中江", quoted=True)], []),
        ("年:1950", [FieldTerm(Field.YEAR, "1950", years=(1950, 1950))], []),
        ("Year:一九五〇-1953", [FieldTerm(Field.YEAR, "一九五〇-1953", years=(1950, 1953))], []),
        ("年:不详", [FieldTerm(Field.YEAR, "不详")], []),
        ("-人物:黄继光", [], [FieldTerm(Field.PERSON, "黄继光")]),
        ('-籍贯:"四川"', [], [FieldTerm(Field.NATIVE, "四川", quoted=True)]),
        ("人物:?! 年:", [], []),
    ],
)
def test_fields(typed, fields, excluded):
    query = parse(typed)
    assert (list(query.fields), list(query.excluded_fields)) == (fields, excluded)


def test_a_field_is_only_one_at_the_beginning_of_a_term():
    assert parse("时间:1950 主要人物:黄继光").terms == (Term("时间:1950"), Term("主要人物:黄继光"))


def test_fields_and_words_together():
    query = parse("上甘岭 人物:黄继光 -电影")
    assert (query.text, query.fields, query.excluded) == (
        "上甘岭",
        (FieldTerm(Field.PERSON, "黄继光"),),
        (Term("电影"),),
    )


@pytest.mark.parametrize("typed", ["", "  ", "\x00\n\u3000"])
def test_nothing_typed(typed):
    assert parse(typed) == ParsedQuery(blank=True)


def test_nothing_to_look_for():
    assert parse("？？😀") == ParsedQuery(blank=False)


def test_a_very_long_query_is_cut():
    assert len(parse("中" * 10_000).text) == QUERY_LENGTH


@settings(max_examples=300)
@given(st.text() | st.text(st.sampled_from('"“”-: \t上年人物a\ud800')))
def test_anything_can_be_typed(typed):
    for term in (*parse(typed).terms, *parse(typed).excluded):
        assert term.text.strip()
