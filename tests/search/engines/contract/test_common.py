"""A question is answered by the words that tell documents apart, alike on both engines."""

from __future__ import annotations

import pytest

from search.engines import common
from search.engines.base import SearchQuery

QUESTION = "哪支部队在什么地方守住了坑道？"


@pytest.fixture
def everywhere(engine, make, monkeypatch):
    """部队 stands in all twelve, 坑道 in two."""
    monkeypatch.setattr(common, "COMMON_FROM", 2)
    engine.index(make(f"部队的故事{number}") for number in range(10))
    engine.index([make("守坑道的部队"), make("部队与坑道")])
    return engine


def test_the_common_word_finds_nothing_by_itself(everywhere):
    found = everywhere.search(SearchQuery(text=QUESTION))
    assert found.total == 2
    assert everywhere.counts([SearchQuery(text=QUESTION)]) == (2,)
    key = found.hits[0].key
    weighing = everywhere.weigh(SearchQuery(text=QUESTION), key)
    assert weighing.score == pytest.approx(found.hits[0].score, rel=1e-5)


def test_where_all_are_common_they_count(everywhere):
    assert everywhere.search(SearchQuery(text="这支部队怎么样了呢？")).total == 12


def test_a_name_is_looked_for_with_all_of_its_words(everywhere):
    assert everywhere.search(SearchQuery(text="部队")).total == 12
    assert everywhere.search(SearchQuery(text='"部队" 哪里有坑道？')).total == 2
