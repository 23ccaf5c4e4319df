"""Transcripts typed in Word (.docx): paragraphs and tables, read as plain text."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

import docx
from docx.opc.exceptions import OpcError
from docx.table import Table
from lxml.etree import LxmlError

from cms.core.archives import Danger, Limits, UnsafeArchive, open_office
from media import speech_text
from media.formats.document import Document
from media.formats.faults import FaultCode, FaultList
from media.formats.limits import check_bytes, check_length
from media.formats.lines import clean
from media.formats.marks import is_mark

_DAMAGE = (
    OpcError,
    LxmlError,
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    KeyError,
    ValueError,
    AttributeError,
    TypeError,
    IndexError,
    OSError,
    NotImplementedError,
    RuntimeError,
)
"""What python-docx and the readers below it raise for a damaged file."""

_BROKEN = (Danger.NO_ARCHIVE, Danger.NOT_THIS_KIND, Danger.DAMAGED)
_LIMITS = Limits(parts=10_000, unpacked=200_000_000, markup=100_000_000)
_LONGEST_NAME = 12


def parse(data: bytes, *, duration_ms: int | None = None) -> Document:
    """Read a Word document as :func:`media.speech_text.parse` reads text.

    Lines of faults and cues are numbers of paragraphs. A row of a table is a
    line: a time, a speaker and the words, in whichever of its cells. Never
    raises but :class:`~media.formats.limits.TranscriptTooLarge`.
    """
    check_bytes(data)
    faults = FaultList()
    lines = _safe_lines(data, faults)
    if lines is None:
        return Document(faults=faults.listed())
    text = "\n".join(lines)
    check_length(text)
    return speech_text.parse_lines(clean(text).split("\n"), faults, duration_ms=duration_ms)


def _safe_lines(data: bytes, faults: FaultList) -> list[str] | None:
    """The lines of a document that is safe to open; None, and why in ``faults``, for another."""
    try:
        open_office(data, main="word/document.xml", limits=_LIMITS).close()
    except UnsafeArchive as error:
        broken = error.danger in _BROKEN
        faults.add(0, FaultCode.BROKEN_DOCX if broken else FaultCode.UNSAFE_DOCX)
        return None
    lines = _lines(data)
    if lines is None:
        faults.add(0, FaultCode.BROKEN_DOCX)
    return lines


def _lines(data: bytes) -> list[str] | None:
    """One line a paragraph, an empty one between; None for a damaged file."""
    try:
        lines: list[str] = []
        for block in docx.Document(io.BytesIO(data)).iter_inner_content():
            if isinstance(block, Table):
                lines += [_row([cell.text for cell in row.cells]) for row in block.rows]
            else:
                lines.append(block.text)
        return lines
    except _DAMAGE:
        return None


def _row(cells: list[str]) -> str:
    """A row as ``[time] speaker：words``."""
    # A merged cell comes once for each column it goes over.
    texts = [
        " ".join(text.split())
        for at, text in enumerate(cells)
        if text.strip() and (not at or text != cells[at - 1])
    ]
    line = ""
    for text in texts:
        if is_mark(text):
            line += text if text.startswith(("[", "【", "（", "(")) else f"[{text}]"
        elif text is not texts[-1] and len(text) <= _LONGEST_NAME and not line.endswith("："):
            line += f"{text.rstrip(':：')}："
        else:
            line += text if not line or line.endswith(("：", "]")) else f" {text}"
    return line
