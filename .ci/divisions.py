"""Make the table of places from two public lists of administrative divisions.

    python .ci/divisions.py AREAS WITH_READINGS

AREAS is ``areas.csv`` of modood/Administrative-divisions-of-China; it says which
counties there are on the mainland. WITH_READINGS is the list with toneless readings
of xiangyuecn/AreaCity-JsSpider-StatsGov; it has the whole country. Writes
``heritage/people/data/divisions.csv`` and prints, for a person to look at, where the
two lists differ and where the dictionary reads a name otherwise than the list does.
"""

from __future__ import annotations

import csv
import itertools
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path

from pypinyin import Style, lazy_pinyin, pinyin

DATA = Path(__file__).resolve().parent.parent / "heritage" / "people" / "data"
COLUMNS = ["code", "name", "reading", "slug", "level", "parent", "former_names"]
LEVELS = {"0": "province", "1": "city", "2": "county"}

# Kinds of division, longest first: what is left of the name is its stem.
KINDS = [
    "特别行政区", "行政委员会", "自治区", "自治州", "自治县", "自治旗",
    "地区", "林区", "特区", "省", "市", "州", "盟", "县", "区", "旗", "乡", "镇",
]  # fmt: skip

# The two provinces that differ in tone alone are written apart, as the state does.
SLUGS = {"610000": "shaanxi-sheng"}

# Characters of which two readings differ in tone alone, so that the list cannot say
# which is meant; as 现代汉语词典 reads them in names of places.
TONES = {
    "任": "rén", "兴": "xīng", "和": "hé", "喀": "kā", "喇": "lā", "场": "chǎng", "子": "zǐ",
    "宁": "níng", "应": "yìng", "扎": "zhā", "斗": "dǒu", "曲": "qū", "正": "zhèng", "甸": "diàn",
    "相": "xiàng", "荫": "yìn", "葛": "gě", "长": "cháng",
}  # fmt: skip

# Single names: by code, the character and how it is read there.
EXCEPTIONS = {
    "131025": ("大", "dài"),
    "222402": ("们", "mén"),
    "331000": ("台", "tāi"),
    "331023": ("台", "tāi"),
    "361127": ("干", "gān"),
    "370115": ("济", "jǐ"),
    "371481": ("乐", "lào"),
    "371525": ("冠", "guàn"),
    "419001": ("济", "jǐ"),
    "420203": ("塞", "sài"),
    "511381": ("阆", "làng"),
    "620700": ("掖", "yè"),
    "620924": ("塞", "sài"),
    "621223": ("宕", "tàn"),
    "653131": ("干", "gān"),
    "711319": ("芎", "qiōng"),
    "711928": ("朴", "pǔ"),
    "712700": ("澎", "péng"),
}


def main(areas: str, with_readings: str) -> int:
    rows = _divisions(Path(with_readings))
    _compare(rows, Path(areas))
    _read(rows)
    _name_slugs(rows)
    _former_names(rows)
    with (DATA / "divisions.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows.values())
    print(Counter(row["level"] for row in rows.values()))
    return 0


def _divisions(path: Path) -> dict[str, dict]:
    """Real divisions by code; what only groups others in the list is left out.

    Districts of a municipality hang under it, counties that answer to a
    province under that.
    """
    rows: dict[str, dict] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        listed = [row for row in csv.DictReader(file) if row["ext_id"] != "0"]
    for row in sorted(listed, key=lambda row: (row["deep"], row["id"])):
        code = row["ext_id"][:6]
        level = LEVELS[row["deep"]]
        province = f"{code[:2]}0000"
        if code in rows or (level == "city" and row["ext_name"] in _GROUPS):
            continue
        if level == "city" and not code.endswith("00"):
            level = "county"
        if level == "city" and code[:2] in _MUNICIPALITIES:
            continue
        city = f"{code[:4]}00"
        parent = "" if level == "province" else province
        if level == "county" and city in rows:
            parent = city
        rows[code] = {
            "code": code,
            "name": row["ext_name"],
            "short": row["name"],
            "listed": row["pinyin"].split(),
            "level": level,
            "parent": parent,
            "former_names": "",
        }
    return dict(sorted(rows.items()))


_MUNICIPALITIES = {"11", "12", "31", "50"}
_GROUPS = {"重庆城区", "重庆郊县"}


def _compare(rows: dict[str, dict], path: Path) -> None:
    with path.open(encoding="utf-8-sig", newline="") as file:
        areas = {row["code"]: row["name"] for row in csv.DictReader(file)}
    for code, name in areas.items():
        if code not in rows:
            print("not taken, no division of GB/T 2260:", code, name)
        elif rows[code]["name"] != name:
            print("named otherwise:", code, name, rows[code]["name"])


def _read(rows: dict[str, dict]) -> None:
    for row in rows.values():
        name = row["name"]
        dictionary = lazy_pinyin(name, style=Style.TONE)
        choices = pinyin(name, style=Style.TONE, heteronym=True)
        if len(dictionary) != len(name) or len(row["listed"]) != len(row["short"]):
            raise ValueError(f"not one syllable a character: {row}")
        syllables = []
        for at, character in enumerate(name):
            listed = row["listed"][at] if at < len(row["listed"]) else ""
            syllables.append(_syllable(character, listed, dictionary[at], choices[at], row))
        row["reading"] = " ".join(syllables)


def _syllable(character: str, listed: str, read: str, choices: list[str], row: dict) -> str:
    """The tone mark for the listed syllable; after the listed ones the dictionary's."""
    exception = EXCEPTIONS.get(row["code"])
    if exception and exception[0] == character:
        return exception[1]
    fixed = TONES.get(character)
    if fixed and listed in ("", _plain(fixed)):
        return fixed
    if character == "蒙" and "蒙古" in row["name"]:
        return "měng"
    if character == "埔" and row["code"].startswith("71"):
        return "pǔ"
    if not listed or _plain(read) == listed:
        return read
    for choice in itertools.chain(choices, pinyin(character, style=Style.TONE, heteronym=True)[0]):
        if _plain(choice) == listed:
            print("list and dictionary differ:", row["code"], row["name"], character, choice, read)
            return choice
    print("reading not known:", row["code"], row["name"], character, listed, read)
    return read


def _plain(reading: str) -> str:
    letters = unicodedata.normalize("NFD", reading.replace("üè", "ue")).replace("u\u0308", "v")
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def _name_slugs(rows: dict[str, dict]) -> None:
    """``zhongjiang-xian``; where two are read alike, each with what it lies in."""
    own = {code: SLUGS.get(code) or _slug(row) for code, row in rows.items()}
    slugs = dict(own)
    for code, row in rows.items():
        row["slug"] = own[code]
    alike = _alike(slugs)
    for code in alike:
        parent = rows[code]["parent"]
        slugs[code] = f"{own[parent]}-{own[code]}" if parent else own[code]
    for code in _alike(slugs):
        slugs[code] = f"{slugs[code]}-{code}"
    for code, row in rows.items():
        row["slug"] = slugs[code]


def _alike(slugs: dict[str, str]) -> list[str]:
    by_slug = defaultdict(list)
    for code, slug in slugs.items():
        by_slug[slug].append(code)
    return [code for codes in by_slug.values() if len(codes) > 1 for code in codes]


def _slug(row: dict) -> str:
    kind = next(kind for kind in KINDS if row["name"].endswith(kind))
    syllables = [re.sub("[^a-z]", "", _plain(part)) for part in row["reading"].split()]
    stem = len(row["name"]) - len(kind)
    return "-".join(filter(None, ("".join(syllables[:stem]), "".join(syllables[stem:]))))


def _former_names(rows: dict[str, dict]) -> None:
    with (DATA / "former-names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            rows[row["code"]]["former_names"] = row["former_names"]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
