"""Real rows of a printed roll: every cell kept, dates and places understood or named."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.management import call_command

from heritage.memorials.models import RollEntry, RollImportFault
from heritage.people.models import Battle, Conflict, Place, Unit
from tests.factories.memorials import RollFactory
from tests.shared_data import SHARED, needs_shared

pytestmark = [pytest.mark.django_db, needs_shared]
FILE = SHARED / "rolls" / "gazetteer-roll.csv"


@pytest.fixture
def roll():
    jiangsu = Place.objects.create(name="江苏省", code="320000", level="province")
    city = Place.objects.create(name="连云港市", code="320700", level="city", parent=jiangsu)
    Place.objects.create(name="海州区", code="320706", level="county", parent=city)
    Place.objects.create(name="沭阳县", code="321322", level="county", parent=jiangsu)
    liaoning = Place.objects.create(name="辽宁省", code="210000", level="province")
    Place.objects.create(name="海州区", code="210902", level="county", parent=liaoning)
    Place.objects.create(name="朝鲜", level="foreign")
    Unit.objects.create(name="中国人民志愿军第二十六军", live=True)
    war = Conflict.objects.create(
        name="抗美援朝战争", aliases="朝鲜战争", began="1950", ended="1953"
    )
    Battle.objects.create(name="五圣山战斗", conflict=war, began="1952")
    return RollFactory(name="示例市英名录", slug="sample-roll", place=city)


def run(*arguments) -> dict:
    out = io.StringIO()
    call_command("import_roll", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


def rows() -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(FILE.read_text(encoding="utf-8-sig"))))


def test_no_row_and_no_cell_is_lost(roll):
    report = run(FILE, "--roll", roll.slug)
    assert report["mapping"] == {
        "姓名": "name",
        "性别": "gender",
        "出生年月": "birth",
        "籍贯": "native_place",
        "参加革命年月": "enlisted",
        "入党团年月": "party",
        "牺牲时所在军队及其职务": "unit",
        "牺牲时间、地点、原因": "death",
        "何时何单位授何奖励": "honours",
        "备注": "remarks",
        "书页": "source_pages",
    }
    assert (report["created"], report["refused"]) == (len(rows()), 0)
    kept = list(RollEntry.objects.order_by("row").values_list("written", flat=True))
    assert kept == [list(row.values()) for row in rows()]


def test_what_is_understood_stands_beside_the_words(roll):
    run(FILE, "--roll", roll.slug)
    entry = RollEntry.objects.get(name="李祥元")
    assert (entry.birth_written, str(entry.birth)) == ("1928", "1928")
    assert (entry.enlisted_written, str(entry.enlisted)) == ("1948.8", "1948-08")
    assert (entry.native_place_written, entry.native_place.code) == ("海州区西门乡", "320706")
    assert (str(entry.death), entry.death_place.name, entry.cause) == ("1951-04", "朝鲜", "牺牲")
    assert (entry.conflict.name, entry.post) == ("抗美援朝战争", "战士")
    fought = RollEntry.objects.get(name="相开山")
    assert (fought.battle.name, fought.unit.name) == ("五圣山战斗", "中国人民志愿军第二十六军")
    assert fought.death_place_written == "朝鲜五圣山"
    joined = RollEntry.objects.get(name="卜秉寿")
    assert (joined.party_written, str(joined.party_joined)) == ("1950年5月入团", "1950-05")


def test_what_is_not_understood_is_named_by_row(roll):
    report = run(FILE, "--roll", roll.slug)
    unplaced = {
        row["姓名"]: number
        for number, row in enumerate(rows(), start=2)
        if row["籍贯"].startswith(("新浦区", "云台区"))
    }
    faults = RollImportFault.objects.filter(column="籍贯")
    assert sorted(faults.values_list("row", flat=True)) == sorted(unplaced.values())
    every_date = RollEntry.objects.exclude(death_written="").filter(death="")
    assert not every_date.exists()
    assert report["faults"] == RollImportFault.objects.count()


def test_a_second_time_nothing_is_doubled(roll):
    run(FILE, "--roll", roll.slug)
    again = run(FILE, "--roll", roll.slug)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, len(rows()))


def test_a_dry_run_keeps_nothing(roll):
    report = run(FILE, "--roll", roll.slug, "--dry-run")
    assert report["created"] == len(rows())
    assert not RollEntry.objects.exists()
    assert not RollImportFault.objects.exists()
