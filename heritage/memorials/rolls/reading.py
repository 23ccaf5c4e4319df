"""A row of a roll read as facts: what is kept in its own words, what was understood, what was not."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from cms.core.dates import HistoricalDate
from cms.core.tables import Fault
from heritage.memorials.enums import EntryNameKind, GraveKind, Verification
from heritage.memorials.models import RollEntry, RollEntryName
from heritage.memorials.rolls.deaths import read_death
from heritage.memorials.rolls.lookups import Lookups
from heritage.memorials.rolls.services import split_service
from heritage.people.enums import Gender, NameKind
from heritage.people.importing.names import split_names
from search.text.normalise import normalise

_UNKNOWN = frozenset({"不详", "未详", "不明", "未知", "不清", "?", "？", "待查"})
_NOTHING = frozenset({"无", "-", "—", "/", "暂无", "n/a", "none"})
_GENDERS = {"男": Gender.MALE, "男性": Gender.MALE, "m": Gender.MALE, "male": Gender.MALE,
            "女": Gender.FEMALE, "女性": Gender.FEMALE, "f": Gender.FEMALE,
            "female": Gender.FEMALE}  # fmt: skip
_VERIFICATIONS = {
    Verification.VERIFIED: ("已核实", "核实", "属实", "已核对", "verified"),
    Verification.DISPUTED: ("存疑", "有争议", "有疑问", "待考", "disputed"),
    Verification.RECORDED: ("未核实", "待核实", "按原文", "recorded"),
}
_GRAVES = {
    GraveKind.OWN: ("单墓", "独墓", "个人墓", "单人墓", "单葬", "own"),
    GraveKind.SHARED: ("合葬", "合葬墓", "合墓", "集体墓", "公墓", "shared"),
    GraveKind.UNKNOWN: ("无名墓", "无名烈士墓", "unknown"),
    GraveKind.CENOTAPH: ("衣冠冢", "纪念墓", "空墓", "cenotaph"),
    GraveKind.NAME_ONLY: ("英名墙", "刻名", "墙刻", "name"),
    GraveKind.NOT_FOUND: ("不详", "不明", "下落不明", "未找到", "not_found"),
}
_YES = frozenset({"是", "有", "√", "寻亲", "寻亲中", "待寻", "yes", "true", "1"})
_NO = frozenset({"否", "不", "无", "×", "no", "false", "0"})
_NAME_KINDS = {
    NameKind.FORMER: EntryNameKind.FORMER,
    NameKind.TRADITIONAL: EntryNameKind.TRADITIONAL,
    NameKind.AS_WRITTEN: EntryNameKind.AS_WRITTEN,
}
_NAME_COLUMNS = {
    "traditional": EntryNameKind.TRADITIONAL,
    "former_names": EntryNameKind.FORMER,
    "names": EntryNameKind.ALIAS,
    "romanised": EntryNameKind.ROMANISED,
}
_BRACKETS = re.compile(r"[（(\[［【〔]([^（()）]*)[)）\]］】〕]")
_PARTY_WORDS = re.compile(
    r"入党|入团|加入|中国|共产党|共青团|社会主义青年团|青年团|党员|团员|[党团、，,]"
)
_ANY_FIGURE = re.compile(r"[0-9〇零一二三四五六七八九十]")
_LONGEST = {
    each.name: each.max_length
    for each in RollEntry._meta.concrete_fields
    if each.get_internal_type() == "CharField" and each.max_length
}
_LONGEST_OTHER_NAME = RollEntryName._meta.get_field("text").max_length
_PLAIN = {
    "pinyin": "pinyin",
    "post": "post",
    "battle": "battle_written",
    "cause": "cause",
    "honours": "honours_written",
    "grave": "grave_written",
    "grave_area": "grave_area",
    "grave_row": "grave_row",
    "grave_number": "grave_number",
    "remarks": "remarks",
    "source": "source",
    "source_pages": "source_pages",
}
"""Columns whose words are kept as they are, and the attributes that keep them."""


@dataclass(slots=True)
class Reading:
    """What a row says.

    ``values`` are attributes of a :class:`RollEntry` (a link by its ``_id``),
    ``names`` pairs of kind and name, ``honours`` primary keys. A row without a
    name has no value ``name``.
    """

    number: int
    values: dict[str, object] = field(default_factory=dict)
    names: list[tuple[str, str]] = field(default_factory=list)
    honours: tuple[int, ...] = ()
    faults: list[Fault] = field(default_factory=list)


def read_row(
    *,
    number: int,
    cells: Mapping[str, str],
    headings: Mapping[str, str],
    lookups: Lookups,
    today: datetime.date,
) -> Reading:
    """Read the cells of one row, by field of :mod:`.columns`; never raises.

    ``headings`` are theirs in the list, for the faults. What is not understood
    is named in a fault and stands in the entry in its own words.
    """
    return _RowReader(number, cells, headings, lookups, today).read()


class _RowReader:
    __slots__ = ("_cells", "_headings", "_lookups", "_number", "_today", "reading")

    def __init__(self, number, cells, headings, lookups, today):
        self._cells = {name: text for name, cell in cells.items() if (text := cell.strip())}
        self._headings = headings
        self._lookups = lookups
        self._today = today
        self.reading = Reading(number)

    def read(self) -> Reading:
        cells = self._cells
        self._gender()
        self._names()
        for column, attribute in _PLAIN.items():
            if column in cells:
                self._keep(attribute, cells[column], column)
        self._date("birth", "birth_written", "birth")
        self._native_place()
        self._date("enlisted", "enlisted_written", "enlisted")
        self._party()
        self._unit()
        self._death()
        self._grave()
        if "honours" in cells:
            self.reading.honours = self._lookups.honours[cells["honours"]]
        self._state()
        self._check_order()
        return self.reading

    def _fault(self, column: str, message: str) -> None:
        heading = self._headings.get(column, column)
        value = self._cells.get(column, "")
        self.reading.faults.append(Fault(self.reading.number, heading, value, message))

    def _keep(self, attribute: str, words: str, column: str) -> None:
        """Keep words; of more than the field holds the beginning, with a fault."""
        longest = _LONGEST.get(attribute)
        if longest and len(words) > longest:
            message = _("Longer than %(limit)d characters; only the row of the source has it all.")
            self._fault(column, message % {"limit": longest})
            words = words[:longest]
        self.reading.values[attribute] = words

    def _names(self) -> None:
        cell = " ".join(self._cells.get("name", "").split())
        name, names = cell, dict.fromkeys(())
        for inside in _BRACKETS.findall(cell):
            name = _BRACKETS.sub("", cell).strip() or cell
            inside = inside.strip()
            if inside in _GENDERS:
                self.reading.values.setdefault("gender", str(_GENDERS[inside]))
            elif inside.endswith("族") or not inside:
                continue
            elif len(inside) > _LONGEST_OTHER_NAME:
                self._fault("name", _("What stands in brackets is not understood as a name."))
            else:
                names.update(dict.fromkeys(_split(inside, name, EntryNameKind.ALIAS)))
        if not name:
            return
        if len(name) > _LONGEST["name"]:
            self._fault("name", _("This is too long for a name."))
            return
        self.reading.values["name"] = name
        for column, kind in _NAME_COLUMNS.items():
            if column in self._cells:
                names.update(dict.fromkeys(self._other_names(column, kind, name)))
        self.reading.names = list(names)

    def _other_names(self, column: str, kind: EntryNameKind, name: str) -> list[tuple[str, str]]:
        found = []
        for pair in _split(self._cells[column], name, kind):
            if len(pair[1]) > _LONGEST_OTHER_NAME:
                self._fault(column, _("This is too long for a name."))
            else:
                found.append(pair)
        return found

    def _gender(self) -> None:
        text = self._cells.get("gender", "")
        if not text or text in _UNKNOWN or text in _NOTHING:
            return
        if gender := _GENDERS.get(text.lower()):
            self.reading.values["gender"] = str(gender)
        else:
            self._fault("gender", _("This is no gender that is known here."))

    def _date(self, column: str, written: str, attribute: str) -> None:
        """Keep the words of a date and what is understood of them."""
        text = self._cells.get(column, "")
        if not text:
            return
        if written not in self.reading.values:
            self._keep(written, text, column)
        understood = self._lookups.date[text]
        self._take_date(column, attribute, understood.date, understood.note)

    def _take_date(
        self, column: str, attribute: str, date: HistoricalDate | None, note: str
    ) -> None:
        if date is None:
            self._fault(column, note or _("This is not understood as a date."))
            return
        if date.first_day and date.first_day > self._today:
            self._fault(column, _("This lies after today; the words are kept, no date is taken."))
            return
        self.reading.values[attribute] = date
        if note:
            self._fault(column, note)

    def _place(self, column: str, attribute: str, words: str) -> None:
        found = self._lookups.place[words]
        if found is not None:
            self.reading.values[attribute] = found
        elif words not in _UNKNOWN:
            self._fault(column, _("No division of this name was found; the words are kept."))

    def _native_place(self) -> None:
        text, code = self._cells.get("native_place", ""), self._cells.get("place_code", "")
        if text:
            self._keep("native_place_written", text, "native_place")
        if code:
            if (found := self._lookups.place_by_code.get(code)) is not None:
                self.reading.values["native_place_id"] = found
                return
            self._fault("place_code", _("There is no division of this code."))
        if text:
            self._place("native_place", "native_place_id", text)

    def _party(self) -> None:
        text = self._cells.get("party", "")
        if not text:
            return
        self._keep("party_written", text, "party")
        words = _PARTY_WORDS.sub("", text)
        if _ANY_FIGURE.search(words):
            understood = self._lookups.date[words]
            self._take_date("party", "party_joined", understood.date, understood.note)

    def _unit(self) -> None:
        text = self._cells.get("unit", "")
        if not text:
            return
        self._keep("unit_written", text, "unit")
        unit, post = split_service(text)
        if post and "post" not in self._cells:
            self._keep("post", post, "unit")
        if (found := self._lookups.unit[unit]) is not None:
            self.reading.values["unit_id"] = found

    def _death(self) -> None:
        values, cells = self.reading.values, self._cells
        war, words = cells.get("conflict", ""), cells.get("death", "")
        if words:
            self._keep("death_written", words, "death")
            told = read_death(words)
            if told.date:
                self._take_date("death", "death", told.date, told.note)
            elif words not in _UNKNOWN:
                self._fault("death", _("No date was understood here."))
            if not told.is_whole and words not in _UNKNOWN:
                self._fault("death", _("Where and how they fell is not understood."))
            for attribute, text in (("battle_written", told.battle), ("cause", told.cause)):
                if text and attribute not in values:
                    self._keep(attribute, text, "death")
            where = told.place or self._lookups.battle_place(told.battle)
            if where and "death_place" not in cells:
                self._keep("death_place_written", where, "death")
                self._place("death", "death_place_id", told.field or where)
            war = war or told.war or (f"{told.field}战争" if told.field else "")
        if "death_date" in cells:
            self._date("death_date", "death_written", "death")
        if "death_place" in cells:
            self._keep("death_place_written", cells["death_place"], "death_place")
            self._place("death_place", "death_place_id", cells["death_place"])
        self._battle_and_war(war)

    def _battle_and_war(self, war: str) -> None:
        values = self.reading.values
        date = values.get("death")
        words = values.get("battle_written")
        if words and (found := self._lookups.battle(words, date)):
            values["battle_id"] = found.pk
            if found.conflict:
                values["conflict_id"] = found.conflict
        if war and "conflict_id" not in values:
            if found := self._lookups.war(war, date):
                values["conflict_id"] = found
            elif "conflict" in self._cells:
                self._fault("conflict", _("There is no record of this war at this time."))

    def _grave(self) -> None:
        values, cells = self.reading.values, self._cells
        if kind := _choice(_GRAVES, cells.get("grave_kind", "")):
            values["grave_kind"] = str(kind)
        elif "grave_kind" in cells:
            self._fault("grave_kind", _("This is no kind of grave that is known here."))
        if "site" in cells:
            found = self._lookups.site(cells["site"])
            if found is not None:
                values["site_id"] = found
            else:
                self._fault("site", _("There is no memorial site of this name."))
                values.setdefault("grave_written", cells["site"][: _LONGEST["grave_written"]])
        elif self._lookups.roll_site and {"grave_area", "grave_row", "grave_number"} & cells.keys():
            values["site_id"] = self._lookups.roll_site

    def _state(self) -> None:
        if text := self._cells.get("verification", ""):
            if found := _choice(_VERIFICATIONS, text):
                self.reading.values["verification"] = str(found)
            else:
                self._fault("verification", _("This is no state that is known here."))
        if text := self._cells.get("seeks_kin", "").lower():
            if text in _YES:
                self.reading.values["seeks_kin"] = True
            elif text not in _NO:
                self._fault("seeks_kin", _("Write 是 or 否."))

    def _check_order(self) -> None:
        """Dates that cannot both be true are named, and neither is taken."""
        values = self.reading.values
        birth, death = values.get("birth"), values.get("death")
        column = "death" if "death" in self._cells else "death_date"
        if birth and death and before(death, birth):
            self._fault(column, _("Death before birth; the words are kept, neither date is taken."))
            del values["birth"], values["death"]
        elif birth and (joined := values.get("enlisted")) and before(joined, birth):
            self._fault("enlisted", _("Before the birth; the words are kept, no date is taken."))
            del values["enlisted"]


def before(one: HistoricalDate, other: HistoricalDate) -> bool:
    """Whether ``one`` is surely earlier than ``other``."""
    return bool(one.last_day and other.first_day and one.last_day < other.first_day)


def _choice(known: Mapping[str, tuple[str, ...]], text: str) -> str | None:
    text = text.strip().lower()
    return next((value for value, words in known.items() if text in words), None)


def _split(text: str, own: str, kind: EntryNameKind) -> list[tuple[str, str]]:
    """Names in a cell, each with its kind; those written in Latin letters keep their spaces."""
    if kind in (EntryNameKind.ROMANISED, EntryNameKind.TRADITIONAL):
        parts = (part.strip() for part in re.split(r"[；;、/]", text))
        return [(str(kind), part) for part in parts if part and part not in _NOTHING]
    default = NameKind.FORMER if kind == EntryNameKind.FORMER else NameKind.ALIAS
    found = []
    for item in split_names(text, own=own, default=default):
        told, _colon, name = item.partition(":")
        if normalise(name) != normalise(own):
            found.append((str(_NAME_KINDS.get(NameKind(told), EntryNameKind.ALIAS)), name))
    return found
