"""A search as a feed: RFC 4287, the newest first."""

from __future__ import annotations

import datetime

import pytest
from lxml import etree
from wagtail.models import Page

from heritage.people.models import Person
from search.engines.base import EngineError
from search.engines.embedded import EmbeddedEngine

pytestmark = pytest.mark.django_db
FEED = "/search/feed"
ATOM = {"a": "http://www.w3.org/2005/Atom"}
PUBLISHED = datetime.datetime(2024, 11, 1, 8, tzinfo=datetime.UTC)


@pytest.fixture
def published(corpus):
    """The corpus, its pages published at a known time; of people nobody knows when."""
    Page.objects.update(first_published_at=PUBLISHED, last_published_at=PUBLISHED)
    return corpus


def feed(client, **parameters):
    response = client.get(FEED, parameters)
    assert (response.status_code, response["Content-Type"].split(";")[0]) == (
        200,
        "application/atom+xml",
    )
    return etree.fromstring(response.content)


def said(element, path: str) -> list[str]:
    return [found.text for found in element.iterfind(path, ATOM)]


def test_the_newest_first(client, published):
    found = feed(client, kind=["story", "article"], sort="oldest")
    assert said(found, "a:entry/a:title") == [
        "血战上甘岭",
        "退役军人事务局走访慰问",
        "烈火中的邱少云",
    ]


def test_an_entry_is_whole(client, published):
    (entry,) = feed(client, q="坑道").iterfind("a:entry", ATOM)
    address = "http://testserver/stories/sgl/"
    assert said(entry, "a:id") == [address]
    assert entry.find("a:link", ATOM).get("href") == address
    assert said(entry, "a:updated") == said(entry, "a:published") == ["2024-11-01T08:00:00+00:00"]
    assert said(entry, "a:summary") == ["<p>志愿军坚守<mark>坑道</mark>，击退敌人多次进攻。</p>"]
    assert entry.find("a:category", ATOM).get("term") == "英雄事迹"


def test_the_feed_is_whole(client, published):
    found = feed(client, q="坑道", page="7", utm="x")
    assert said(found, "a:title") == ["戎光：检索“坑道”"]
    assert said(found, "a:updated") == ["2024-11-01T08:00:00+00:00"]
    assert said(found, "a:author/a:name") == ["戎光"]
    links = {link.get("rel"): link.get("href") for link in found.iterfind("a:link", ATOM)}
    asked = "?q=%E5%9D%91%E9%81%93"
    assert links == {
        "alternate": f"http://testserver/search/{asked}&sort=newest",
        "self": f"http://testserver/search/feed{asked}",
    }
    assert said(found, "a:id") == [links["alternate"]]


def test_what_was_never_published_is_no_entry(client, published):
    assert said(feed(client, q="黄继光"), "a:entry/a:title") == ["血战上甘岭"]
    Person.objects.update(last_published_at=PUBLISHED)
    assert sorted(said(feed(client, q="黄继光"), "a:entry/a:title")) == ["血战上甘岭", "黄继光"]


def test_never_what_is_not_public(client, admin_client, published):
    for reader in (client, admin_client):
        titles = said(feed(reader, q="上甘岭"), "a:entry/a:title")
        assert [title for title in titles if "稿" in title] == []


@pytest.mark.parametrize("text", ["\x01\x0b", "<b>&amp;", "]]>", "\u2028", "没有的词语", ""])
def test_odd_questions_make_a_feed(client, published, text):
    feed(client, q=text)


@pytest.mark.parametrize("query", ["page=x", "sort=nosuch", "q=" + "x" * 201])
def test_beyond_the_limits(client, home, query):
    assert client.get(f"{FEED}?{query}").status_code == 400


def test_while_no_index_answers(client, published, monkeypatch):
    def fail(self, query):
        raise EngineError("broken")

    monkeypatch.setattr(EmbeddedEngine, "search", fail)
    assert said(feed(client, q="血战上甘岭"), "a:entry/a:title") == ["血战上甘岭"]
