"""Rows of a list of people on their way into the records: their keys, and what is known of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field

from cms.core.dates import HistoricalDate
from cms.core.tables import Fault, Mapping, Row, Table
from heritage.people.importing.columns import KEY, LABELS, RECORD
from heritage.people.importing.places import Division, PlaceFinder
from heritage.people.importing.reading import Lookups, Reading, read_row
from heritage.people.importing.state import State
from heritage.people.known.likeness import Identity
from heritage.people.known.matching import identity
from heritage.people.lists.records_state import Links
from heritage.people.models import Person, PersonImportRow, Place, Role
from search.text.normalise import normalise

_IDENTIFYING = ("name", "birth", "native_place", "birth_place")
_COLUMNS_OF = {
    "death": ("fallen_on",),
    "place": ("native_place", "birth_place", "place_code"),
    "native_place": ("birth_place",),
    "names": ("former_names", "courtesy_names", "pen_names"),
}
"""Columns besides its own that a fact may come from."""

_SAME_ROW_SHARE = 0.5
"""Share of a changed row's cells that must be as before for it to be the row that vanished."""


@dataclass(slots=True)
class Line:
    """A row on its way: as it stands in the list, as read, and its place in the records."""

    row: Row
    cells: dict[str, str]
    key: str
    digest: str
    reading: Reading
    identity: Identity
    known: PersonImportRow | None = None
    person: Person | None = None
    refused: list[Fault] = field(default_factory=list)


@dataclass(slots=True)
class Work:
    """What one import carries along."""

    table: Table
    mapping: Mapping
    source: str
    user: object
    lookups: Lookups
    links: Links
    keys: set[str] = field(default_factory=set)
    claimed: set[int] = field(default_factory=set)


def load_lookups() -> Lookups:
    """Divisions and roles as they are now."""
    rows = Place.objects.values_list("pk", "name", "code", "level", "former_names")
    divisions = [Division(*row) for row in rows]
    by_code = {division.code: str(division.pk) for division in divisions if division.code}
    roles = {normalise(name): str(pk) for pk, name in Role.objects.values_list("pk", "name")}
    return Lookups(places=PlaceFinder(divisions), place_by_code=by_code.get, roles=roles)


def lines_of(work: Work) -> Iterator[Line]:
    """Every row read; the key of a row that says the same of a person as one before is numbered."""
    headings = {name: heading for heading, name in work.mapping.fields.items()}
    seen: dict[str, int] = {}
    for row in work.table:
        cells = work.mapping.pick(row.values)
        reading = read_row(number=row.number, cells=cells, headings=headings, lookups=work.lookups)
        key = _key(cells)
        seen[key] = seen.get(key, 0) + 1
        numbered = key if seen[key] == 1 else f"{key}#{seen[key]}"
        digest = _hash([sorted(row.values.items()), sorted(work.mapping.fields.items())])
        yield Line(row, cells, numbered, digest, reading, _identity(reading.state))


def _key(cells: dict[str, str]) -> str:
    given = cells.get(RECORD, "").strip() or cells.get(KEY, "").strip()
    if given:
        return _hash(["key", given])
    return _hash([normalise("".join(cells.get(name, "").split())) for name in _IDENTIFYING])


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value, ensure_ascii=False).encode()).hexdigest()


def _identity(state: State) -> Identity:
    return identity(
        name=state.get("name", ""),
        birth=_date(state.get("birth")),
        death=_date(state.get("death")),
        native_place=state.get("native_place", "").removesuffix("（出生地）"),
        pinyin=state.get("pinyin", ""),
        other_names=[name.partition(":")[2] for name in state.get("names", ())],
    )


def _date(text: str | None) -> HistoricalDate | None:
    return HistoricalDate.parse(text) if text else None


def find_known(work: Work, batch: list[Line]) -> None:
    """The rows imported before, and the records that rows name."""
    rows = PersonImportRow.objects.filter(source=work.source)
    by_key = {
        row.key: row
        for row in rows.filter(key__in=[line.key for line in batch]).select_related("person")
    }
    slugs = {slug for line in batch if (slug := line.cells.get(RECORD, "").strip())}
    by_slug = {person.slug: person for person in Person.objects.filter(slug__in=slugs)}
    for line in batch:
        line.known = by_key.get(line.key) or _changed_row(work, line)
        if line.known:
            work.claimed.add(line.known.pk)
            line.person = line.known.person
        else:
            line.person = by_slug.get(line.cells.get(RECORD, "").strip())
        while line.person and line.person.merged_into_id:
            line.person = line.person.merged_into


def _changed_row(work: Work, line: Line) -> PersonImportRow | None:
    """The one row of this name that is no longer in the list, if this is like it."""
    if line.row.broken or line.cells.get(RECORD) or line.cells.get(KEY):
        return None
    namesakes = PersonImportRow.objects.filter(
        source=work.source, match_key=line.identity.key[:60]
    ).select_related("person")
    gone = [row for row in namesakes if row.key not in work.keys and row.pk not in work.claimed]
    alike = [row for row in gone if _same_share(row.values, line.row.values) >= _SAME_ROW_SHARE]
    return alike[0] if len(alike) == 1 else None


def _same_share(before: dict[str, str], now: dict[str, str]) -> float:
    filled = {name for values in (before, now) for name, cell in values.items() if cell.strip()}
    same = sum(before.get(name, "") == now.get(name, "") for name in filled)
    return same / len(filled) if filled else 0.0


def remember(work: Work, line: Line, person: Person | None, taken: State) -> None:
    """Keep the row word for word, with the record made of it and what was put there."""
    row = line.known or PersonImportRow(source=work.source)
    row.key = line.key
    row.match_key = line.identity.key[:60]
    row.number = line.row.number
    row.person = person
    row.made = person is not None
    row.digest = line.digest
    row.values = line.row.values
    row.taken = taken
    row.faults = [fault.as_dict() for fault in line.refused]
    row.save()
    work.claimed.add(row.pk)


def fault_of(work: Work, line: Line, name: str, message: str, value: str = "") -> Fault:
    """A fault under the heading the fact came from, with the words of its cell."""
    for column in (name, *_COLUMNS_OF.get(name, ())):
        heading, shown = work.mapping.heading_of(column), line.cells.get(column, "")
        if heading and shown:
            return Fault(line.row.number, heading, shown, message)
    return Fault(
        line.row.number, work.mapping.heading_of(name) or LABELS.get(name, name), value, message
    )
