"""What was understood of a cell, in words, to be set beside what it says."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from cms.core.dates import HistoricalDate
from cms.core.tables import Row, Table
from heritage.memorials.enums import EntryNameKind, GraveKind, Verification
from heritage.memorials.rolls.lookups import Lookups
from heritage.memorials.rolls.reading import Reading
from heritage.people.enums import Gender
from heritage.people.models import Place
from heritage.people.models.places import ABOVE

_LONGEST = 120
_ATTRIBUTES = {
    "gender": ("gender",),
    "birth": ("birth",),
    "native_place": ("native_place_id",),
    "place_code": ("native_place_id",),
    "enlisted": ("enlisted",),
    "party": ("party_joined",),
    "unit": ("unit_id", "post"),
    "death": ("death", "death_place_id", "battle_written", "conflict_id", "cause"),
    "death_date": ("death",),
    "death_place": ("death_place_id",),
    "battle": ("battle_id",),
    "conflict": ("conflict_id",),
    "site": ("site_id",),
    "grave_kind": ("grave_kind",),
    "verification": ("verification",),
}
_CHOICES = {"gender": Gender, "grave_kind": GraveKind, "verification": Verification}
_NAME_COLUMNS = {"name", "names", "former_names", "traditional", "romanised"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the preview: its words, what was understood of them, what was not."""

    heading: str
    text: str
    understood: str
    faults: tuple[str, ...]
    kept_only: bool


def preview_cells(
    *,
    table: Table,
    read: Iterable[tuple[Row, Reading]],
    fields: Mapping[str, str],
    lookups: Lookups,
) -> list[tuple[Row, list[Cell]]]:
    """The rows of a preview; ``fields`` leads from heading to column."""
    read = list(read)
    wanted = {
        reading.values[name]
        for _row, reading in read
        for name in ("native_place_id", "death_place_id")
        if name in reading.values
    }
    places = {
        place.pk: place.full_name
        for place in Place.objects.filter(pk__in=wanted).select_related(ABOVE)
    }
    shown = []
    for row, reading in read:
        faults = [*row.faults, *reading.faults]
        cells = []
        for heading in table.headings:
            text, column = row.values[heading], fields.get(heading, "")
            cells.append(
                Cell(
                    heading=heading,
                    text=text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…",
                    understood=_words(column, text, reading, places, lookups),
                    faults=tuple(f.message for f in faults if f.column in (heading, "")),
                    kept_only=not column,
                )
            )
        shown.append((row, cells))
    return shown


def _words(
    column: str, text: str, reading: Reading, places: Mapping[int, str], lookups: Lookups
) -> str:
    if not text.strip():
        return ""
    if column == "name" or column in _NAME_COLUMNS:
        mine = [
            f"{EntryNameKind(kind).label} {name}" for kind, name in reading.names if name in text
        ]
        return "；".join(mine)
    parts = [
        _part(name, reading.values[name], places, lookups)
        for name in _ATTRIBUTES.get(column, ())
        if reading.values.get(name)
    ]
    return "，".join(part for part in parts if part and part != text.strip())


def _part(name: str, value, places: Mapping[int, str], lookups: Lookups) -> str:
    if isinstance(value, HistoricalDate):
        return value.display()
    if name in _CHOICES:
        return str(_CHOICES[name](value).label)
    if name in ("native_place_id", "death_place_id"):
        return places.get(value, "")
    records = {
        "unit_id": lambda: lookups.unit_name,
        "battle_id": lambda: lookups.battle_name,
        "conflict_id": lambda: lookups.war_name,
        "site_id": lambda: lookups.site_title,
    }
    if name in records:
        return records[name]().get(value, "")
    if name == "battle_written":
        return _("battle: %(words)s") % {"words": value}
    return str(value)
