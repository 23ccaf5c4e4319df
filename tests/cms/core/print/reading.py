"""Reads a PDF back: its text, and every glyph that is drawn."""

from __future__ import annotations

import io
import re
from pathlib import Path

from pypdf import PdfReader
from pypdf.generic import ContentStream

HOUSE = '#import "/house.typ": *\n'


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """All words of the document, without any white space."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in reader(pdf).pages))


def glyphs(pdf: bytes) -> list[int]:
    """Glyph numbers in the order they are drawn; 0 is the box of a missing glyph (.notdef).

    Typst writes two-byte codes (Identity-H) that are the glyph's number in the
    embedded font.
    """
    found: list[int] = []
    document = reader(pdf)
    for page in document.pages:
        found += _drawn(page.get_contents(), page["/Resources"], document)
    return found


def placed(pdf: bytes, page: int = 0) -> list[tuple[str, float, float, float]]:
    """Each piece of text with its place from the left and top, and its size, in points."""
    found = []
    sheet = reader(pdf).pages[page]
    height = float(sheet.mediabox.height)

    def visit(text, matrix, place, _font, size):
        if text.strip():
            x = place[4] * matrix[0] + place[5] * matrix[2] + matrix[4]
            y = place[4] * matrix[1] + place[5] * matrix[3] + matrix[5]
            found.append((text.strip(), x, height - y, size))

    sheet.extract_text(visitor_text=visit)
    return found


def _drawn(stream, resources, document) -> list[int]:
    found: list[int] = []
    for font in resources.get("/Font", {}).values():
        assert font.get_object()["/Encoding"] == "/Identity-H"
    for operands, operator in ContentStream(stream, document).operations:
        if operator == b"Tj":
            found += _codes(operands[0])
        elif operator == b"TJ":
            for part in operands[0]:
                if hasattr(part, "original_bytes"):
                    found += _codes(part)
        elif operator == b"Do":
            form = resources["/XObject"][operands[0]].get_object()
            if form["/Subtype"] == "/Form":
                found += _drawn(form, form.get("/Resources", {}), document)
    return found


def _codes(shown) -> list[int]:
    codes = shown.original_bytes
    return [int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2)]


def template(folder: Path, source: str, name: str = "try/page.typ") -> str:
    """Write a template that imports the shared library; gives its name."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HOUSE + source, encoding="utf-8")
    return name
