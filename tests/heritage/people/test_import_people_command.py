"""``manage.py import_people``."""

from __future__ import annotations

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from heritage.people.models import Person, PersonImportRow
from tests.heritage.people.lists import LIST
from tests.shared_data import SHARED, needs_shared

pytestmark = pytest.mark.django_db
REAL = SHARED / "revolution" / "people.csv"


@pytest.fixture
def file(tmp_path) -> Path:
    path = tmp_path / "名单.csv"
    path.write_bytes(LIST.encode("gb18030"))
    return path


def run(*arguments, **options) -> str:
    out = StringIO()
    call_command("import_people", *map(str, arguments), stdout=out, stderr=StringIO(), **options)
    return out.getvalue()


def report(*arguments, **options) -> dict:
    return json.loads(run(*arguments, as_json=True, **options))


def test_json_is_all_that_is_printed(file):
    found = report(file)
    assert list(found) == [
        "file",
        "encoding",
        "mapping",
        "unmapped",
        "rows",
        "created",
        "updated",
        "unchanged",
        "refused",
        "not_understood",
        "remarks",
        "conflicts",
        "possible_duplicates",
    ]
    assert (found["encoding"], found["rows"], found["created"]) == ("gb18030", 3, 3)
    assert found["unmapped"] == ["备注"]
    assert set(found["not_understood"][0]) == {"row", "column", "value", "message"}


def test_a_second_time_nothing_is_doubled(file):
    report(file)
    found = report(file)
    assert (found["created"], found["updated"], found["unchanged"]) == (0, 0, 3)


def test_a_dry_run_keeps_nothing(file):
    assert report(file, dry_run=True)["created"] == 3
    assert Person.objects.count() == 0


def test_a_mapping_from_a_file(file, tmp_path):
    mapping = tmp_path / "m.json"
    mapping.write_text('{"备注": "name", "没有": "birth", "性别": "no_field"}', encoding="utf-8")
    found = report(file, mapping=str(mapping))
    assert found["mapping"] == {"备注": "name"}
    assert (found["created"], found["refused"]) == (1, 2)
    assert [fault["column"] for fault in found["not_understood"][:2]] == ["没有", "性别"]


def test_words_for_people(file):
    text = run(file)
    assert "3 rows read: 3 created" in text
    assert "姓名 → name" in text


@pytest.mark.parametrize(
    "data",
    [b"", b"\n\n", b"%PDF-1.7", b"\xd0\xcf\x11\xe0" + b"\0" * 99, "甲,乙\n1,2\n".encode()],
)
def test_what_cannot_be_read_is_an_error(tmp_path, data):
    path = tmp_path / "bad.csv"
    path.write_bytes(data)
    with pytest.raises(CommandError):
        run(path)
    out = StringIO()
    with pytest.raises(CommandError):
        call_command("import_people", str(path), as_json=True, stdout=out)
    assert set(json.loads(out.getvalue())) == {"file", "error"}


def test_files_that_are_not_there(tmp_path, file):
    with pytest.raises(CommandError):
        run(tmp_path / "none.csv")
    with pytest.raises(CommandError):
        run(file, mapping=str(tmp_path / "none.json"))


def test_only_headings_is_no_error(tmp_path):
    path = tmp_path / "empty.csv"
    path.write_text("姓名,籍贯\n", encoding="utf-8")
    assert report(path)["rows"] == 0


@needs_shared
def test_real_rows_are_all_kept_and_every_date_is_understood_or_named():
    found = report(REAL)
    with REAL.open(encoding="utf-8-sig", newline="") as file:
        rows = len(list(csv.DictReader(file)))
    assert (found["rows"], found["created"], found["refused"]) == (rows, rows, 0)
    assert PersonImportRow.objects.count() == rows
    named = {(fault["row"], fault["column"]) for fault in found["not_understood"]}
    for row in PersonImportRow.objects.select_related("person"):
        for column, date in (("出生日期", row.person.birth), ("逝世日期", row.person.death)):
            assert bool(row.values[column].strip()) == bool(date) or (row.number, column) in named
    again = report(REAL)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, rows)
    assert again["not_understood"] == found["not_understood"]
    assert again["possible_duplicates"] == found["possible_duplicates"] != []
    assert Person.objects.count() == rows
    assert not Person.objects.filter(life_status="fallen").exists()
