"""Clauses of a plan in words an editor knows."""

from __future__ import annotations

import re

import pytest

from search.curation.explaining import Reason, joined, reasons
from search.engines.base import Share
from search.engines.plan import (
    Boosted,
    Everything,
    Fixed,
    Group,
    Has,
    HasPhrase,
    Nothing,
    make_plan,
)


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        (("上甘", "甘岭"), "上甘岭"),
        (("上甘", "甘岭", "岭战", "战役"), "上甘岭战役"),
        (("korean", "war"), "korean war"),
        (("第", "15", "军"), "第 15 军"),
        (("上", "甘", "岭"), "上甘岭"),
        (("黄继", "继光", "|", "特级"), "黄继光 特级"),
        ((), ""),
    ],
)
def test_tokens_become_text_again(tokens, text):
    assert joined(tokens) == text


def only(clause, **given) -> Reason:
    (reason,) = reasons([Share(clause=clause, score=2.0)], **given)
    return reason


def test_a_word_in_a_field():
    assert only(Has("words", "战役")) == Reason(
        what="“战役”", where=only(Has("words", "x")).where, score=2.0, percent=100
    )


def test_a_field_that_counts_less():
    reason = only(Boosted(Boosted(Has("title", "上甘"), 0.5), 0.8))
    assert (reason.what, reason.factor, reason.lift) == ("“上甘”", 0.4, False)


def test_a_lift():
    clause = Fixed(HasPhrase("bigrams", ("上甘", "甘岭")), 1000.0)
    reason = only(clause)
    assert (reason.what, reason.lift) == ("“上甘岭”", True)


def test_a_group_names_its_parts_once():
    clause = Group(must=(Has("words", "甲"), Has("words", "乙")), should=(Has("title", "甲"),))
    assert re.findall("“(.)”", only(clause).what) == ["甲", "乙"]


def test_a_long_group_is_cut_short():
    clause = Group(should=tuple(Has("words", f"词{number}") for number in range(9)))
    assert only(clause).what.endswith("…")


@pytest.mark.parametrize("clause", [Everything(), Nothing(), object()])
def test_any_clause_has_words(clause):
    assert only(clause).what != ""


def test_other_names_are_told():
    clause = HasPhrase("bigrams", ("抗美", "美援", "援朝"))
    assert only(clause, synonyms={"抗美援朝"}).synonym is True
    assert only(clause, synonyms={"别的"}).synonym is False


def test_the_largest_first_and_nothing_for_nothing():
    shares = [
        Share(clause=Has("words", "小"), score=1.0),
        Share(clause=Has("words", "无"), score=0.0),
        Share(clause=Has("words", "大"), score=4.0),
    ]
    assert [(reason.what, reason.percent) for reason in reasons(shares)] == [
        ("“大”", 100),
        ("“小”", 25),
    ]


def test_every_clause_of_a_real_plan_has_words():
    plan = make_plan("上甘岭战役 黄继光")
    found = reasons([Share(clause=clause, score=1.0) for clause in (plan.match, *plan.rank)])
    assert all(reason.what and reason.where for reason in found)
