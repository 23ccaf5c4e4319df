"""A person's record: what may be said of it and how it is shown."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override

from heritage.people.enums import LifeStatus, MartyrDecision, Topic
from heritage.people.models import Person, PersonSource, Place
from heritage.people.models.facts import Otherwise
from search.engines.base import SearchDocument
from tests.factories import PersonFactory, PlaceFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"birth": "1931", "death": "1930"}, "death"),
        ({"birth": "1931-02", "death": "1931-01-30"}, "death"),
        ({"death": "1952", "life_status": LifeStatus.LIVING}, "life_status"),
        ({"birth": "很久以前"}, "birth"),
        ({"name": ""}, "name"),
    ],
)
def test_contradictions_are_refused(fields, field):
    with pytest.raises(ValidationError) as caught:
        Person(**{"name": "某人", **fields}).full_clean()
    assert list(caught.value.message_dict) == [field]


@pytest.mark.parametrize(
    ("birth", "death"), [("1931", "1931"), ("1931-01", "1952-10-20"), ("", "1952"), ("1931", "")]
)
def test_what_may_be_true_is_taken(birth, death):
    Person(name="某人", birth=birth, death=death).full_clean()


@pytest.mark.parametrize(
    ("birth", "death", "status", "shown"),
    [
        ("1931-01-08", "1952-10-20", LifeStatus.FALLEN, "1931—1952"),
        ("1931", "", LifeStatus.LIVING, ""),
        ("", "", LifeStatus.LIVING, ""),
        ("1931", "", LifeStatus.MISSING, "1931—?"),
        ("", "1952", LifeStatus.FALLEN, "?—1952"),
        ("", "", LifeStatus.UNKNOWN, ""),
    ],
)
def test_life_span(birth, death, status, shown):
    person = PersonFactory(birth=birth, death=death, life_status=status)
    with override("en"):
        assert Person.objects.get(pk=person.pk).life_span == shown


@pytest.mark.parametrize(
    ("status", "label"), [(LifeStatus.FALLEN, "Fell"), (LifeStatus.DECEASED, "Died")]
)
def test_facts_in_the_order_a_reader_asks(status, label):
    person = PersonFactory(
        birth="1931-01",
        death="1952-10-20",
        life_status=status,
        native_place="四川中江",
        units=["第一连", "第二连"],
        honours=["特级英雄"],
    )
    with override("en"):
        facts = Person.objects.get(pk=person.pk).facts()
        assert [(fact.label, fact.value) for fact in facts] == [
            ("Born", "1931-01"),
            ("Native place", "四川中江"),
            (gettext("Units and posts"), "第一连；第二连"),
            ("Honours", "特级英雄"),
            (label, "1952-10-20"),
        ]


class TestLiving:
    """Of somebody who lives, or may live, only what they agreed to is shown."""

    @pytest.mark.parametrize(
        ("status", "birth", "death", "protected"),
        [
            (LifeStatus.LIVING, "1870", "", True),
            (LifeStatus.UNKNOWN, "", "", True),
            (LifeStatus.UNKNOWN, "1990", "", True),
            (LifeStatus.UNKNOWN, "[1930..1995]", "", True),
            (LifeStatus.UNKNOWN, "1890", "", False),
            (LifeStatus.UNKNOWN, "1990", "2020", False),
            (LifeStatus.FALLEN, "1990", "", False),
            (LifeStatus.MISSING, "1931", "", False),
        ],
    )
    def test_who_is_protected(self, status, birth, death, protected):
        person = Person(name="某人", birth=birth, death=death, life_status=status)
        person.clean_fields()
        assert person.may_be_living is protected

    def test_nothing_is_shown_without_agreement(self):
        made = PersonFactory(
            life_status=LifeStatus.LIVING,
            birth="1950-05",
            native_place="四川中江",
            place=PlaceFactory(),
            units=["第一连"],
            honours=["三等功"],
            short_life="他说过什么。",
        )
        person = Person.objects.get(pk=made.pk)
        assert person.facts() == []
        document = person.search_document()
        assert (document.summary, document.body, document.places, document.dates) == (
            "",
            "",
            (),
            (),
        )
        assert document.facets["place"] == ()

    def test_what_was_agreed_is_shown(self):
        made = PersonFactory(
            life_status=LifeStatus.LIVING,
            birth="1950-05",
            native_place="四川中江",
            honours=["三等功"],
            agreed_to=[Topic.BIRTH, Topic.HONOURS],
            agreement="2026-03-01书面同意，存档案室",
        )
        person = Person.objects.get(pk=made.pk)
        assert [(fact.topic, fact.value) for fact in person.facts()] == [
            (Topic.BIRTH, "1950年5月"),
            (Topic.HONOURS, "三等功"),
        ]

    def test_an_agreement_says_where_it_is_kept(self):
        with pytest.raises(ValidationError) as caught:
            Person(name="某人", agreed_to=[Topic.BIRTH]).full_clean()
        assert list(caught.value.message_dict) == ["agreement"]

    def test_a_topic_that_does_not_exist_is_refused(self):
        with pytest.raises(ValidationError) as caught:
            Person(name="某人", agreed_to=["phone"], agreement="有").full_clean()
        assert list(caught.value.message_dict) == ["agreed_to"]


class TestStatements:
    """Every statement with its sources; what sources dispute stands side by side."""

    def test_sources_of_a_statement_and_what_another_says(self):
        person = PersonFactory(birth="1931", native_place="四川中江")
        for order, (topic, says) in enumerate(
            [("", ""), (Topic.BIRTH, ""), (Topic.BIRTH, "1930年"), (Topic.DEATH, "1952年10月")]
        ):
            PersonSource.objects.create(
                person=person, topic=topic, says=says, title=f"某志{order}", sort_order=order
            )
        birth, native_place, death = Person.objects.get(pk=person.pk).facts()
        assert (birth.numbers, birth.otherwise) == ((2,), (Otherwise(says="1930年", numbers=(3,)),))
        assert (native_place.numbers, native_place.otherwise) == ((), ())
        assert (death.value, death.otherwise) == (
            "",
            (Otherwise(says="1952年10月", numbers=(4,)),),
        )

    def test_the_words_of_the_source_stand_beside_what_is_understood(self):
        person = PersonFactory(birth="1931", birth_as_written="民国二十年")
        fact = Person.objects.get(pk=person.pk).facts()[0]
        assert (fact.value, fact.as_written) == ("1931年", "民国二十年")


class TestMartyr:
    """The legal assessment is apart from the fact of falling."""

    def test_the_fallen_is_no_martyr_by_itself(self):
        person = PersonFactory(life_status=LifeStatus.FALLEN)
        assert Person.objects.get(pk=person.pk).facts() == []

    def test_the_decision_with_its_document(self):
        person = PersonFactory(
            martyr_decision=MartyrDecision.RECOGNISED,
            martyr_on="1983-05",
            martyr_authority="某省人民政府",
            martyr_document="某政发〔1983〕1号",
        )
        assert [fact.value for fact in Person.objects.get(pk=person.pk).facts()] == [
            "追认为烈士（1983年5月，某省人民政府，某政发〔1983〕1号）"
        ]

    def test_somebody_living_is_not_a_martyr(self):
        with pytest.raises(ValidationError) as caught:
            Person(
                name="某人",
                life_status=LifeStatus.LIVING,
                martyr_decision=MartyrDecision.ASSESSED,
            ).full_clean()
        assert list(caught.value.message_dict) == ["martyr_decision"]


def test_unknown_facts_are_left_out():
    assert PersonFactory().facts() == []


def test_search_document():
    sichuan = PlaceFactory(name="四川省")
    county = PlaceFactory(name="中江县", parent=sichuan)
    made = PersonFactory(
        name="黄继光",
        birth="1931-01",
        death="1952-10-20",
        native_place="四川中江",
        place=county,
        units=["第135团"],
        honours=["特级英雄", "一级国旗勋章"],
        short_life="通信员。",
        other_names=["黄际广"],
    )
    person = Person.objects.get(pk=made.pk)
    assert person.search_document() == SearchDocument(
        key=f"person:{person.pk}",
        kind="person",
        title="黄继光",
        url="/people/huang-ji-guang/",
        summary="1931—1952 四川中江 特级英雄、一级国旗勋章",
        body="通信员。\n第135团\n特级英雄\n一级国旗勋章",
        people=("黄继光", "黄际广"),
        places=("四川中江", "四川省中江县"),
        units=("第135团",),
        native_places=("四川中江", "四川省中江县"),
        aliases=("黄际广",),
        pinyin=("huáng jì guāng",),
        dates=("1931-01", "1952-10-20"),
        periods=((1952, 1952),),
        sort_date="1931-01",
        facets={
            "kind": ("person",),
            "place": ("四川省", "四川省/中江县"),
            "conflict": (),
            "honour": (),
            "unit": (),
        },
        filters={"person": ("黄继光",)},
    )


def test_a_place_is_named_with_what_it_lies_in():
    province = Place.objects.create(name="四川省", code="510000")
    city = Place.objects.create(name="德阳市", code="510600", parent=province)
    assert Place.objects.create(name="中江县", code="510623", parent=city).full_name == (
        "四川省德阳市中江县"
    )


@pytest.mark.parametrize("code", ["51062", "5106233", "五一〇六二三", "51062a"])
def test_a_division_code_has_six_digits(code):
    with pytest.raises(ValidationError) as caught:
        Place(name="中江县", code=code).full_clean()
    assert list(caught.value.message_dict) == ["code"]


def test_one_place_a_division_code_and_many_without():
    PlaceFactory(code="510623")
    PlaceFactory(code="")
    PlaceFactory(code="")
    with pytest.raises(ValidationError):
        Place(name="另一县", code="510623").full_clean()
