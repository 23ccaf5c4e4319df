"""Records as a list, and the list back: nothing is lost and nothing changes."""

from __future__ import annotations

import io

import pytest
from django.core.management import CommandError, call_command

from cms.core.dates import HistoricalDate
from cms.core.tables import open_table, propose_mapping, write_xlsx
from heritage.people.enums import LifeStatus, MartyrDecision, NameKind
from heritage.people.importing.columns import COLUMNS
from heritage.people.lists.exporter import HEADINGS, export_people
from heritage.people.lists.importer import import_people
from heritage.people.lists.records_state import state_of
from heritage.people.models import (
    Person,
    PersonConflict,
    PersonHonour,
    PersonName,
    PersonService,
    PersonSource,
    Role,
)
from tests.factories import PersonFactory, PlaceFactory
from tests.heritage.people.lists import as_csv, counts, take_in

pytestmark = pytest.mark.django_db
date = HistoricalDate.parse


@pytest.fixture
def person() -> Person:
    """Somebody of whom every fact is known."""
    person = PersonFactory(
        name="李向阳",
        gender="male",
        ethnicity="汉族",
        birth="1931~",
        birth_as_written="民国二十年前后",
        death="1952-10-12",
        death_place="上甘岭",
        death_cause="战斗牺牲",
        life_status=LifeStatus.FALLEN,
        native_place="四川省示例县",
        place=PlaceFactory(code="510623"),
        martyr_decision=MartyrDecision.RECOGNISED,
        martyr_on="1953",
        martyr_authority="示例机关",
        enlisted="1949-21",
        party_joined="[1950..1951]",
        short_life="=第一行\n第二行，“引号”和,逗号。",
    )
    for order, kind in enumerate(NameKind):
        PersonName.objects.create(person=person, text=f"曙光{order}", kind=kind, sort_order=order)
    PersonService.objects.create(
        person=person,
        as_written="志愿军某部",
        post="班长",
        since=date("1950-10"),
        until=date("1952-10"),
    )
    PersonConflict.objects.create(person=person, as_written="某次战斗")
    PersonHonour.objects.create(
        person=person, as_written="特等功", awarded_on=date("1952-12"), awarding_body="某部"
    )
    PersonSource.objects.create(
        person=person, title="某县志", year=1990, pages="12-13", topic="birth"
    )
    PersonSource.objects.create(person=person, title="某名录", says="1930年", topic="birth")
    person = Person.objects.get(pk=person.pk)
    person.roles = [Role.objects.create(name="兵支书")]
    person.save()
    return Person.objects.get(pk=person.pk)


def exported(writer=None) -> bytes:
    if writer is None:
        return as_csv(HEADINGS, export_people())
    file = io.BytesIO()
    writer(file, HEADINGS, export_people())
    return file.getvalue()


def imported(data: bytes):
    table = open_table(io.BytesIO(data), name="people")
    mapping = propose_mapping(table.headings, COLUMNS)
    assert mapping.unused == ()
    return import_people(table=table, mapping=mapping, source="导出")


@pytest.mark.parametrize("writer", [None, write_xlsx])
def test_what_is_exported_is_unchanged_when_it_is_imported(person, writer):
    before = state_of(person)
    report = imported(exported(writer))
    assert (counts(report), report.not_understood, report.conflicts) == ((0, 0, 1, 0), [], [])
    assert state_of(Person.objects.get()) == before
    assert exported() == exported()


@pytest.mark.parametrize("writer", [None, write_xlsx])
def test_the_export_makes_the_same_record_where_there_is_none(person, writer):
    data, before = exported(writer), state_of(person)
    Person.objects.all().delete()
    report = imported(data)
    assert (counts(report), report.not_understood) == ((1, 0, 0, 0), [])
    assert state_of(Person.objects.get()) == before
    assert counts(imported(data)) == (0, 0, 1, 0)


def test_a_value_filled_in_in_the_export_is_taken(person):
    Person.objects.update(death_cause="")
    data = exported().decode("utf-8-sig").replace(",上甘岭,,", ",上甘岭,战斗牺牲,")
    assert counts(imported(data.encode())) == (0, 1, 0, 0)
    assert Person.objects.get().get_latest_revision_as_object().death_cause == "战斗牺牲"


def test_a_value_changed_in_the_export_is_reported_and_not_written_over(person):
    data = exported().decode("utf-8-sig").replace("战斗牺牲", "病逝")
    report = imported(data.encode())
    assert [(fault.column, fault.value) for fault in report.conflicts] == [("牺牲原因", "病逝")]
    assert Person.objects.get().death_cause == "战斗牺牲"


def test_an_address_that_belongs_to_somebody_else_is_reported():
    other = PersonFactory(name="王秀英")
    report = take_in(f"记录编号,姓名\n{other.slug},李向阳\n")
    assert [fault.column for fault in report.conflicts] == ["记录编号"]
    assert Person.objects.get().name == "王秀英"


def test_formulas_are_guarded_in_csv(person):
    assert b"'=\xe7\xac\xac\xe4\xb8\x80\xe8\xa1\x8c" in exported()


def test_a_draft_is_exported_as_its_editors_see_it():
    person = PersonFactory(name="李向阳", live=False)
    person.death_place = "某地"
    person.save_revision()
    (row,) = export_people()
    assert row["牺牲地点"] == "某地"


def test_merged_records_are_left_out(person):
    merged = PersonFactory(name="李向杨")
    Person.objects.filter(pk=merged.pk).update(merged_into=person)
    assert [row["姓名"] for row in export_people()] == ["李向阳"]


class TestCommand:
    def run(self, path, *arguments):
        call_command("export_people", str(path), *arguments)
        with path.open("rb") as file:
            return [row.values["姓名"] for row in open_table(file, name=path.name)]

    def test_formats_by_name_and_by_option(self, person, tmp_path):
        assert self.run(tmp_path / "a.csv") == ["李向阳"]
        assert self.run(tmp_path / "a.xlsx") == ["李向阳"]
        assert self.run(tmp_path / "a.dat", "--format", "xlsx") == ["李向阳"]

    def test_only_the_published(self, person, tmp_path):
        PersonFactory(name="王秀英", live=False)
        assert self.run(tmp_path / "a.csv") == ["李向阳", "王秀英"]
        assert self.run(tmp_path / "a.csv", "--published") == ["李向阳"]

    def test_refuses_what_it_cannot_write(self, tmp_path):
        for arguments in ((tmp_path / "a.pdf",), (tmp_path / "none" / "a.csv",)):
            with pytest.raises(CommandError):
                call_command("export_people", *map(str, arguments))


def test_queries_do_not_grow_with_the_records(django_assert_num_queries):
    for number in range(3):
        PersonFactory(name=f"李{number}", other_names=["甲", "乙"])
    with django_assert_num_queries(7):
        list(export_people())
