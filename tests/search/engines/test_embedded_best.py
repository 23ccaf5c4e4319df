"""The best hits are the same, whatever is left out on the way to them."""

from __future__ import annotations

import pytest

from search.engines.base import SearchQuery
from search.engines.embedded import EmbeddedEngine, best
from search.scale.generating import World

DOCUMENTS = 3_000


@pytest.fixture(scope="module")
def world() -> World:
    return World()


@pytest.fixture(scope="module")
def engine(tmp_path_factory, world):
    engine = EmbeddedEngine(tmp_path_factory.mktemp("best"))
    engine.rebuild(world.documents(DOCUMENTS), about=DOCUMENTS)
    return engine


def asked(world) -> list[SearchQuery]:
    texts = [query.text for query in world.queries(40, DOCUMENTS)]
    county, unit = world.places[0].rpartition("/")[2], world.units[3]
    texts += [
        "志愿军",
        "志愿军第1军",
        "八路军 在",
        f"{county} {unit}",
        "王?国",
        "入伍",
        "第2军 入伍",
    ]
    texts += ["志愿军 -八路军", "单位:志愿军 入伍", "在", "年", "war"]
    names = {"志愿军": ("解放军", "红军")}
    return [
        SearchQuery(text=text, expansions=expansions, facets=facets, offset=offset, limit=10)
        for text in dict.fromkeys(texts)
        for expansions in ({}, names)
        for facets, offset in (({}, 0), ({}, 30), ({"grade": ("小学",)}, 0))
    ]


def scores(engine, query) -> list[float]:
    return [hit.score for hit in engine.search(query).hits]


def test_what_has_it_whole_is_looked_for_alone(engine, world, monkeypatch):
    queries = asked(world)
    parted = [pytest.approx(scores(engine, query), rel=1e-5) for query in queries]
    monkeypatch.setattr(best, "WHOLE_FROM", DOCUMENTS + 1)
    assert [scores(engine, query) for query in queries] == parted


@pytest.mark.parametrize("text", ["志愿军第1军", "志愿军 入伍", "入伍", "第2军 入伍"])
def test_its_pages_follow_on_each_other(engine, text):
    keys, total = [], 0
    for offset in range(0, DOCUMENTS, 100):
        page = engine.search(SearchQuery(text=text, offset=offset, limit=100))
        keys += [hit.key for hit in page.hits]
        total = page.total
    assert len(set(keys)) == len(keys) == total > best.WHOLE_FROM
