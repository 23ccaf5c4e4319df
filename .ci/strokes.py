"""Make ``search/text/data/strokes.txt``, the order of characters by strokes.

The order of the characters of GB 13000.1 (GF 3003-1999) is taken from the PyPI
package ``cn-sort``, which lacks five of the 20,902; the numbers of strokes, there and of all further
characters, from the Unihan database (``kTotalStrokes``).
The folder with ``Unihan_IRGSources.txt`` is given on the command line: unpack
Unicode's ``Unihan.zip`` or Debian's package ``unicode-data``. Needs pip.
"""

from __future__ import annotations

import bz2
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

CN_SORT = "cn-sort==0.14.0"
TARGET = Path(__file__).resolve().parent.parent / "search" / "text" / "data" / "strokes.txt"
FIRST, LAST = "\u4e00", "\u9fa5"


def main() -> int:
    if len(sys.argv) != 2:
        print(f"usage: {sys.argv[0]} FOLDER-OF-UNIHAN", file=sys.stderr)
        return 2
    counts = _unihan(Path(sys.argv[1]))
    order = _standard_order()
    lines = []
    for strokes, characters in _grouped(order, _fit([counts[c] for c in order])):
        lines.append(f"{strokes}\t{characters}")
    known = set(order)
    further = sorted((counts[c], ord(c)) for c in counts if c not in known)
    lines.append("")
    characters = [chr(point) for _strokes, point in further]
    for strokes, run in _grouped(characters, [strokes for strokes, _point in further]):
        lines.append(f"{strokes}\t{run}")
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(order)} characters in the standard's order, {len(further)} further ones")
    return 0


def _standard_order() -> list[str]:
    with tempfile.TemporaryDirectory() as work:
        subprocess.run(
            [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", work, CN_SORT],
            check=True,
        )
        (wheel,) = Path(work).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            entries = json.loads(archive.read("cn_sort/res/all_word.json"))["all_word"]
    levels = {entry["chinese"]: entry["stroke_increment_level"] for entry in entries}
    order = sorted((c for c in levels if FIRST <= c <= LAST), key=levels.__getitem__)
    if len({levels[c] for c in order}) != len(order):
        raise SystemExit("two characters have one place")
    return order


def _unihan(folder: Path) -> dict[str, int]:
    """Strokes of each character."""
    plain = folder / "Unihan_IRGSources.txt"
    if plain.exists():
        text = plain.read_text(encoding="utf-8")
    else:
        text = bz2.decompress(Path(f"{plain}.bz2").read_bytes()).decode()
    strokes: dict[str, int] = {}
    for line in text.splitlines():
        if "\tkTotalStrokes\t" in line:
            point, _field, value = line.split("\t")
            # Where two are given, the first is the mainland's.
            strokes[chr(int(point[2:], 16))] = int(value.split()[0])
    return strokes


def _fit(counts: list[int]) -> list[int]:
    """The rising sequence that differs from ``counts`` in the fewest places.

    The standard is in order of strokes, so where Unihan counts another form the
    neighbours tell the standard's number.
    """
    most = max(counts)
    costs = [0] * (most + 1)
    choices: list[list[int]] = []
    for count in counts:
        best, row, new = 1, [0], [0]
        for strokes in range(1, most + 1):
            if costs[strokes] < costs[best]:
                best = strokes
            row.append(best)
            new.append(costs[best] + (strokes != count))
        costs = new
        choices.append(row)
    at = min(range(1, most + 1), key=costs.__getitem__)
    fitted = []
    for row in reversed(choices):
        fitted.append(at)
        at = row[at]
    return fitted[::-1]


def _grouped(characters: list[str], counts: list[int]) -> list[tuple[int, str]]:
    groups: dict[int, list[str]] = {}
    for character, strokes in zip(characters, counts, strict=True):
        groups.setdefault(strokes, []).append(character)
    return [(strokes, "".join(run)) for strokes, run in groups.items()]


if __name__ == "__main__":
    sys.exit(main())
