"""Cells of a list read as facts, without a database."""

from __future__ import annotations

import pytest

from heritage.people.enums import NameKind, PlaceLevel
from heritage.people.importing.names import WRITTEN, split_names, written
from heritage.people.importing.places import Division, PlaceFinder
from heritage.people.importing.reading import Lookups, read_row
from heritage.people.importing.state import Conflict, merge

PLACES = [
    Division(1, "四川省", "510000", PlaceLevel.PROVINCE),
    Division(2, "德阳市", "510600", PlaceLevel.CITY),
    Division(3, "中江县", "510623", PlaceLevel.COUNTY),
    Division(4, "广东省", "440000", PlaceLevel.PROVINCE, "粤省"),
    Division(5, "广州市", "440100", PlaceLevel.CITY),
    Division(6, "番禺区", "440113", PlaceLevel.COUNTY),
    Division(7, "梅州市", "441400", PlaceLevel.CITY),
    Division(8, "兴宁市", "441481", PlaceLevel.COUNTY),
    Division(9, "兴宁区", "450102", PlaceLevel.COUNTY),
    Division(10, "北京市", "110000", PlaceLevel.PROVINCE),
    Division(11, "朝阳区", "110105", PlaceLevel.COUNTY),
    Division(12, "朝阳县", "211321", PlaceLevel.COUNTY),
    Division(13, "广西壮族自治区", "450000", PlaceLevel.PROVINCE),
    Division(14, "河池市", "451200", PlaceLevel.CITY),
    Division(15, "罗城仫佬族自治县", "451225", PlaceLevel.COUNTY),
    Division(16, "市辖区", "110100", PlaceLevel.CITY),
]
FINDER = PlaceFinder(PLACES)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("四川省中江县", "中江县"),
        ("四川中江", "中江县"),
        ("四川省德阳市中江县某村", "中江县"),
        ("中江县", "中江县"),
        ("四 川", "四川省"),
        ("粤省番禺", "番禺区"),
        ("廣東番禺", "番禺区"),
        ("中国广东番禺县", "番禺区"),
        ("兴宁县永和镇", "兴宁市"),
        ("广东广州府番禺县", "番禺区"),
        ("四川某地（今中江县）", "中江县"),
        ("广西罗城", "罗城仫佬族自治县"),
        ("北京朝阳区", "朝阳区"),
        ("朝阳", None),
        ("番", None),
        ("某山林场", None),
        ("", None),
    ],
)
def test_places(text, name):
    found = FINDER.find(text)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("李二娃", ["alias:李二娃"]),
        ("李二娃、李铁牛，李山", ["alias:李二娃", "alias:李铁牛", "alias:李山"]),
        ("原名李二娃，字曙光，号东山", ["former:李二娃", "courtesy:曙光", "art:东山"]),
        ("化名田山、龙川、龙水等", ["assumed:田山", "assumed:龙川", "assumed:龙水"]),
        ("李二娃（原名），李铁（曾用名）", ["former:李二娃", "former:李铁"]),
        ("甲山、乙水（均为笔名）", ["pen:甲山", "pen:乙水"]),
        ("字卓山号思川", ["courtesy:卓山", "art:思川"]),
        ("字竹山（亦作竹三）", ["courtesy:竹山", "as_written:竹三"]),
        ("曾用名 李二娃；又名 李山", ["former:李二娃", "alias:李山"]),
        ("李向阳", []),
        ("李向陽", []),
        ("无", []),
        ("不详", []),
        ("", []),
    ],
)
def test_other_names(text, names):
    assert split_names(text, own="李向阳") == names


@pytest.mark.parametrize("kind", list(NameKind))
def test_every_kind_of_name_is_read_as_it_is_written(kind):
    assert split_names(written(kind, "曙光")) == [f"{kind}:曙光"]
    assert set(WRITTEN) == set(NameKind)


def read(**cells):
    return read_row(
        number=2,
        cells=cells,
        headings={name: name for name in cells},
        lookups=Lookups(
            places=FINDER,
            place_by_code={one.code: str(one.pk) for one in PLACES}.get,
            roles={"兵支书": "1"},
        ),
    )


def faulty(reading) -> list[str]:
    return [fault.column for fault in reading.faults]


class TestFacts:
    def test_of_one_row(self):
        reading = read(
            name=" 李 向阳 ",
            gender="男",
            ethnicity="汉",
            birth="1931年",
            native_place="四川中江",
            roles="兵支书",
            awards="特等功；荣立一等功",
        )
        assert reading.faults == []
        assert reading.state == {
            "name": "李 向阳",
            "gender": "male",
            "ethnicity": "汉族",
            "birth": "1931",
            "native_place": "四川中江",
            "place": "3",
            "awards": ["特等功", "荣立一等功"],
            "roles": ["1"],
        }

    def test_a_fall_is_never_guessed(self):
        assert "life_status" not in read(name="李", death="1952年").state
        assert "life_status" not in read(name="李", short_life="英勇牺牲").state
        assert read(name="李", fallen_on="1952年").state["life_status"] == "fallen"
        assert read(name="李", life_status="牺牲").state["life_status"] == "fallen"
        assert (
            read(name="李", fallen_on="1952年", life_status="失踪").state["life_status"]
            == "missing"
        )

    def test_words_of_another_calendar_are_kept(self):
        state = read(name="李", birth="民国八年").state
        assert (state["birth"], state["birth_as_written"]) == ("1919", "民国八年")
        assert "birth_as_written" not in read(name="李", birth="1919年").state

    def test_a_date_not_understood_is_named_and_its_words_are_kept(self):
        reading = read(name="李", birth="5月")
        assert faulty(reading) == ["birth"]
        assert reading.state == {"name": "李", "birth_as_written": "5月"}

    def test_two_dates_of_death_that_differ(self):
        reading = read(name="李", death="1951年", fallen_on="1952年")
        assert (faulty(reading), reading.state["death"]) == (["fallen_on"], "1951")

    def test_a_place_of_birth_is_not_called_a_native_place(self):
        state = read(name="李", birth_place="四川中江", native_place="").state
        assert (state["native_place"], state["place"]) == ("四川中江（出生地）", "3")
        assert read(name="李", birth_place="四川中江", native_place="广东").state["place"] == "4"

    def test_a_code_goes_before_the_words(self):
        assert read(name="李", native_place="某地", place_code="510623").state["place"] == "3"
        assert faulty(read(name="李", place_code="999999")) == ["place_code"]

    @pytest.mark.parametrize(
        ("column", "cell"),
        [
            ("gender", "中"),
            ("ethnicity", "火星"),
            ("life_status", "也许"),
            ("martyr_decision", "是"),
            ("native_place", "某山林场"),
            ("roles", "兵什么"),
            ("names", "长" * 61),
        ],
    )
    def test_what_is_not_understood_is_named(self, column, cell):
        assert faulty(read(**{"name": "李", column: cell})) == [column]

    @pytest.mark.parametrize("cell", ["", "无", "不详", "-"])
    def test_nothing_said(self, cell):
        reading = read(name="李", gender=cell, ethnicity=cell, native_place=cell, names=cell)
        assert (reading.state, reading.faults) == ({"name": "李"}, [])


class TestMerging:
    def merged(self, taken, record, row):
        found = merge(taken=taken, record=record, row=row)
        return found.changes, found.conflicts

    def test_what_the_list_changed_is_taken(self):
        assert self.merged({"birth": "1931"}, {"birth": "1931"}, {"birth": "1932"}) == (
            {"birth": "1932"},
            (),
        )

    def test_what_is_empty_is_filled(self):
        assert self.merged({}, {"birth": ""}, {"birth": "1932"}) == ({"birth": "1932"}, ())

    def test_what_an_editor_changed_is_kept(self):
        assert self.merged({"birth": "1931"}, {"birth": "1930"}, {"birth": "1931"}) == ({}, ())

    def test_what_both_changed_is_a_conflict(self):
        assert self.merged({"birth": "1931"}, {"birth": "1930"}, {"birth": "1932"}) == (
            {},
            (Conflict("birth", "1930", "1932"),),
        )

    def test_what_an_editor_emptied_stays_empty(self):
        assert self.merged({"birth": "1931"}, {"birth": ""}, {"birth": "1931"}) == ({}, ())

    def test_what_the_list_no_longer_says_stays(self):
        assert self.merged({"birth": "1931"}, {"birth": "1931"}, {}) == ({}, ())

    def test_items_are_added_and_dropped_one_by_one(self):
        changes, conflicts = self.merged(
            {"names": ["alias:甲", "alias:乙"]},
            {"names": ["alias:甲", "alias:乙", "pen:编辑加"]},
            {"names": ["alias:乙", "alias:丙"]},
        )
        assert (changes, conflicts) == ({"names": ["alias:乙", "pen:编辑加", "alias:丙"]}, ())

    def test_an_item_an_editor_took_out_does_not_come_back(self):
        assert self.merged({"names": ["alias:甲"]}, {"names": []}, {"names": ["alias:甲"]}) == (
            {},
            (),
        )
