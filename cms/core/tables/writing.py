"""Tables for spreadsheets, written row by row, with nothing in them that is run.

A cell that begins with ``=``, ``+``, ``-``, ``@``, a tab or a line break is a
formula to a spreadsheet that opens a CSV file. Such a cell, and one that begins
with apostrophes before such a sign, gets one apostrophe in front; reading takes
exactly that one off again, so what was written comes back. In .xlsx they are
cells of the type text, and nothing needs to be added.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import BinaryIO

import openpyxl
from django.utils.translation import gettext as _
from openpyxl.cell import WriteOnlyCell

from .faults import TableError

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""The media type of what :func:`write_xlsx` writes."""

_ACTIVE = "=+\\-@\t\r\n＝＋－＠"
_TO_GUARD = re.compile(f"'*[{_ACTIVE}]")
_GUARDED = re.compile(f"'(?='*[{_ACTIVE}])")
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_EXCEL_CELL = 32_767
_ROWS_A_CHUNK = 500
_BOM = "\ufeff"

Rows = Iterable[Mapping[str, str]]


def guarded(text: str) -> str:
    """``text`` as a CSV cell that no spreadsheet takes for a formula."""
    return f"'{text}" if _TO_GUARD.match(text) else text


def unguarded(text: str) -> str:
    """The text that :func:`guarded` was given."""
    return text[1:] if _GUARDED.match(text) else text


def csv_chunks(headings: Sequence[str], rows: Rows) -> Iterator[bytes]:
    """The table as CSV in UTF-8 with a byte order mark and CRLF, some rows at a time."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write(_BOM)
    writer.writerow([guarded(heading) for heading in headings])
    for count, row in enumerate(rows, start=1):
        writer.writerow([guarded(_clean(row.get(heading, ""))) for heading in headings])
        if count % _ROWS_A_CHUNK == 0:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def write_csv(file: BinaryIO, headings: Sequence[str], rows: Rows) -> None:
    """Write the table into ``file`` as CSV; see :func:`csv_chunks`."""
    for chunk in csv_chunks(headings, rows):
        file.write(chunk)


def write_xlsx(file: BinaryIO, headings: Sequence[str], rows: Rows) -> None:
    """Write the table into ``file`` as .xlsx, every cell as text.

    Raises :class:`TableError` for a cell longer than Excel can hold.
    """
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.freeze_panes = "A2"
    try:
        sheet.append([_text_cell(sheet, heading, 1) for heading in headings])
        for number, row in enumerate(rows, start=2):
            cells = (_clean(row.get(name, "")) for name in headings)
            sheet.append([_text_cell(sheet, cell, number) for cell in cells])
    except Exception:
        # Rows wait in a temporary file, which only saving takes away.
        book.save(io.BytesIO())
        raise
    book.save(file)


def _clean(text: str) -> str:
    """Without what XML has no place for and nobody typed."""
    return _NOT_IN_XML.sub("", text)


def _text_cell(sheet, text: str, row: int):
    if len(text) > _LONGEST_EXCEL_CELL:
        raise TableError(
            _("Row %(row)d has a cell longer than Excel can hold; export as CSV instead.")
            % {"row": row}
        )
    if not _TO_GUARD.match(text):
        return text or None
    cell = WriteOnlyCell(sheet, text)
    cell.data_type = "s"
    cell.quotePrefix = True
    return cell
