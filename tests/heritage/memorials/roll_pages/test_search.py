"""Finding a name on the rolls."""

from __future__ import annotations

import pytest
from django.urls import reverse

from cms.core.dates import HistoricalDate
from heritage.memorials.models import RollEntryName
from tests.factories import (
    BattleFactory,
    MemorialIndexPageFactory,
    MemorialSitePageFactory,
    PlaceFactory,
    RollEntryFactory,
    RollFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def names(home, rebuilt):
    hunan = PlaceFactory(name="湖南省", level="province", code="430000")
    county = PlaceFactory(name="长沙县", parent=hunan, code="430121")
    site = MemorialSitePageFactory(
        parent=MemorialIndexPageFactory(parent=home), title="某县烈士陵园", place=county
    )
    roll = RollFactory(name="某县英名录", slug="mou")
    made = [
        RollEntryFactory(
            roll=roll,
            name="张建国",
            birth=HistoricalDate.parse("1925"),
            death=HistoricalDate.parse("1952-10"),
            native_place=county,
            native_place_written="长沙县",
            unit_written="志愿军第十五军战士",
            battle=BattleFactory(name="上甘岭战役"),
            site=site,
        ),
        RollEntryFactory(roll=roll, name="張建中", birth=HistoricalDate.parse("[1920..1923]")),
        RollEntryFactory(name="单玉春", death_written="1948年淮海战役牺牲"),
        RollEntryFactory(name="李建国"),
    ]
    RollEntryName.objects.create(entry=made[3], text="Lee Kin-kwok", kind="romanised")
    RollEntryFactory(name="张建国", live=False)
    rebuilt()
    return made


def found(client, **params) -> list[str]:
    page = client.get(reverse("roll_search"), params)
    assert page.status_code == 200, page.context["form"].errors
    return [row.entry.name for row in page.context["rows"]]


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({"name": "张建国"}, ["张建国"]),
        ({"name": "張建國"}, ["张建国"]),
        ({"name": "张 建 国"}, ["张建国"]),
        ({"name": "张建?"}, ["张建国", "張建中"]),
        ({"name": "?建国"}, ["张建国", "李建国"]),
        ({"name": "zjg"}, ["张建国"]),
        ({"name": "Zhang Jianguo"}, ["张建国"]),
        ({"name": "shan yu chun"}, ["单玉春"]),
        ({"name": "Lee Kin-kwok"}, ["李建国"]),
        ({"name": "Chang Chien-kuo"}, ["张建国"]),
        ({"native": "湖南"}, ["张建国"]),
        ({"native": "湖南长沙"}, ["张建国"]),
        ({"place": "湖南省"}, ["张建国"]),
        ({"served": "第十五军"}, ["张建国"]),
        ({"fought": "上甘岭"}, ["张建国"]),
        ({"fought": "淮海战役"}, ["单玉春"]),
        ({"rests": "某县烈士陵园"}, ["张建国"]),
        ({"site": "湖南省"}, ["张建国"]),
        ({"born": "1925"}, ["张建国"]),
        ({"born": "1924", "born_within": "1"}, ["张建国", "張建中"]),
        ({"died": "1950", "died_within": "2"}, ["张建国"]),
        ({"name": "建国", "sort": "strokes"}, ["李建国", "张建国"]),
        ({"roll": "mou", "name": "建", "sort": "title"}, ["张建国", "張建中"]),
        ({"name": "无此人"}, []),
    ],
)
def test_by_what_is_known(client, names, asked, wanted):
    assert sorted(found(client, **asked)) == sorted(wanted)
    if "sort" in asked:
        assert found(client, **asked) == wanted


def test_counts_and_ways_on(client, names):
    page = client.get(reverse("roll_search"), {"name": "建国"})
    counted = {
        group.name: [(one.label, one.count) for one in group.first]
        for group in page.context["filters"]
    }
    assert counted == {
        "place": [("湖南省", 1)],
        "battle": [("上甘岭战役", 1)],
        "site": [("湖南省", 1)],
        "decade": [("1950年代", 1)],
    }
    assert page.context["total"] == 2


def test_a_slip_is_told(client, names):
    page = client.get(reverse("roll_search"), {"name": "章建国"})
    assert page.context["total"] == 0
    assert [one["text"] for one in page.context["corrections"]] == ["张建国"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"born": "twelve"},
        {"born": "3000"},
        {"born_within": "99", "born": "1920"},
        {"sort": "newest"},
        {"page": "0"},
        {"name": "张" * 61},
        {"roll": "x" * 81},
        {"place": "x" * 101},
    ],
)
def test_what_is_no_search_is_told(client, home, wrong):
    assert client.get(reverse("roll_search"), wrong).status_code == 400


def test_without_an_index(client, home):
    entry = RollEntryFactory(name="张建国")
    RollEntryName.objects.create(entry=entry, text="张大山", kind="former")
    RollEntryFactory(name="张建国", live=False)
    for name in ("张建国", "张建", "张大山"):
        assert found(client, name=name) == ["张建国"]
    assert found(client, name="李四") == []


def test_nothing_asked_is_a_form(client, home):
    roll = RollFactory(slug="mou")
    for asked in ({}, {"roll": "mou"}):
        page = client.get(reverse("roll_search"), asked)
        assert page.status_code == 200
        assert "searched" not in page.context
    assert page.context["roll"] == roll
