"""Pages follow on each other, whatever is equal, and stay so when the index is made anew."""

from __future__ import annotations

import random

import pytest

from search.engines.base import SearchDocument, SearchQuery, Sort
from search.engines.turns import turn

NAMED = 300


def namesakes() -> list[SearchDocument]:
    """People of one name and no other difference than their key."""
    return [
        SearchDocument(
            key=f"person:{number}",
            kind="person",
            title="王建国",
            url=f"/people/{number}/",
            sort_date=("", "1950", "1951")[number % 3],
        )
        for number in range(NAMED)
    ]


def shuffled(seed: int) -> list[SearchDocument]:
    documents = namesakes()
    random.Random(seed).shuffle(documents)
    return documents


def leafed(engine, **query) -> list[str]:
    """All keys, ten a page."""
    return [
        hit.key
        for offset in range(0, NAMED, 10)
        for hit in engine.search(SearchQuery(limit=10, offset=offset, **query)).hits
    ]


@pytest.mark.parametrize("text", ["王建国", "建国", "wjg", "", "王建国是谁？"])
@pytest.mark.parametrize("sort", [Sort.RELEVANCE, Sort.NEWEST, Sort.OLDEST, Sort.TITLE])
def test_equals_stand_in_the_order_of_their_keys(grown, text, sort):
    dates = {document.key: document.sort_date for document in namesakes()}
    order = {
        Sort.RELEVANCE: lambda key: turn(key),
        Sort.TITLE: lambda key: turn(key),
        Sort.NEWEST: lambda key: (-int(dates[key] or 0), turn(key)),
        Sort.OLDEST: lambda key: (dates[key] or "9999", turn(key)),
    }[sort]
    assert leafed(grown, text=text, sort=sort) == sorted(dates, key=order)


@pytest.fixture(scope="module", params=["embedded", "elasticsearch"])
def grown(request, make_engine):
    """An index that came about in several pieces, some of them replaced."""
    engine = make_engine(request.param)
    engine.rebuild(shuffled(1)[:90])
    for start in range(90, NAMED, 70):
        engine.index(shuffled(1)[start : start + 70])
    engine.index(shuffled(1)[40:60])
    return engine


def test_the_order_outlasts_a_rebuild(grown):
    before = leafed(grown, text="建国")
    grown.rebuild(shuffled(2))
    assert leafed(grown, text="建国") == before
