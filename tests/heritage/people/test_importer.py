"""Lists of people into records and back."""

from __future__ import annotations

import pytest
from wagtail.models import ModelLogEntry

from cms.core.tables import read_mapping
from heritage.people.enums import LifeStatus, PlaceLevel
from heritage.people.importing.columns import COLUMNS
from heritage.people.importing.report import Report
from heritage.people.lists import importer
from heritage.people.models import Conflict, Honour, Person, PersonImportRow
from tests.factories import PersonFactory, PlaceFactory
from tests.heritage.people.lists import LIST, counts, table_of, take_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def county():
    province = PlaceFactory(name="四川省", level=PlaceLevel.PROVINCE, code="510000")
    return PlaceFactory(name="示例县", level=PlaceLevel.COUNTY, code="510623", parent=province)


class TestFirstTime:
    def test_every_row_becomes_a_draft(self, county):
        report = take_in(LIST)
        assert (report.rows, counts(report)) == (3, (3, 0, 0, 0))
        person = Person.objects.get(name="李向阳")
        assert (person.live, person.has_unpublished_changes) == (False, True)
        assert (str(person.birth), str(person.death)) == ("1931", "1952-10")
        assert (person.life_status, person.place, person.native_place) == (
            LifeStatus.FALLEN,
            county,
            "四川省示例县",
        )
        assert [(name.kind, name.text) for name in person.names.all()] == [
            ("former", "李二娃"),
            ("courtesy", "曙光"),
        ]
        latest = person.get_latest_revision_as_object()
        assert [name.text for name in latest.names.all()] == ["李二娃", "曙光"]

    def test_what_the_row_says_is_kept_word_for_word(self):
        take_in(LIST)
        row = PersonImportRow.objects.get(number=2)
        assert row.values["备注"] == "村里人叫他二娃"
        assert row.values["出生日期"] == "1931年"

    def test_what_is_not_understood_is_named_by_row_and_column(self):
        report = take_in(LIST)
        assert [(fault.row, fault.column, fault.value) for fault in report.not_understood] == [
            (2, "籍贯", "四川省示例县"),
            (3, "籍贯", "湖南示范"),
            (4, "出生日期", "5月"),
        ]

    def test_units_honours_and_wars(self):
        honour = Honour.objects.create(name="特等功")
        war = Conflict.objects.create(name="抗美援朝")
        take_in(
            "姓名,部队及职务,立功受奖,参战经历,资料来源\n"
            "李向阳,志愿军某部｜班长｜1950-10；某团,荣立特等功一次；先进,抗美援朝；某役,某县志\n"
        )
        person = Person.objects.get()
        assert [
            (one.as_written, one.post, str(one.since or "")) for one in person.services.all()
        ] == [
            ("志愿军某部", "班长", "1950-10"),
            ("某团", "", ""),
        ]
        assert [(one.honour, one.as_written) for one in person.awards.all()] == [
            (honour, "荣立特等功一次"),
            (None, "先进"),
        ]
        assert [(one.conflict, one.as_written) for one in person.conflicts.all()] == [
            (war, ""),
            (None, "某役"),
        ]
        assert [source.title for source in person.sources.all()] == ["某县志"]

    def test_who_did_it_is_in_the_log(self):
        take_in(LIST)
        entries = ModelLogEntry.objects.filter(action="wagtail.create")
        assert [entry.data["row"] for entry in entries.order_by("pk")] == [2, 3, 4]

    def test_a_row_without_a_name_is_refused_and_kept(self):
        report = take_in("姓名,籍贯\n,四川\n李向阳,\n")
        assert counts(report) == (1, 0, 0, 1)
        assert PersonImportRow.objects.get(made=False).values == {"姓名": "", "籍贯": "四川"}

    def test_a_broken_row_is_refused_and_the_others_go_on(self):
        report = take_in('姓名,籍贯\n李向阳,"四川\n王秀英,湖南\n')
        assert counts(report) == (1, 0, 0, 1)
        assert counts(take_in('姓名,籍贯\n李向阳,"四川\n王秀英,湖南\n')) == (0, 0, 2, 0)

    def test_death_before_birth_is_named_and_left_out(self):
        text = "姓名,出生日期,逝世日期\n李向阳,1931,1911\n"
        report = take_in(text)
        found = [(fault.row, fault.column, fault.value) for fault in report.not_understood]
        assert found == [(2, "逝世日期", "1911")]
        person = Person.objects.get()
        assert (str(person.birth), person.death) == ("1931", None)
        again = take_in(text)
        assert [(f.row, f.column, f.value) for f in again.not_understood] == found

    def test_what_a_record_cannot_hold_is_named_and_left_out(self):
        report = take_in(f"姓名,拼音,牺牲地点\n李向阳,,{'地' * 300}\n{'长' * 70},,\n")
        assert counts(report) == (1, 0, 0, 1)
        assert [(fault.row, fault.column) for fault in report.not_understood] == [
            (2, "牺牲地点"),
            (3, "姓名"),
        ]


class TestAgain:
    def test_nothing_is_doubled(self):
        take_in(LIST)
        report = take_in(LIST)
        assert counts(report) == (0, 0, 3, 0)
        assert (Person.objects.count(), PersonImportRow.objects.count()) == (3, 3)

    def test_rows_may_move(self):
        take_in(LIST)
        head, *rows = LIST.splitlines()
        report = take_in("\n".join([head, *reversed(rows)]) + "\n")
        assert counts(report) == (0, 0, 3, 0)
        assert [row.number for row in PersonImportRow.objects.order_by("pk")] == [4, 3, 2]

    def test_what_the_list_changed_is_changed(self):
        take_in(LIST)
        report = take_in(LIST.replace("1952年10月", "1953年7月"))
        assert counts(report) == (0, 1, 2, 0)
        assert str(Person.objects.get(name="李向阳").death) == "1953-07"

    def test_a_corrected_date_of_birth_is_the_same_row(self):
        take_in(LIST)
        report = take_in(LIST.replace("1931年", "1930年"))
        assert counts(report) == (0, 1, 2, 0)
        assert [str(p.birth) for p in Person.objects.filter(name="李向阳")] == ["1930"]

    def test_another_person_of_the_name_is_another_record(self):
        take_in(LIST)
        report = take_in(LIST + "李向阳,女,1960年,,陕西,,另一人\n")
        assert counts(report) == (1, 0, 3, 0)
        assert Person.objects.filter(name="李向阳").count() == 2

    def test_two_rows_that_say_the_same(self):
        text = "姓名,籍贯\n李向阳,四川\n李向阳,四川\n"
        assert counts(take_in(text)) == (2, 0, 0, 0)
        assert counts(take_in(text)) == (0, 0, 2, 0)

    def test_what_an_editor_wrote_is_kept_and_reported(self):
        take_in(LIST)
        person = Person.objects.get(name="李向阳")
        person.birth = "1929"
        person.short_life = "编辑写的生平。"
        person.save()
        person.save_revision()
        report = take_in(LIST.replace("1931年", "1930年"))
        assert [(f.row, f.column, f.value) for f in report.conflicts] == [(2, "出生日期", "1930年")]
        person.refresh_from_db()
        assert (str(person.birth), person.short_life) == ("1929", "编辑写的生平。")

    def test_a_published_record_gets_a_draft_and_shows_nothing_new(self):
        take_in(LIST)
        person = Person.objects.get(name="李向阳")
        person.get_latest_revision().publish()
        take_in(LIST.replace("1952年10月", "1953年7月"))
        person.refresh_from_db()
        assert (person.live, str(person.death)) == (True, "1952-10")
        assert str(person.get_latest_revision_as_object().death) == "1953-07"

    def test_a_locked_record_is_left_aside(self):
        take_in(LIST)
        Person.objects.filter(name="李向阳").update(locked=True)
        report = take_in(LIST.replace("1952年10月", "1953年7月"))
        assert counts(report) == (0, 0, 3, 0)
        assert [(fault.row, fault.column) for fault in report.conflicts] == [(2, "姓名")]
        assert str(Person.objects.get(name="李向阳").death) == "1952-10"

    def test_a_column_mapped_later_is_taken_in(self):
        text = "姓名,故里\n李向阳,四川中江\n"
        take_in(text)
        table = table_of(text)
        mapping = read_mapping('{"姓名": "name", "故里": "native_place"}', table.headings, COLUMNS)
        report = importer.import_people(table=table, mapping=mapping, source="名单")
        assert counts(report) == (0, 1, 0, 0)
        assert Person.objects.get().native_place == "四川中江"

    def test_a_deleted_record_is_not_made_again(self):
        take_in(LIST)
        Person.objects.get(name="李向阳").delete()
        assert counts(take_in(LIST)) == (0, 0, 3, 0)
        assert counts(take_in(LIST.replace("1952年10月", "1953年7月"))) == (0, 0, 3, 0)
        assert Person.objects.count() == 2

    def test_another_list_is_another_list(self):
        take_in(LIST)
        report = take_in(LIST, source="另一份")
        assert counts(report) == (3, 0, 0, 0)
        assert [len(found.people) for found in report.possible_duplicates] == [1, 1, 1]

    def test_a_list_with_numbers_of_its_own(self):
        take_in("编号,姓名,籍贯\nA1,李向阳,四川\n")
        report = take_in("编号,姓名,籍贯\nA1,李向扬,陕西\n")
        assert counts(report) == (0, 1, 0, 0)
        assert Person.objects.get().name == "李向扬"


class TestPossibleDuplicates:
    def test_somebody_in_the_records(self):
        known = PersonFactory(name="李向陽", birth="1931")
        report = take_in(LIST)
        (found,) = report.possible_duplicates
        assert (found.row, found.name, found.rows) == (2, "李向阳", [])
        assert [(one["id"], one["name"]) for one in found.people] == [(known.pk, "李向陽")]
        assert Person.objects.filter(name__in=["李向阳", "李向陽"]).count() == 2

    def test_two_rows_of_the_list(self):
        text = "姓名,出生日期\n李向阳,1931\n李向扬,1931\n李向阳,1899\n"
        for report in (take_in(text, dry_run=True), take_in(text), take_in(text)):
            found = [
                (one.row, [other["row"] for other in one.rows], one.people)
                for one in report.possible_duplicates
            ]
            assert found == [(2, [3], []), (3, [2], [])]


class TestDryRunAndBreaks:
    def test_a_dry_run_keeps_nothing(self):
        report = take_in(LIST, dry_run=True)
        assert counts(report) == (3, 0, 0, 0)
        assert (Person.objects.count(), PersonImportRow.objects.count()) == (0, 0)

    def test_after_a_break_it_goes_on(self, monkeypatch):
        monkeypatch.setattr(importer, "BATCH", 2)
        kept = []

        class Cut(Exception):
            pass

        def keep(report):
            kept.append(report.as_dict())

        def cut(done, total, message):
            raise Cut

        with pytest.raises(Cut):
            take_in(LIST, checkpoint=keep, progress=cut)
        assert Person.objects.count() == 2
        report = take_in(LIST, resume=Report.from_dict(kept[-1]), checkpoint=keep)
        assert (report.rows, counts(report), report.finished) == (3, (3, 0, 0, 0), True)
        assert Person.objects.count() == 3

    def test_a_batch_is_kept_whole_or_not_at_all(self, monkeypatch):
        monkeypatch.setattr(importer, "BATCH", 2)

        def refuse(report):
            if report.rows == 3:
                raise RuntimeError

        with pytest.raises(RuntimeError):
            take_in(LIST, checkpoint=refuse)
        assert [person.name for person in Person.objects.order_by("pk")] == ["李向阳", "王秀英"]
