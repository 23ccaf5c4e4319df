"""The search page and its API: one answer, safe from whatever is asked."""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from wagtail.models import PageViewRestriction

from search.engines.base import EngineError
from search.engines.embedded import EmbeddedEngine
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    PersonFactory,
    PlaceFactory,
    StandardPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    paragraphs,
)
from tests.markup import soup, texts

pytestmark = pytest.mark.django_db
GOLDEN = Path(__file__).resolve().parents[1] / "golden" / "api_search.json"
PAGE, API = "/search/", "/api/search"


@pytest.fixture
def corpus(home, rebuilt):
    """Two stories, an article, two people and a plain page; a draft and a private one beside."""
    stories = StoryIndexPageFactory(parent=home, slug="stories")
    column = ArticleIndexPageFactory(parent=home, slug="column", title="榜样")
    county = PlaceFactory(name="中江县")
    korea = PlaceFactory(name="上甘岭")
    huang = PersonFactory(
        name="黄继光", birth="1931-01-08", death="1952-10-20", native_place="四川中江", place=county
    )
    qiu = PersonFactory(name="邱少云", birth="1926", death="1952-10-12")
    StoryPageFactory(
        parent=stories,
        title="血战上甘岭",
        slug="sgl",
        deck="四十三天的坚守。",
        issued_on=datetime.date(2024, 10, 14),
        people=[huang],
        places=[korea],
        tagged=["抗美援朝"],
        body=paragraphs("志愿军坚守坑道，击退敌人多次进攻。", "黄继光牺牲在这里。"),
    )
    StoryPageFactory(
        parent=stories,
        title="烈火中的邱少云",
        slug="qsy",
        issued_on=datetime.date(2024, 5, 1),
        people=[qiu],
        tagged=["抗美援朝"],
        body=paragraphs("潜伏在草丛中，纹丝不动。"),
    )
    ArticlePageFactory(
        parent=column,
        title="退役军人事务局走访慰问",
        slug="zoufang",
        issued_on=datetime.date(2024, 8, 1),
        body=paragraphs("走访老兵。"),
    )
    StandardPageFactory(parent=home, title="关于本站", slug="about", body=paragraphs("宗旨。"))
    StoryPageFactory(parent=stories, title="上甘岭草稿", live=False)
    private = StoryPageFactory(parent=stories, title="上甘岭内部稿")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    return rebuilt()


def titles(data: dict) -> list[str]:
    return [hit["title"] for hit in data["hits"]]


def ask(client, **parameters) -> dict:
    response = client.get(API, parameters)
    assert response.status_code == 200
    return response.json()


class TestAnswers:
    def test_in_the_ways_a_reader_types(self, client, corpus):
        for text in ("上甘岭", "上甘嶺", "sgl", "shangganling", "  上甘岭 "):
            assert (text, "血战上甘岭" in titles(ask(client, q=text))) == (text, True)

    def test_any_two_characters_of_the_text(self, client, corpus):
        assert titles(ask(client, q="坑道")) == ["血战上甘岭"]
        assert titles(ask(client, q="草丛")) == ["烈火中的邱少云"]

    def test_never_what_is_not_public(self, client, admin_client, corpus):
        for reader in (client, admin_client):
            for text in ("上甘岭", "草稿", "内部稿", ""):
                found = titles(ask(reader, q=text))
                assert [title for title in found if "稿" in title] == []

    def test_narrowed_with_counts(self, client, corpus):
        data = ask(client, kind="story")
        assert sorted(titles(data)) == ["烈火中的邱少云", "血战上甘岭"]
        facets = {
            name: {count["value"]: count["count"] for count in counts}
            for name, counts in data["facets"].items()
        }
        assert facets["kind"] == {
            "story": 2,
            "person": 2,
            "place": 2,
            "article": 1,
            "column": 1,
            "page": 1,
        }
        assert facets["person"] == {"黄继光": 1, "邱少云": 1}
        assert facets["tag"] == {"抗美援朝": 2}

    def test_several_values_widen_and_facets_narrow(self, client, corpus):
        assert ask(client, kind=["story", "article"])["total"] == 3
        assert titles(ask(client, kind="story", person="黄继光")) == ["血战上甘岭"]

    def test_orders(self, client, corpus):
        orders = {
            "newest": ["血战上甘岭", "退役军人事务局走访慰问", "烈火中的邱少云"],
            "oldest": ["烈火中的邱少云", "退役军人事务局走访慰问", "血战上甘岭"],
            "title": ["烈火中的邱少云", "退役军人事务局走访慰问", "血战上甘岭"],
        }
        for sort, order in orders.items():
            assert titles(ask(client, kind=["story", "article"], sort=sort)) == order

    def test_pages_of_the_size_asked_for(self, client, corpus):
        everything = titles(ask(client, kind=["story", "person"], sort="title", limit=50))
        pages = [
            titles(ask(client, kind=["story", "person"], sort="title", limit=1, page=page))
            for page in range(1, 5)
        ]
        assert [title for page in pages for title in page] == everything
        assert ask(client, kind="story", page=9)["hits"] == []

    def test_as_it_has_always_been(self, client, corpus):
        """The API's answer is a contract: a change shows as a difference in the golden file."""
        data = ask(client, q="黄继光")
        data["took_ms"] = 0
        for number, hit in enumerate(data["hits"]):
            hit["key"] = f"{hit['key'].split(':')[0]}:{number}"
            hit["score"] = 0
        assert data == json.loads(GOLDEN.read_text(encoding="utf-8"))

    def test_the_score_falls(self, client, corpus):
        scores = [hit["score"] for hit in ask(client, q="上甘岭")["hits"]]
        assert scores == sorted(scores, reverse=True)


class TestPage:
    def test_hits_with_marks(self, client, corpus):
        response = client.get(PAGE, {"q": "坑道"})
        assert response.status_code == 200
        assert texts(response, ".hit__title") == ["血战上甘岭"]
        assert set(texts(response, ".hit__passage mark")) == {"坑道"}
        assert soup(response).select_one(".hit__title a")["href"] == "/stories/sgl/"
        assert soup(response).select_one("input[name=q]")["value"] == "坑道"

    def test_the_same_total_as_the_api(self, client, corpus):
        for text in ("上甘岭", "邱少云", "没有的词语"):
            response = client.get(PAGE, {"q": text})
            assert response.context["total"] == ask(client, q=text)["total"]

    def test_nothing_asked(self, client, corpus):
        response = client.get(PAGE)
        assert (response.status_code, response.context["searched"]) == (200, False)
        assert [example["label"] for example in response.context["examples"]] == [
            "上甘岭",
            "sgl",
            "上甘嶺",
        ]

    def test_nothing_found(self, client, corpus):
        response = client.get(PAGE, {"q": "没有的词语"})
        assert (response.status_code, response.context["total"]) == (200, 0)
        assert len(response.context["tried"]) == 3

    def test_a_filter_taken_off_again(self, client, corpus):
        response = client.get(PAGE, {"q": "上甘岭", "kind": "story", "page": "1"})
        (active,) = response.context["active_filters"]
        assert parse_qs(urlsplit(active["remove_url"]).query) == {"q": ["上甘岭"]}

    def test_pages_keep_what_was_asked(self, client, corpus):
        response = client.get(PAGE, {"kind": ["story", "person"], "limit": "1", "page": "2"})
        pager = response.context["pager"]
        assert (pager["number"], pager["num_pages"]) == (2, 4)
        assert parse_qs(urlsplit(pager["next_url"]).query) == {
            "kind": ["story", "person"],
            "limit": ["1"],
            "page": ["3"],
        }
        assert "page" not in parse_qs(urlsplit(pager["previous_url"]).query)

    def test_a_title_is_text_and_never_markup(self, client, home, rebuilt):
        title = "<script>alert(1)</script> & <b>粗</b>体"
        body = paragraphs("正文里的 &lt;img src=x onerror=alert(1)&gt; 也是文字")
        StandardPageFactory(parent=home, title=title, slug="x", deck=title, body=body)
        rebuilt()
        for text in ("alert", "粗", "script", "正文"):
            response = client.get(PAGE, {"q": text})
            assert (text, response.context["total"]) == (text, 1)
            assert b"<script>alert" not in response.content
            assert b"<img src=x" not in response.content
            assert b"<b>" not in response.content
            assert soup(response).select_one(".hit__title a").get_text().strip() == title

    def test_what_was_asked_is_text_too(self, client, corpus):
        response = client.get(PAGE, {"q": '"><script>alert(1)</script>'})
        assert (response.status_code, b"<script>alert" in response.content) == (200, False)

    def test_not_for_crawlers(self, client, corpus):
        assert soup(client.get(PAGE)).find("meta", attrs={"name": "robots"})["content"] == "noindex"


BAD = [
    "page=abc",
    "page=0",
    "page=-1",
    "page=501",
    "page=1.5",
    "page=%EF%BC%91",
    "page=99999999999999999999",
    "limit=abc",
    "limit=0",
    "limit=-5",
    "limit=51",
    "sort=nosuch",
    "sort=score;drop",
    "q=" + "x" * 10_000,
    "q=" + "%E4%B8%8A" * 201,
    "kind=" + "x" * 101,
    "&".join(f"tag=t{number}" for number in range(21)),
    "q=%00",
    "q=a%00b",
]
ODD = [
    "q=%01%02%1f%7f",
    "q=%ff",
    "q=%ff%fe%e4%b8",
    "q=%ed%a0%80",
    "q=%f4%90%80%80",
    "q=%E2%80%AE%E2%80%8B",
    "q=%F0%9F%8E%96",
    "q=%22",
    "q=%27",
    "q=%22%22%22",
    "q=AND%20OR%20NOT",
    "q=title:x%20OR%20*:*",
    "q=*",
    "q=(((((",
    "q=%5B1%20TO%202%5D",
    "q=~%5E%2B-!%7B%7D",
    "q=%25%s%d{0}",
    "q=%0D%0ASet-Cookie:x",
    "q=" + "%E4%B8%8A" * 150,
    "q=a&q=b",
    "q=%E3%80%80",
    "kind=nosuch",
    "person=%ff",
    "tag=%27%20OR%201=1",
    "page=&limit=&sort=",
    "nosuch=1&q__contains=x&page__lt=abc",
    "q=%E4%B8%8A&page=500&limit=50",
]


class TestStrangeQuestions:
    @pytest.mark.parametrize("path", [PAGE, API])
    def test_beyond_the_limits_is_a_bad_request(self, client, corpus, path):
        for query in BAD:
            assert (query, client.get(f"{path}?{query}").status_code) == (query, 400)

    @pytest.mark.parametrize("path", [PAGE, API])
    def test_odd_but_within_them_is_answered(self, client, corpus, path):
        for query in ODD:
            assert (query, client.get(f"{path}?{query}").status_code) == (query, 200)

    def test_the_api_says_what_is_wrong(self, client, corpus):
        response = client.get(API, {"page": "abc"})
        assert list(response.json()) == ["error"]
        assert response["Content-Type"] == "application/json"

    def test_the_page_says_it_too(self, client, corpus):
        response = client.get(PAGE, {"q": "上甘岭", "page": "abc"})
        assert texts(response, ".form-errors") == [client.get(API, {"page": "abc"}).json()["error"]]

    @pytest.mark.parametrize("path", [PAGE, API])
    def test_by_get_alone(self, client, corpus, path):
        assert client.post(path, {"q": "x"}).status_code == 405

    @pytest.mark.parametrize("path", [PAGE, API])
    def test_while_there_is_no_index(self, client, home, path):
        assert client.get(path, {"q": "上甘岭"}).status_code == 503

    @pytest.mark.parametrize("path", [PAGE, API])
    def test_when_the_engine_fails(self, client, corpus, path, monkeypatch):
        def fail(self, query):
            raise EngineError("broken")

        monkeypatch.setattr(EmbeddedEngine, "search", fail)
        response = client.get(path, {"q": "上甘岭"})
        assert (response.status_code, b"broken" in response.content) == (503, False)
