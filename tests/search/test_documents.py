"""Which things the public index knows: what is live and public, and nothing else."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import PageViewRestriction

from heritage.people.models import PersonConflict, PersonHonour, PersonService
from search.documents import (
    all_documents,
    completed,
    count_documents,
    documents_for,
    page_key,
    person_key,
)
from search.engines.base import Moment, SearchDocument
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    BattleFactory,
    ConflictFactory,
    HonourFactory,
    PersonFactory,
    PlaceFactory,
    SectionPageFactory,
    StandardPageFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    UnitFactory,
    paragraphs,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def stories(home):
    return StoryIndexPageFactory(parent=home)


def keys() -> list[str]:
    return [document.key for document in all_documents()]


def test_of_every_kind(home, stories):
    section = SectionPageFactory(parent=home)
    column = ArticleIndexPageFactory(parent=section)
    article = ArticlePageFactory(parent=column)
    story, plain = StoryPageFactory(parent=stories), StandardPageFactory(parent=home)
    person = PersonFactory()
    found = {document.key: document.kind for document in all_documents()}
    assert found == {
        page_key(section.pk): "page",
        page_key(column.pk): "column",
        page_key(article.pk): "article",
        page_key(story.pk): "story",
        page_key(plain.pk): "page",
        person_key(person.pk): "person",
    }


def test_not_what_is_not_public(stories):
    StoryPageFactory(parent=stories, live=False)
    PersonFactory(live=False)
    private = StoryPageFactory(parent=stories)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    assert keys() == []


@pytest.mark.parametrize("kind", ["login", "password", "groups"])
def test_nothing_below_a_private_page(home, kind):
    stories = StoryIndexPageFactory(parent=home)
    StoryPageFactory(parent=stories)
    PageViewRestriction.objects.create(page=stories, restriction_type=kind, password="x")
    assert keys() == []


def test_some_of_them_and_those_that_are_gone(stories):
    story, draft = StoryPageFactory(parent=stories), StoryPageFactory(parent=stories, live=False)
    person = PersonFactory()
    wanted = [page_key(draft.pk), page_key(story.pk), person_key(person.pk), "page:999", "person:9"]
    found, gone = documents_for([*wanted, page_key(story.pk)])
    assert [document.key for document in found] == [page_key(story.pk), person_key(person.pk)]
    assert gone == [page_key(draft.pk), "page:999", "person:9"]


def test_a_draft_of_a_live_page_is_not_told(stories):
    story = StoryPageFactory(parent=stories, title="公布的标题")
    story.title = "草稿的标题"
    story.save_revision()
    (document,) = all_documents()
    assert document.title == "公布的标题"


def test_counted_for_a_progress_bar(home, stories):
    StoryPageFactory(parent=stories)
    PersonFactory()
    assert count_documents() >= len(keys()) == 2


def facets_of(key: str) -> dict:
    ((document,), _gone) = documents_for([key])
    return dict(document.facets)


class TestWhatItTells:
    """The facets made of other fields, and the fields a page fills from its records."""

    def test_a_war(self, home):
        war = ConflictFactory(name="抗美援朝战争", began="1950-10", ended="1953-07")
        ((document,), _gone) = documents_for([f"conflict:{war.pk}"])
        assert (document.dates, document.periods) == (("1950-10", "1953-07"), ((1950, 1953),))
        assert document.facets == {
            "kind": ("conflict",),
            "place": (),
            "conflict": ("抗美援朝战争",),
            "decade": ("1950",),
            "recording": (),
        }

    def test_a_unit_through_the_decades(self, home):
        army = UnitFactory(name="红军", formed="1928", dissolved="1937-08")
        unit = UnitFactory(name="独立团", parent=army, formed="1928", dissolved="1937")
        ((document,), _gone) = documents_for([f"unit:{unit.pk}"])
        assert document.units == ("红军", "独立团")
        assert document.facets["decade"] == ("1920", "1930")

    def test_a_battle_and_who_fought_it(self, home):
        place = PlaceFactory(name="五圣山", parent=PlaceFactory(name="江原道"))
        battle = BattleFactory(place=place)
        battle.units.add(UnitFactory(name="第十五军"), UnitFactory(name="草稿", live=False))
        battle.save()
        ((document,), _gone) = documents_for([f"battle:{battle.pk}"])
        assert document.units == ("第十五军",)
        assert document.facets["place"] == ("江原道", "江原道/五圣山")

    def test_a_story_by_its_records_and_its_people(self, stories):
        person = PersonFactory(name="黄继光", death="1952-10-20")
        PersonService.objects.create(person=person, unit=UnitFactory(name="第一三五团"))
        story = StoryPageFactory(
            parent=stories,
            people=[person],
            places=[PlaceFactory(name="中江县", parent=PlaceFactory(name="四川省"))],
        )
        story.conflicts.add(ConflictFactory(name="抗美援朝战争", began="1950", ended="1953"))
        story.units.add(UnitFactory(name="第十五军"))
        story.save_revision().publish()
        ((document,), _gone) = documents_for([page_key(story.pk)])
        # Not the day it was issued.
        assert (document.dates, document.sort_date) == ((), "2024-05-01")
        assert document.periods == ((1950, 1953), (1952, 1952))
        assert document.units == ("第十五军", "第一三五团")
        assert document.filters == {"person": ("黄继光",)}
        assert document.facets == {
            "kind": ("story",),
            "place": ("四川省", "四川省/中江县"),
            "conflict": ("抗美援朝战争",),
            "honour": (),
            "unit": ("第十五军", "第一三五团"),
            "tag": (),
            "decade": ("1950",),
            "recording": (),
        }

    def test_an_article_is_of_its_day(self, home):
        article = ArticlePageFactory(
            parent=ArticleIndexPageFactory(parent=home),
            place=PlaceFactory(name="兖州区", parent=PlaceFactory(name="济宁市")),
        )
        ((document,), _gone) = documents_for([page_key(article.pk)])
        assert document.dates == (document.sort_date,) == ("2024-05-01",)
        assert (document.facets["place"], document.facets["decade"]) == (
            ("济宁市", "济宁市/兖州区"),
            (),
        )

    def test_a_recording(self):
        moment = Moment(start_ms=0, end_ms=1_000, text="那年冬天很冷。")
        document = SearchDocument(
            key="page:1", kind="page", title="口述", url="/", moments=(moment,)
        )
        assert completed(document).facets == {"decade": (), "recording": ("yes",)}


def queries() -> int:
    with CaptureQueriesContext(connection) as captured:
        list(all_documents())
    return len(captured)


def add_people(count: int) -> None:
    for _ in range(count):
        person = PersonFactory(place=PlaceFactory(parent=PlaceFactory()), other_names=["某"])
        unit = UnitFactory(parent=UnitFactory(parent=UnitFactory()), place=PlaceFactory())
        PersonService.objects.create(person=person, unit=unit)
        PersonHonour.objects.create(person=person, honour=HonourFactory())
        battle = BattleFactory(conflict=ConflictFactory(), place=PlaceFactory())
        battle.units.add(unit)
        battle.save()
        PersonConflict.objects.create(person=person, battle=battle)


def add_pages(count: int, home) -> None:
    stories, column = StoryIndexPageFactory(parent=home), ArticleIndexPageFactory(parent=home)
    for _ in range(count):
        person, place = PersonFactory(), PlaceFactory(parent=PlaceFactory())
        story = StoryPageFactory(
            parent=stories, people=[person], places=[place], tagged=["甲"], body=paragraphs("乙")
        )
        for field, made in (
            ("units", UnitFactory(parent=UnitFactory())),
            ("honours", HonourFactory()),
            ("conflicts", ConflictFactory()),
            ("battles", BattleFactory(conflict=ConflictFactory())),
        ):
            getattr(story, field).add(made)
        story.save()
        ArticlePageFactory(parent=column, place=place, tagged=["乙"])


@pytest.mark.parametrize("add", [add_people, add_pages])
def test_as_many_queries_for_any_number(home, settings, add):
    settings.CACHES = {
        "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "q"}
    }
    more = (home,) if add is add_pages else ()
    add(2, *more)
    queries()
    few = queries()
    add(6, *more)
    assert queries() == few


def test_which_places_have_something_takes_few_queries(home):
    county = PlaceFactory(parent=PlaceFactory(parent=PlaceFactory()))
    PersonFactory(place=county)
    empty = PlaceFactory()
    wanted = [f"place:{pk}" for pk in [*county.ancestor_ids(), county.pk, empty.pk]]
    found, gone = documents_for(wanted)
    assert [document.key for document in found] == wanted[:3]
    assert gone == wanted[3:]
