"""Make the fallback font of ``cms/core/print/fonts/`` anew.

HanaMinB (Hanazono, Debian's ``fonts-hanazono``) draws all of CJK Extension B
to F in 30 MB. Kept is what a name can hold and Noto Serif or Sans SC lacks:
characters with a Mandarin reading, and those type has been cut for elsewhere
(in Noto's Japanese or traditional Chinese, 𠮷 for one). Needs apt-get,
dpkg-deb, pip and the project's own packages; only whoever changes the font
runs it:

    python .ci/fallback_font.py
"""

from __future__ import annotations

import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import pylopdf_fonts_zh_cn as noto
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from pypinyin.constants import PINYIN_DICT

PACKAGE = "fonts-hanazono"
SIBLINGS = ("pylopdf-fonts-jp==0.1.1", "pylopdf-fonts-zh-tw==0.1.1")
MEMBER = "usr/share/fonts/truetype/hanazono/HanaMinB.ttf"
TARGET = Path(__file__).resolve().parent.parent / "cms/core/print/fonts/HanaMinB.ttf"


def main() -> int:
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(["apt-get", "download", PACKAGE], cwd=work, check=True)
        (archive,) = Path(work).glob("*.deb")
        subprocess.run(["dpkg-deb", "-x", archive.name, "."], cwd=work, check=True)
        with TTFont(Path(work) / MEMBER, recalcTimestamp=False) as font:
            wanted = _wanted(font, _siblings(work))
            _cut(font, wanted)
            font.save(TARGET)
    print(f"{TARGET.name}: {len(wanted):,} characters, {TARGET.stat().st_size:,} bytes")
    return 0


def _siblings(work: str) -> set[int]:
    """Ideographs beyond the basic plane in the Noto fonts of Japan and Taiwan."""
    asked = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *SIBLINGS]
    subprocess.run(asked, cwd=work, check=True)
    held: set[int] = set()
    for wheel in Path(work).glob("*.whl"):
        with zipfile.ZipFile(wheel) as archive:
            for name in archive.namelist():
                if name.endswith(".otf"):
                    with TTFont(io.BytesIO(archive.read(name))) as font:
                        held |= {code for code in font.getBestCmap() if code >= 0x20000}
    return held


def _wanted(font: TTFont, siblings: set[int]) -> set[int]:
    with TTFont(noto.serif_path()) as serif, TTFont(noto.sans_path()) as sans:
        held = set(serif.getBestCmap()) & set(sans.getBestCmap())
    return (set(font.getBestCmap()) & (set(PINYIN_DICT) | siblings)) - held


def _cut(font: TTFont, wanted: set[int]) -> None:
    options = Options()
    options.layout_features = []
    options.hinting = False
    options.glyph_names = False
    options.name_IDs = ["*"]
    options.notdef_outline = True
    cutter = Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)


if __name__ == "__main__":
    sys.exit(main())
