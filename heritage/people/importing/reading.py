"""A row's cells read as facts about a person, with a fault for each that is not understood.

Knows no database: what names lead to records (divisions, honours, wars, roles)
is handed in.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.core.dates import Calendar, understand
from cms.core.tables import Fault
from heritage.people.enums import ETHNICITIES, Gender, LifeStatus, MartyrDecision, NameKind
from heritage.people.importing.names import split_names
from heritage.people.importing.places import PlaceFinder
from heritage.people.importing.state import State
from search.text.normalise import normalise

PART = "｜"
"""Between the parts of one item of a repeated fact, in lists we write."""

_ITEMS = re.compile(r"[；;\n\r]+")
_SPLIT_PART = re.compile(r"[｜|]")
_NOTHING = {"", "无", "-", "—", "/", "暂无", "n/a", "none"}
_UNKNOWN = {"不详", "未详", "不明", "未知", "?", "？"}
_GENDERS = {
    Gender.MALE: ("男", "男性", "m", "male"),
    Gender.FEMALE: ("女", "女性", "f", "female"),
}
_STATES = {
    LifeStatus.LIVING: ("健在", "在世", "是", "living"),
    LifeStatus.DECEASED: ("逝世", "去世", "已故", "病故", "病逝", "亡故", "deceased"),
    LifeStatus.FALLEN: ("牺牲", "阵亡", "殉国", "壮烈牺牲", "fallen"),
    LifeStatus.MISSING: ("失踪", "下落不明", "missing"),
    LifeStatus.UNKNOWN: ("不详", "不明", "未知", "unknown"),
}
_DECISIONS = {
    MartyrDecision.ASSESSED: ("评定", "评定烈士", "评定为烈士", "批准", "批准为烈士", "assessed"),
    MartyrDecision.RECOGNISED: ("追认", "追认烈士", "追认为烈士", "recognised"),
}
_FOUNDED_ON_DATES = {
    "birth": "birth_as_written",
    "death": "death_as_written",
    "fallen_on": "death_as_written",
    "martyr_on": "",
    "enlisted": "enlisted_as_written",
    "party_joined": "party_as_written",
}
_PLAIN_TEXT = (
    "pinyin",
    "death_place",
    "death_cause",
    "martyr_authority",
    "martyr_document",
    "short_life",
)
_NAME_COLUMNS = {
    "names": NameKind.ALIAS,
    "former_names": NameKind.FORMER,
    "courtesy_names": NameKind.COURTESY,
    "pen_names": NameKind.PEN,
}


@dataclass(frozen=True, slots=True)
class Lookups:
    """How words lead to records. ``roles`` are the known ones by normalised name."""

    places: PlaceFinder
    place_by_code: Callable[[str], str | None] = lambda code: None
    roles: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Reading:
    """What a row says: ``state`` as understood, faults, and remarks on what was assumed."""

    number: int
    state: State = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)


def read_row(
    *, number: int, cells: Mapping[str, str], headings: Mapping[str, str], lookups: Lookups
) -> Reading:
    """Read the cells of one row, by field; ``headings`` are theirs, for the faults."""
    reader = _RowReader(number, cells, headings, lookups)
    return reader.read()


class _RowReader:
    def __init__(self, number, cells, headings, lookups):
        self._cells = {name: cell.strip() for name, cell in cells.items()}
        self._headings = headings
        self._lookups = lookups
        self.reading = Reading(number)

    def read(self) -> Reading:
        self.reading.state["name"] = " ".join(self._cells.get("name", "").split())
        for field_name in _PLAIN_TEXT:
            self._set(field_name, self._given(field_name))
        self._choice("gender", _GENDERS, _("This is no gender that is known here."))
        self._choice("life_status", _STATES, _("This is no life status that is known here."))
        self._choice("martyr_decision", _DECISIONS, _("Write 评定 or 追认."))
        self._ethnicity()
        self._dates()
        self._places()
        self._names()
        for field_name in ("services", "conflicts", "awards", "sources"):
            self._items(field_name)
        self._roles()
        return self.reading

    def _given(self, field_name: str) -> str:
        text = self._cells.get(field_name, "")
        return "" if text.lower() in _NOTHING else text

    def _set(self, field_name: str, value: str | list[str]) -> None:
        if value:
            self.reading.state[field_name] = value

    def _fault(self, field_name: str, message: str) -> None:
        self.reading.faults.append(self._note(field_name, message))

    def _note(self, field_name: str, message: str) -> Fault:
        heading = self._headings.get(field_name, field_name)
        return Fault(self.reading.number, heading, self._cells.get(field_name, ""), message)

    def _choice(self, field_name: str, words: Mapping, message: str) -> None:
        given = self._given(field_name)
        if not given or (field_name != "life_status" and given in _UNKNOWN):
            return
        for value, known in words.items():
            if given.lower() in known:
                self._set(field_name, str(value))
                return
        self._fault(field_name, message)

    def _ethnicity(self) -> None:
        given = self._given("ethnicity")
        if not given or given in _UNKNOWN:
            return
        name = given if given in ETHNICITIES else f"{given}族"
        if name in ETHNICITIES:
            self._set("ethnicity", name)
        else:
            self._fault("ethnicity", _("This is no name of an ethnic group in GB/T 3304."))

    def _dates(self) -> None:
        for field_name, words_field in _FOUNDED_ON_DATES.items():
            given = self._given(field_name)
            if not given:
                continue
            target = "death" if field_name == "fallen_on" else field_name
            understood = understand(given)
            if understood.date is None:
                self._fault(field_name, understood.note or _("This is not understood as a date."))
            elif target in self.reading.state and self.reading.state[target] != str(
                understood.date
            ):
                self._fault(field_name, _("Another column gives another date of death."))
                continue
            else:
                self._set(target, str(understood.date))
                if understood.note:
                    self.reading.remarks.append(self._note(field_name, understood.note))
            plain = understood.calendar == Calendar.GREGORIAN and not understood.note
            if words_field and (understood.date is None or not plain):
                self.reading.state.setdefault(words_field, given)
        for words_field in set(_FOUNDED_ON_DATES.values()) - {""}:
            self._set(words_field, self._given(words_field))
        # 牺牲 is the word of the column, not a guess from a date of death.
        if "death" in self.reading.state and self._given("fallen_on"):
            self.reading.state.setdefault("life_status", str(LifeStatus.FALLEN))

    def _places(self) -> None:
        native, birth = self._given("native_place"), self._given("birth_place")
        used = "native_place" if native else "birth_place"
        text = native or birth
        if text and text not in _UNKNOWN:
            # A place of birth is not a native place; the words say which it is.
            self._set("native_place", text if native else f"{text}（出生地）")
            found = self._lookups.places.find(text)
            if found:
                self._set("place", str(found.pk))
            elif not self._given("place_code"):
                self._fault(used, _("No division of this name was found; the words are kept."))
        if code := self._given("place_code"):
            if place := self._lookups.place_by_code(code):
                self._set("place", place)
            else:
                self._fault("place_code", _("There is no division of this code."))

    def _names(self) -> None:
        names: dict[str, None] = {}
        for field_name, default in _NAME_COLUMNS.items():
            for name in split_names(
                self._cells.get(field_name, ""), own=self._cells.get("name", ""), default=default
            ):
                if len(name.partition(":")[2]) > 60:
                    self._fault(field_name, _("This is too long for a name."))
                else:
                    names.setdefault(name)
        self._set("names", list(names))

    def _items(self, field_name: str) -> None:
        """One item a line; its parts are kept apart by ``｜``, as the export writes them."""
        items = []
        for item in _ITEMS.split(self._given(field_name)):
            parts = [part.strip() for part in _SPLIT_PART.split(item)]
            if parts[0] and parts[0] not in _UNKNOWN:
                items.append(PART.join(parts).rstrip(PART))
        self._set(field_name, list(dict.fromkeys(items)))

    def _roles(self) -> None:
        found = []
        for word in re.split(r"[；;、，,\n\r]+", self._given("roles")):
            known = self._lookups.roles.get(normalise(word.strip()))
            if known:
                found.append(known)
            elif word.strip():
                self._fault("roles", _("There is no role “%(name)s”.") % {"name": word.strip()})
        self._set("roles", list(dict.fromkeys(found)))
