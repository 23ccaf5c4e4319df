"""One search, with everything that goes with its answer."""

from __future__ import annotations

import pytest
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from cms.core.models import Job
from search.asking.answer import Correction
from search.asking.domain import ask
from search.asking.suggestions import suggest
from search.curation.promotions import Promotion
from search.engines.base import EngineError, SearchDocument, SearchQuery
from search.engines.embedded import EmbeddedEngine
from search.models import SearchDay, SynonymSet
from search.outbox import REBUILD
from tests.factories import PersonFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents(home, index):
    """Three articles."""
    index.index(
        SearchDocument(
            key=f"page:{number}",
            kind="article",
            title=title,
            url=f"/{number}/",
            body=body,
            facets={"kind": ("article",), "tag": (tag,)},
        )
        for number, title, body, tag in (
            (1, "血战上甘岭", "志愿军坚守坑道。", "战役"),
            (2, "黄继光", "特级英雄黄继光。", "人物"),
            (3, "抗美援朝出国作战", "跨过鸭绿江。", "战役"),
        )
    )
    return index


def keys(text: str, **rest) -> list[str]:
    return [hit.key for hit in ask(SearchQuery(text=text, **rest)).results.hits]


class TestOtherNames:
    def test_widen_what_is_found(self, documents):
        assert keys("朝鲜战争") == []
        SynonymSet.objects.create(terms="抗美援朝", only_searched="朝鲜战争\nKorean War")
        assert keys("朝鲜战争") == keys("korean war") == ["page:3"]


class TestPromotions:
    @pytest.fixture
    def promoted(self, documents):
        query = Query.get("上甘岭")
        SearchPromotion.objects.create(
            query=query, external_link_url="https://example.org/", external_link_text="专题"
        )

    def test_stand_above_the_first_page(self, promoted):
        answer = ask(SearchQuery(text="上甘嶺"))
        assert answer.promotions == (Promotion(title="专题", url="https://example.org/"),)

    def test_nowhere_else(self, promoted):
        for query in (
            SearchQuery(text="上甘岭", offset=10),
            SearchQuery(text="上甘岭", facets={"tag": ("战役",)}),
            SearchQuery(text="黄继光"),
            SearchQuery(),
        ):
            assert ask(query).promotions == ()


class TestNothingFound:
    def test_what_may_have_been_meant(self, documents):
        answer = ask(SearchQuery(text="黄继洸"))
        assert answer.results.loosened
        assert answer.corrections == (Correction(text="黄继光", total=1),)

    def test_the_widest_part_that_finds_something(self, documents):
        answer = ask(SearchQuery(text="上甘岭", facets={"tag": ("人物",)}))
        assert answer.results.total == 0
        assert [(part.query.text, part.without, part.total) for part in answer.wider] == [
            ("上甘岭", ("tag",), 1),
            ("", (), 1),
        ]

    def test_only_then(self, documents):
        answer = ask(SearchQuery(text="黄继光"))
        assert (answer.corrections, answer.wider) == ((), ())

    def test_what_was_found_stands_when_more_cannot_be_said(self, documents, monkeypatch):
        def fail(self, queries):
            raise EngineError("broken")

        monkeypatch.setattr(EmbeddedEngine, "counts", fail)
        answer = ask(SearchQuery(text="黄继洸"))
        assert (answer.results.total, answer.corrections, answer.wider) == (1, (), ())


class TestWithoutAnIndex:
    def test_it_is_asked_for_and_the_database_answers(self, home):
        PersonFactory(name="黄继光")
        answer = ask(SearchQuery(text="黄继光"))
        assert [hit.kind for hit in answer.results.hits] == ["person"]
        assert answer.results.from_database
        assert (answer.corrections, answer.wider) == ((), ())
        assert Job.objects.filter(name=REBUILD).count() == 1


class TestLog:
    def test_has_what_is_to_be_noted(self, documents):
        ask(SearchQuery(text="上甘岭"))
        assert SearchDay.objects.count() == 0
        ask(SearchQuery(text="上甘岭"), noted=True)
        ask(SearchQuery(facets={"tag": ("战役",)}), noted=True)
        day = SearchDay.objects.get()
        assert (day.text, day.asked, day.found) == ("上甘岭", 1, 1)


def test_suggestions_hold_no_more_than_asked(documents):
    assert sum(len(group.suggestions) for group in suggest("h", limit=1)) == 1
