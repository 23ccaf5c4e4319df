"""The indexes of the records, the way between them, and very long lists."""

from __future__ import annotations

import pytest
from django.utils.translation import npgettext, pgettext

from cms.core import listing
from heritage.people.enums import HonourKind, OrganisationKind, PlaceLevel
from heritage.people.models import PersonHonour
from tests.factories import (
    BattleFactory,
    ConflictFactory,
    HonourFactory,
    OrganisationFactory,
    PersonFactory,
    PersonIndexPageFactory,
    PlaceFactory,
    TeamFactory,
    UnitFactory,
)
from tests.markup import texts, words

pytestmark = pytest.mark.django_db

INDEXES = ["/units/", "/wars/", "/honours/", "/places/", "/organisations/", "/teams/"]


@pytest.fixture
def people(home):
    return PersonIndexPageFactory(parent=home)


@pytest.mark.parametrize("address", INDEXES)
def test_an_empty_index_says_so_and_is_not_offered(client, people, address):
    response = client.get(address)
    assert (response.status_code, len(texts(response, ".empty strong"))) == (200, 1)
    assert texts(response, ".records-nav a") == []


def test_only_what_leads_somewhere_is_offered(client, people):
    UnitFactory()
    HonourFactory(live=False)
    PersonFactory(place=PlaceFactory())
    assert texts(client.get(people.url), ".records-nav a") == [
        "人物",
        pgettext("section", "Units"),
        pgettext("section", "Places"),
    ]
    assert texts(client.get("/units/"), ".records-nav [aria-current]") == [
        pgettext("section", "Units")
    ]


def test_units_narrowed_by_kind(client, home):
    UnitFactory(name="某军", kind="army")
    UnitFactory(name="某团")
    response = client.get("/units/", {"kind": "army"})
    assert texts(response, ".record-row__name") == ["某军"]
    assert client.get("/units/", {"sort": "x"}).status_code == 400


def test_wars_by_time_with_their_battles(client, home):
    later = ConflictFactory(name="后", began="1950")
    ConflictFactory(name="前", began="1931", ended="1945")
    BattleFactory(name="战役", conflict=later, began="1952")
    BattleFactory(name="草稿", conflict=later, live=False)
    BattleFactory(name="单独的战斗")
    response = client.get("/wars/")
    assert texts(response, ".wars__war h2 a") == ["前", "后"]
    assert texts(response, ".wars__war .record-list li") == ["战役 1952年"]
    assert "草稿" not in words(response)
    assert "单独的战斗" in words(response)


def test_honours_by_kind_and_order_with_holders(client, home):
    HonourFactory(name="三等功", kind=HonourKind.MERIT, rank=3)
    first = HonourFactory(name="一等功", kind=HonourKind.MERIT, rank=1)
    HonourFactory(name="共和国勋章", kind=HonourKind.STATE, rank=9)
    for person in (PersonFactory(), PersonFactory(live=False)):
        PersonHonour.objects.create(person=person, honour=first)
    response = client.get("/honours/")
    assert texts(response, ".record-list a") == ["共和国勋章", "一等功", "三等功"]
    assert texts(response, ".record-list__years") == [
        npgettext("in a row of counts", "%(total)s person", "%(total)s people", 1) % {"total": 1}
    ]


def test_the_tree_of_places_has_what_has_something(client, home):
    province = PlaceFactory(name="四川省", level=PlaceLevel.PROVINCE)
    county = PlaceFactory(name="中江县", parent=province)
    PlaceFactory(name="空县", parent=province)
    PersonFactory(place=county)
    response = client.get("/places/")
    assert texts(response, ".tree__name") == ["四川省"]
    assert "中江县" in words(response)
    assert "空县" not in words(response)


def test_the_tree_of_organisations_and_a_narrowed_list(client, home):
    bureau = OrganisationFactory(name="某局")
    OrganisationFactory(name="某校", kind=OrganisationKind.SCHOOL, parent=bureau)
    assert texts(client.get("/organisations/"), ".tree__name") == ["某局"]
    response = client.get("/organisations/", {"kind": "school"})
    assert texts(response, ".record-row__name") == ["某校"]


def test_teams(client, home):
    TeamFactory(name="某队", organisation=OrganisationFactory(name="某局"))
    TeamFactory(name="另队")
    organisation = client.get("/teams/").context["filters"][1].options[0].value
    response = client.get("/teams/", {"organisation": organisation})
    assert texts(response, ".record-row__name") == ["某队"]


def test_people_by_province_and_by_a_county_in_it(client, people):
    province = PlaceFactory(name="四川省", level=PlaceLevel.PROVINCE)
    county = PlaceFactory(name="中江县", parent=province)
    PersonFactory(name="黄继光", place=county)
    PersonFactory(name="别县人", place=PlaceFactory(parent=province))
    PersonFactory(name="外省人", place=PlaceFactory(name="河北省", level=PlaceLevel.PROVINCE))

    def names(slug: str) -> set[str]:
        found = client.get(people.url, {"place": slug}).context["people"]
        return {person.name for person in found}

    assert names(province.slug) == {"黄继光", "别县人"}
    assert names(county.slug) == {"黄继光"}
    (group,) = (g for g in client.get(people.url).context["filters"] if g.name == "place")
    assert {option.label: option.count for option in group.options} == {"四川省": 2, "河北省": 1}


def test_a_very_long_list_is_not_counted_to_its_end(client, people, monkeypatch):
    monkeypatch.setattr(
        listing.build, "__kwdefaults__", {**listing.build.__kwdefaults__, "most": 5}
    )
    honour = HonourFactory(name="特等功")
    for _ in range(7):
        PersonHonour.objects.create(person=PersonFactory(), honour=honour)
    response = client.get(people.url)
    assert (response.context["total"], response.context["is_partial"]) == (5, True)
    (group,) = (g for g in response.context["filters"] if g.name == "honour")
    assert [(option.label, option.count) for option in group.options] == [("特等功", None)]


@pytest.mark.parametrize("address", INDEXES)
def test_as_many_queries_for_many_as_for_few(home, count_queries, address):
    def add(number: int) -> None:
        for _ in range(number):
            place = PlaceFactory()
            PersonFactory(place=place)
            UnitFactory()
            BattleFactory(conflict=ConflictFactory())
            HonourFactory()
            TeamFactory(organisation=OrganisationFactory(), place=place)

    add(2)
    few = count_queries(address)
    add(6)
    assert count_queries(address) == few


def test_in_the_sitemap(client, people):
    unit, draft = UnitFactory(), UnitFactory(live=False)
    place = PlaceFactory()
    PersonFactory(place=place)
    found = client.get("/sitemap.xml").content.decode()
    assert [url in found for url in (unit.url, place.url, "/units/", draft.url)] == [
        True,
        True,
        True,
        False,
    ]
