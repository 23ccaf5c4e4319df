from collections import Counter

import pytest

from search.engines import facets
from search.engines.base import FacetCount, SearchQuery
from search.engines.embedded import EmbeddedEngine


def counted(results, name):
    return {one.value: one.count for one in results.facets.get(name, ())}


@pytest.fixture
def mixed(engine, make):
    """Documents over several segments, one deleted, one replaced."""
    for batch in range(6):
        engine.index(
            [
                make(
                    f"烈士{batch}-{n}",
                    facets={
                        "kind": ("故事" if n % 2 else "人物",),
                        "region": (f"县{n % 30}", "山东" if n % 3 else "河南"),
                    },
                )
                for n in range(60)
            ]
        )
    engine.delete(["page:烈士0-0"])
    engine.index([make("烈士1-1", facets={"kind": ("遗址",)})])
    return engine


def test_counts_over_segments_are_exact(mixed):
    results = mixed.search(SearchQuery(text="烈士", limit=1))
    expected = Counter()
    for batch in range(6):
        for n in range(60):
            if (batch, n) == (0, 0) or (batch, n) == (1, 1):
                continue
            expected[f"县{n % 30}"] += 1
            expected["山东" if n % 3 else "河南"] += 1
    assert results.total == 359
    assert counted(results, "region") == expected
    assert counted(results, "kind") == {"故事": 179, "人物": 179, "遗址": 1}


def test_values_come_by_count_then_name(mixed):
    values = mixed.search(SearchQuery(text="烈士")).facets["region"]
    assert list(values) == sorted(values, key=lambda one: (-one.count, one.value))


def test_a_choice_narrows_other_facets_and_not_its_own(mixed):
    results = mixed.search(SearchQuery(text="烈士", facets={"kind": ("故事",)}))
    assert results.total == 179
    assert counted(results, "kind") == {"故事": 179, "人物": 179, "遗址": 1}
    assert "县0" not in counted(results, "region")
    assert counted(results, "region")["县1"] == 11


def test_several_values_of_one_facet_widen(mixed):
    results = mixed.search(SearchQuery(facets={"kind": ("故事", "遗址")}))
    assert results.total == 180
    assert [one for one in results.facets["kind"] if one.chosen] == [
        FacetCount(value="故事", count=179, chosen=True),
        FacetCount(value="遗址", count=1, chosen=True),
    ]


def test_facets_narrow_each_other(mixed):
    query = SearchQuery(facets={"kind": ("故事",), "region": ("河南",)})
    results = mixed.search(query)
    assert results.total == sum(counted(results, "kind")[value] for value in ("故事",)) == 60
    assert counted(results, "region") == counted(
        mixed.search(SearchQuery(facets={"kind": ("故事",)})), "region"
    )


def test_a_chosen_value_nothing_has_is_listed_with_zero(mixed):
    results = mixed.search(SearchQuery(facets={"kind": ("没有",), "unknown": ("x\x1f\ud800",)}))
    assert results.total == 0
    assert FacetCount(value="没有", count=0, chosen=True) in results.facets["kind"]
    assert results.facets["unknown"] == (FacetCount(value="x\x1f\ud800", count=0, chosen=True),)


def test_an_empty_choice_is_none(mixed):
    assert mixed.search(SearchQuery(facets={"kind": ()})).total == 359


def test_values_stay_as_they_are_written(engine, make):
    odd = ("2021-01-01T00:00:00Z", "50%", "a.b\\c", "上 甘 嶺", "")
    engine.index([make("甲", facets={"odd.name": odd})])
    results = engine.search(SearchQuery())
    assert {one.value for one in results.facets["odd.name"]} == set(odd)
    for value in odd:
        assert engine.search(SearchQuery(facets={"odd.name": (value,)})).total == 1


def test_a_value_given_twice_counts_once(engine, make):
    engine.index([make("甲", facets={"kind": ("故事", "故事")})])
    assert counted(engine.search(SearchQuery()), "kind") == {"故事": 1}


def test_of_very_many_values_the_most_frequent_are_listed(engine, make, monkeypatch):
    monkeypatch.setattr(facets, "LISTED", 10)
    monkeypatch.setattr(facets, "LISTED_WHERE_CHOSEN", 10)
    for batch in range(3):
        engine.index(
            [
                make(f"烈士{batch}-{n}", facets={"unit": (f"{n}团",), "kind": ("故事",)})
                for n in range(50 if batch == 2 else 9)
            ]
        )
    results = engine.search(SearchQuery(limit=1, facets={"unit": ("40团", "没有")}))
    assert counted(engine.search(SearchQuery(limit=1)), "unit") == {f"{n}团": 3 for n in range(9)}
    expected = {f"{n}团": 3 for n in range(9)} | {"40团": 1, "没有": 0}
    assert (results.total, counted(results, "unit")) == (1, expected)
    assert counted(results, "kind") == {"故事": 1}


def test_a_choice_never_widens_what_the_words_find(tmp_path, make):
    engine = EmbeddedEngine(tmp_path)
    engine.rebuild(
        [
            make("黄继光", facets={"kind": ("人物",)}),
            make("继光小学", facets={"kind": ("学校",)}),
        ]
    )
    assert engine.search(SearchQuery(text="黄继光", facets={"kind": ("学校",)})).total == 0
