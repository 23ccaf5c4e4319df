"""What an entry says, as the cells of a list would say it, by column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from heritage.memorials.enums import EntryNameKind
from heritage.memorials.models import RollEntry
from heritage.memorials.rolls.lookups import Lookups
from heritage.memorials.rolls.reading import Reading
from heritage.people.enums import NameKind
from heritage.people.importing.names import written
from search.text.names import name_pinyin

BETWEEN = "；"
_WORDS = {
    "male": "男",
    "female": "女",
    "recorded": "",
    "verified": "已核实",
    "disputed": "存疑",
    "own": "单墓",
    "shared": "合葬",
    "unknown": "无名墓",
    "cenotaph": "衣冠冢",
    "name": "英名墙",
    "not_found": "下落不明",
    True: "是",
    False: "",
}
"""Values of choices as lists write them, whatever the language of the one who exports."""

_ATTRIBUTES = {
    "name": "name",
    "gender": "gender",
    "birth": "birth_written",
    "native_place": "native_place_written",
    "enlisted": "enlisted_written",
    "party": "party_written",
    "unit": "unit_written",
    "death": "death_written",
    "death_place": "death_place_written",
    "battle": "battle_written",
    "cause": "cause",
    "honours": "honours_written",
    "grave": "grave_written",
    "grave_kind": "grave_kind",
    "grave_area": "grave_area",
    "grave_row": "grave_row",
    "grave_number": "grave_number",
    "remarks": "remarks",
    "source": "source",
    "source_pages": "source_pages",
    "verification": "verification",
    "seeks_kin": "seeks_kin",
    "post": "post",
}
_DATES = {"birth": "birth", "enlisted": "enlisted", "party": "party_joined", "death": "death"}
_CHOICES = ("gender", "grave_kind", "verification", "seeks_kin")
_NAME_COLUMNS = {
    EntryNameKind.TRADITIONAL: "traditional",
    EntryNameKind.FORMER: "former_names",
    EntryNameKind.ALIAS: "names",
    EntryNameKind.AS_WRITTEN: "names",
    EntryNameKind.ROMANISED: "romanised",
}


def state_of(entry: RollEntry, lookups: Lookups) -> dict[str, str]:
    """The cells of an entry as it stands; what it does not say is left out."""
    names = [(name.kind, name.text) for name in entry.names.all()]
    values = {name: getattr(entry, name) for name in {*_ATTRIBUTES.values(), *_DATES.values()}}
    values |= {"native_place_id": entry.native_place_id, "site_id": entry.site_id}
    values["pinyin"] = entry.pinyin if entry.pinyin != name_pinyin(entry.name) else ""
    return _state(values, names, lookups)


def state_of_reading(reading: Reading, lookups: Lookups) -> dict[str, str]:
    """The same of what was read from a row."""
    values = dict(reading.values)
    if values.get("pinyin") == name_pinyin(str(values.get("name", ""))):
        del values["pinyin"]
    return _state(values, reading.names, lookups)


def _state(
    values: Mapping[str, object], names: Iterable[tuple[str, str]], lookups: Lookups
) -> dict[str, str]:
    found = {"pinyin": str(values.get("pinyin") or "")}
    for column, attribute in _ATTRIBUTES.items():
        value = values.get(attribute)
        found[column] = _WORDS.get(value, "") if column in _CHOICES else str(value or "")
        date = values.get(_DATES.get(column, ""))
        if date and not found[column]:
            found[column] = date.display()
    found["place_code"] = lookups.code_of.get(values.get("native_place_id"), "")
    found["site"] = lookups.site_title.get(values.get("site_id"), "")
    by_column: dict[str, list[str]] = {}
    for kind, text in names:
        is_marked = kind == EntryNameKind.AS_WRITTEN
        shown = written(NameKind.AS_WRITTEN, text) if is_marked else text
        by_column.setdefault(_NAME_COLUMNS[EntryNameKind(kind)], []).append(shown)
    found |= {column: BETWEEN.join(texts) for column, texts in by_column.items()}
    return {column: text for column, text in found.items() if text}
