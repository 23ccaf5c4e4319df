"""Which division a place is, from the words of a source: ``广东花县``, ``四川省中江县``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from heritage.people.enums import ETHNICITIES, PlaceLevel
from search.text.normalise import normalise

_PEOPLES = "|".join(sorted(ETHNICITIES, key=len, reverse=True))
_TAIL = re.compile(
    rf"(?:特别行政区|(?:{_PEOPLES}|维吾尔|各族)*自治[区州县旗]|地区|林区|省|市|县|区|盟|旗|州)$"
)
_BRACKETS = re.compile(r"[（(](?:今|现|属|为|在|称|改)*(.*?)[)）]")
_KINDS = "省市县区"
_OLD_PREFECTURE = re.compile(r"[\u4e00-\u9fff]{1,4}?(?:府|道|专区|地区)")
"""Between a province and a county in words of before 1949, with no successor of its own."""

_NOT_PLACES = {"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"}
_DEPTH = {
    PlaceLevel.PROVINCE: 0,
    PlaceLevel.CITY: 1,
    PlaceLevel.COUNTY: 2,
    PlaceLevel.FOREIGN: 3,
}


@dataclass(frozen=True, slots=True)
class Division:
    """A row of the table of places; ``former_names`` as it stores them, separated by ``；``."""

    pk: int
    name: str
    code: str
    level: str
    former_names: str = ""


class PlaceFinder:
    """Finds divisions in words. ``divisions`` is the whole table, read once."""

    def __init__(self, divisions: Iterable[Division]):
        self._by_word: dict[str, list[Division]] = {}
        for division in divisions:
            if division.level not in _DEPTH or division.name in _NOT_PLACES:
                continue
            for name in (division.name, *division.former_names.split("；")):
                for word in _forms(name):
                    self._by_word.setdefault(word, []).append(division)
        self._longest = max(map(len, self._by_word), default=0)

    def find(self, text: str) -> Division | None:
        """The deepest division the words lead to, or None.

        Read from the left, each name must lie in the one before it. A name that
        several divisions share, with nothing before it to choose by, is not one.
        What stands in brackets (今属…) is looked at when the words before it lead
        no further than a province.
        """
        plain = "".join(normalise(text).split()).removeprefix("中国")
        outside = _BRACKETS.sub("", plain)
        found, rest = self._walk(outside)
        if later := _BRACKETS.search(plain):
            for words in (later[1] + rest, later[1]):
                now, _rest = self._walk(words)
                if now and (found is None or _depth(now) > _depth(found) == 0):
                    return now
        return found

    def _walk(self, text: str) -> tuple[Division | None, str]:
        """The division the words lead to, and the words behind it."""
        found, at = None, 0
        while at < len(text):
            step = self._step(text, at, found)
            if step is None and found is not None:
                skipped = _OLD_PREFECTURE.match(text, at)
                step = self._step(text, skipped.end(), found) if skipped else None
            if step is None:
                break
            found, at = step
        return found, text[at:]

    def _step(self, text: str, at: int, inside: Division | None) -> tuple[Division, int] | None:
        for length in range(min(self._longest, len(text) - at), 1, -1):
            word, behind = text[at : at + length], text[at + length : at + length + 1]
            options = self._by_word.get(word)
            if options is None:
                continue
            if inside is not None:
                options = [one for one in options if _lies_in(one, inside)]
            options = _likeliest(options, behind)
            if behind == "府" and inside is not None:
                # The county behind 广州府 need not lie in 广州市.
                continue
            if len(options) == 1:
                # 兴宁县 is 兴宁市 today.
                skip = behind in _KINDS and word[-1] not in _KINDS and behind != ""
                return options[0], at + length + skip
        return None


def _likeliest(options: list[Division], behind: str) -> list[Division]:
    """Those a name means first, where divisions share it."""
    options = list({one.pk: one for one in options}.values())
    if len(options) > 1:
        # 北京 is a municipality before it is the one city in it; 吉林 a province.
        top = min(map(_depth, options))
        options = [one for one in options if _depth(one) == top]
    if len(options) > 1 and behind == "县":
        # A county became a county or a city of the name; a district has it from elsewhere.
        options = [one for one in options if one.name.endswith(("县", "市"))]
    return options


def _forms(name: str) -> set[str]:
    """A name in full and without its kind: 中江县, 中江. One character alone is none."""
    full = normalise(name.strip())
    short = _TAIL.sub("", full)
    return {form for form in (full, short) if len(form) > 1}


def _depth(division: Division) -> int:
    return _DEPTH[PlaceLevel(division.level)]


def _lies_in(one: Division, other: Division) -> bool:
    if not one.code or not other.code or one.pk == other.pk:
        return False
    return _depth(one) > _depth(other) and one.code.startswith(
        other.code[: 2 if _depth(other) == 0 else 4]
    )
