"""Writing, rebuilding and refusing are the same on both engines."""

from __future__ import annotations

import threading

import pytest

from search.engines.base import (
    Access,
    DocumentsRejected,
    EngineError,
    FacetCount,
    IndexMissing,
    SearchQuery,
)


def found(engine, text="", **fields):
    return sorted(hit.key for hit in engine.search(SearchQuery(text=text, **fields)).hits)


def test_indexing_again_replaces_and_is_seen_at_once(engine, make):
    assert engine.index([make("旧题", key="page:1"), make("另外", key="page:2")]) == 2
    assert engine.index([make("新题", key="page:1")]) == 1
    assert (found(engine, "旧题"), found(engine, "新题")) == ([], ["page:1"])


def test_the_last_of_two_with_one_key_stays(engine, make):
    engine.index([make("旧题", key="page:1"), make("新题", key="page:1")])
    assert (found(engine, "旧题"), found(engine, "新题")) == ([], ["page:1"])


def test_deleting(engine, make):
    engine.index([make("甲"), make("乙")])
    engine.delete(["page:甲", "page:没有", "page:甲"])
    engine.delete([])
    assert list(engine.keys()) == ["page:乙"]


def test_what_is_not_public_is_removed(engine, make):
    engine.index([make("甲"), make("乙")])
    engine.index([make("甲", access=Access.PRIVATE), make("丙", access=Access.PRIVATE)])
    assert list(engine.keys()) == ["page:乙"]
    assert engine.search(SearchQuery()).total == 1


@pytest.mark.parametrize("fields", [{"body": None}, {"people": (7,)}, {"url": "\ud800"}])
def test_a_bad_document_is_named_and_the_others_kept(engine, make, fields):
    with pytest.raises(DocumentsRejected) as caught:
        engine.index([make("好"), make("坏", **fields), make("也好")])
    assert (list(caught.value.reasons), caught.value.indexed) == (["page:坏"], 2)
    assert list(engine.keys()) == ["page:也好", "page:好"]


def test_lone_surrogates_and_controls_are_no_harm(engine, make):
    engine.index([make("上甘岭\ud800", key="page:1", body="黄\x00继光\udfff。")])
    (hit,) = engine.search(SearchQuery(text="上甘岭")).hits
    assert "".join(piece.text for piece in hit.title) == "上甘岭\ufffd"


def test_facet_values_stay_as_they_are_written(engine, make):
    odd = ("2021-01-01T00:00:00Z", "50%", "a.b\\c", "上 甘 嶺", "")
    engine.index([make("甲", facets={"odd.name": odd})])
    results = engine.search(SearchQuery())
    assert {one.value for one in results.facets["odd.name"]} == set(odd)
    for value in odd:
        assert engine.search(SearchQuery(facets={"odd.name": (value,)})).total == 1


def test_very_many_values_of_one_facet_do_not_fail_the_search(engine, make):
    documents = [
        make(
            f"烈士{n}",
            facets={"unit": ("第一团", *(f"{n}团{m}" for m in range(1_000))), "kind": ("故事",)},
            filters={"person": tuple(f"人{n}-{m}" for m in range(1_000))},
        )
        for n in range(70)
    ]
    engine.index(documents)
    results = engine.search(SearchQuery(text="烈士", facets={"person": ("人7-9",)}))
    assert [hit.key for hit in results.hits] == ["page:烈士7"]
    assert results.facets["person"] == (FacetCount(value="人7-9", count=1, chosen=True),)
    results = engine.search(SearchQuery(text="烈士", limit=1))
    assert results.total == 70
    assert results.facets == {
        "kind": (FacetCount(value="故事", count=70),),
        "unit": (FacetCount(value="第一团", count=70),),
    }


@pytest.mark.parametrize(
    "call",
    [
        lambda engine, make: engine.search(SearchQuery(text="甲")),
        lambda engine, make: engine.counts([SearchQuery(text="甲")]),
        lambda engine, make: engine.weigh(SearchQuery(text="甲"), "page:甲"),
        lambda engine, make: engine.suggest("甲"),
        lambda engine, make: engine.keys(),
        lambda engine, make: engine.index([make("甲")]),
        lambda engine, make: engine.delete(["page:甲"]),
    ],
    ids=["search", "counts", "weigh", "suggest", "keys", "index", "delete"],
)
def test_without_an_index(bare, make, call):
    with pytest.raises(IndexMissing):
        call(bare, make)


class TestRebuilding:
    def test_it_replaces_all(self, bare, make):
        told = []
        bare.rebuild([make("旧")])
        assert bare.rebuild((make(f"新{n}") for n in range(3)), progress=told.append) == 3
        assert list(bare.keys()) == ["page:新0", "page:新1", "page:新2"]
        assert told == [3]

    def test_changes_meanwhile_are_in_both(self, bare, make):
        bare.rebuild([make("旧"), make("去"), make("回")])
        seen = []

        def documents():
            yield make("去")
            bare.index([make("来"), make("改", body="后来")])
            bare.delete(["page:去", "page:回", "page:没有"])
            bare.index([make("回")])
            seen.extend(bare.keys())
            yield make("改", body="先前")
            yield make("藏")
            bare.index([make("藏", access=Access.PRIVATE)])

        assert bare.rebuild(documents()) >= 1
        assert seen == ["page:回", "page:改", "page:旧", "page:来"]
        assert list(bare.keys()) == ["page:回", "page:改", "page:来"]
        assert found(bare, "后来") == ["page:改"]
        assert bare.search(SearchQuery()).total == 3

    def test_one_that_fails_leaves_the_old_index(self, bare, make):
        bare.rebuild([make("旧")])

        def documents():
            yield make("新")
            raise RuntimeError("the database went away")

        with pytest.raises(RuntimeError, match="database"):
            bare.rebuild(documents())
        assert list(bare.keys()) == ["page:旧"]
        assert bare.index([make("甲")]) == 1

    def test_a_bad_document_does_not_hold_it_up(self, bare, make):
        with pytest.raises(DocumentsRejected) as caught:
            bare.rebuild([make("好"), make("坏", body=None)])
        assert (list(caught.value.reasons), caught.value.indexed) == (["page:坏"], 1)
        assert list(bare.keys()) == ["page:好"]

    def test_readers_see_the_whole_old_or_the_whole_new_index(self, bare, make):
        bare.rebuild(make(f"烈士{n}") for n in range(20))
        totals, failures, done = set(), [], threading.Event()

        def read():
            while not done.is_set():
                try:
                    totals.add(bare.search(SearchQuery(text="烈士", limit=1)).total)
                except EngineError as error:
                    failures.append(repr(error))

        readers = [threading.Thread(target=read) for _ in range(2)]
        for thread in readers:
            thread.start()
        for count in (40, 20, 40):
            bare.rebuild(make(f"烈士{n}") for n in range(count))
        done.set()
        for thread in readers:
            thread.join()
        assert failures == []
        assert totals <= {20, 40}
