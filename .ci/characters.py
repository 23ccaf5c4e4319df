"""Make ``variants.txt`` and ``lookalikes.txt`` in ``search/text/data/``.

Variants: characters that are not in the List of Common Standard Chinese Characters
(通用规范汉字表, Unihan's ``kTGH``) and that simplifying does not bring there, each with
the one standard character that Unihan gives for them (``kZVariant``,
``kSemanticVariant``) or that OpenCC gives for the Japanese form.
Look-alikes: the groups of ``same_stroke.txt`` in the PyPI package ``pycorrector``.
The folder with Unihan's files is given on the command line: unpack Unicode's
``Unihan.zip`` or Debian's package ``unicode-data``. Needs pip and the project's packages.
"""

from __future__ import annotations

import bz2
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

from opencc import OpenCC

PYCORRECTOR = "pycorrector==1.1.4"
DATA = Path(__file__).resolve().parent.parent / "search" / "text" / "data"
FIRST, LAST = "\u4e00", "\u9fff"

COMPONENTS = set(
    "亠亻儿冂冖冫几凵刂刄勹匕匚匸卄卜厂厶囗夂夊宀尢尣尸屮巛巤广廴廾弋彐彑彡彳忄扌攴攵旡歺歹毌氵氺"
    "灬爪爫牜犭疋疒癶礻禸竹糸纟罒罓肀艸艹虍衤覀訁讠豸辶釒钅镸阜阝隹飠食饣鬯麄"
)
"""Parts of characters, which stand for none."""

CHOSEN = dict(
    ["讐仇", "汚污", "盌碗", "胷胸", "廼乃", "弌一", "弍二", "咊和", "袴裤", "濵滨", "燿耀"]
)
"""Variants for which Unihan gives two standard characters: the usual one."""


def main() -> int:
    if len(sys.argv) != 2:
        print(f"usage: {sys.argv[0]} FOLDER-OF-UNIHAN", file=sys.stderr)
        return 2
    variants = _variants(Path(sys.argv[1]))
    lines = [f"{one}{standard}" for one, standard in sorted(variants.items())]
    (DATA / "variants.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    groups = _lookalikes()
    (DATA / "lookalikes.txt").write_text("\n".join(groups) + "\n", encoding="utf-8")
    print(f"{len(variants)} variants, {len(groups)} groups of look-alikes")
    return 0


def _variants(folder: Path) -> dict[str, str]:
    standard = {c for c, _field, _value in _rows(folder, "Unihan_OtherMappings.txt", {"kTGH"})}
    simplified, from_japanese = OpenCC("t2s"), OpenCC("jp2t")
    given: dict[str, set[str]] = {}
    wanted = {"kZVariant", "kSemanticVariant"}
    for one, _field, value in _rows(folder, "Unihan_Variants.txt", wanted):
        points = (entry.partition("<")[0] for entry in value.split())
        given.setdefault(one, set()).update(chr(int(point[2:], 16)) for point in points)
    found: dict[str, str] = {}
    for point in range(ord(FIRST), ord(LAST) + 1):
        one = chr(point)
        if one in standard or one in COMPONENTS or simplified.convert(one) in standard:
            continue
        japanese = simplified.convert(from_japanese.convert(one))
        targets = {simplified.convert(other) for other in given.get(one, ())} & standard
        if japanese in standard:
            found[one] = japanese
        elif len(targets) == 1:
            found[one] = targets.pop()
        elif one in CHOSEN:
            found[one] = CHOSEN[one]
    # What stands there after simplifying is what is looked up.
    return {simplified.convert(one): target for one, target in found.items()}


def _rows(folder: Path, name: str, fields: set[str]) -> Iterator[tuple[str, str, str]]:
    plain = folder / name
    if plain.exists():
        text = plain.read_text(encoding="utf-8")
    else:
        text = bz2.decompress((folder / f"{name}.bz2").read_bytes()).decode()
    for line in text.splitlines():
        if line.startswith("U+"):
            point, field, value = line.split("\t", 2)
            if field in fields:
                yield chr(int(point[2:], 16)), field, value


def _lookalikes() -> list[str]:
    with tempfile.TemporaryDirectory() as work:
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "-d", work]
        subprocess.run([*command, PYCORRECTOR], check=True)
        (wheel,) = Path(work).glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            text = archive.read("pycorrector/data/same_stroke.txt").decode()
    groups = ("".join(dict.fromkeys(line.split())) for line in text.splitlines())
    return sorted({group for group in groups if len(group) > 1})


if __name__ == "__main__":
    raise SystemExit(main())
