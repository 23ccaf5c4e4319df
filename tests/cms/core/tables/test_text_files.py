"""CSV and TSV: encodings, delimiters, headings, broken rows."""

from __future__ import annotations

import io
import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.utils.translation import gettext as _

from cms.core.tables import Row, TableError, open_table
from cms.core.tables.limits import MAX_CELL, MAX_COLUMNS

from .making import faults, opened, values

TEXT = "姓名,籍贯\n张文轩,四川省中江县\n李雪梅,湖南省长沙县\n"
ROWS = [["张文轩", "四川省中江县"], ["李雪梅", "湖南省长沙县"]]
TRADITIONAL = "姓名,籍貫,簡介\n張文軒,臺灣臺北,參加過許多次戰鬥\n"


@pytest.mark.parametrize(
    ("codec", "found"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("gb18030", "gb18030"),
        ("gbk", "gb18030"),
        ("utf-16", "utf-16"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
    ],
)
def test_encoding_is_found(codec, found):
    table = opened(TEXT.encode(codec))
    assert (table.encoding, table.headings, values(table)) == (found, ("姓名", "籍贯"), ROWS)


def test_big5_is_told_from_gb18030():
    table = opened(TRADITIONAL.encode("big5"))
    assert table.encoding == "big5"
    assert values(table) == [["張文軒", "臺灣臺北", "參加過許多次戰鬥"]]


def test_utf16_with_the_other_byte_order():
    table = opened(b"\xfe\xff" + TEXT.encode("utf-16-be"))
    assert values(table) == ROWS


def test_an_encoding_nobody_knows_is_refused():
    noise = random.Random(7).randbytes(4000)
    with pytest.raises(TableError):
        opened("姓名,籍贯\n".encode() + noise)


@pytest.mark.parametrize("delimiter", [",", "\t", ";", "|", "，"])
def test_delimiter_is_found(delimiter):
    table = opened(TEXT.replace(",", delimiter).encode())
    assert (table.delimiter, values(table)) == (delimiter, ROWS)


def test_delimiter_that_the_file_announces():
    table = opened(("sep=;\n" + TEXT.replace(",", ";")).encode())
    assert values(table) == ROWS
    assert [row.number for row in table] == [2, 3]


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends(end):
    assert values(opened(TEXT.replace("\n", end).encode())) == ROWS


def test_rows_are_numbered_as_a_spreadsheet_numbers_them():
    data = '姓名,简介\n张文轩,"一行\n两行"\n\n,\n李雪梅,\n'
    assert [(row.number, row.values["姓名"]) for row in opened(data.encode())] == [
        (2, "张文轩"),
        (5, "李雪梅"),
    ]


def test_a_table_is_read_again_from_the_top():
    table = opened(TEXT.encode())
    assert table.preview(1) == [Row(2, {"姓名": "张文轩", "籍贯": "四川省中江县"})]
    assert values(table) == values(table) == ROWS
    assert table.row_count() == 2


def test_uploaded_files_are_read_where_they_lie():
    small = SimpleUploadedFile("a.csv", TEXT.encode())
    with TemporaryUploadedFile("b.csv", "text/csv", 0, None) as large:
        large.write(TEXT.encode())
        assert values(open_table(small, name=small.name)) == ROWS
        assert values(open_table(large, name=large.name)) == ROWS
        assert not large.closed


class TestHeadings:
    def test_trimmed_and_of_one_width(self):
        assert opened("　姓名 ,出生（年月）\n张,1931\n".encode()).headings == ("姓名", "出生(年月)")

    def test_duplicates_are_told_apart_and_named(self):
        table = opened("姓名,籍贯,姓名\n张,川,章\n".encode())
        assert table.headings == ("姓名", "籍贯", "姓名 (2)")
        assert [(fault.row, fault.column) for fault in table.faults] == [(1, "姓名 (2)")]
        assert values(table) == [["张", "川", "章"]]

    def test_empty_ones_are_named_by_their_letter(self):
        table = opened("姓名,,籍贯,\n张,男,川,\n".encode())
        assert table.headings == ("姓名", _("column %(letter)s") % {"letter": "B"}, "籍贯")
        assert len(table.faults) == 1

    def test_below_a_title(self):
        table = opened("示例县名单,,\n\n姓名,性别,籍贯\n张,男,川\n".encode())
        assert (table.heading_row, table.headings) == (3, ("姓名", "性别", "籍贯"))
        assert table.above == {1: ["示例县名单", "", ""], 2: []}
        assert [row.number for row in table] == [4]

    def test_without_rows(self):
        table = opened("姓名,籍贯\n".encode())
        assert (table.headings, list(table)) == (("姓名", "籍贯"), [])

    def test_repeated_on_the_way(self):
        table = opened((TEXT + "姓名,籍贯\n王,陕\n").encode())
        assert [row.broken for row in table] == [False, False, True, False]

    def test_too_many(self):
        with pytest.raises(TableError):
            opened(",".join(f"列{n}" for n in range(MAX_COLUMNS + 1)).encode())
        assert len(opened(",".join(f"列{n}" for n in range(MAX_COLUMNS)).encode()).headings) == 500


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b" , ,\n,,\n", "　".encode()])
def test_nothing_in_it(data):
    with pytest.raises(TableError):
        opened(data)


@pytest.mark.parametrize(
    "data", [b"\xd0\xcf\x11\xe0" + b"\0" * 600, b"%PDF-1.7\n", b"\x89PNG\r\n\x1a\n"]
)
def test_no_table(data):
    with pytest.raises(TableError):
        opened(data)


class TestBrokenRows:
    def test_a_quotation_mark_never_closed_costs_one_row(self):
        data = '姓名,简介\n张,"没有收尾\n李,好\n王,"也好"\n赵,好\n'
        table = opened(data.encode())
        assert [(row.number, row.broken) for row in table] == [
            (2, True),
            (3, False),
            (4, False),
            (5, False),
        ]
        assert values(table)[1:] == [["李", "好"], ["王", "也好"], ["赵", "好"]]

    def test_at_the_end_of_the_file(self):
        table = opened('姓名,简介\n张,好\n李,"没有收尾\n王,好'.encode())
        assert [(row.values["姓名"], row.broken) for row in table] == [
            ("张", False),
            ("李", True),
            ("王", False),
        ]

    def test_in_a_long_file(self):
        lines = [f"人{n},好" for n in range(3000)]
        lines[10] = '人10,"没有收尾'
        table = opened(("姓名,简介\n" + "\n".join(lines)).encode())
        rows = list(table)
        assert len(rows) == 3000
        assert [row.number for row in rows if row.broken] == [12]

    def test_damaged_bytes_are_named_by_row_and_column(self):
        data = TEXT.encode() + "王".encode() + b"\xff\xfe,good\n" + "赵,川\n".encode() * 30
        table = opened(data)
        assert faults(table) == [(4, "姓名")]
        assert next(row for row in table if row.broken).values == {
            "姓名": "王\ufffd\ufffd",
            "籍贯": "good",
        }

    def test_null_bytes(self):
        table = opened("姓名,籍贯\n张\0三,川\n李,湘\n".encode())
        assert faults(table) == [(2, "姓名")]
        assert values(table) == [["张三", "川"], ["李", "湘"]]

    def test_a_cell_of_five_megabytes(self):
        data = "姓名,简介\n张," + "长" * 1_700_000 + "\n李,短\n"
        table = opened(data.encode())
        assert faults(table) == [(2, "简介")]
        first, second = table
        assert first.broken and len(first.values["简介"]) == MAX_CELL
        assert second.values == {"姓名": "李", "简介": "短"}

    def test_a_line_without_end(self):
        table = opened("姓名,简介\n张,".encode() + b"x" * 20_000_000)
        assert all(row.broken for row in table)

    def test_more_cells_than_headings(self):
        table = opened("姓名,籍贯\n张,川,多\n李,湘\n王\n".encode())
        assert faults(table) == [(2, "C")]
        assert values(table) == [["张", "川"], ["李", "湘"], ["王", ""]]

    def test_a_quotation_mark_inside_a_word_is_a_letter(self):
        assert values(opened('姓名,简介\n张,身高5"9\n李,好\n'.encode())) == [
            ["张", '身高5"9'],
            ["李", "好"],
        ]


def test_file_is_left_open():
    file = io.BytesIO(TEXT.encode())
    table = open_table(file, name="a.csv")
    next(iter(table))
    del table
    assert not file.closed
