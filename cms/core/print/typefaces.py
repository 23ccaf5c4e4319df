"""The fonts of everything printed, and what they can draw.

Noto Serif and Sans SC come with a package; HanaMinB, cut to the characters of
CJK Extension B to F that have a reading, lies in ``fonts/`` beside this module.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pylopdf_fonts_zh_cn as noto
from fontTools.ttLib import TTFont

SERIF = Path(noto.serif_path())
SANS = Path(noto.sans_path())
RARE = Path(__file__).parent / "fonts" / "HanaMinB.ttf"
FOLDERS = (SERIF.parent, RARE.parent)

# Private use areas: whatever a font holds there, another font holds something else.
_PRIVATE = (range(0xE000, 0xF900), range(0xF0000, 0xFFFFE), range(0x100000, 0x10FFFE))


@lru_cache(maxsize=3)
def characters(path: Path) -> frozenset[int]:
    """Code points with a glyph in the font at ``path``, private use left out."""
    return _read(path)[0]


@lru_cache(maxsize=1)
def drawable() -> frozenset[int]:
    """Code points that at least one of the fonts draws."""
    return characters(SERIF) | characters(SANS) | characters(RARE)


@lru_cache(maxsize=1)
def variations() -> frozenset[tuple[int, int]]:
    """Pairs of character and variation selector that Noto Serif SC draws as asked."""
    return _read(SERIF)[1]


@lru_cache(maxsize=3)
def _read(path: Path) -> tuple[frozenset[int], frozenset[tuple[int, int]]]:
    with TTFont(path, lazy=True) as font:
        held = {
            code
            for code in font.getBestCmap()
            if code >= 0x20 and not any(code in area for area in _PRIVATE)
        }
        pairs = {
            (base, selector)
            for table in font["cmap"].tables
            if table.format == 14
            for selector, bases in table.uvsDict.items()
            for base, _glyph in bases
        }
    return frozenset(held), frozenset(pairs)
