"""A roll as a list: what came in by an import goes out under the same headings, word for word.

An entry that nobody changed is its row. Where an editor changed it, the cells
the change is about say what the entry says; all others stay as the source has
them. Rows that were refused stand where they stood.
"""

from __future__ import annotations

import datetime
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils import timezone
from django.utils.translation import gettext as _

from heritage.memorials.models import Roll, RollEntry, RollImport, RollImportFault
from heritage.memorials.rolls.columns import COLUMNS, LABELS
from heritage.memorials.rolls.lookups import Lookups
from heritage.memorials.rolls.reading import read_row
from heritage.memorials.rolls.states import state_of, state_of_reading
from heritage.people.models.places import ABOVE

_CHUNK = 2_000
_LINKED = (f"native_place__{ABOVE}", "death_place", "unit", "battle", "conflict", "site", "person")

Cells = dict[str, str]


@dataclass(slots=True)
class RollTable:
    """The headings of a roll's export, and its rows by heading, read as they are asked for."""

    roll: Roll
    understood: bool = False
    headings: list[str] = field(init=False)
    _imports: dict[int, RollImport] = field(init=False)
    _heading_of: dict[str, str] = field(init=False)

    def __post_init__(self):
        imports = self.roll.imports.order_by("pk").defer("report")
        self._imports = {batch.pk: batch for batch in imports}
        self.headings = list(
            dict.fromkeys(
                heading for batch in self._imports.values() for heading in batch.headings
            )
        )
        self._heading_of = {}
        for batch in self._imports.values():
            for heading, name in batch.mapping.items():
                self._heading_of.setdefault(name, heading)
        further = {name for cells in self._changed_states() for name in cells}
        for column in COLUMNS:
            if column.field in further and column.field not in self._heading_of:
                heading = _free(column.label, self.headings)
                self._heading_of[column.field] = heading
                self.headings.append(heading)
        if self.understood:
            self.headings += [_free(name, self.headings) for name in understood_headings()]

    def rows(self) -> Iterator[Cells]:
        """Every entry and every refused row; some thousands in memory at once."""
        refused = self._refused()
        waiting = deque[tuple[int, int, Cells]]()
        entries = self.roll.entries.order_by("pk").prefetch_related("names")
        if self.understood:
            entries = entries.select_related(*_LINKED)
        for entry in entries.iterator(chunk_size=_CHUNK):
            at = (entry.batch_id or 0, entry.row or 0)
            while True:
                if not waiting and (following := next(refused, None)):
                    waiting.append(following)
                if not waiting or waiting[0][:2] > at:
                    break
                yield waiting.popleft()[2]
            cells = self._cells(entry)
            if self.understood:
                cells |= dict(
                    zip(self.headings[-len(understood_headings()) :], _understood(entry), strict=True)
                )
            yield cells
        yield from (cells for _batch, _row, cells in (*waiting, *refused))

    def _cells(self, entry: RollEntry) -> Cells:
        batch = self._imports.get(entry.batch_id)
        cells = dict(zip(batch.headings, entry.written, strict=False)) if batch else {}
        if _was_changed(entry, batch):
            for name, text in self._differing(entry, batch).items():
                cells[self._heading(name, batch)] = text
        return cells

    def _heading(self, name: str, batch: RollImport | None) -> str:
        own = next((h for h, each in batch.mapping.items() if each == name), "") if batch else ""
        return own or self._heading_of.get(name, LABELS[name])

    def _differing(self, entry: RollEntry, batch: RollImport | None) -> dict[str, str]:
        """By column, what the entry says otherwise than its row."""
        now = state_of(entry)
        before = {}
        if batch:
            values = dict(zip(batch.headings, entry.written, strict=False))
            cells = {name: values.get(heading, "") for heading, name in batch.mapping.items()}
            reading = read_row(
                number=0, cells=cells, headings={}, lookups=self._lookups(), today=_today()
            )
            before = state_of_reading(reading)
        return {name: text for name, text in now.items() if text != before.get(name, "")}

    def _changed_states(self) -> Iterator[dict[str, str]]:
        """What changed entries say that their rows do not, to know which columns are needed."""
        for entry in self.roll.entries.prefetch_related("names").iterator(chunk_size=_CHUNK):
            batch = self._imports.get(entry.batch_id)
            if _was_changed(entry, batch):
                yield self._differing(entry, batch)

    def _lookups(self) -> Lookups:
        return Lookups(roll=self.roll)

    def _refused(self) -> Iterator[tuple[int, int, Cells]]:
        faults = RollImportFault.objects.filter(batch__roll=self.roll, refused=True)
        faults = faults.exclude(written=[]).order_by("batch", "row", "pk")
        for fault in faults.iterator(chunk_size=_CHUNK):
            batch = self._imports[fault.batch_id]
            yield batch.pk, fault.row, dict(zip(batch.headings, fault.written, strict=False))


def _today() -> datetime.date:
    return timezone.localdate()
