import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search.text.query import QUERY_LENGTH, ParsedQuery, Term, parse


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


@pytest.mark.parametrize("typed", ["", "  ", "\x00\n\u3000"])
def test_nothing_typed(typed):
    assert parse(typed) == ParsedQuery(blank=True)


def test_nothing_to_look_for():
    assert parse("？？😀") == ParsedQuery(blank=False)


def test_a_very_long_query_is_cut():
    assert len(parse("中" * 10_000).text) == QUERY_LENGTH


@settings(max_examples=300, deadline=None)
@given(st.text() | st.text(st.sampled_from('"“”- \t上a\ud800')))
def test_anything_can_be_typed(typed):
    for term in (*parse(typed).terms, *parse(typed).excluded):
        assert term.text.strip()
