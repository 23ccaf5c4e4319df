"""A table from a file: headings, then rows by heading."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import BinaryIO

from django.utils.translation import gettext as _
from openpyxl.utils import get_column_letter

from .delimited import DelimitedSource
from .encoding import damaged, mended
from .faults import Fault, TableError
from .limits import HEAD_ROWS, MAX_CELL, MAX_COLUMNS
from .rawrow import RawRow
from .workbook import WorkbookSource
from .writing import unguarded

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_BINARY = (b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"Rar!", b"7z\xbc\xaf", b"GIF8", b"\x1f\x8b")
_WIDE_ENOUGH = 0.6
"""Share of the widest row's cells that a row of headings fills."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row. ``number`` is the one a spreadsheet shows beside it.

    ``values`` maps every heading to the text of its cell as written. A
    ``broken`` row has a fault that leaves in doubt which cell is which or what
    they say: it is to be shown, not taken in.
    """

    number: int
    values: dict[str, str]
    faults: tuple[Fault, ...] = ()
    broken: bool = False


class Table:
    """Headings and rows of a file. Made by :func:`open_table`.

    Iterating reads the file anew each time, one row in memory at once; empty
    rows are left out. ``faults`` are those of the headings, ``above`` what
    stands over them (a title, a note), by row number.
    """

    def __init__(self, source: DelimitedSource | WorkbookSource, *, name: str):
        self._source = source
        self.name = name
        self.kind, self.encoding, self.delimiter = source.kind, source.encoding, source.delimiter
        head = list(islice(source.rows(), HEAD_ROWS))
        found = _find_headings(head)
        if found.problem or not found.filled():
            raise TableError(found.problem or _("The file is empty."))
        self.heading_row = found.number
        self.above = {row.number: row.cells for row in head if row.number < found.number}
        self.headings, self.faults = _name_columns(found)
        self._written = [heading.strip() for heading in found.cells]

    def row_count(self) -> int:
        """About how many rows there are, 0 where it cannot be told; for a progress bar."""
        return max(0, self._source.row_count() - self.heading_row)

    def __iter__(self) -> Iterator[Row]:
        for raw in self._source.rows():
            if raw.number <= self.heading_row or not (raw.problem or raw.cells):
                continue
            row = self._row(raw)
            if row.broken or any(value.strip() for value in row.values.values()):
                yield row

    def preview(self, count: int = 20) -> list[Row]:
        """The first ``count`` rows."""
        return list(islice(self, count))

    def _row(self, raw: RawRow) -> Row:
        faults, broken = [], bool(raw.problem)
        if raw.problem:
            shown = (self.delimiter or " ").join(raw.cells)
            faults.append(Fault(raw.number, "", mended(shown), raw.problem))
        elif [cell.strip() for cell in raw.cells[: len(self._written)]] == self._written:
            message = _("The row repeats the headings.")
            faults.append(Fault(raw.number, "", raw.cells[0], message))
            broken = True
        values = dict.fromkeys(self.headings, "")
        for at, cell in enumerate(raw.cells):
            if at >= len(self.headings):
                if cell.strip():
                    faults.append(_too_many(raw, at, cell))
                    broken = True
                continue
            heading = self.headings[at]
            if at in raw.cell_problems:
                faults.append(Fault(raw.number, heading, mended(cell), raw.cell_problems[at]))
            if message := _cell_fault(cell):
                faults.append(Fault(raw.number, heading, mended(cell), message))
                cell, broken = mended(cell).replace("\0", "")[:MAX_CELL], True
            values[heading] = unguarded(cell) if self.kind == "csv" else cell
        return Row(raw.number, values, tuple(faults), broken)


def open_table(file: BinaryIO, *, name: str, sheet: str = "") -> Table:
    """The table in ``file``, a binary file that can be sought, called ``name`` in messages.

    What kind it is shows in its first bytes, not its name. Raises
    :class:`TableError` where it is no table, is empty, or is not safe to open.
    """
    file.seek(0)
    head = file.read(8)
    if not head:
        raise TableError(_("The file is empty."))
    if head.startswith(_OLE):
        raise TableError(
            _("This is an old Excel file (.xls) or one with a password. Save it as .xlsx.")
        )
    if head.startswith(_BINARY):
        raise TableError(_("This is no table. Give a .csv, .tsv or .xlsx file."))
    if head.startswith(_ZIP):
        return Table(WorkbookSource(file, name=name, sheet=sheet), name=name)
    return Table(DelimitedSource(file), name=name)


def _find_headings(head: list[RawRow]) -> RawRow:
    """The first of the top rows that fills most of the table's width.

    A title or a note above the headings fills one cell or two.
    """
    widest = max((row.filled() for row in head), default=0)
    for row in head:
        if row.filled() >= max(1, widest * _WIDE_ENOUGH):
            return row
    return RawRow(1, [], problem=head[0].problem if head else "")


def _name_columns(found: RawRow) -> tuple[tuple[str, ...], tuple[Fault, ...]]:
    """A name of its own for each column, trimmed and in NFKC, and what was wrong with them."""
    cells = [unicodedata.normalize("NFKC", mended(cell)).strip() for cell in found.cells]
    while cells and not cells[-1]:
        cells.pop()
    if len(cells) > MAX_COLUMNS:
        raise TableError(
            _("The table has %(count)d columns; at most %(limit)d are read.")
            % {"count": len(cells), "limit": MAX_COLUMNS}
        )
    names, faults = [], []
    for position, cell in enumerate(cells, start=1):
        name = " ".join(cell.replace("\0", "").split())[:200]
        if not name:
            name = _("column %(letter)s") % {"letter": get_column_letter(position)}
            faults.append(Fault(found.number, name, cell, _("This column has no heading.")))
        if name in names:
            message = _("This heading stands twice; the second column is called “%(name)s”.")
            name = _unused(name, {*names, *cells})
            faults.append(Fault(found.number, name, cell, message % {"name": name}))
        names.append(name)
    return tuple(names), tuple(faults)


def _unused(name: str, taken: set[str]) -> str:
    number = 2
    while f"{name} ({number})" in taken:
        number += 1
    return f"{name} ({number})"


def _too_many(raw: RawRow, at: int, cell: str) -> Fault:
    column = get_column_letter(at + 1)
    return Fault(raw.number, column, mended(cell), _("There is no heading over this cell."))


def _cell_fault(cell: str) -> str:
    if len(cell) > MAX_CELL:
        return _("The cell has %(count)d characters; at most %(limit)d are read.") % {
            "count": len(cell),
            "limit": MAX_CELL,
        }
    if "\0" in cell:
        return _("The cell holds a null byte.")
    if damaged(cell):
        return _("Some bytes of the cell are no character in this file's encoding.")
    return ""
