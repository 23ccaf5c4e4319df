"""``manage.py import_roll`` and ``export_roll``: what comes in goes out, what is wrong is named."""

from __future__ import annotations

import csv
import io

import pytest
from django.core.management import CommandError, call_command

from cms.core.tables import open_table, propose_mapping
from heritage.memorials.enums import ImportState
from heritage.memorials.models import EntryPair, Roll, RollEntry, RollImport, RollImportFault
from heritage.memorials.roll_import import domain, importer
from heritage.memorials.rolls.columns import COLUMNS
from heritage.memorials.signals import entries_changed
from heritage.people.models import Place
from tests.factories.memorials import (
    MemorialIndexPageFactory,
    MemorialSitePageFactory,
    RollEntryFactory,
    RollFactory,
)
from tests.heritage.memorials.roll_import.lists import LIST, counts, run, save

pytestmark = pytest.mark.django_db


@pytest.fixture
def roll() -> Roll:
    province = Place.objects.create(name="示例省", code="990000", level="province")
    Place.objects.create(name="示范县", code="990101", level="county", parent=province)
    return RollFactory(slug="sample")


def faults() -> dict[int, list[str]]:
    found: dict[int, list[str]] = {}
    for row, column in RollImportFault.objects.order_by("row", "pk").values_list("row", "column"):
        found.setdefault(row, []).append(column)
    return found


def exported(roll: Roll, folder, kind: str = "csv") -> list[list[str]]:
    path = folder / f"out.{kind}"
    call_command("export_roll", roll.slug, str(path))
    with path.open("rb") as file:
        table = open_table(file, name=path.name)
        return [list(table.headings), *(list(row.values.values()) for row in table)]


def as_rows(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text)))


class TestIn:
    @pytest.mark.parametrize("encoding", ["utf-8-sig", "gb18030", "utf-16"])
    def test_any_encoding(self, roll, tmp_path, encoding):
        report = run(save(tmp_path, encoding=encoding), "--roll", "sample")
        assert counts(report) == (3, 0, 0, 0)
        assert RollEntry.objects.get(name="赵大山").remarks == "=1+1"

    def test_what_is_understood(self, roll, tmp_path):
        run(save(tmp_path), "--roll", "sample")
        woman = RollEntry.objects.get(name="王秀英")
        assert (woman.gender, str(woman.birth), str(woman.death)) == ("female", "1919", "1948-23")
        assert woman.sort_pinyin == "wang xiu ying"
        man = RollEntry.objects.get(name="李向阳")
        assert (man.unit_written, man.post, man.battle_written) == (
            "示例纵队三营连长",
            "连长",
            "示例山战斗",
        )
        assert man.native_place.name == "示范县"
        assert faults() == {4: ["籍贯"]}

    def test_a_site_without_a_roll_gets_one(self, home, tmp_path):
        index = MemorialIndexPageFactory(parent=home)
        MemorialSitePageFactory(parent=index, title="示例烈士陵园", slug="cemetery")
        assert counts(run(save(tmp_path), "--site", "cemetery", "--dry-run")) == (3, 0, 0, 0)
        assert not Roll.objects.exists()
        assert counts(run(save(tmp_path), "--site", "cemetery")) == (3, 0, 0, 0)
        assert [(roll.site.slug, roll.live) for roll in Roll.objects.all()] == [("cemetery", False)]

    @pytest.mark.parametrize("arguments", [(), ("--site", "no-site"), ("--roll", "no-roll")])
    def test_no_roll_is_said(self, db, tmp_path, arguments):
        with pytest.raises(CommandError):
            run(save(tmp_path), *arguments)

    def test_a_mapping_from_a_file(self, roll, tmp_path):
        mapping = tmp_path / "m.json"
        mapping.write_text('{"备注": "name", "没有": "birth"}', encoding="utf-8")
        report = run(save(tmp_path), "--roll", "sample", "--mapping", mapping)
        assert (report["mapping"], counts(report)) == ({"备注": "name"}, (2, 0, 0, 1))
        assert report["findings"][0]["column"] == "没有"


class TestAgain:
    def test_nothing_is_doubled_and_corrections_are_taken(self, roll, tmp_path):
        run(save(tmp_path), "--roll", "sample")
        assert counts(run(save(tmp_path), "--roll", "sample")) == (0, 0, 3, 0)
        later = LIST.replace("有传", "另有传").replace("民国八年", "1918年")
        assert counts(run(save(tmp_path, later), "--roll", "sample")) == (0, 2, 1, 0)
        assert RollEntry.objects.count() == 3
        assert str(RollEntry.objects.get(name="王秀英").birth) == "1918"

    def test_what_an_editor_wrote_stays_and_is_named(self, roll, tmp_path):
        run(save(tmp_path), "--roll", "sample")
        entry = RollEntry.objects.get(name="李向阳")
        entry.remarks, entry.cause, entry.version = "编辑所写", "作战牺牲", 1
        entry.save()
        report = run(save(tmp_path, LIST.replace("有传", "另有传")), "--roll", "sample")
        entry.refresh_from_db()
        assert (entry.remarks, entry.cause) == ("编辑所写", "作战牺牲")
        assert "编辑所写" in report["findings"][0]["message"]

    def test_rows_that_say_the_same_are_two(self, roll, tmp_path):
        text = "姓名,书页\n无名烈士,1\n无名烈士,1\n无名烈士,2\n"
        assert counts(run(save(tmp_path, text), "--roll", "sample")) == (3, 0, 0, 0)
        assert counts(run(save(tmp_path, text), "--roll", "sample")) == (0, 0, 3, 0)
        assert not EntryPair.objects.exists()


class TestOut:
    @pytest.mark.parametrize("kind", ["csv", "xlsx"])
    def test_the_same_comes_back(self, roll, tmp_path, kind):
        run(save(tmp_path), "--roll", "sample")
        assert exported(roll, tmp_path, kind) == as_rows(LIST)

    def test_formulas_are_harmless_and_come_back(self, roll, tmp_path):
        run(save(tmp_path), "--roll", "sample")
        path = tmp_path / "out.csv"
        call_command("export_roll", "sample", str(path))
        assert path.read_text("utf-8-sig").splitlines()[3].endswith(",'=1+1")

    def test_a_changed_cell_says_what_the_entry_says(self, roll, tmp_path):
        run(save(tmp_path), "--roll", "sample")
        entry = RollEntry.objects.get(name="李向阳")
        entry.remarks, entry.grave_number, entry.version = "", "12", 1
        entry.save()
        RollEntryFactory(roll=roll, name="陈补录", birth="1930")
        heads, *rows = exported(roll, tmp_path)
        assert heads == [*as_rows(LIST)[0], "墓号"]
        assert rows[0] == [*as_rows(LIST)[1][:-1], "", "12"]
        assert rows[-1] == ["陈补录", "", "1930年", "", "", "", "", ""]

    def test_refused_rows_stand_where_they_stood(self, roll, tmp_path):
        text = LIST.replace("王秀英（女）", "")
        assert counts(run(save(tmp_path, text), "--roll", "sample")) == (2, 0, 0, 1)
        assert exported(roll, tmp_path) == as_rows(text)


class TestBadInput:
    def test_a_broken_row_in_the_middle(self, roll, tmp_path):
        lines = [f'某{number:02d}甲,"1920",甲' for number in range(40)]
        lines[20] = '某20甲,"1920,甲'
        path = save(tmp_path, "姓名,出生年月,备注\n" + "\n".join(lines) + "\n")
        report = run(path, "--roll", "sample")
        assert counts(report) == (39, 0, 0, 1)
        assert [fault["row"] for fault in report["findings"] if fault["refused"]] == [22]

    def test_headings_that_stand_twice(self, roll, tmp_path):
        text = "姓名,备注,备注\n李甲,一,二\n"
        report = run(save(tmp_path, text), "--roll", "sample")
        assert report["unmapped"] == ["备注 (2)"]
        assert RollEntry.objects.get().written == ["李甲", "一", "二"]
        assert exported(roll, tmp_path) == [["姓名", "备注", "备注 (2)"], ["李甲", "一", "二"]]

    def test_a_cell_of_megabytes(self, roll, tmp_path):
        text = f"姓名,备注\n李甲,{'长' * 1_700_000}\n王乙,短\n"
        assert counts(run(save(tmp_path, text), "--roll", "sample")) == (1, 0, 0, 1)
        assert faults() == {2: ["备注"]}

    def test_dates_that_cannot_be(self, roll, tmp_path):
        text = "姓名,出生年月,牺牲时间,入伍时间\n李甲,1950,1940,\n王乙,2099,,\n赵丙,1920,,1910\n"
        run(save(tmp_path, text), "--roll", "sample")
        kept = RollEntry.objects.order_by("row").values_list(
            "birth_written", "death_written", "enlisted_written"
        )
        assert list(kept) == [("1950", "1940", ""), ("2099", "", ""), ("1920", "", "1910")]
        assert faults() == {2: ["牺牲时间"], 3: ["出生年月"], 4: ["入伍时间"]}
        assert not RollEntry.objects.exclude(death="", enlisted="").exists()

    def test_words_too_long_for_their_place(self, roll, tmp_path):
        text = f"姓名,籍贯,职务\n李甲,{'远' * 300},\n{'长' * 61},,\n"
        assert counts(run(save(tmp_path, text), "--roll", "sample")) == (1, 0, 0, 1)
        entry = RollEntry.objects.get()
        assert (len(entry.native_place_written), len(entry.written[1])) == (200, 300)

    @pytest.mark.parametrize(
        "data", [b"", b"\x89PNG\r\n", "备注\n无\n".encode(), bytes(range(128, 250)) * 40]
    )
    def test_no_list_at_all(self, roll, tmp_path, data):
        path = tmp_path / "x.csv"
        path.write_bytes(data)
        with pytest.raises(CommandError):
            run(path, "--roll", "sample")
        assert not RollImport.objects.exists()


class TestBreak:
    def test_it_goes_on_behind_the_last_batch(self, roll, tmp_path, monkeypatch):
        monkeypatch.setattr(importer, "BATCH", 2)
        text = "姓名,出生年月\n" + "".join(f"某{n},19{n}\n" for n in range(10, 17))
        path, told = save(tmp_path, text), []

        def stop(done, total, message):
            told.append(done)
            if done == 4:
                raise KeyboardInterrupt

        with path.open("rb") as file:
            table = open_table(file, name=path.name)
            mapping = propose_mapping(table.headings, COLUMNS)
            batch = domain.hand_in(roll=roll, source="英名录", file_name=path.name, table=table)
            with pytest.raises(KeyboardInterrupt):
                domain.run(batch=batch, table=table, mapping=mapping, progress=stop)
        batch.refresh_from_db()
        assert (batch.state, RollEntry.objects.count()) == (ImportState.BROKEN_OFF, 4)
        report = run(path, "--roll", "sample", "--resume")
        assert (report["import"], counts(report)) == (batch.pk, (7, 0, 0, 0))
        assert RollEntry.objects.count() == 7
        batch.refresh_from_db()
        assert batch.state == ImportState.DONE


class TestTold:
    def test_entries_of_a_short_list_are_told_and_of_a_long_one_only_that_they_changed(
        self, roll, tmp_path, monkeypatch
    ):
        heard = []

        def listen(sender, entries, **kwargs):
            heard.append(entries if entries is None else sorted(entries))

        entries_changed.connect(listen)
        try:
            run(save(tmp_path), "--roll", "sample")
            monkeypatch.setattr(importer, "FEW", 2)
            run(save(tmp_path, name="另一.csv"), "--roll", "sample")
        finally:
            entries_changed.disconnect(listen)
        first = sorted(RollEntry.objects.order_by("pk").values_list("pk", flat=True)[:3])
        assert heard == [first, None]


class TestPairs:
    @pytest.mark.parametrize(
        ("one", "other", "why"),
        [
            ("李甲,1920,示例省示范县,", "李甲,1920.5,,", ["same_name", "birth"]),
            ("李发,1920,,", "李發,1920,,", ["other_form", "birth"]),
            ("李甲,,示例省示范县,", "李甲,1920,示例省示范县,", ["same_name", "place"]),
            ("李甲,1920,,李二", "李二,1920,,", ["other_name", "birth"]),
            ("李甲,1920,示例省示范县,", "李钾,1920,示例省示范县,", ["sounds", "birth", "place"]),
            ("李甲,1920,,", "李钾,1920,,", None),
            ("李甲,1920,示例省示范县,", "李甲,1931,示例省示范县,", None),
            ("李甲,,,", "李甲,,,", None),
        ],
    )
    def test_who_may_be_one_person(self, roll, tmp_path, one, other, why):
        heading = "姓名,出生年月,籍贯,别名\n"
        run(save(tmp_path, heading + one, name="甲.csv"), "--roll", "sample")
        run(save(tmp_path, heading + other, name="乙.csv"), "--roll", "sample")
        pairs = list(EntryPair.objects.values_list("why", flat=True))
        assert pairs == ([] if why is None else [why])
        assert RollEntry.objects.filter(merged_into=None).count() == 2
