"""Of somebody living, nothing but what they agreed to leaves the records, by any way."""

from __future__ import annotations

import pytest
from pypdf import PdfReader

from heritage.people import relations
from heritage.people.enums import LifeStatus, Topic
from heritage.people.models import (
    Person,
    PersonConflict,
    PersonHonour,
    PersonService,
    PersonSource,
)
from heritage.people.models.counting import place_counts
from tests.factories import (
    ConflictFactory,
    CoreImageFactory,
    HonourFactory,
    PersonFactory,
    PersonIndexPageFactory,
    PlaceFactory,
    StoryIndexPageFactory,
    StoryPageFactory,
    UnitFactory,
)
from tests.markup import texts, words

pytestmark = pytest.mark.django_db

SECRETS = (
    "1929",
    "秘密县",
    "秘密籍贯",
    "秘密部队",
    "秘密勋章",
    "秘密战争",
    "秘密小传",
    "秘密来源",
    "秘密说法",
    "苗族",
)


@pytest.fixture
def people(home):
    return PersonIndexPageFactory(parent=home)


@pytest.fixture
def veteran(people):
    person = PersonFactory(
        name="某老兵",
        life_status=LifeStatus.LIVING,
        birth="1929",
        ethnicity="苗族",
        native_place="秘密籍贯",
        place=PlaceFactory(name="秘密县"),
        short_life="秘密小传。",
        portrait=CoreImageFactory(description="秘密肖像"),
        portrait_basis="本人同意",
    )
    unit, war, honour = (
        UnitFactory(name="秘密部队"),
        ConflictFactory(name="秘密战争"),
        HonourFactory(name="秘密勋章"),
    )
    PersonService.objects.create(person=person, unit=unit)
    PersonConflict.objects.create(person=person, conflict=war)
    PersonHonour.objects.create(person=person, honour=honour)
    PersonSource.objects.create(person=person, topic=Topic.HONOURS, title="秘密来源")
    PersonSource.objects.create(person=person, topic=Topic.BIRTH, says="秘密说法", title="秘密来源")
    return person


def agree(person, *topics) -> Person:
    Person.objects.filter(pk=person.pk).update(agreed_to=list(topics))
    return Person.objects.get(pk=person.pk)


def told(text: str) -> list[str]:
    return [secret for secret in SECRETS if secret in text]


def test_on_the_page(client, veteran):
    assert told(client.get(veteran.url).content.decode()) == []


def test_on_paper(client, veteran, tmp_path):
    path = tmp_path / "record.pdf"
    path.write_bytes(client.get(f"{veteran.url}record.pdf").content)
    text = "".join(page.extract_text() for page in PdfReader(path).pages)
    assert set("某老兵") <= set(text)
    assert told(text) == []


def test_in_lists_filters_and_beside_a_story(client, home, people, veteran):
    stories = StoryIndexPageFactory(parent=home, slug="stories")
    story = StoryPageFactory(parent=stories, title="故事", people=[veteran])
    for address in (people.url, story.url, stories.url, "/feed/", "/feed/stories/"):
        assert told(client.get(address).content.decode()) == []


def test_on_the_pages_of_records(client, home, veteran):
    service, war, award = (
        veteran.services.get(),
        veteran.conflicts.get(),
        veteran.awards.get(),
    )
    story = StoryPageFactory(parent=StoryIndexPageFactory(parent=home), people=[veteran])
    for record in (service.unit, war.conflict, award.honour, veteran.place):
        shown = words(client.get(record.url))
        assert (veteran.name in shown, story.title in shown) == (False, False)
    assert texts(client.get("/honours/"), ".record-list__years") == []
    assert place_counts() == {}


def test_in_the_search(veteran):
    document = Person.objects.get(pk=veteran.pk).search_document()
    assert told(repr(document)) == []


def test_the_order_by_birth_does_not_tell_it(client, people, veteran):
    for name, birth in (("早", "1920"), ("晚", "1940")):
        PersonFactory(name=name, birth=birth)
    response = client.get(people.url, {"sort": "birth"})
    assert [person.name for person in response.context["people"]] == ["早", "晚", "某老兵"]
    agree(veteran, Topic.BIRTH)
    response = client.get(people.url, {"sort": "birth"})
    assert [person.name for person in response.context["people"]] == ["早", "某老兵", "晚"]


@pytest.mark.parametrize("facet", ["place", "honour", "unit", "conflict"])
def test_a_filter_finds_nobody_who_did_not_agree(client, people, veteran, facet):
    values = {
        "place": veteran.place.slug,
        "honour": veteran.awards.get().honour.slug,
        "unit": veteran.services.get().unit.slug,
        "conflict": veteran.conflicts.get().conflict.slug,
    }
    asked = {facet: values[facet]}
    assert list(client.get(people.url, asked).context["people"]) == []
    agree(veteran, Topic.NATIVE_PLACE, Topic.HONOURS, Topic.SERVICE, Topic.CONFLICTS)
    assert list(client.get(people.url, asked).context["people"]) == [veteran]


def test_what_was_agreed_is_shown(client, veteran):
    person = agree(veteran, Topic.HONOURS, Topic.SHORT_LIFE)
    response = client.get(person.url)
    assert told(words(response)) == ["秘密勋章", "秘密小传", "秘密来源"]
    assert list(relations.awards_of_people(person.awards.get().honour)) == [person.awards.get()]
