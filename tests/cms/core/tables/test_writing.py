"""What is written is read back unchanged, and nothing in it is run."""

from __future__ import annotations

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.core.tables import TableError, csv_chunks, write_csv, write_xlsx
from cms.core.tables.writing import guarded, unguarded

from .making import opened, values

HEADINGS = ("姓名", "简介")
cells = st.text(
    st.one_of(
        st.sampled_from("=+-@'\t\r\n\",;＝张三"),
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffd\ufffe\uffff"),
    ),
    max_size=12,
)


def rows_of(*pairs) -> list[dict]:
    return [dict(zip(HEADINGS, pair, strict=True)) for pair in pairs]


def written(writer, rows) -> bytes:
    file = io.BytesIO()
    writer(file, HEADINGS, rows)
    return file.getvalue()


def test_csv_is_what_excel_opens_rightly():
    assert written(write_csv, rows_of(("张三", "a,b"))) == (
        b"\xef\xbb\xbf" + '姓名,简介\r\n张三,"a,b"\r\n'.encode()
    )


@pytest.mark.parametrize("start", list("=+-@\t\r＝"))
def test_a_formula_is_guarded(start):
    text = f"{start}HYPERLINK(1)"
    assert guarded(text) == f"'{text}"
    assert unguarded(guarded(text)) == text


def test_apostrophes_of_the_text_stay():
    for text in ("'", "''", "'tis", "'=1", "''=1", "O'Neil", "'张"):
        assert unguarded(guarded(text)) == text
    assert unguarded("'tis") == "'tis"


def test_xlsx_has_text_where_a_formula_could_be():
    file = io.BytesIO(written(write_xlsx, rows_of(("=1+1", "@x"))))
    sheet = openpyxl.load_workbook(file).active
    assert [(cell.value, cell.data_type, cell.quotePrefix) for cell in sheet[2]] == [
        ("=1+1", "s", True),
        ("@x", "s", True),
    ]


@given(st.lists(st.tuples(cells, cells), max_size=5))
def test_csv_comes_back(pairs):
    rows = [list(pair) for pair in [*pairs, ("张", "三")] if any(part.strip() for part in pair)]
    assert values(opened(written(write_csv, rows_of(*pairs, ("张", "三"))))) == rows


@given(st.lists(st.tuples(cells, cells), max_size=3))
def test_xlsx_comes_back(pairs):
    rows = [list(pair) for pair in [*pairs, ("张", "三")] if any(part.strip() for part in pair)]
    assert values(opened(written(write_xlsx, rows_of(*pairs, ("张", "三"))))) == rows


def test_csv_is_made_some_rows_at_a_time():
    chunks = csv_chunks(HEADINGS, ({"姓名": str(number)} for number in range(1200)))
    assert [chunk.count(b"\r\n") for chunk in chunks] == [501, 500, 200]


def test_a_cell_longer_than_excel_holds_is_not_cut():
    with pytest.raises(TableError):
        written(write_xlsx, rows_of(("张", "长" * 40_000)))
    assert values(opened(written(write_csv, rows_of(("张", "长" * 40_000))))) == [
        ["张", "长" * 40_000]
    ]


def test_control_characters_are_left_out():
    for writer in (write_csv, write_xlsx):
        assert values(opened(written(writer, rows_of(("张\x00三", "\x1bx"))))) == [["张三", "x"]]
