"""Worksheets: values as a person sees them, and what is refused."""

from __future__ import annotations

import datetime
import io
import zipfile

import openpyxl
import pytest

from cms.core.tables import TableError, open_table

from .making import faults, opened, repacked, values, workbook

HEAD = ("姓名", "出生")
SHEET = "xl/worksheets/sheet1.xml"


def shown(value, number_format: str = "General") -> str:
    """What one cell is read as."""

    def style(sheet):
        sheet["B2"].number_format = number_format

    return values(opened(workbook(HEAD, ("张", value), change=style)))[0][1]


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1952, "General", "1952"),
        (1952.0, "General", "1952"),
        (1945.8, "General", "1945.8"),
        (1945.1, "0.00", "1945.10"),
        (0.1 + 0.2, "General", "0.3"),
        (510623, "000000", "510623"),
        (42, "000000", "000042"),
        (True, "General", "TRUE"),
        (datetime.date(1952, 10, 12), "yyyy-mm-dd", "1952-10-12"),
        (datetime.date(1952, 10, 12), 'yyyy"年"m"月"d"日"', "1952-10-12"),
        (datetime.date(1952, 4, 1), 'yyyy"年"m"月"', "1952-04"),
        (datetime.date(1952, 4, 1), "mmm-yy", "1952-04"),
        (datetime.date(1952, 1, 1), "yyyy", "1952"),
        (datetime.date(2026, 4, 5), 'm"月"d"日"', "4月5日"),
        (datetime.datetime(1952, 4, 1, 8, 30), "yyyy-mm-dd hh:mm", "1952-04-01 08:30:00"),
        ("1952年", "General", "1952年"),
        ("一九五二年\n十月", "General", "一九五二年\n十月"),
    ],
)
def test_cells_are_read_as_shown(value, number_format, text):
    assert shown(value, number_format) == text


@pytest.mark.parametrize(("number", "text"), [(57, "1952-04"), (31, "1952-04-01"), (58, "4月1日")])
def test_dates_in_the_formats_of_chinese_excel(number, text):
    def to_builtin(styles: bytes) -> bytes:
        return styles.replace(b'numFmtId="2"', f'numFmtId="{number}"'.encode())

    def style(sheet):
        sheet["B2"].number_format = "0.00"

    data = workbook(HEAD, ("张", 19085), change=style)
    table = opened(repacked(data, "xl/styles.xml", to_builtin))
    assert values(table) == [["张", text]]


def test_rows_keep_their_numbers_over_gaps():
    def gap(sheet):
        sheet["A6"] = "王"

    table = opened(workbook(HEAD, ("张", 1931), change=gap))
    assert [(row.number, row.values["姓名"]) for row in table] == [(2, "张"), (6, "王")]


def test_merged_cells_hold_for_every_row():
    def merge(sheet):
        sheet.merge_cells("B2:B4")

    table = opened(workbook(HEAD, ("张", 1931), ("李",), ("王",), ("赵", 1940), change=merge))
    assert values(table) == [["张", "1931"], ["李", "1931"], ["王", "1931"], ["赵", "1940"]]


def test_a_title_over_the_headings():
    def merge(sheet):
        sheet.merge_cells("A1:C1")

    table = opened(workbook(("名单",), ("姓名", "性别", "籍贯"), ("张", "男", "川"), change=merge))
    assert (table.heading_row, table.headings) == (2, ("姓名", "性别", "籍贯"))


class TestFormulas:
    def test_the_stored_result_is_read(self):
        def result(sheet: bytes) -> bytes:
            return sheet.replace(b"<f>1900+31</f><v/>", b"<f>1900+31</f><v>1931</v>").replace(
                b"<f>1900+31</f><v></v>", b"<f>1900+31</f><v>1931</v>"
            )

        data = repacked(workbook(HEAD, ("张", "=1900+31"), ("李", 1940)), SHEET, result)
        assert values(opened(data)) == [["张", "1931"], ["李", "1940"]]
        assert faults(opened(data)) == []

    def test_one_never_calculated_is_named(self):
        table = opened(workbook(HEAD, ("张", "=1900+31"), ("李", 1940)))
        assert faults(table) == [(2, "出生")]
        assert values(table) == [["张", "=1900+31"], ["李", "1940"]]

    def test_errors_of_the_spreadsheet_are_named(self):
        assert faults(opened(workbook(HEAD, ("张", "#N/A")))) == [(2, "出生")]


class TestSheets:
    @pytest.fixture
    def book(self) -> io.BytesIO:
        book = openpyxl.Workbook()
        book.create_sheet("说明").append(("姓名", "备注"))
        hidden = book.create_sheet("隐藏", 0)
        hidden.append(("甲", "乙"))
        hidden.sheet_state = "hidden"
        file = io.BytesIO()
        book.save(file)
        return file

    def test_the_first_visible_one_that_holds_something(self, book):
        assert open_table(book, name="a.xlsx").headings == ("姓名", "备注")

    def test_by_name(self, book):
        assert open_table(book, name="a.xlsx", sheet="隐藏").headings == ("甲", "乙")

    def test_one_that_is_not_there(self, book):
        with pytest.raises(TableError):
            open_table(book, name="a.xlsx", sheet="没有")


class TestRefused:
    def test_macros(self):
        data = repacked(workbook(HEAD), "xl/vbaProject.bin", lambda _: b"\0")
        with pytest.raises(TableError):
            opened(data)

    def test_a_bomb(self):
        data = repacked(workbook(HEAD), "xl/media/a.bin", lambda _: b"\0" * 30_000_000)
        with pytest.raises(TableError):
            opened(data)

    def test_another_archive(self):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w") as archive:
            archive.writestr("readme.txt", "no workbook")
        with pytest.raises(TableError):
            opened(file.getvalue())

    def test_cut_off(self):
        data = workbook(HEAD, ("张", 1931))
        with pytest.raises(TableError):
            opened(data[: len(data) // 2])

    def test_nothing_in_it(self):
        with pytest.raises(TableError):
            opened(workbook())


def test_damage_in_the_middle_is_named_and_what_stood_before_is_kept():
    def cut(sheet: bytes) -> bytes:
        return sheet[: sheet.index(b'<row r="3"')] + b"<row r=3>"

    table = opened(repacked(workbook(HEAD, ("张", 1931), ("李", 1940)), SHEET, cut))
    rows = list(table)
    assert [(row.number, row.broken) for row in rows] == [(2, False), (3, True)]


def test_a_row_with_a_wild_number_ends_the_reading():
    def wild(sheet: bytes) -> bytes:
        return (
            sheet.replace(b'<row r="3"', b'<row r="999999999"')
            .replace(b'r="A3"', b'r="A999999999"')
            .replace(b'r="B3"', b'r="B999999999"')
        )

    table = opened(repacked(workbook(HEAD, ("张", 1931), ("李", 1940)), SHEET, wild))
    assert [row.number for row in table] == [2]
