"""The same documents and queries give the same answers on both engines."""

from __future__ import annotations

from dataclasses import replace

import pytest

from search.engines import facets
from search.engines.base import SearchQuery, Sort
from tests.search.engines.contract.corpus import CHOICES, PREFIXES, QUERIES, corpus

ALL = 1_000


def answers(engines, **query):
    return [engine.search(SearchQuery(**{"limit": ALL, **query})) for engine in engines]


def unscored(results):
    """Hits by key, as they are shown."""
    return {hit.key: replace(hit, score=0.0) for hit in results.hits}


@pytest.mark.parametrize("text", QUERIES)
def test_hits_scores_and_order(both, text):
    embedded, cluster = answers(both, text=text)
    assert cluster.total == embedded.total == len(embedded.hits)
    assert unscored(cluster) == unscored(embedded)
    scores = {hit.key: hit.score for hit in embedded.hits}
    assert {hit.key: hit.score for hit in cluster.hits} == pytest.approx(scores, rel=1e-4)
    # The same order, but for documents of one score.
    in_turn = [scores[hit.key] for hit in cluster.hits[:10]]
    assert in_turn == pytest.approx([hit.score for hit in embedded.hits[:10]], rel=1e-4)


@pytest.mark.parametrize("choices", CHOICES, ids=str)
@pytest.mark.parametrize("text", ["", "上甘岭", "部队过河的时候河水有多深", "建国"])
def test_facets(both, text, choices):
    embedded, cluster = answers(both, text=text, facets=choices)
    assert cluster.facets == embedded.facets
    assert cluster.total == embedded.total
    assert unscored(cluster) == unscored(embedded)


@pytest.mark.parametrize("text", QUERIES)
def test_after_changes(changed, text):
    embedded, cluster = answers(changed, text=text, facets={"kind": ("story", "person")})
    assert cluster.facets == embedded.facets
    assert unscored(cluster) == unscored(embedded)


def test_more_facet_values_than_one_request_asks_for(both, monkeypatch):
    monkeypatch.setattr(facets, "FIRST_SIZE", 7)
    embedded, cluster = answers(both, facets={"kind": ("story",)})
    assert len(cluster.facets["unit"]) > 80
    assert cluster.facets == embedded.facets


@pytest.mark.parametrize("sort", [Sort.NEWEST, Sort.OLDEST, Sort.TITLE])
def test_other_orders(both, sort):
    documents = {document.key: document for document in corpus()}
    embedded, cluster = (
        [documents[hit.key] for hit in results.hits] for results in answers(both, sort=sort)
    )
    if sort == Sort.TITLE:
        assert [one.title for one in cluster] == [one.title for one in embedded]
    else:
        assert [one.sort_date for one in cluster] == [one.sort_date for one in embedded]


def test_pages_follow_on_each_other(both):
    for engine in both:
        whole = [hit.key for hit in engine.search(SearchQuery(text="建国", limit=ALL)).hits]
        pages = [
            hit.key
            for offset in range(0, len(whole) + 10, 10)
            for hit in engine.search(SearchQuery(text="建国", offset=offset, limit=10)).hits
        ]
        assert pages == whole


@pytest.mark.parametrize(("offset", "limit"), [(0, 0), (10**15, 20), (0, -5), (2**70, 2**70)])
def test_a_page_with_nothing_on_it_has_the_total(both, offset, limit):
    for results in answers(both, offset=offset, limit=limit):
        assert (results.total, results.hits) == (len(corpus()), ())


def test_passages_are_of_the_original_and_marked(both):
    for results in answers(both, text="上甘岭战士"):
        hit = next(hit for hit in results.hits if hit.key == "page:1")
        assert [piece.text for piece in hit.title if piece.match] == ["上甘嶺"]
        assert ["".join(piece.text for piece in passage) for passage in hit.passages] == [
            "一九五二年，黃繼光在上甘嶺犧牲。",
            "他是志願軍戰士。",
        ]


def test_moments_open_where_the_words_are_said(both):
    for results in answers(both, text="上甘岭"):
        hit = next(hit for hit in results.hits if hit.key == "page:5")
        assert [(moment.start_ms, moment.speaker) for moment in hit.moments] == [
            (4_000, "老兵"),
            (15_000, "老兵"),
        ]


@pytest.mark.parametrize("prefix", PREFIXES)
def test_suggestions(both, prefix):
    embedded, cluster = (engine.suggest(prefix, limit=5) for engine in both)
    assert embedded != ()
    assert cluster == embedded


@pytest.mark.parametrize("prefix", ["", " ", "!", "\x00", "\ud800", "不存在的"])
def test_nothing_to_suggest(both, prefix):
    assert [list(engine.suggest(prefix)) for engine in both] == [[], []]


def test_keys(both):
    expected = sorted(document.key for document in corpus())
    assert [list(engine.keys()) for engine in both] == [expected, expected]


@pytest.mark.parametrize(
    "text",
    [
        '"' * 500,
        "-a " * 300,
        "中" * 10_000,
        "(a+)+$",
        "\x00\ud800",
        "title:上甘岭 AND *",
        "|",
        "\x1f",
    ],
)
def test_hostile_queries(both, text):
    embedded, cluster = answers(both, text=text, facets={"kind": (text,), text: ("x",)})
    assert (cluster.total, cluster.facets) == (embedded.total, embedded.facets)
