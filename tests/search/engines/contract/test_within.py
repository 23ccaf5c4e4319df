"""What a search is kept within narrows it and stands outside the answer, alike on both engines."""

from __future__ import annotations

import pytest

from search.engines.base import SearchQuery, Sort


@pytest.fixture
def names(engine, make):
    engine.index(
        make(
            name,
            kind="entry",
            facets={"kind": ("entry",), "place": (place,), "tag": ("名录",)},
            filters={"born": born},
        )
        for name, place, born in (
            ("张建国", "湖南省", ("1920", "1921")),
            ("张建中", "湖南省", ("1925",)),
            ("李建国", "四川省", ()),
        )
    )
    engine.index([make("建国的故事", kind="story", facets={"kind": ("story",)})])
    return engine


def titles(results) -> set[str]:
    return {"".join(part.text for part in hit.title) for hit in results.hits}


def test_a_kind_and_years(names):
    within = {"kind": ("entry",)}
    found = names.search(SearchQuery(text="建国", within=within))
    assert titles(found) == {"张建国", "李建国"}
    years = within | {"born": ("1921", "1925")}
    for sort in (Sort.RELEVANCE, Sort.STROKES):
        found = names.search(SearchQuery(within=years, sort=sort))
        assert titles(found) == {"张建国", "张建中"}
    assert names.search(SearchQuery(within={"born": ("1900",)})).total == 0
    assert names.counts([SearchQuery(text="建国", within=within)]) == (2,)


def test_only_what_is_wanted_is_counted(names):
    asked = SearchQuery(within={"kind": ("entry",)}, counting=("place",))
    found = names.search(asked)
    assert {
        name: [(c.value, c.count) for c in counts] for name, counts in found.facets.items()
    } == {"place": [("湖南省", 2), ("四川省", 1)]}


def test_it_adds_nothing_to_the_score(names):
    plain = names.search(SearchQuery(text="张建国"))
    kept = names.search(SearchQuery(text="张建国", within={"kind": ("entry",)}))
    assert kept.hits[0].key == plain.hits[0].key
    assert kept.hits[0].score == pytest.approx(plain.hits[0].score)


def test_initials_at_the_beginning_of_a_name_first(names, make):
    names.index([make("王张建", kind="entry", facets={"kind": ("entry",)}, people=("王张建",))])
    found = names.search(SearchQuery(text="人物:zj", within={"kind": ("entry",)}))
    assert titles(found) == {"张建国", "张建中", "王张建"}
    assert "".join(part.text for part in found.hits[-1].title) == "王张建"
