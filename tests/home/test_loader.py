"""The demo content becomes a whole site; small pictures stand in for the drawn ones."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone
from PIL import Image
from wagtail.models import Page, Site, get_page_models

from cms.core.models import BasePage, CoreImage
from cms.core.publishing import missing_alt_texts
from heritage.honours import standing
from heritage.honours.enums import StageKind
from heritage.honours.models import Campaign, Honouree, Rubric
from heritage.memorials.models import EventPage, ExhibitionPage, MemorialSitePage, RollEntry
from heritage.people.loading import divisions
from heritage.people.models import Figure, Organisation, Person, Place, Team
from heritage.stories.models import ArticlePage, DayInHistory, StoryPage
from home.demo import loader
from home.domain import create_site
from home.models import HomePage, PracticePage
from search.documents import all_documents
from tests.markup import links

pytestmark = pytest.mark.django_db


@pytest.fixture
def empty(wagtail_base, settings, tmp_path, monkeypatch):
    """A site as migrations leave it, and pictures that take no time to draw."""
    settings.MEDIA_ROOT = tmp_path
    monkeypatch.setattr(loader, "draw", lambda *a: Image.new("RGB", (64, 40), "#9E1B20"))
    if not wagtail_base.get_children().exists():
        wagtail_base.add_child(instance=Page(title="Welcome", slug="home"))
    return wagtail_base


def test_an_empty_site_gets_a_first_page(client, empty):
    assert loader.is_empty() is True
    home = create_site(title="戎光", deck="导语")
    assert (loader.is_empty(), HomePage.objects.get()) == (False, home)
    site = Site.objects.get(is_default_site=True)
    assert (site.root_page_id, site.site_name) == (home.pk, "戎光")
    assert Page.objects.filter(depth=2).count() == 1
    assert client.get("/").status_code == 200


class TestDemo:
    @pytest.fixture
    def home(self, empty):
        said = []
        home = loader.load_demo(say=said.append)
        assert said != []
        return home

    def test_all_of_it(self, client, home, index):
        counts = {
            Person: "people",
            StoryPage: "stories",
            ArticlePage: "articles",
            Organisation: "organisations",
            Team: "teams",
            CoreImage: "images",
            DayInHistory: "days",
        }
        practice = PracticePage.objects.get()
        for model, name in counts.items():
            rows = model.objects.all()
            if model is StoryPage:
                rows = rows.not_descendant_of(practice)
            assert (name, rows.count()) == (name, len(loader.content(name)))
        assert Place.objects.count() == len(divisions()) + len(loader.content("places"))
        assert Figure.objects.exclude(team=None).count() == 8
        huang = Person.objects.get(slug="huang-jiguang")
        assert [award.honour.name for award in huang.awards.all()][:2] == ["特级英雄", "特等功"]
        assert StoryPage.objects.get(slug="shangganling").battles.get().name == "上甘岭战役"
        assert Person.objects.published().count() == Person.objects.count()
        assert [
            page.title
            for page in Page.objects.live().specific().iterator()
            if hasattr(page, "cover") and missing_alt_texts(page)
        ] == []
        connection.check_constraints()
        self.memorials_are_filled(client)
        self.honours_are_filled(client)
        self.every_page_answers(client, practice)
        self.no_link_is_dead(client, index)

    def memorials_are_filled(self, client) -> None:
        sites = loader.content("sites")["sites"]
        entries = [entry for roll in loader.content("rolls") for entry in roll["entries"]]
        assert MemorialSitePage.objects.published().count() == len(sites)
        assert RollEntry.objects.published().count() == len(entries)
        huang = RollEntry.objects.get(name="黄继光")
        assert (huang.site.title, huang.person.slug) == ("沈阳抗美援朝烈士陵园", "huang-jiguang")
        assert [str(date) for date in (huang.birth, huang.death)] == ["1931", "1952-10"]
        assert ExhibitionPage.objects.get().rooms[2].value["objects"][1]["recording"] is not None
        to_come = EventPage.objects.published().to_come(timezone.now())
        assert sorted(event.kind for event in to_come) == ["lecture", "martyrs_day", "qingming"]
        assert client.get("/rolls/demo/").status_code == 200

    def honours_are_filled(self, client) -> None:
        given = loader.content("honours")["campaigns"]
        honoured = [one for campaign in given for one in campaign.get("honourees", [])]
        shown = Honouree.objects.shown()
        assert shown.count() == len(honoured) == 9
        assert [each.name for each in shown if not (each.is_sample and "示例" in each.name)] == []
        stars = Rubric.objects.get(name__startswith="五星级")
        criteria = [c for aspect in stars.aspects.all() for c in aspect.criteria.all()]
        assert (stars.aspects.count(), len(criteria)) == (5, 30)
        assert sum(each.most for each in criteria) == 100
        assert standing.is_open(Campaign.objects.get(slug="zuimei"), StageKind.CALL)
        assert client.get("/honoured/").context["total"] == 9

    def every_page_answers(self, client, practice) -> None:
        """The first of each type; the types themselves have tests of their own."""
        first: dict[type, BasePage] = {}
        for page in Page.objects.live().filter(depth__gt=1).order_by("path").specific():
            first.setdefault(type(page), page)
        assert set(first) == {model for model in get_page_models() if issubclass(model, BasePage)}
        for page in first.values():
            expected = 302 if page.pk == practice.pk else 200
            assert (page.url, client.get(page.url).status_code) == (page.url, expected)

    def no_link_is_dead(self, client, index) -> None:
        index.rebuild(all_documents())
        targets = set(links(client.get("/")))
        for address in sorted(targets):
            if address.startswith("/"):
                assert (address, client.get(address, follow=True).status_code) == (address, 200)

    def test_all_or_nothing(self, empty, monkeypatch):
        def fail(self):
            raise RuntimeError("cut off")

        monkeypatch.setattr(loader.Loader, "_stories", fail)
        with pytest.raises(RuntimeError):
            loader.load_demo(say=lambda line: None)
        assert (HomePage.objects.count(), Person.objects.count(), CoreImage.objects.count()) == (
            0,
            0,
            0,
        )
