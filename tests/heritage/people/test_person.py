"""A person's record: what may be said of it and how it is shown."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import gettext, override

from heritage.people.enums import LifeStatus
from heritage.people.models import Person, Place
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
        ("1931", "", LifeStatus.LIVING, "1931"),
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
        units="第一连\n\n 第二连 ",
        honours="特级英雄",
    )
    with override("en"):
        assert Person.objects.get(pk=person.pk).facts() == [
            ("Born", "1931-01"),
            (label, "1952-10-20"),
            ("Native place", "四川中江"),
            (gettext("Units and posts"), "第一连；第二连"),
            ("Honours", "特级英雄"),
        ]


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
        units="第135团",
        honours="特级英雄\n一级国旗勋章",
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
        aliases=("黄际广",),
        pinyin=("huáng jì guāng",),
        dates=("1931-01", "1952-10-20"),
        sort_date="1931-01",
        facets={"kind": ("person",), "person": ("黄继光",), "place": ("中江县",)},
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
