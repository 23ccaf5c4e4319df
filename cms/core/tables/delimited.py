"""Rows of a CSV or TSV file (RFC 4180), broken ones named and passed over.

A quotation mark that is never closed would make one cell of the rest of the
file; here the row it stands on is called broken and reading goes on with the
next line.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from django.utils.translation import gettext as _

from .encoding import ESCAPED, detect
from .limits import MAX_CELL, MAX_RECORD, MAX_RECORD_LINES
from .rawrow import RawRow

_DELIMITERS = (",", "\t", ";", "|", "，")
_SAMPLE_LINES = 30
_SAMPLE_LENGTH = 100_000
_SEPARATOR_LINE = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
_CHUNK = 1 << 20

# The module's own limit stops in the middle of a row; rows are bounded here instead.
csv.field_size_limit(max(csv.field_size_limit(), MAX_RECORD))


class _RecordTooLong(Exception):
    """One row goes on for longer than any row does."""


class _Feed:
    """Lines for ``csv.reader``, remembered from the start of the current row."""

    def __init__(self, lines: Iterator[str]):
        self._lines = lines
        self._again: list[str] = []
        self.taken: list[str] = []
        self._length = 0

    def __iter__(self) -> _Feed:
        return self

    def __next__(self) -> str:
        line = self._again.pop() if self._again else next(self._lines)
        self.taken.append(line)
        self._length += len(line)
        if len(self.taken) > MAX_RECORD_LINES or self._length > MAX_RECORD:
            raise _RecordTooLong
        return line

    def begin(self) -> None:
        """A row ended; the next line begins another."""
        self.taken.clear()
        self._length = 0

    def back_to_second_line(self) -> str:
        """Give the first line of the current row and put the others back."""
        first, rest = self.taken[0], self.taken[1:]
        self._again.extend(reversed(rest))
        self.begin()
        return first


class DelimitedSource:
    """A text file with one row a line. Reading it anew begins at the top."""

    kind = "csv"

    def __init__(self, file: BinaryIO):
        self._file = file
        self.encoding = detect(file)
        with self._text() as lines:
            head = list(islice(lines, _SAMPLE_LINES))
        announced = _SEPARATOR_LINE.fullmatch(head[0].lstrip("\ufeff")) if head else None
        self._skipped = 1 if announced else 0
        self.delimiter = announced[1] if announced else _sniff(head)

    def row_count(self) -> int:
        """About how many rows there are: line ends counted, for a progress bar."""
        self._file.seek(0)
        count = 0
        while chunk := self._file.read(_CHUNK):
            count += chunk.count(b"\n")
        return count or 1

    def rows(self) -> Iterator[RawRow]:
        """Every row from the top, empty ones too."""
        with self._text() as text:
            yield from self._read(_Feed(islice(text, self._skipped, None)))

    def _read(self, feed: _Feed) -> Iterator[RawRow]:
        reader = csv.reader(feed, delimiter=self.delimiter, strict=True)
        number = 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except (csv.Error, _RecordTooLong):
                yield self._broken(number, feed)
                reader = csv.reader(feed, delimiter=self.delimiter, strict=True)
                continue
            feed.begin()
            yield RawRow(number, cells)

    def _broken(self, number: int, feed: _Feed) -> RawRow:
        # Without a mark of quotation no cell can run over the end of the line.
        line = feed.back_to_second_line()[:MAX_CELL]
        reader = csv.reader([line], delimiter=self.delimiter, quoting=csv.QUOTE_NONE)
        message = _("The quotation marks of this row do not match, or it does not end.")
        return RawRow(number, next(reader, []), problem=message)

    def _text(self) -> _Lines:
        return _Lines(self._file, self.encoding)


class _Lines(io.TextIOWrapper):
    """The file as text; closing it leaves the file open."""

    def __init__(self, file: BinaryIO, encoding: str):
        file.seek(0)
        errors = "replace" if encoding.startswith("utf-16") else ESCAPED
        super().__init__(file, encoding=encoding, errors=errors, newline="")

    def __next__(self) -> str:
        # Bounded, for a file may be one line of any length.
        line = self.readline(MAX_RECORD + 1)
        if not line:
            raise StopIteration
        return line

    def __exit__(self, *details) -> None:
        self.detach()


def _sniff(head: list[str]) -> str:
    """The delimiter that cuts most lines of ``head`` into the same number of cells."""
    lines = [line[:_SAMPLE_LENGTH] for line in head if line.strip()]
    scores = {mark: _evenness(lines, mark) for mark in _DELIMITERS}
    return max(_DELIMITERS, key=lambda mark: scores[mark])


def _evenness(lines: list[str], delimiter: str) -> tuple[int, int]:
    """How many lines have the most frequent number of cells above one, and that number."""
    widths = [len(cells) for cells in csv.reader(lines, delimiter=delimiter) if len(cells) > 1]
    if not widths:
        return (0, 0)
    common = max(widths, key=lambda width: (widths.count(width), width))
    return (widths.count(common), common)
