"""Past years from a table."""

from __future__ import annotations

import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse

from cms.core.tables import open_table
from heritage.honours.models import Honouree
from heritage.honours.showcase import importing
from tests.cms.core.tables.making import opened, workbook
from tests.factories import HonourFactory, PlaceFactory

pytestmark = pytest.mark.django_db

HEAD = ("年度", "称号", "姓名", "对象", "单位及职务", "地区", "星级")
ROWS = (
    ("2019年", "最美退役军人", "张三", "", "某村支部书记", "430121", ""),
    ("2020", "最美退役军人", "欧阳 海", "个人", "", "月球", ""),
    ("2021", "五星级专职联络员", "李·四", "个人", "", "", "五星级"),
    ("二〇二一", "最美退役军人", "王五", "个人", "", "", ""),
    ("2021", "最美退役军人", "", "个人", "", "", ""),
    ("2021", "最美退役军人", "某队", "军团", "", "", "9"),
    ("2019", "最美退役军人", "张三", "个人", "", "", ""),
)


def test_rows_are_read_and_faults_named_by_row():
    place = PlaceFactory(name="长沙县", code="430121")
    honour = HonourFactory(name="最美退役军人")
    table = opened(workbook(HEAD, *ROWS), "名单.xlsx")
    report = importing.import_honourees(table=table, user=None, source="县志")
    zhang, ouyang, li = Honouree.objects.order_by("year")
    assert (zhang.name, zhang.year, zhang.place, zhang.honour) == ("张三", 2019, place, honour)
    assert (zhang.kind, zhang.source, zhang.is_shown) == ("person", "县志", False)
    assert (ouyang.place, li.name, li.stars) == (None, "李·四", 5)
    assert (len(report.created), report.known, report.refused) == (3, ["张三"], 3)
    assert [(fault.row, fault.column) for fault in report.faults] == [
        (3, "地区"),
        (5, "年度"),
        (6, "姓名"),
        (7, "对象"),
        (7, "星级"),
    ]
    again = importing.import_honourees(table=table, user=None)
    assert (again.created, len(again.known), Honouree.objects.count()) == ([], 4, 3)


def test_two_of_one_name_are_told_apart_by_their_unit():
    rows = [("2024", "最美退役军人", "张三", "甲厂"), ("2024", "最美退役军人", "张三", "乙厂")]
    table = opened(workbook(("年度", "称号", "姓名", "单位"), *rows), "名单.xlsx")
    importing.import_honourees(table=table, user=None)
    importing.import_honourees(table=table, user=None)
    assert sorted(Honouree.objects.values_list("unit", "slug")) == [
        ("乙厂", "zhang-san-2024-2"),
        ("甲厂", "zhang-san-2024"),
    ]


def test_the_office_looks_first(client, office):
    client.force_login(office)
    address = reverse("showcase:import")

    def send(*, button: str):
        file = SimpleUploadedFile("历年.xlsx", workbook(HEAD, *ROWS))
        return client.post(address, {"file": file, button: "1", "shown": "on"})

    trial = send(button="try")
    assert (trial.status_code, trial.context["is_trial"]) == (200, True)
    assert Honouree.objects.count() == 0
    made = send(button="start").context["report"]
    assert len(made.created) == 3
    assert Honouree.objects.shown().count() == 3
    assert set(Honouree.objects.values_list("source", flat=True)) == {"历年"}
    assert client.post(address, {"start": "1"}).status_code == 400
    file = SimpleUploadedFile("x.xlsx", b"%PDF-1.4")
    assert client.post(address, {"file": file, "start": "1"}).status_code == 400
    template = client.get(reverse("showcase:template"))
    table = open_table(io.BytesIO(b"".join([template.content])), name="t.xlsx")
    assert len(table.headings) == len(importing.COLUMNS)


def test_the_command(tmp_path):
    path = tmp_path / "past.csv"
    path.write_text("年度,称号,姓名\n2018,最美退役军人,张三\n", encoding="gb18030")
    out = io.StringIO()
    call_command("import_honourees", str(path), "--dry-run", "--json", stdout=out)
    assert json.loads(out.getvalue())["created"] == ["zhang-san-2018"]
    assert Honouree.objects.count() == 0
    call_command("import_honourees", str(path), "--show", stdout=out)
    assert Honouree.objects.shown().count() == 1
    path.write_text("甲,乙\n1,2\n", encoding="utf-8")
    out = io.StringIO()
    call_command("import_honourees", str(path), stdout=out)
    assert "年度、称号、姓名" in out.getvalue()
    with pytest.raises(CommandError):
        call_command("import_honourees", str(tmp_path / "none.csv"))
