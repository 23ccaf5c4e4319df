"""A share poster: one picture with title, cover and QR code.

Knows nothing of pages: the caller hands over words and bytes. A poster is
asked for by visitors, so a character no font has is drawn as 〓;
``missing_in(poster)`` tells the editor of it.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass, replace

import segno
from PIL import Image, ImageDraw

from .faces import Face, face
from .missing import stand_in

WIDTH, HEIGHT = 1080, 1800
MARGIN = 84
COVER_HEIGHT = 760
PAPER, INK, MUTED, RED = "#FAF7F2", "#1F1B18", "#6B625A", "#9E1B20"
QR_SIZE = 240
# Marks that may not begin a line, and marks that may not end one (GB/T 15834).
NOT_FIRST = set("，。、；：？！”’）》〉】…—·")
NOT_LAST = "“‘（《〈【"
# What stays on one line: a number or a Latin word, else one character; an opening mark goes with it.
UNIT = re.compile(rf"[{NOT_LAST}]*(?:[0-9A-Za-z][0-9A-Za-z.,:%/-]*|.)", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Poster:
    """The words of a poster and its picture (encoded bytes, or None)."""

    title: str
    deck: str
    site_name: str
    strapline: str
    url: str
    cover: bytes | None = None
    label: str = ""


def wrap(text: str, font: Face, width: int, max_lines: int) -> list[str]:
    """Break Chinese text into lines of at most ``width`` pixels.

    Numbers and Latin words stay whole, a closing mark hangs at the end of its
    line; what does not fit into ``max_lines`` ends in an ellipsis.
    """
    lines: list[str] = [""]
    for unit in _units(text, font, width):
        fits = font.getlength(lines[-1] + unit) <= width
        if fits or (unit in NOT_FIRST and lines[-1]):
            lines[-1] += unit
        elif len(lines) == max_lines:
            lines[-1] = lines[-1][:-1] + "…"
            break
        else:
            lines.append(unit)
    return [line for line in lines if line]


def wrap_title(title: str, font: Face, width: int, max_lines: int) -> list[str]:
    """A title in lines; one that is too long for a line breaks after its colon first."""
    name, colon, rest = title.partition("：")
    if not rest or font.getlength(title) <= width:
        return wrap(title, font, width, max_lines)
    lines = wrap(name + colon, font, width, max_lines)
    left = max_lines - len(lines)
    return lines + wrap(rest, font, width, left) if left else wrap(title, font, width, max_lines)


def _units(text: str, font: Face, width: int) -> list[str]:
    """Whole words and single characters; a word longer than a line is taken apart."""
    units: list[str] = []
    for unit in UNIT.findall(text):
        units += [unit] if font.getlength(unit) <= width else list(unit)
    return units


def draw_poster(poster: Poster) -> bytes:
    """The poster as PNG, 1080 x 1800 pixels."""
    poster = _drawable(poster)
    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(sheet)
    top = _draw_cover(sheet, poster.cover)
    width = WIDTH - 2 * MARGIN
    pen.rectangle((MARGIN, top + 64, MARGIN + 72, top + 70), fill=RED)
    top += 104
    title_size = 76 if len(poster.title) <= 24 else 62
    title = wrap_title(poster.title, face(title_size), width, 3)
    top = _draw_lines(pen, title, top, title_size, INK, weight=1)
    top = _draw_lines(pen, wrap(poster.deck, face(38), width, 5), top + 28, 38, MUTED)
    _draw_foot(sheet, pen, poster)
    out = io.BytesIO()
    sheet.save(out, format="PNG")
    return out.getvalue()


def _drawable(poster: Poster) -> Poster:
    """The poster with each text on one line and only characters the fonts have."""
    names = ("title", "deck", "site_name", "strapline", "label")
    words = {name: stand_in(str(getattr(poster, name))).replace("\n", " ") for name in names}
    return replace(poster, **words)


def _draw_cover(sheet: Image.Image, data: bytes | None) -> int:
    if data is None:
        return 120
    with Image.open(io.BytesIO(data)) as cover:
        picture = cover.convert("RGB").resize((WIDTH, COVER_HEIGHT), Image.Resampling.LANCZOS)
    sheet.paste(picture, (0, 0))
    return COVER_HEIGHT


def _draw_lines(pen, lines: list[str], top: int, size: int, colour: str, *, weight: int = 0) -> int:
    for line in lines:
        # The font comes in one weight; a title takes an outline of its own colour.
        face(size).draw(pen, (MARGIN, top), line, colour, weight)
        top += round(size * 1.5)
    return top


def _draw_foot(sheet: Image.Image, pen, poster: Poster) -> None:
    base = HEIGHT - MARGIN - QR_SIZE
    pen.line((MARGIN, base - 48, WIDTH - MARGIN, base - 48), fill="#D8CFC4", width=2)
    code = segno.make_qr(poster.url, error="m")
    out = io.BytesIO()
    code.save(out, kind="png", scale=8, border=2, dark=INK, light="#FFFFFF")
    with Image.open(out) as picture:
        square = picture.convert("RGB").resize((QR_SIZE, QR_SIZE), Image.Resampling.NEAREST)
    sheet.paste(square, (WIDTH - MARGIN - QR_SIZE, base))
    face(64).draw(pen, (MARGIN, base + 20), poster.site_name, RED, 1)
    small = face(32, serif=False)
    words = wrap(poster.strapline, small, WIDTH - 3 * MARGIN - QR_SIZE, 2)
    top = base + 124
    for line in words:
        small.draw(pen, (MARGIN, top), line, MUTED, 0)
        top += 48
    if poster.label:
        face(28, serif=False).draw(pen, (MARGIN, top), poster.label, RED, 0)
