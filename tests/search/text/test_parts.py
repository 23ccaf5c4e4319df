"""The best of very many short texts."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from search.text.blanks import ANY
from search.text.normalise import normalise
from search.text.parts import SEPARATOR, best_parts, joined
from search.text.passages import Finder

SAID = ["我们过了鸭绿江。", "江上没有桥，", "冰很厚，桥也炸了；", "过江的那天下雪。", "后来呢？"]


def best(finder: Finder, texts: list[str], limit: int) -> list[int]:
    together = joined(texts)
    return best_parts(finder, together, normalise(together), limit)


def test_best_first_and_of_equals_the_first():
    finder = Finder(["过江", "江", "下雪"])

    assert best(finder, SAID, 3) == [3, 0, 1]


def test_name_with_an_unknown_character():
    said = ["没有他", "黄继光在", "黄□光", "找黄光"]

    assert best(Finder([], [f"黄{ANY}光"]), said, 3) == [1, 2]


def test_nothing_where_nothing_matches():
    assert best(Finder(["长津湖"]), SAID, 3) == []
    assert best(Finder(["江"]), [], 3) == []


def test_separator_within_a_text_parts_nothing():
    assert joined([f"一{SEPARATOR}二", "三"]).split(SEPARATOR) == ["一 二", "三"]


words = st.text(alphabet="江桥雪冰fikm ", min_size=1, max_size=4)


@given(
    st.lists(words, min_size=1, max_size=4),
    st.lists(st.text(alphabet="江桥雪冰ﬁ㎞ｋ 。", max_size=12), max_size=30),
    st.integers(1, 4),
)
@example(["江桥", "桥江"], ["江桥江", "桥江桥江", "江"], 1)
def test_same_as_scoring_each(needles, texts, limit):
    finder = Finder(needles)
    scored = [(-finder.score(text), number) for number, text in enumerate(texts)]
    expected = [number for score, number in sorted(scored) if score < 0][:limit]

    assert best(finder, texts, limit) == expected
