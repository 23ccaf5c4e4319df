"""A font for Pillow with a second and third for the characters it lacks."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from PIL import ImageDraw, ImageFont

from .typefaces import RARE, SANS, SERIF, characters


class Face:
    """Noto Serif or Sans SC at ``size`` pixels, HanaMinB where it has no glyph.

    Lengths are pixels. What none of them has must be replaced before.
    """

    def __init__(self, size: int, *, serif: bool = True) -> None:
        self._paths = (SERIF, SANS, RARE) if serif else (SANS, SERIF, RARE)
        self._fonts = [ImageFont.truetype(str(path), size) for path in self._paths]

    def getlength(self, text: str) -> float:
        """How wide ``text`` is drawn."""
        return sum(font.getlength(run) for font, run in self._runs(text))

    def draw(
        self, pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, fill: str, weight: int
    ) -> None:
        """Draw with the top left at ``at``, all runs on one base line."""
        left, top = at
        base = top + self._fonts[0].getmetrics()[0]
        for font, run in self._runs(text):
            pen.text((left, base), run, font=font, fill=fill, stroke_width=weight, anchor="ls")
            left += font.getlength(run)

    def _runs(self, text: str):
        for place, run in groupby(text, key=self._font_for):
            yield self._fonts[place], "".join(run)

    def _font_for(self, character: str) -> int:
        code = ord(character)
        return next((i for i, path in enumerate(self._paths) if code in characters(path)), 0)


@lru_cache(maxsize=16)
def face(size: int, *, serif: bool = True) -> Face:
    """The face of that size, loaded once."""
    return Face(size, serif=serif)
