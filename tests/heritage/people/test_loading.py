"""The places and managed lists that come with the programme."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter

import pytest
from django.core.management import call_command
from wagtail.search.backends import get_search_backend

from cms.core.dates import HistoricalDate
from heritage.people import loading
from heritage.people.enums import HonourKind, UnitKind
from heritage.people.models import Battle, Conflict, Honour, Place, Role, Unit
from search.text.names import plain_pinyin
from tests.shared_data import SHARED, needs_shared

ROWS = loading.divisions()
BY_CODE = {row["code"]: row for row in ROWS}
LISTS = {name: loading.entries(name) for name in loading.LISTS}
RECORDS = [(name, item) for name, items in LISTS.items() if name != "roles" for item in items]
POLYPHONES = {
    "重庆市": "chóng qìng shì",
    "六安市": "lù ān shì",
    "六合区": "lù hé qū",
    "蚌埠市": "bèng bù shì",
    "亳州市": "bó zhōu shì",
    "乐山市": "lè shān shì",
    "乐清市": "yuè qīng shì",
    "乐亭县": "lào tíng xiàn",
    "长葛市": "cháng gě shì",
    "长子县": "zhǎng zǐ xiàn",
    "大城县": "dài chéng xiàn",
    "厦门市": "xià mén shì",
    "济南市": "jǐ nán shì",
    "单县": "shàn xiàn",
    "莘县": "shēn xiàn",
    "东阿县": "dōng ē xiàn",
    "台州市": "tāi zhōu shì",
    "丽水市": "lí shuǐ shì",
    "铅山县": "yán shān xiàn",
    "番禺区": "pān yú qū",
    "什邡市": "shí fāng shì",
    "阆中市": "làng zhōng shì",
    "都匀市": "dū yún shì",
    "宕昌县": "tàn chāng xiàn",
    "尉犁县": "yù lí xiàn",
    "浚县": "xùn xiàn",
    "洪洞县": "hóng tóng xiàn",
    "监利市": "jiàn lì shì",
    "百色市": "bǎi sè shì",
    "句容市": "jù róng shì",
    "相城区": "xiàng chéng qū",
    "东莞市": "dōng guǎn shì",
    "内蒙古自治区": "nèi měng gǔ zì zhì qū",
}


def statements(item: dict) -> str:
    """Everything of an entry that a reader may be shown."""
    return "\n".join(str(value) for key, value in item.items() if key != "aliases")


def autocomplete(text: str) -> list[Place]:
    """What the admin's chooser proposes."""
    return list(get_search_backend().autocomplete(text, Place))


class TestTable:
    def test_codes_and_slugs_are_unique_and_parents_stand_above(self):
        assert len(BY_CODE) == len(ROWS)
        assert len({row["slug"] for row in ROWS}) == len(ROWS)
        allowed = {"province": {""}, "city": {"province"}, "county": {"city", "province"}}
        for row in ROWS:
            assert re.fullmatch(r"\d{6}", row["code"])
            assert re.fullmatch(r"[a-z]+(-[a-z]+)*(-\d{6})?", row["slug"])
            parent = BY_CODE[row["parent"]]["level"] if row["parent"] else ""
            assert parent in allowed[row["level"]]
            assert row["code"].startswith(row["parent"].rstrip("0"))

    def test_every_character_has_its_syllable(self):
        assert [
            row["code"] for row in ROWS if len(row["reading"].split()) != len(row["name"])
        ] == []

    def test_nothing_that_only_groups_others_is_a_place(self):
        pseudo = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
        assert [row["code"] for row in ROWS if row["name"] in pseudo] == []

    @pytest.mark.parametrize(("name", "reading"), POLYPHONES.items())
    def test_polyphones(self, name, reading):
        assert {row["reading"] for row in ROWS if row["name"] == name} == {reading}

    def test_well_known_places(self):
        assert BY_CODE["510623"]["slug"] == "zhongjiang-xian"
        assert BY_CODE["110105"]["parent"] == "110000"
        assert BY_CODE["419001"]["parent"] == "410000"
        assert BY_CODE["610000"]["slug"] == "shaanxi-sheng"
        assert BY_CODE["220622"]["former_names"] == "濛江县"

    @needs_shared
    def test_all_real_divisions_of_the_source_are_there(self):
        """Per level; development zones and management areas have no code of GB/T 2260."""
        source = SHARED / "divisions"
        with (source / "provinces.csv").open(encoding="utf-8-sig", newline="") as file:
            provinces = {f"{row['code']}0000" for row in csv.DictReader(file)}
        with (source / "divisions-with-pinyin.csv").open(encoding="utf-8-sig", newline="") as file:
            listed = [row for row in csv.DictReader(file) if row["ext_id"] != "0"]
        codes = {row["ext_id"][:6] for row in listed}
        grouping = {"110100", "120100", "310100", "500100", "500200"}
        assert set(BY_CODE) == codes - grouping
        by_level = Counter(row["level"] for row in ROWS)
        taiwan_hong_kong_macao = {"710000", "810000", "820000"}
        levels = {row["code"] for row in ROWS if row["level"] == "province"}
        assert levels == provinces | taiwan_hong_kong_macao
        cities = {code for code in codes - grouping if code.endswith("00")} - levels
        assert by_level["city"] == len(cities)
        assert by_level["county"] == len(codes - grouping - cities - levels)

    @needs_shared
    def test_mainland_counties_are_named_as_in_the_second_source(self):
        with (SHARED / "divisions" / "areas.csv").open(encoding="utf-8-sig", newline="") as file:
            areas = {row["code"]: row["name"] for row in csv.DictReader(file)}
        assert [
            code
            for code, name in areas.items()
            if BY_CODE.get(code, {"name": name})["name"] != name
        ] == []
        missing = [code for code in areas if code not in BY_CODE and code[4] != "7"]
        assert missing == [
            "232762", "232763", "232764", "460321", "460322", "460323", "620201", "632857",
        ]  # fmt: skip

    @needs_shared
    def test_readings_agree_with_the_toneless_ones_of_the_source(self):
        """But where the source follows another custom than the dictionary of names."""
        path = SHARED / "divisions" / "divisions-with-pinyin.csv"
        differ = set()
        with path.open(encoding="utf-8-sig", newline="") as file:
            for row in csv.DictReader(file):
                known = BY_CODE.get(row["ext_id"][:6])
                toneless = row["pinyin"].replace("lue", "lve")
                if known and not plain_pinyin(known["reading"]).startswith(toneless):
                    differ.add(known["name"])
        assert differ == {
            "大城县", "乐陵市", "芎林乡", "朴子市", "外埔区", "埔里镇", "新埔镇", "北埔乡", "埔心乡",
            "埔盐乡", "中埔乡", "盐埔乡", "内埔乡",
        } | {row["name"] for row in ROWS if row["code"][:2] == "71" and "大埔" in row["name"]}  # fmt: skip


class TestLists:
    def test_there_is_enough_of_everything(self):
        assert len(LISTS["battles"]) >= 60
        assert len(LISTS["units"]) >= 60
        assert len(LISTS["collectives"]) >= 12
        assert len(LISTS["honours"]) >= 40

    @pytest.mark.parametrize("name", [name for name in LISTS if name != "roles"])
    def test_slugs_and_names_are_unique(self, name):
        for key in ("slug", "name"):
            counts = Counter(item[key] for item in LISTS[name])
            assert [value for value, count in counts.items() if count > 1] == []

    @pytest.mark.parametrize(("name", "item"), RECORDS, ids=lambda value: str(value)[:40])
    def test_an_entry(self, name, item):
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", item["slug"])
        assert item["summary"].endswith("。")
        assert item["source"]
        assert not re.search("死亡|朝鲜战争|韩战", statements(item))
        for field in ("began", "ended", "formed", "dissolved", "founded"):
            if item.get(field):
                assert str(HistoricalDate.parse(item[field])) == item[field]
        if item.get("began") and item.get("ended"):
            assert item["began"][: len(item["ended"])] <= item["ended"]
        if item.get("place"):
            assert item["place"] in BY_CODE

    def test_readings_of_battles(self):
        read = {item["name"]: item.get("pinyin", "") for item in LISTS["battles"]}
        assert read["长津湖战役"] == "cháng jīn hú zhàn yì"
        assert read["四行仓库保卫战"] == "sì háng cāng kù bǎo wèi zhàn"

    def test_references_resolve(self):
        slugs = {name: {item["slug"] for item in LISTS[name]} for name in LISTS if name != "roles"}
        units = slugs["units"] | slugs["collectives"]
        assert not slugs["units"] & slugs["collectives"]
        before: set[str] = set()
        for item in LISTS["units"]:
            assert item.get("parent", "") in {"", *before}
            assert item.get("continued_as", "") in {"", *slugs["units"]}
            assert item["kind"] in UnitKind.values
            before.add(item["slug"])
        for item in LISTS["collectives"]:
            assert item.get("parent", "") in {"", *slugs["units"]}
            for award in item["awards"]:
                assert award.get("honour", "") in {"", *slugs["honours"]}
                assert award.get("honour") or award.get("as_written")
        for item in LISTS["battles"]:
            assert item["conflict"] in slugs["conflicts"]
            assert set(item.get("units", [])) <= units

    def test_only_military_merit_may_have_a_merit_bulletin(self):
        kinds = {item["kind"] for item in LISTS["honours"] if item["is_military"]}
        assert kinds == {HonourKind.MERIT, HonourKind.HERO, HonourKind.STATE}
        assert [
            i["slug"] for i in LISTS["honours"] if i["is_military"] and i["kind"] == "state"
        ] == ["ba-yi-xun-zhang"]

    def test_the_names_of_the_wars(self):
        wars = {item["name"]: (item["began"], item["ended"]) for item in LISTS["conflicts"]}
        assert wars["抗日战争"] == ("1931", "1945")
        assert wars["抗美援朝"] == ("1950", "1953")


@pytest.mark.django_db
class TestLoading:
    def test_places(self, django_assert_num_queries):
        told = []
        count = loading.load_places(progress=lambda done, total: told.append((done, total)))
        assert count == Place.objects.count() == len(ROWS)
        assert told[-1] == (count, count)
        county = Place.objects.get(code="510623")
        above = [Place.objects.get(code=code).pk for code in ("510000", "510600")]
        assert county.path == "/" + "/".join(map(str, [*above, county.pk])) + "/"
        wrong = [
            place.code
            for place in Place.objects.select_related("parent")
            if place.path != f"{place.parent.path if place.parent else '/'}{place.pk}/"
        ]
        assert wrong == []
        assert county.full_name == "四川省德阳市中江县"
        assert [place.code for place in autocomplete("中江县")] == ["510623"]
        with django_assert_num_queries(3):  # a savepoint around one query
            assert loading.load_places() == 0

    def test_what_an_editor_changed_stays(self):
        loading.load_places()
        loading.load_lists()
        place = Place.objects.get(code="510623")
        place.name, place.pinyin = "中江", "zhōng jiāng"
        place.save()
        honour = Honour.objects.get(slug="te-ji-ying-xiong")
        honour.summary, honour.slug = "编辑写的话。", "te-ji"
        honour.save()
        Place.objects.get(code="510681").delete()
        assert (loading.load_places(), loading.load_lists()) == (1, 0)
        place.refresh_from_db()
        honour.refresh_from_db()
        assert (place.name, honour.summary) == ("中江", "编辑写的话。")
        assert Honour.objects.filter(name="特级英雄").count() == 1
        back = Place.objects.get(code="510681")
        assert back.path == f"{Place.objects.get(code='510600').path}{back.pk}/"

    def test_a_slug_that_is_taken_gets_the_code(self):
        mine = Place.objects.create(name="中江县", slug="zhongjiang-xian", level="county")
        loading.load_places()
        assert Place.objects.get(code="510623").slug == "zhongjiang-xian-510623"
        assert Place.objects.get(slug="zhongjiang-xian") == mine

    def test_lists(self, django_assert_max_num_queries):
        loading.load_places()
        assert loading.load_lists() == sum(len(items) for items in LISTS.values())
        counts = {
            Conflict: len(LISTS["conflicts"]),
            Honour: len(LISTS["honours"]),
            Battle: len(LISTS["battles"]),
            Unit: len(LISTS["units"]) + len(LISTS["collectives"]),
            Role: len(LISTS["roles"]),
        }
        for model, count in counts.items():
            assert (model, model.objects.count()) == (model, count)
        regiment = Unit.objects.get(slug="zyj-135-tuan")
        assert [unit.slug for unit in regiment.ancestors()] == [
            "zhi-yuan-jun",
            "zyj-15-jun",
            "zyj-45-shi",
        ]
        five = Unit.objects.get(slug="lang-ya-shan-wu-zhuang-shi")
        assert [award.honour.slug for award in five.awards.all()] == [
            "kang-ri-ying-lie-ming-lu",
            "wei-xin-zhong-guo-100-wei",
        ]
        battle = Battle.objects.get(slug="shang-gan-ling")
        assert battle.conflict.name == "抗美援朝"
        assert Unit.objects.get(slug="zyj-15-jun") in battle.units.all()
        assert Unit.objects.get(slug="di-4-ye").predecessors.get().slug == "dong-bei-ye-zhan-jun"
        assert Battle.objects.published().count() == len(LISTS["battles"])
        with django_assert_max_num_queries(10):
            assert loading.load_lists() == 0

    def test_the_command_says_what_it_did(self):
        out, err = io.StringIO(), io.StringIO()
        call_command("load_records", stdout=out, stderr=err)
        total = sum(len(items) for items in LISTS.values())
        assert out.getvalue().splitlines() == [
            f"{len(ROWS)} places added",
            f"{total} entries added",
        ]
        again = io.StringIO()
        call_command("load_records", stdout=again, stderr=err)
        assert again.getvalue().splitlines() == ["0 places added", "0 entries added"]
