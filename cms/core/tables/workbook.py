"""Rows of an .xlsx worksheet (ECMA-376), as a person sees them in the spreadsheet."""

from __future__ import annotations

import re
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from itertools import islice, zip_longest
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

import openpyxl
from django.core.exceptions import ValidationError
from django.core.files import File
from django.utils.translation import gettext as _
from openpyxl.utils.cell import range_boundaries
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet._read_only import ReadOnlyWorksheet

from cms.core.uploads import check_document

from .displayed import displayed
from .faults import TableError
from .limits import MAX_MERGES, MAX_SHEET_ROWS
from .rawrow import RawRow

# What openpyxl and the modules under it raise over a damaged workbook.
_DAMAGE = (
    InvalidFileException,
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    KeyError,
    ValueError,
    IndexError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    SyntaxError,
)
_CHUNK = 1 << 20
_OVERLAP = 200
_FORMULA = re.compile(rb"<(?:\w+:)?f[ />]")
_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3}\d+:[A-Z]{1,3}\d+)\"")

Merges = dict[int, list[tuple[int, int, int]]]
"""By first row: first column (from 0), last column and last row of each merged range."""


class WorkbookSource:
    """The first visible worksheet that holds anything, or the one named ``sheet``."""

    kind = "xlsx"
    encoding = ""
    delimiter = ""

    def __init__(self, file: BinaryIO, *, name: str, sheet: str = ""):
        self._file = file
        try:
            check_document(File(file, name="table.xlsx"))
        except ValidationError as error:
            raise TableError(_reason(error, name)) from error
        self._book = self._open(data_only=True)
        self._sheet = _choose(self._book.worksheets, sheet)
        self.sheet = self._sheet.title
        self._has_formulas, self._merges = self._scan()

    def row_count(self) -> int:
        """Rows by the sheet's own account, for a progress bar; 0 where it gives none."""
        size = self._book[self.sheet].max_row or 0
        return size if size < MAX_SHEET_ROWS else 0

    def rows(self) -> Iterator[RawRow]:
        """Every row from the top, empty ones too; formulas as last calculated."""
        merged: dict[int, tuple[int, str]] = {}
        number = 0
        try:
            for number, (row, formulas) in enumerate(self._pairs(), start=1):
                raw = RawRow(number, [displayed(cell) for cell in row])
                for at, cell in enumerate(row):
                    if cell.data_type == "e":
                        raw.cell_problems[at] = _("The cell shows an error of the spreadsheet.")
                self._name_uncalculated(raw, row, formulas)
                self._spread(raw, merged)
                yield raw
        except _DAMAGE as error:
            message = _("The worksheet is damaged from here on: %(reason)s") % {"reason": error}
            yield RawRow(number + 1, [], problem=message)

    def close(self) -> None:
        """Let go of the archive; the file itself stays open."""
        self._book.close()

    def _open(self, *, data_only: bool):
        self._file.seek(0)
        try:
            with warnings.catch_warnings():
                # Of extensions it leaves out, none of which hold cells.
                warnings.simplefilter("ignore", UserWarning)
                return openpyxl.load_workbook(
                    self._file, read_only=True, data_only=data_only, keep_links=False
                )
        except _DAMAGE as error:
            raise TableError(_("The workbook is damaged and cannot be read.")) from error

    def _pairs(self) -> Iterator[tuple]:
        """Each row as calculated, beside itself as written where there are formulas."""
        if not self._has_formulas:
            for row in _cells(self._sheet):
                yield row, ()
            return
        book = self._open(data_only=False)
        try:
            written = _cells(book[self.sheet])
            yield from zip_longest(_cells(self._sheet), written, fillvalue=())
        finally:
            book.close()

    def _name_uncalculated(self, raw: RawRow, calculated: tuple, written: tuple) -> None:
        for at, cell in enumerate(written):
            if cell.data_type != "f":
                continue
            # An empty text that was calculated is of the type text.
            if calculated[at].value is None and calculated[at].data_type == "n":
                raw.cells[at] = str(cell.value)
                raw.cell_problems[at] = _("The formula has no stored result.")

    def _spread(self, raw: RawRow, merged: dict[int, tuple[int, str]]) -> None:
        """Give every row of a merged cell its value, as a person reads it."""
        for column, (last_row, value) in list(merged.items()):
            if raw.number > last_row:
                del merged[column]
                continue
            raw.cells.extend([""] * (column + 1 - len(raw.cells)))
            raw.cells[column] = raw.cells[column] or value
        for first, _last, last_row in self._merges.get(raw.number, ()):
            if last_row > raw.number and first < len(raw.cells):
                merged[first] = (last_row, raw.cells[first])

    def _scan(self) -> tuple[bool, Merges]:
        """Whether the sheet has formulas, and its merged ranges, which stand behind the rows."""
        has_formulas, merges, tail = False, {}, b""
        with self._book._archive.open(self._sheet._worksheet_path) as part:
            for chunk in iter(lambda: part.read(_CHUNK), b""):
                text = tail + chunk
                has_formulas = has_formulas or bool(_FORMULA.search(text))
                for found in islice(_MERGE.finditer(text), MAX_MERGES):
                    left, top, right, bottom = range_boundaries(found[1].decode())
                    merges.setdefault(top, {})[left - 1, right - 1, bottom] = None
                tail = text[-_OVERLAP:]
                if len(merges) > MAX_MERGES:
                    raise TableError(_("The worksheet has too many merged cells."))
        return has_formulas, {row: list(ranges) for row, ranges in merges.items()}


def _cells(sheet: ReadOnlyWorksheet) -> Iterator[tuple]:
    # The sheet's own account of its size is often wrong.
    sheet.reset_dimensions()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield from islice(sheet.rows, MAX_SHEET_ROWS)


def _choose(sheets: list, wanted: str) -> ReadOnlyWorksheet:
    readable = [sheet for sheet in sheets if isinstance(sheet, ReadOnlyWorksheet)]
    if wanted:
        for sheet in readable:
            if sheet.title == wanted:
                return sheet
        raise TableError(_("There is no worksheet “%(name)s”.") % {"name": wanted})
    visible = [sheet for sheet in readable if sheet.sheet_state == "visible"]
    for sheet in visible:
        if any(cell.value is not None for row in islice(sheet.rows, 50) for cell in row):
            return sheet
    if not visible:
        raise TableError(_("The workbook has no visible worksheet."))
    return visible[0]


def _reason(error: ValidationError, name: str) -> str:
    if error.code == "wrong_type":
        return _("“%(name)s” is no Excel workbook (.xlsx), or is damaged.") % {"name": name}
    return error.message % {**(error.params or {}), "name": name}
