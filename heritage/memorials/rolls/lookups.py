"""How the words of a roll lead to records: divisions, units, battles, wars, honours, sites.

Everything is read once and asked in memory, for a list may have two million
rows. A word that leads to two records leads to none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from cms.core.dates import HistoricalDate, Understanding, understand
from heritage.memorials.models import MemorialSitePage, Roll
from heritage.memorials.rolls.memo import Memo
from heritage.people.importing.places import Division, PlaceFinder
from heritage.people.models import Battle, Conflict, Honour, Place, Unit
from heritage.people.models.records import split_words
from search.text.normalise import normalise

_WAR_TAIL = re.compile(r"(?:时期|期间|阶段|中)$")
_NUMERALS = re.compile(r"[〇零一二三四五六七八九十]+")
_DIGITS = {numeral: str(value) for value, numeral in enumerate("零一二三四五六七八九")} | {
    "〇": "0"
}
_BATTLE_KIND = re.compile(
    r"(?:边境)?(?:战斗|战役|会战|大战|保卫战|阻击战|反击战|攻坚战|伏击战|突围战|歼灭战|追击战|遭遇战|"
    r"守备战|防御战|进攻战|惨案|暴动|起义)$"
)
_KINDS = "省市县区旗州盟"
_TOLERANCE = 1
"""Years that a death may lie outside a battle or war and still be of it."""


@dataclass(frozen=True, slots=True)
class Dated:
    """A battle or war: its key, when it was, and the war a battle belongs to."""

    pk: int
    began: HistoricalDate | None
    ended: HistoricalDate | None
    conflict: int | None = None

    def may_hold(self, date: HistoricalDate | None) -> bool:
        """Whether somebody may have fallen in it on ``date``."""
        if date is None or date.is_unknown or self.began is None or self.began.is_unknown:
            return True
        first, last = date.first_day, date.last_day
        began, ended = self.began.first_day, (self.ended or self.began).last_day
        late = first and ended and first.year > ended.year + _TOLERANCE
        early = last and began and last.year < began.year - _TOLERANCE
        return not (late or early)


class Lookups:
    """Records by the words for them, as they are when this is made.

    ``roll`` tells where its names come from, if from one place, and which site
    its graves are of.
    """

    def __init__(self, *, roll: Roll | None = None):
        divisions = [
            Division(*row)
            for row in Place.objects.values_list("pk", "name", "code", "level", "former_names")
        ]
        self._finder = PlaceFinder(divisions)
        self.code_of = {division.pk: division.code for division in divisions}
        self.place_by_code = {one.code: one.pk for one in divisions if one.code}
        self._wide = {one.pk for one in divisions if one.level in ("province", "foreign")}
        self._abroad = {normalise(one.name): one.pk for one in divisions if one.level == "foreign"}
        self._region = roll.place if roll else None
        self._units = _single(_named(Unit.objects, unit_form))
        self._longest_unit = max(map(len, self._units), default=0)
        self._battles = _dated(Battle.objects, "conflict_id")
        self._wars = _dated(Conflict.objects)
        self._honours = sorted(_single(_named(Honour.objects, normalise)).items())
        sites = list(MemorialSitePage.objects.values_list("pk", "title", "other_names"))
        self.site_title = {pk: title for pk, title, _others in sites}
        self._sites = _single(
            (normalise(name), pk)
            for pk, title, others in sites
            for name in (title, *split_words(others))
        )
        self.roll_site = roll.site_id if roll else None
        self.place = Memo(self._place)
        self.unit = Memo(self._unit)
        self.honours = Memo(self._honours_in)
        self.date: Memo[str, Understanding] = Memo(understand)

    @cached_property
    def unit_name(self) -> dict[int, str]:
        """Names of units by primary key."""
        return dict(Unit.objects.values_list("pk", "name"))

    @cached_property
    def battle_name(self) -> dict[int, str]:
        """Names of battles by primary key."""
        return dict(Battle.objects.values_list("pk", "name"))

    @cached_property
    def war_name(self) -> dict[int, str]:
        """Names of wars by primary key."""
        return dict(Conflict.objects.values_list("pk", "name"))

    def _place(self, words: str) -> int | None:
        """The division the words lead to; within the roll's own region first."""
        if self._region:
            found = self._finder.find(f"{self._region.full_name}{words}")
            if found and found.pk != self._region.pk and self._lies_within(found):
                return found.pk
        found = self._finder.find(words)
        if found and _is_longer_name(words, found.name):
            return None
        return found.pk if found else self._abroad.get(normalise(words))

    def _lies_within(self, division: Division) -> bool:
        code = self._region.code.rstrip("0")
        return bool(code) and division.code.startswith(code)

    def _unit(self, words: str) -> int | None:
        """The deepest unit the words begin with."""
        form = unit_form(words)
        for length in range(min(len(form), self._longest_unit), 2, -1):
            if (found := self._units.get(form[:length])) is not None:
                return found
        return None

    def battle(self, words: str, date: HistoricalDate | None) -> Dated | None:
        """The battle of that name, with or without the land before it, at that time."""
        form = normalise(words)
        for start in (0, *range(2, min(len(form) - 3, 7))):
            found = self._battles.get(form[start:])
            if found and found.may_hold(date) and (not start or self.place[words[:start]]):
                return found
        return None

    def war(self, words: str, date: HistoricalDate | None) -> int | None:
        """The war of that name at that time."""
        form = normalise(words)
        found = self._wars.get(form) or self._wars.get(_WAR_TAIL.sub("", form))
        return found.pk if found and found.may_hold(date) else None

    def battle_place(self, words: str) -> str:
        """Where a battle was, where its words tell more than its name: 福建南日岛 of 福建南日岛战斗."""
        where = _BATTLE_KIND.sub("", words)
        if where in ("", words):
            return ""
        for length in range(2, len(where)):
            found = self.place[where[:length]]
            # 兴隆岭 need not be in 兴隆县; 福建南日岛 is in 福建.
            is_wide = found in self._wide and length + 1 < len(where)
            if is_wide or (found is not None and where[length - 1] in _KINDS):
                return where
        return where if f"{where}边境" in words and where[-1] in _KINDS else ""

    def site(self, words: str) -> int | None:
        """The memorial site of that name."""
        return self._sites.get(normalise("".join(words.split())))

    def _honours_in(self, words: str) -> tuple[int, ...]:
        plain = normalise(words)
        return tuple(dict.fromkeys(pk for form, pk in self._honours if form in plain))


def _is_longer_name(words: str, division: str) -> bool:
    """Whether the words are another name that begins like the division's: 兴隆镇 beside 兴隆县."""
    short, plain = division.rstrip(_KINDS), normalise("".join(words.split()))
    return len(plain) == len(short) + 1 and plain[:-1] == short and plain[-1] not in _KINDS


def unit_form(name: str) -> str:
    """A unit's name in one form: 中国人民志愿军第二十六军 and 志愿军二十六军 are 志愿军26军."""
    plain = "".join(normalise(name).split()).removeprefix("中国人民").replace("第", "")
    return _NUMERALS.sub(_in_figures, plain).replace("纵队", "纵")


def _in_figures(found: re.Match) -> str:
    text = found[0]
    if "十" not in text:
        return "".join(_DIGITS[numeral] for numeral in text)
    tens, _ten, ones = text.partition("十")
    if len(tens) > 1 or len(ones) > 1:
        return text
    return f"{_DIGITS.get(tens, '1')}{_DIGITS.get(ones, '0')}"


def _named(records, form) -> Iterable[tuple[str, int]]:
    rows = records.values_list("pk", "name", "other_names", "aliases")
    for pk, name, others, aliases in rows:
        for words in (name, *split_words(others), *split_words(aliases)):
            yield form(words), pk


def _single(named: Iterable[tuple[str, int]]) -> dict[str, int]:
    """Words of two characters and more that lead to one record only."""
    found: dict[str, set[int]] = {}
    for form, pk in named:
        if len(form) > 1:
            found.setdefault(form, set()).add(pk)
    return {form: next(iter(pks)) for form, pks in found.items() if len(pks) == 1}


def _dated(records, conflict: str = "") -> dict[str, Dated]:
    fields = ["pk", "began", "ended", *([conflict] if conflict else [])]
    dated = {row[0]: Dated(*row) for row in records.values_list(*fields)}
    return {form: dated[pk] for form, pk in _single(_named(records, normalise)).items()}
