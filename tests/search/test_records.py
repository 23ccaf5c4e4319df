"""Units, wars, honours, places and the rest in the index: entering, leaving, renamed."""

from __future__ import annotations

import pytest
from taggit.models import Tag

from cms.core.dates import HistoricalDate
from heritage.people.models import Conflict, PersonConflict, PersonHonour, PersonService
from search import linked, outbox
from search.documents import all_documents, person_key
from search.engines.base import SearchQuery
from search.engines.fingerprint import fingerprint
from search.models import OutboxEntry
from tests.factories import (
    ArticleIndexPageFactory,
    ArticlePageFactory,
    BattleFactory,
    ConflictFactory,
    HonourFactory,
    OrganisationFactory,
    PersonFactory,
    PlaceFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    TeamFactory,
    UnitFactory,
)
from tests.markup import words

pytestmark = pytest.mark.django_db


def keys(engine, text="", **facets) -> set[str]:
    asked = SearchQuery(text=text, facets={n: (v,) for n, v in facets.items()}, limit=50)
    return {hit.key for hit in engine.search(asked).hits}


def agree(engine) -> None:
    outbox.drain()
    wanted = {document.key: fingerprint(document) for document in all_documents()}
    assert dict(engine.fingerprints()) == wanted


def test_of_every_kind(home):
    made = {
        "unit": UnitFactory(),
        "conflict": ConflictFactory(),
        "battle": BattleFactory(),
        "honour": HonourFactory(),
        "organisation": OrganisationFactory(),
        "team": TeamFactory(),
    }
    UnitFactory(live=False)
    PlaceFactory(name="空县")
    found = {document.key for document in all_documents()}
    assert found == {f"{kind}:{record.pk}" for kind, record in made.items()}


def test_a_unit_published_and_unpublished(home, index):
    unit = UnitFactory(name="独立团", live=False)
    agree(index)
    assert keys(index, "独立团") == set()
    unit.save_revision().publish()
    agree(index)
    assert keys(index, "独立团") == {f"unit:{unit.pk}"}
    unit.refresh_from_db()
    unit.unpublish()
    agree(index)
    assert keys(index, "独立团") == set()


def test_an_alias_is_found_and_never_shown(client, home, rebuilt):
    ConflictFactory(name="抗美援朝战争", aliases="朝鲜战争")
    rebuilt()
    data = client.get("/api/search", {"q": "朝鲜战争"}).json()
    assert [hit["title"] for hit in data["hits"]] == ["抗美援朝战争"]
    assert "朝鲜战争" not in str(data["hits"])
    assert "朝鲜战争" not in words(client.get("/search/", {"q": "抗美援朝"}))


def test_an_honour_renamed_reaches_people_and_stories(home, index):
    honour = HonourFactory(name="旧名功")
    person = PersonFactory()
    PersonHonour.objects.create(person=person, honour=honour)
    story = StoryPageFactory(parent=StoryIndexPageFactory(parent=home), people=[person])
    agree(index)
    honour.name = "新名功"
    honour.save()
    agree(index)
    assert keys(index, honour="旧名功") == set()
    assert keys(index, honour="新名功") == {
        f"honour:{honour.pk}",
        person_key(person.pk),
        f"page:{story.pk}",
    }


def test_a_story_linked_by_its_editor(home, index):
    unit = UnitFactory(name="独立团")
    story = StoryPageFactory(parent=StoryIndexPageFactory(parent=home))
    story.units.add(unit)
    story.save_revision().publish()
    agree(index)
    assert f"page:{story.pk}" in keys(index, unit="独立团")


def test_of_very_many_a_job_notes_the_rest(
    home, index, monkeypatch, run_jobs, django_capture_on_commit_callbacks
):
    monkeypatch.setattr(linked, "AT_ONCE", 2)
    unit = UnitFactory(name="旧团")
    for _ in range(4):
        PersonService.objects.create(person=PersonFactory(), unit=unit)
    outbox.drain()
    with django_capture_on_commit_callbacks(execute=True):
        unit.name = "新团"
        unit.save()
    assert OutboxEntry.objects.filter(key__startswith="person:").count() == 0
    run_jobs()
    agree(index)
    assert len(keys(index, unit="新团")) == 5


class TestPlaces:
    """A place is in the index while there is something about it or a part of it."""

    def test_with_somebody_who_comes_from_there(self, home, index):
        province = PlaceFactory(name="甲省")
        county, other = PlaceFactory(name="乙县", parent=province), PlaceFactory(name="丙县")
        person = PersonFactory(place=county)
        agree(index)
        assert keys(index, kind="place") == {f"place:{province.pk}", f"place:{county.pk}"}
        person.place = other
        person.save()
        agree(index)
        assert keys(index, kind="place") == {f"place:{other.pk}"}
        person.unpublish()
        agree(index)
        assert keys(index, kind="place") == set()

    def test_with_a_story(self, home, index):
        place = PlaceFactory()
        story = StoryPageFactory(parent=StoryIndexPageFactory(parent=home), places=[place])
        agree(index)
        assert keys(index, kind="place") == {f"place:{place.pk}"}
        story.unpublish()
        agree(index)
        story.save_revision().publish()
        agree(index)
        story.delete()
        agree(index)
        assert keys(index, kind="place") == set()

    def test_with_an_article_or_a_battle(self, home, index):
        one, two = PlaceFactory(), PlaceFactory()
        article = ArticlePageFactory(parent=ArticleIndexPageFactory(parent=home), place=one)
        battle = BattleFactory(place=two)
        agree(index)
        assert keys(index, kind="place") == {f"place:{one.pk}", f"place:{two.pk}"}
        article.place = None
        article.save()
        battle.delete()
        agree(index)
        assert keys(index, kind="place") == set()


class TestTags:
    def test_renamed_and_deleted(self, home, index):
        stories = StoryIndexPageFactory(parent=home)
        story = StoryPageFactory(parent=stories, tagged=["旧主题"])
        agree(index)
        tag = Tag.objects.get(name="旧主题")
        tag.name = "新主题"
        tag.save()
        agree(index)
        assert keys(index, tag="新主题") == {f"page:{story.pk}"}
        assert keys(index, tag="旧主题") == set()
        tag.delete()
        agree(index)
        assert keys(index, tag="新主题") == set()


class TestUnitsInUnits:
    def test_an_army_renamed_reaches_who_served_in_a_part_of_it(self, home, index):
        army = UnitFactory(name="旧军")
        regiment = UnitFactory(name="某团", parent=army)
        person = PersonFactory()
        PersonService.objects.create(person=person, unit=regiment)
        battle = BattleFactory()
        battle.units.add(regiment)
        battle.save()
        story = StoryPageFactory(parent=StoryIndexPageFactory(parent=home))
        story.units.add(regiment)
        story.save_revision().publish()
        agree(index)
        army.name = "新军"
        army.save()
        agree(index)
        named = {d.key for d in all_documents() if "新军" in d.units}
        assert named == {
            f"unit:{army.pk}",
            f"unit:{regiment.pk}",
            f"battle:{battle.pk}",
            person_key(person.pk),
            f"page:{story.pk}",
        }

    def test_years_of_a_war_reach_who_fought_in_it(self, home, index):
        war = ConflictFactory(began="1950")
        person = PersonFactory()
        PersonConflict.objects.create(person=person, conflict=war)
        agree(index)
        war = Conflict.objects.get(pk=war.pk)
        war.ended = HistoricalDate.parse("1953")
        war.save(update_fields=["ended"])
        agree(index)
        assert keys(index, decade="1950") == {f"conflict:{war.pk}", person_key(person.pk)}


def test_of_one_deleted_all_are_noted_at_once(home, index, monkeypatch):
    monkeypatch.setattr(linked, "AT_ONCE", 1)
    stories, honour = StoryIndexPageFactory(parent=home), HonourFactory(name="某功")
    for _ in range(3):
        story = StoryPageFactory(parent=stories)
        story.honours.add(honour)
        story.save_revision().publish()
    agree(index)
    honour.delete()
    agree(index)
    assert keys(index, honour="某功") == set()
