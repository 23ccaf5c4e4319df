"""The same documents and queries give the same answers on both engines."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest

from search.engines import facets
from search.engines.analysis import analyse
from search.engines.base import FacetCount, SearchQuery, Sort, Weighing
from search.engines.turns import turn
from search.text.strokes import stroke_key
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


@pytest.mark.parametrize(
    ("text", "expansions"),
    [
        ("朝鲜战争", {"朝鲜战争": ("上甘岭",)}),
        ("上甘岭 英雄", {"英雄": ("战士", "hero")}),
        ("Korean War", {"korean war": ("志愿军", "抗美援朝")}),
        ("朝鲜战争是什么时候打的？", {"朝鲜战争": ("一九五〇",)}),
    ],
)
def test_other_names(both, text, expansions):
    embedded, cluster = answers(both, text=text, expansions=expansions)
    assert embedded.total > 0
    assert cluster.facets == embedded.facets
    assert unscored(cluster) == unscored(embedded)
    scores = {hit.key: hit.score for hit in embedded.hits}
    assert {hit.key: hit.score for hit in cluster.hits} == pytest.approx(scores, rel=1e-4)
    query = SearchQuery(text=text, expansions=expansions)
    assert both[0].counts([query]) == both[1].counts([query])


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


def test_of_very_many_values_both_list_the_same(both, monkeypatch):
    monkeypatch.setattr(facets, "LISTED", 7)
    monkeypatch.setattr(facets, "LISTED_WHERE_CHOSEN", 9)
    for choices in ({}, {"unit": ("7连", "没有")}):
        embedded, cluster = answers(both, facets=choices)
        assert 0 < len(embedded.facets["unit"]) <= (11 if choices else 7)
        assert cluster.facets == embedded.facets


def test_counts_are_those_of_the_documents(changed):
    gone = {f"made:{n}" for n in range(0, 300, 7)} - {
        document.key for document in corpus()[100:110]
    }
    left = [document for document in corpus() if document.key not in gone]
    for results in answers(changed, facets={"kind": ("story",)}):
        for name in ("kind", "place", "unit", "tag", "decade"):
            expected = Counter(
                value
                for document in left
                if name == "kind" or "story" in document.facets.get("kind", ())
                for value in document.facets.get(name, ())
            )
            assert {one.value: one.count for one in results.facets[name]} == expected


def test_what_is_not_counted_can_be_chosen_and_is_listed_then(both):
    for results in answers(both):
        assert "person" not in results.facets
    for results in answers(both, facets={"person": ("黄继光", "没有此人")}):
        assert [hit.key for hit in results.hits] == ["page:1"]
        assert results.facets["person"] == (
            FacetCount(value="黄继光", count=1, chosen=True),
            FacetCount(value="没有此人", count=0, chosen=True),
        )
    for results in answers(both, facets={"person": ("黄继光",), "kind": ("article",)}):
        assert (results.total, results.facets["person"][0].count) == (0, 0)


def test_an_answer_without_facets_has_the_same_hits(both):
    for engine, counted in zip(both, answers(both, text="建国"), strict=True):
        bare = engine.search(SearchQuery(text="建国", counted=False, limit=ALL))
        assert replace(bare, took_ms=0) == replace(counted, took_ms=0, facets={})


@pytest.mark.parametrize("sort", [sort for sort in Sort if sort != Sort.RELEVANCE])
@pytest.mark.parametrize("text", ["", "建国"])
def test_other_orders(both, text, sort):
    embedded, cluster = (
        [hit.key for hit in results.hits] for results in answers(both, text=text, sort=sort)
    )
    assert cluster == embedded
    documents = {document.key: document for document in corpus()}
    ordered = [_sort_key(documents[key], sort) for key in embedded]
    assert ordered == sorted(ordered)


def _sort_key(document, sort):
    """What a list in the order ``sort`` goes up by."""
    date = document.sort_date
    length = len(document.body) + sum(len(moment.text) for moment in document.moments)
    keys = {
        Sort.NEWEST: [-ord(figure) for figure in date] + [0],
        Sort.OLDEST: date or "9999",
        Sort.TITLE: analyse(document).title_order,
        Sort.STROKES: stroke_key(document.title),
        Sort.LONGEST: -length,
        Sort.SHORTEST: length,
    }
    return keys[sort], turn(document.key)


@pytest.mark.parametrize("text", QUERIES)
def test_the_first_ten_stand_alike(both, text):
    embedded, cluster = answers(both, text=text, limit=10)
    for one, other in zip(embedded.hits, cluster.hits, strict=True):
        assert one.key == other.key or one.score == pytest.approx(other.score, rel=1e-5)


def test_whether_the_answer_was_loosened(both):
    for text, loosened in (("上甘岭", False), ("黄继光雕像馆", True), ("龘龘龘", False)):
        for results in answers(both, text=text):
            assert results.loosened is loosened
    for results in answers(both, text="上甘岭", facets={"kind": ("没有",)}):
        assert (results.total, results.loosened) == (0, False)


class TestCounts:
    def test_they_are_of_what_is_found_as_it_stands(self, both):
        queries = [
            SearchQuery(text=text, facets=choices) for text in QUERIES for choices in CHOICES
        ]
        embedded, cluster = (engine.counts(queries) for engine in both)
        assert embedded == cluster
        for query, count in zip(queries, embedded, strict=True):
            results = both[0].search(replace(query, counted=False))
            if not results.loosened:
                assert count == results.total

    def test_of_a_loosened_answer_nothing_is_counted(self, both):
        for engine in both:
            assert engine.counts([SearchQuery(text="黄继光雕像馆")]) == (0,)
            assert engine.counts([]) == ()


class TestWeighing:
    @pytest.mark.parametrize(
        "text", ["上甘岭", "黄继光", "母亲收到立功喜报的时候在做什么呢？", "建国"]
    )
    def test_the_shares_add_up_to_the_score(self, both, text):
        for engine in both:
            hits = engine.search(SearchQuery(text=text, limit=3)).hits
            for rank, hit in enumerate(hits, 1):
                weighing = engine.weigh(SearchQuery(text=text), hit.key)
                assert (weighing.key, weighing.matches, weighing.rank) == (hit.key, True, rank)
                assert weighing.score == pytest.approx(hit.score, rel=1e-4)
                assert sum(share.score for share in weighing.shares) == pytest.approx(
                    hit.score, rel=1e-4
                )

    @pytest.mark.parametrize("text", ["上甘岭", "战士 -八路军", "黄继光雕像馆", "hjg", ""])
    def test_both_engines_say_the_same(self, both, text):
        key = both[0].search(SearchQuery(text=text)).hits[0].key
        embedded, cluster = (engine.weigh(SearchQuery(text=text), key) for engine in both)
        shares = {share.clause: share.score for share in embedded.shares}
        assert {share.clause: share.score for share in cluster.shares} == pytest.approx(
            shares, rel=1e-3, abs=1e-4
        )
        assert cluster.rank == embedded.rank

    def test_choices_count_for_the_rank(self, both):
        for engine in both:
            query = SearchQuery(text="上甘岭", facets={"kind": ("recording",)})
            assert engine.weigh(query, "page:5").rank == 1
            assert not engine.weigh(query, "page:1").matches

    def test_what_is_not_found_or_not_there(self, both):
        for engine in both:
            for key in ("page:3", "page:999"):
                assert engine.weigh(SearchQuery(text="上甘岭"), key) == Weighing(
                    key=key, matches=False
                )


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


def test_no_more_than_three_moments_are_shown(both):
    for results in answers(both, text="水"):
        hit = next(hit for hit in results.hits if hit.key == "page:7")
        assert [moment.start_ms for moment in hit.moments] == [0, 1_000, 2_000]
        assert hit.title[0].text == "井边的话"


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


@pytest.mark.parametrize("prefix", PREFIXES)
def test_suggestions_of_some_kinds(both, prefix):
    for kinds, other_than in ((("person",), ()), ((), ("person", "story")), (("没有",), ())):
        embedded, cluster = (
            engine.suggest(prefix, kinds=kinds, other_than=other_than) for engine in both
        )
        assert cluster == embedded
        assert all(not kinds or one.kind in kinds for one in embedded)
        assert all(one.kind not in other_than for one in embedded)


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
