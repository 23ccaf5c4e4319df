"""A share poster: one picture with title, cover and QR code.

Knows nothing of pages: the caller hands over words and bytes.
"""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from functools import lru_cache

import pylopdf_fonts_zh_cn as fonts
import segno
from PIL import Image, ImageDraw, ImageFont

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


@lru_cache(maxsize=16)
def font(size: int, *, serif: bool = True) -> ImageFont.FreeTypeFont:
    """Noto Serif or Sans SC at ``size`` pixels."""
    path = fonts.serif_path() if serif else fonts.sans_path()
    return ImageFont.truetype(str(path), size)


def wrap(text: str, face: ImageFont.FreeTypeFont, width: int, max_lines: int) -> list[str]:
    """Break Chinese text into lines of at most ``width`` pixels.

    Numbers and Latin words stay whole, a closing mark hangs at the end of its
    line; what does not fit into ``max_lines`` ends in an ellipsis.
    """
    lines: list[str] = [""]
    for unit in _units(text, face, width):
        fits = face.getlength(lines[-1] + unit) <= width
        if fits or (unit in NOT_FIRST and lines[-1]):
            lines[-1] += unit
        elif len(lines) == max_lines:
            lines[-1] = lines[-1][:-1] + "…"
            break
        else:
            lines.append(unit)
    return [line for line in lines if line]


def wrap_title(title: str, face: ImageFont.FreeTypeFont, width: int, max_lines: int) -> list[str]:
    """A title in lines; one that is too long for a line breaks after its colon first."""
    name, colon, rest = title.partition("：")
    if not rest or face.getlength(title) <= width:
        return wrap(title, face, width, max_lines)
    lines = wrap(name + colon, face, width, max_lines)
    left = max_lines - len(lines)
    return lines + wrap(rest, face, width, left) if left else wrap(title, face, width, max_lines)


def _units(text: str, face: ImageFont.FreeTypeFont, width: int) -> list[str]:
    """Whole words and single characters; a word longer than a line is taken apart."""
    units: list[str] = []
    for unit in UNIT.findall(text):
        units += [unit] if face.getlength(unit) <= width else list(unit)
    return units


def draw_poster(poster: Poster) -> bytes:
    """The poster as PNG, 1080 x 1800 pixels."""
    sheet = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    pen = ImageDraw.Draw(sheet)
    top = _draw_cover(sheet, poster.cover)
    width = WIDTH - 2 * MARGIN
    pen.rectangle((MARGIN, top + 64, MARGIN + 72, top + 70), fill=RED)
    top += 104
    title_size = 76 if len(poster.title) <= 24 else 62
    title = wrap_title(poster.title, font(title_size), width, 3)
    top = _draw_lines(pen, title, top, title_size, INK, weight=1)
    top = _draw_lines(pen, wrap(poster.deck, font(38), width, 5), top + 28, 38, MUTED)
    _draw_foot(sheet, pen, poster)
    out = io.BytesIO()
    sheet.save(out, format="PNG")
    return out.getvalue()


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
        pen.text((MARGIN, top), line, font=font(size), fill=colour, stroke_width=weight)
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
    pen.text((MARGIN, base + 20), poster.site_name, font=font(64), fill=RED, stroke_width=1)
    words = wrap(poster.strapline, font(32, serif=False), WIDTH - 3 * MARGIN - QR_SIZE, 2)
    top = base + 124
    for line in words:
        pen.text((MARGIN, top), line, font=font(32, serif=False), fill=MUTED)
        top += 48
    if poster.label:
        pen.text((MARGIN, top), poster.label, font=font(28, serif=False), fill=RED)
