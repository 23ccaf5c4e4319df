"""Tables as editors have them, read and written row by row.

``open_table`` reads CSV, TSV and .xlsx in the encodings that Chinese offices
use; ``write_csv`` and ``write_xlsx`` write what it reads back unchanged. All of
them hold one row at a time, so two million rows need no more memory than ten.
"""

from .columns import Column, Mapping, propose_mapping, read_mapping
from .faults import Fault, TableError
from .table import Row, Table, open_table
from .writing import XLSX, csv_chunks, write_csv, write_xlsx

__all__ = [
    "XLSX",
    "Column",
    "Fault",
    "Mapping",
    "Row",
    "Table",
    "TableError",
    "csv_chunks",
    "open_table",
    "propose_mapping",
    "read_mapping",
    "write_csv",
    "write_xlsx",
]
