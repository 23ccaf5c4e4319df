"""The search page: what a reader sees, by every way the address can be."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from django.db import connection
from django.urls import reverse
from wagtail.contrib.search_promotions.models import Query, SearchPromotion

from search.engines.base import EngineError, EngineUnavailable, SearchDocument
from search.engines.embedded import EmbeddedEngine
from search.models import SearchDay
from tests.factories import StandardPageFactory, UserFactory, paragraphs
from tests.markup import soup, texts

pytestmark = pytest.mark.django_db
PAGE, API = "/search/", "/api/search"


def asked(url: str) -> dict[str, list[str]]:
    return parse_qs(urlsplit(url).query)


class TestHits:
    def test_with_marks(self, client, corpus):
        response = client.get(PAGE, {"q": "坑道"})
        assert response.status_code == 200
        assert texts(response, ".hit__title") == ["血战上甘岭"]
        assert set(texts(response, ".hit__passage mark")) == {"坑道"}
        assert soup(response).select_one(".hit__title a")["href"] == "/stories/sgl/"
        assert soup(response).select_one("input[name=q]")["value"] == "坑道"

    def test_the_same_total_as_the_api(self, client, corpus):
        for text in ("上甘岭", "邱少云", "没有的词语"):
            response = client.get(PAGE, {"q": text})
            assert response.context["total"] == client.get(API, {"q": text}).json()["total"]

    def test_moments_open_where_it_is_said(self, client, recordings):
        response = client.get(PAGE, {"q": "过江"})
        assert texts(response, ".kicker") == ["口述史"]
        links = [(link["href"], link.get_text()) for link in soup(response).select(".hit__time")]
        address = "/interviews/zhang-desheng/"
        assert [href for href, _text in links] == [
            f"{address}#t=0",
            f"{address}#t=83.5",
            f"{address}#t=3723",
        ]
        assert [text.split()[-1] for _href, text in links] == ["0:00", "1:23", "1:02:03"]
        assert texts(response, ".hit__moments strong") == ["访谈人", "张德胜"]
        assert texts(response, ".hit__moments mark") == ["过江"] * 3

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


class TestNothing:
    def test_asked(self, client, corpus):
        response = client.get(PAGE)
        assert (response.status_code, response.context["searched"]) == (200, False)
        assert [example["label"] for example in response.context["examples"]] == [
            "上甘岭",
            "sgl",
            "上甘嶺",
        ]

    def test_found(self, client, corpus):
        response = client.get(PAGE, {"q": "没有的词语"})
        assert (response.status_code, response.context["total"]) == (200, 0)
        assert len(response.context["tried"]) == 3

    def test_past_the_last_page(self, client, corpus):
        response = client.get(PAGE, {"kind": "story", "page": "9"})
        assert texts(response, ".empty a") == ["转到最后一页"]
        assert asked(soup(response).select_one(".empty a")["href"]) == {"kind": ["story"]}

    def test_for_crawlers(self, client, corpus):
        robots = soup(client.get(PAGE)).find("meta", attrs={"name": "robots"})
        assert robots["content"] == "noindex"


class TestWaysOn:
    def test_what_may_have_been_meant(self, client, corpus):
        page = soup(client.get(PAGE, {"q": "黄继洸", "kind": "person"}))
        (link,) = page.select(".did-you-mean a")
        assert (link.get_text(), asked(link["href"])) == (
            "黄继光",
            {"q": ["黄继光"], "kind": ["person"]},
        )
        assert [text.get_text() for text in page.select(".loosened")] == [
            "没有内容同时符合全部要求，以下是部分符合的，最接近的在前。"
        ]

    def test_parts_that_find_something(self, client, corpus):
        response = client.get(PAGE, {"q": "坑道", "kind": "person"})
        assert texts(response, ".wider a") == ["类别：人物", "去掉筛选条件“类别”"]
        links = [asked(link["href"]) for link in soup(response).select(".wider a")]
        assert links == [{"kind": ["person"]}, {"q": ["坑道"]}]
        assert texts(response, ".wider__total") == ["共 2 条结果", "共 1 条结果"]
        assert [client.get(PAGE, link).context["total"] for link in links] == [2, 1]

    def test_what_editors_put_first(self, client, corpus):
        SearchPromotion.objects.create(
            query=Query.get("坑道"),
            external_link_url="https://example.org/",
            external_link_text="<专题>",
            description="坑道里的<b>战斗</b>",
        )
        response = client.get(PAGE, {"q": "坑道"})
        assert texts(response, ".promotions li") == ["<专题> 坑道里的<b>战斗</b>"]
        assert soup(response).select_one(".promotions a")["href"] == "https://example.org/"
        assert texts(client.get(PAGE, {"q": "坑道", "page": "2"}), ".promotions") == []


class TestState:
    def test_a_filter_taken_off_again(self, client, corpus):
        response = client.get(PAGE, {"q": "上甘岭", "kind": "story", "page": "1"})
        (active,) = response.context["active_filters"]
        assert asked(active["remove_url"]) == {"q": ["上甘岭"]}

    def test_a_person_is_a_filter_that_is_not_counted(self, client, corpus):
        response = client.get(PAGE, {"person": "黄继光"})
        assert [one["label"] for one in response.context["active_filters"]] == ["人物：黄继光"]
        assert "person" not in [group.name for group in response.context["filters"]]

    def test_regions_down_to_a_county(self, client, regions):
        address, seen = f"{PAGE}?q=纪念地", []
        for label in ("湖南省", "长沙市", "宁乡市"):
            response = client.get(address)
            (link,) = [
                one for one in soup(response).select(".filters a") if label in one.get_text()
            ]
            seen.append(int(link.select_one(".filters__count").get_text()))
            address = PAGE + link["href"]
        response = client.get(address)
        assert seen == [3, 2, 1]
        assert texts(response, ".hit__title") == ["宁乡市纪念地1"]
        assert [one["label"] for one in response.context["active_filters"]] == [
            "地区：湖南省 › 长沙市 › 宁乡市"
        ]

    def test_several_decades_widen(self, client, regions):
        totals = {
            query: client.get(f"{PAGE}?{query}").context["total"]
            for query in ("decade=1950", "decade=1930", "decade=1950&decade=1930")
        }
        assert list(totals.values()) == [3, 1, 4]

    def test_pages_keep_what_was_asked(self, client, corpus):
        response = client.get(PAGE, {"kind": ["story", "person"], "limit": "1", "page": "2"})
        pager = response.context["pager"]
        assert (pager["number"], pager["num_pages"]) == (2, 4)
        assert asked(pager["next_url"]) == {
            "kind": ["story", "person"],
            "limit": ["1"],
            "page": ["3"],
        }
        assert "page" not in asked(pager["previous_url"])

    def test_no_link_leads_past_what_is_answered(self, client, home, index):
        index.index(
            SearchDocument(key=f"page:{number}", kind="page", title=f"第{number}页", url="/")
            for number in range(510)
        )
        response = client.get(PAGE, {"q": "页", "limit": "1", "page": "500"})
        assert (response.status_code, response.context["pager"]["next_url"]) == (200, "")

    def test_every_order_is_a_link_that_answers(self, client, corpus):
        response = client.get(PAGE, {"kind": ["story", "article"]})
        links = soup(response).select(".sorts a")
        assert len(links) == 7
        assert {client.get(PAGE + link["href"]).status_code for link in links} == {200}

    def test_the_ways_on_ask_the_same(self, client, corpus):
        response = client.get(PAGE, {"q": "上甘岭", "kind": "story", "page": "1", "utm": "x"})
        page = soup(response)
        feed = page.find("link", title="本次检索")["href"]
        assert asked(feed) == {"q": ["上甘岭"], "kind": ["story"]}
        ways = [link["href"] for link in page.select(".search-ways a")]
        assert ways == [feed, feed.replace("/search/feed", "/api/search")]
        assert [client.get(way).status_code for way in ways] == [200, 200]


class TestEditors:
    def test_ask_why(self, client, admin_client, corpus):
        (link,) = soup(admin_client.get(PAGE, {"q": "坑道"})).select(".hit__why")
        assert link["href"].startswith(reverse("search_why"))
        assert asked(link["href"])["q"] == ["坑道"]
        client.force_login(UserFactory())
        assert texts(client.get(PAGE, {"q": "坑道"}), ".hit__why") == []


class TestWithoutAnIndex:
    @pytest.mark.parametrize("fault", [EngineError, EngineUnavailable])
    def test_titles_and_names_are_found_and_it_is_said(self, client, corpus, monkeypatch, fault):
        def fail(self, query):
            raise fault("broken")

        monkeypatch.setattr(EmbeddedEngine, "search", fail)
        response = client.get(PAGE, {"q": "上甘岭"})
        assert (response.status_code, b"broken" in response.content) == (200, False)
        assert sorted(texts(response, ".hit__title")) == ["上甘岭", "血战上甘岭"]
        assert [text[:8] for text in texts(response, ".notice")] == ["全文检索暂时不能"]
        assert response.context["filters"] == ()

    def test_before_the_first_is_built(self, client, home):
        response = client.get(PAGE, {"q": "上甘岭"})
        assert (response.status_code, len(texts(response, ".notice"))) == (200, 1)


class TestCost:
    def test_no_query_for_a_hit(self, count_queries, corpus):
        few = count_queries(f"{PAGE}?q=血战上甘岭&kind=story&limit=1")
        assert count_queries(f"{PAGE}?kind=story&kind=article&kind=person&kind=place") <= few

    def test_a_log_that_cannot_be_written_holds_nobody_up(self, client, corpus):
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {SearchDay._meta.db_table} RENAME TO elsewhere")
        response = client.get(PAGE, {"q": "坑道"})
        assert texts(response, ".hit__title") == ["血战上甘岭"]
