"""Of which years, units and native places somebody tells; what is not shown is left out."""

from __future__ import annotations

import pytest

from cms.core.dates import HistoricalDate
from heritage.people.enums import LifeStatus, Topic
from heritage.people.models import Person, PersonConflict, PersonHonour, PersonService
from heritage.people.models.told import (
    person_native_places,
    person_units,
    person_years,
    span,
    spans,
    unit_names,
)
from tests.factories import (
    BattleFactory,
    ConflictFactory,
    PersonFactory,
    PlaceFactory,
    UnitFactory,
)


def date(text: str) -> HistoricalDate | None:
    return HistoricalDate.parse(text) if text else None


@pytest.mark.parametrize(
    ("since", "until", "years"),
    [
        ("1950-10", "1953-07-27", ((1950, 1953),)),
        ("1950", "", ((1950, 1950),)),
        ("", "1953~", ((1953, 1953),)),
        ("[1930..1932]", "1949", ((1930, 1949),)),
        ("1950-24", "", ((1950, 1950),)),
        ("[..1932]", "", ((1932, 1932),)),
        ("XXXX", "", ()),
        ("", "", ()),
    ],
)
def test_span(since, until, years):
    assert span(date(since), date(until)) == years


def test_each_span_once_in_order():
    assert spans([(1951, 1952), (1950, 1951), (1951, 1952)]) == ((1950, 1951), (1951, 1952))


@pytest.fixture
def war(db):
    return ConflictFactory(name="抗美援朝战争", began="1950-10-25", ended="1953-07-27")


def read(person: Person) -> Person:
    return Person.objects.get(pk=person.pk)


class TestYears:
    def test_of_a_war_as_far_as_somebody_lived(self, war):
        person = PersonFactory(birth="1931", enlisted="1951-03", death="1952-10-20")
        PersonConflict.objects.create(person=person, conflict=war)
        assert person_years(read(person)) == ((1951, 1951), (1951, 1952), (1952, 1952))

    def test_of_a_battle_rather_than_its_war(self, war):
        battle = BattleFactory(conflict=war, began="1952-10-14", ended="1952-11-25")
        person = PersonFactory()
        PersonConflict.objects.create(person=person, battle=battle)
        assert person_years(read(person)) == ((1952, 1952),)

    def test_not_of_a_battle_that_is_a_draft(self, war):
        battle = BattleFactory(conflict=war, began="1952-10-14", live=False)
        person = PersonFactory()
        PersonConflict.objects.create(person=person, battle=battle)
        assert person_years(read(person)) == ((1950, 1953),)

    def test_not_of_a_war_after_the_death(self, war):
        person = PersonFactory(death="1949", life_status=LifeStatus.DECEASED)
        PersonConflict.objects.create(person=person, conflict=war)
        assert person_years(read(person)) == ()

    def test_of_service_and_honours(self, db):
        person = PersonFactory(life_status=LifeStatus.DECEASED, birth="1930", death="1999")
        PersonService.objects.create(person=person, as_written="某部", since="1947", until="1955")
        PersonHonour.objects.create(person=person, as_written="三等功", awarded_on="1953-01")
        assert person_years(read(person)) == ((1947, 1955), (1953, 1953))

    def test_nothing_that_was_not_agreed_to(self, war):
        person = PersonFactory(
            life_status=LifeStatus.LIVING, enlisted="1951", agreed_to=[Topic.ENLISTMENT]
        )
        PersonConflict.objects.create(person=person, conflict=war)
        PersonService.objects.create(person=person, as_written="某部", since="1951", until="1955")
        assert person_years(read(person)) == ((1951, 1951),)
        assert person_units(read(person)) == ()


class TestUnits:
    def test_with_what_they_were_part_of(self, db):
        army = UnitFactory(name="第十五军", other_names="五圣山军")
        regiment = UnitFactory(name="第一三五团", parent=army)
        person = PersonFactory()
        PersonService.objects.create(
            person=person, unit=regiment, as_written="135团", post="通信员"
        )
        assert person_units(read(person)) == ("135团", "第十五军", "五圣山军", "第一三五团")

    def test_published_ones_only(self, db):
        army = UnitFactory(name="第十五军", live=False)
        assert unit_names(UnitFactory(name="第一三五团", parent=army)) == ("第一三五团",)


class TestNativePlaces:
    def test_as_written_in_full_and_under_former_names(self, db):
        province = PlaceFactory(name="四川省")
        county = PlaceFactory(name="中江县", parent=province, former_names="凯江县；玄武县")
        person = PersonFactory(native_place="四川中江", place=county)
        assert person_native_places(read(person)) == (
            "四川中江",
            "四川省中江县",
            "凯江县",
            "玄武县",
        )

    def test_not_of_somebody_living_who_did_not_agree(self, db):
        person = PersonFactory(
            native_place="四川中江", place=PlaceFactory(), life_status=LifeStatus.LIVING
        )
        assert person_native_places(read(person)) == ()


def test_a_place_in_the_tree_of_the_search(db):
    province = PlaceFactory(name="湖南省")
    city = PlaceFactory(name="长沙市", parent=province)
    county = PlaceFactory(name="宁乡市", parent=city)
    assert county.search_paths == ("湖南省", "湖南省/长沙市", "湖南省/长沙市/宁乡市")
    assert PlaceFactory(name="甲/乙").search_path == "甲／乙"
