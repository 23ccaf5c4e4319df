"""Small files for the tests of tables."""

from __future__ import annotations

import io
import zipfile

import openpyxl

from cms.core.tables import Table, open_table


def opened(data: bytes, name: str = "名单.csv") -> Table:
    return open_table(io.BytesIO(data), name=name)


def values(table: Table) -> list[list[str]]:
    return [list(row.values.values()) for row in table]


def faults(table: Table) -> list[tuple[int, str]]:
    """Row and column of each fault below the headings."""
    return [(fault.row, fault.column) for row in table for fault in row.faults]


def workbook(*rows: tuple, change=None) -> bytes:
    """An .xlsx with these rows; ``change`` is given the sheet before it is saved."""
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book.active)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def repacked(data: bytes, part: str, change) -> bytes:
    """The same archive with ``change`` done to the bytes of one part, or that part added."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        names = old.namelist()
        for name in names:
            content = old.read(name)
            new.writestr(name, change(content) if name == part else content)
        if part not in names:
            new.writestr(part, change(b""))
    return out.getvalue()
