"""The first page, the menus, the site map: no way in that leads nowhere."""

from __future__ import annotations

import datetime
import json
import xml.etree.ElementTree as ElementTree

import pytest
from django.utils import timezone
from django.utils.translation import gettext
from wagtail.models import PageViewRestriction

from home.models import HomePage
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    CoreImageFactory,
    DayInHistoryFactory,
    OnThisDayPageFactory,
    PersonFactory,
    PersonIndexPageFactory,
    SectionPageFactory,
    ServiceLinksPageFactory,
    StandardPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    block,
)
from tests.markup import HOST, json_ld, links, soup, texts

pytestmark = pytest.mark.django_db
SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}


def restrict(page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


@pytest.fixture
def stories(home):
    return StoryIndexPageFactory(parent=home, slug="stories", show_in_menus=True)


def story(stories, title: str, day: int, **fields):
    issued = datetime.date(2024, 1, day)
    return StoryPageFactory(parent=stories, title=title, issued_on=issued, **fields)


class TestLead:
    def test_the_editors_choice(self, client, home, stories):
        chosen, newest = story(stories, "旧", 1), story(stories, "新", 2)
        home.lead_story = chosen
        home.save()
        response = client.get("/")
        assert response.context["lead_story"] == chosen
        assert response.context["stories"] == [newest]

    def test_else_the_newest(self, client, stories):
        older, newest = story(stories, "旧", 1), story(stories, "新", 2)
        response = client.get("/")
        assert response.context["lead_story"] == newest
        assert response.context["stories"] == [older]

    @pytest.mark.parametrize("hide", [lambda page: page.unpublish(), restrict])
    def test_never_what_the_public_may_not_read(self, client, home, stories, hide):
        chosen, other = story(stories, "不公开的", 2), story(stories, "公开的", 1)
        home.lead_story = chosen
        home.save()
        hide(chosen)
        response = client.get("/")
        assert response.context["lead_story"] == other
        assert "不公开的" not in response.content.decode()

    def test_an_empty_site_has_a_whole_first_page(self, client, home):
        response = client.get("/")
        assert (response.status_code, response.context["lead_story"]) == (200, None)
        assert response.context["doors"] == []


class TestDoors:
    def doors(self, client) -> list[str]:
        return [door["url"] for door in client.get("/").context["doors"]]

    def test_none_to_an_empty_section(self, client, home, stories):
        people, today = PersonIndexPageFactory(parent=home), OnThisDayPageFactory(parent=home)
        assert self.doors(client) == []
        story(stories, "故事", 1)
        assert self.doors(client) == [stories.url]
        PersonFactory()
        DayInHistoryFactory()
        assert self.doors(client) == [stories.url, people.url, today.url]

    def test_none_to_a_private_section(self, client, stories):
        story(stories, "故事", 1)
        restrict(stories)
        assert self.doors(client) == []

    def test_every_link_of_the_first_page_leads_somewhere(self, client, home, stories, rebuilt):
        PersonIndexPageFactory(parent=home, show_in_menus=True)
        OnThisDayPageFactory(parent=home, show_in_menus=True)
        column = ArticleIndexPageFactory(parent=home, show_in_menus=True)
        ArticlePageFactory(parent=column)
        StandardPageFactory(parent=home, show_in_menus=True)
        SectionPageFactory(parent=home, show_in_menus=True)
        page = story(
            stories, "故事", 1, people=[PersonFactory()], tagged=["抗美援朝"],
            cover=CoreImageFactory(),
        )  # fmt: skip
        today = timezone.localdate()
        DayInHistoryFactory(month=today.month, day=today.day, page=page)
        rebuilt()
        for address in set(links(client.get("/"))):
            if not address.startswith(("#", "mailto:", "tel:")):
                target = address.removeprefix(f"http://{HOST}")
                assert (address, client.get(target).status_code) == (address, 200)


class TestLists:
    def test_what_is_new(self, client, home, stories):
        column = ArticleIndexPageFactory(parent=home)
        for day in range(1, 10):
            story(stories, f"故事{day}", day)
            issued = datetime.date(2024, 1, day)
            ArticlePageFactory(parent=column, title=f"报道{day}", issued_on=issued)
        response = client.get("/")
        assert response.context["lead_story"].title == "故事9"
        assert [page.title for page in response.context["stories"]] == [
            f"故事{day}" for day in range(8, 2, -1)
        ]
        assert [page.title for page in response.context["articles"]] == [
            f"报道{day}" for day in range(9, 4, -1)
        ]

    def test_people_of_the_newest_stories(self, client, stories):
        shown, hidden = PersonFactory(name="黄继光"), PersonFactory(live=False)
        PersonFactory(name="不在故事里")
        story(stories, "故事", 1, people=[shown, hidden])
        assert list(client.get("/").context["people"]) == [shown]

    def test_this_day(self, client, home):
        today = timezone.localdate()
        DayInHistoryFactory(month=today.month, day=today.day, title="今天的事")
        tomorrow = today + datetime.timedelta(days=1)
        DayInHistoryFactory(month=tomorrow.month, day=tomorrow.day, title="明天的事")
        titles = [entry["title"] for entry in client.get("/").context["on_this_day"]]
        assert titles == ["今天的事"]

    def test_example_searches(self, client, home):
        assert client.get("/").context["example_searches"] == [
            {"label": "上甘岭", "url": "/search/?q=%E4%B8%8A%E7%94%98%E5%B2%AD"},
            {"label": "sgl", "url": "/search/?q=sgl"},
            {"label": "上甘嶺", "url": "/search/?q=%E4%B8%8A%E7%94%98%E5%B6%BA"},
        ]

    def test_schema_org_names_the_search(self, client, home):
        data = json_ld(client.get("/"))
        assert (data["@type"], data["url"]) == ("WebSite", "http://testserver/")
        assert data["potentialAction"]["target"]["urlTemplate"] == (
            "http://testserver/search/?q={search_term_string}"
        )

    def test_as_many_queries_for_thirty_stories_as_for_seven(self, stories, count_queries):
        def add(count: int) -> None:
            for number in range(count):
                story(stories, f"故事{number}", 1, people=[PersonFactory()], tagged=["主题"])

        add(7)
        few = count_queries("/")
        add(23)
        assert count_queries("/") == few


class TestMenus:
    def test_only_what_is_meant_for_menus_and_leads_somewhere(self, client, home, stories):
        story(stories, "故事", 1)
        StoryIndexPageFactory(parent=home, title="空", show_in_menus=True)
        hidden = StoryIndexPageFactory(parent=home, title="不在菜单")
        StoryPageFactory(parent=hidden)
        private = StoryIndexPageFactory(parent=home, title="不公开", show_in_menus=True)
        StoryPageFactory(parent=private)
        restrict(private)
        StandardPageFactory(parent=home, title="草稿", show_in_menus=True, live=False)
        StandardPageFactory(parent=home, title="关于本站", show_in_menus=True)
        response = client.get("/")
        assert texts(response, ".menu-wide a") == [stories.title]
        assert texts(response, ".site-footer__links a") == ["关于本站"]

    def test_where_the_reader_is(self, client, stories):
        page = story(stories, "故事", 1)
        current = soup(client.get(page.url)).select(".menu-wide [aria-current]")
        assert [link.get_text(strip=True) for link in current] == [stories.title]

    def test_a_page_of_services_with_none_is_no_door(self, home):
        empty = ServiceLinksPageFactory(parent=home)
        service = {"title": "优待证", "description": "", "url": "https://services.example/"}
        full = ServiceLinksPageFactory(
            parent=home,
            links=json.dumps([block("group", {"title": "办事", "services": [service]})]),
        )
        assert (empty.has_content, full.has_content) == (False, True)

    def test_services_elsewhere_say_that_they_are(self, client, home):
        service = {"title": "优待证", "description": "", "url": "https://services.example/"}
        in_app = {"title": "小程序", "description": "在微信里找", "url": ""}
        page = ServiceLinksPageFactory(
            parent=home,
            links=json.dumps([block("group", {"title": "办事", "services": [service, in_app]})]),
        )
        response = client.get(page.url)
        (link,) = [a for a in soup(response).find_all("a", href=True) if "services." in a["href"]]
        assert link["rel"] == ["external", "noopener"]
        assert texts(response, ".service h3") == ["优待证", "小程序"]


class TestSiteMap:
    def locations(self, client) -> list[str]:
        response = client.get("/sitemap.xml")
        assert response.status_code == 200
        root = ElementTree.fromstring(response.content)
        return [entry.text for entry in root.findall("s:url/s:loc", SITEMAP)]

    def test_what_the_public_may_read_and_people(self, client, home, stories):
        people = PersonIndexPageFactory(parent=home)
        person = PersonFactory(name="黄继光")
        PersonFactory(name="未公布", live=False)
        page = story(stories, "故事", 1)
        story(stories, "草稿", 2, live=False)
        private = StandardPageFactory(parent=home)
        StandardPageFactory(parent=private)
        restrict(private)
        assert sorted(self.locations(client)) == sorted(
            f"http://{HOST}{url}" for url in ("/", stories.url, page.url, people.url, person.url)
        )

    def test_no_people_without_their_index(self, client, home):
        PersonFactory()
        assert self.locations(client) == [f"http://{HOST}/"]


def test_there_is_one_first_page_and_nothing_may_hold_it(home):
    assert HomePage.can_create_at(home) is False
    assert gettext("home page") == HomePage._meta.verbose_name
