"""The Atom feeds (RFC 4287)."""

from __future__ import annotations

import datetime
import xml.etree.ElementTree as ElementTree

import pytest
from wagtail.models import PageViewRestriction

from heritage.stories.views import NEWEST
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
)

pytestmark = pytest.mark.django_db
ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture
def stories(home):
    return StoryIndexPageFactory(parent=home, slug="stories")


def feed(client, path: str) -> ElementTree.Element:
    response = client.get(path)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)


def titles(root: ElementTree.Element) -> list[str]:
    return [entry.findtext("a:title", namespaces=ATOM) for entry in root.findall("a:entry", ATOM)]


def test_an_entry_of_the_stories(client, stories):
    story = StoryPageFactory(
        parent=stories,
        title="血战 <上甘岭> & 其他",
        slug="sgl",
        deck="导语",
        issued_on=datetime.date(2024, 10, 14),
        tagged=["抗美援朝"],
    )
    root = feed(client, "/feed/stories/")
    (entry,) = root.findall("a:entry", ATOM)
    assert entry.findtext("a:title", namespaces=ATOM) == "血战 <上甘岭> & 其他"
    assert entry.findtext("a:summary", namespaces=ATOM) == "导语"
    assert entry.find("a:link", ATOM).get("href") == "http://testserver/stories/sgl/"
    assert entry.findtext("a:published", namespaces=ATOM) == "2024-10-14T00:00:00+08:00"
    assert entry.findtext("a:updated", namespaces=ATOM) == story.last_published_at.isoformat()
    assert [category.get("term") for category in entry.findall("a:category", ATOM)] == ["抗美援朝"]
    assert {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)} == {
        "alternate": "http://testserver/stories/",
        "self": "http://testserver/feed/stories/",
    }


def test_newest_first_and_public_alone(client, stories):
    for day, title in enumerate(("甲", "乙"), 1):
        StoryPageFactory(parent=stories, title=title, issued_on=datetime.date(2024, 1, day))
    StoryPageFactory(parent=stories, title="草稿", live=False)
    private = StoryPageFactory(parent=stories, title="不公开")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert titles(feed(client, "/feed/stories/")) == ["乙", "甲"]


def test_stories_and_articles_together(client, home, stories):
    column = ArticleIndexPageFactory(parent=home)
    for factory, parent, title, day in (
        (StoryPageFactory, stories, "故事一", 1),
        (ArticlePageFactory, column, "报道二", 2),
        (StoryPageFactory, stories, "故事三", 3),
    ):
        factory(parent=parent, title=title, issued_on=datetime.date(2024, 1, day))
    assert titles(feed(client, "/feed/")) == ["故事三", "报道二", "故事一"]


def test_no_more_than_the_newest(client, stories):
    for day in range(NEWEST + 2):
        StoryPageFactory(
            parent=stories, issued_on=datetime.date(2024, 1, 1) + datetime.timedelta(days=day)
        )
    assert len(titles(feed(client, "/feed/stories/"))) == NEWEST
    assert len(titles(feed(client, "/feed/"))) == NEWEST


def test_an_empty_site_has_empty_feeds(client, home):
    assert titles(feed(client, "/feed/stories/")) == titles(feed(client, "/feed/")) == []


class TestUnseenCharacters:
    def test_a_title_with_control_characters_breaks_no_feed(self, client, home):
        stories = StoryIndexPageFactory(parent=home)
        story = StoryPageFactory(parent=stories, title="控\x01制\x1b字\u202e符", deck="导\x02语")
        story.tags.add("主\x03题")
        story.save_revision().publish()
        for address in ("/feed/", "/feed/stories/", "/sitemap.xml"):
            response = client.get(address)
            assert response.status_code == 200
            ElementTree.fromstring(response.content)
        story.refresh_from_db()
        assert (story.title, story.deck) == ("控制字符", "导语")
