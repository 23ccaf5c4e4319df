"""A roll as a list: what came in by an import goes out under the same headings, word for word.

An entry that nobody changed is its row. Where an editor changed it, the cells
the change is about say what the entry says; all others stay as the source has
them. Rows that were refused stand where they stood.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import islice

from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from heritage.memorials.models import Roll, RollEntry, RollImport, RollImportFault
from heritage.memorials.rolls.columns import COLUMNS
from heritage.memorials.rolls.lookups import Lookups
from heritage.memorials.rolls.reading import read_row
from heritage.memorials.rolls.states import state_of, state_of_reading

_CHUNK = 2_000
_CHANGED = Q(version__gt=0) | Q(batch=None) | Q(changed_at__gt=F("batch__finished_at"))

Cells = dict[str, str]


class RollTable:
    """The headings of a roll's export, and its rows by heading, read as they are asked for.

    With ``understood`` there stand behind them the number of the entry, dates in
    canonical form, codes and names of records: for those who work on the data.
    """

    def __init__(self, roll: Roll, *, understood: bool = False):
        self.roll = roll
        self._imports = {one.pk: one for one in roll.imports.order_by("pk").defer("report")}
        self.headings = _each_once(
            heading for one in self._imports.values() for heading in one.headings
        )
        self._heading_of: dict[str, str] = {}
        for one in self._imports.values():
            for heading, name in one.mapping.items():
                self._heading_of.setdefault(name, heading)
        self._add_needed_columns()
        self._further = _understood_headings(self.headings) if understood else []
        self.headings += self._further

    def rows(self) -> Iterator[Cells]:
        """Every entry and every refused row; some thousands in memory at once."""
        refused = self._refused()
        waiting = next(refused, None)
        for at, cells in self._all_cells():
            while waiting and waiting[:2] <= at:
                yield waiting[2]
                waiting = next(refused, None)
            yield cells
        while waiting:
            yield waiting[2]
            waiting = next(refused, None)

    def _all_cells(self) -> Iterator[tuple[tuple[int, int], Cells]]:
        """Import, row and cells of every entry; one nobody changed is not even made an object."""
        known = ("pk", "batch_id", "row", "written", "version", "changed_at")
        stored = self.roll.entries.order_by("pk").values_list(*known, named=True)
        iterator = stored.iterator(chunk_size=_CHUNK)
        while some := list(islice(iterator, _CHUNK)):
            wanted = [
                one.pk
                for one in some
                if self._further or _was_changed(one, self._imports.get(one.batch_id))
            ]
            entries = {
                entry.pk: entry for entry in self._entries(RollEntry.objects.filter(pk__in=wanted))
            }
            for one in some:
                entry = entries.get(one.pk)
                yield (one.batch_id or 0, one.row or 0), self._cells(entry or one)

    def _entries(self, entries) -> Iterator[RollEntry]:
        entries = entries.order_by("pk").prefetch_related("names")
        return entries.iterator(chunk_size=_CHUNK)

    def _add_needed_columns(self) -> None:
        """Columns for what was written by hand and stands in no list that came in."""
        needed: set[str] = set()
        for entry in self._entries(self.roll.entries.filter(_CHANGED)):
            needed |= self._differing(entry, self._imports.get(entry.batch_id)).keys()
        for column in COLUMNS:
            if column.field in needed and column.field not in self._heading_of:
                heading = _unused(column.label, self.headings)
                self._heading_of[column.field] = heading
                self.headings.append(heading)

    def _cells(self, entry) -> Cells:
        batch = self._imports.get(entry.batch_id)
        cells = dict(zip(batch.headings, entry.written, strict=False)) if batch else {}
        if _was_changed(entry, batch):
            own = {name: heading for heading, name in batch.mapping.items()} if batch else {}
            for name, text in self._differing(entry, batch).items():
                cells[own.get(name) or self._heading_of[name]] = text
        if self._further:
            cells |= dict(zip(self._further, self._understood(entry), strict=True))
        return cells

    def _differing(self, entry: RollEntry, batch: RollImport | None) -> dict[str, str]:
        """By column, what the entry says otherwise than its row; "" for what it no longer says."""
        now, before = state_of(entry, self._lookups), {}
        if batch:
            values = dict(zip(batch.headings, entry.written, strict=False))
            cells = {name: values.get(heading, "") for heading, name in batch.mapping.items()}
            reading = read_row(
                number=0,
                cells=cells,
                headings={},
                lookups=self._lookups,
                today=timezone.localdate(),
            )
            before = state_of_reading(reading, self._lookups)
        return {
            name: now.get(name, "")
            for name in {**before, **now}
            if now.get(name, "") != before.get(name, "")
        }

    @cached_property
    def _lookups(self) -> Lookups:
        return Lookups(roll=self.roll)

    def _refused(self) -> Iterator[tuple[int, int, Cells]]:
        """Rows no entry was made of: import, row, cells."""
        faults = RollImportFault.objects.filter(batch__roll=self.roll, refused=True)
        faults = faults.exclude(written=[]).order_by("batch", "row", "pk")
        latest: dict[str, int] = {}
        for one in self._imports.values():
            latest[one.source] = one.pk
        for fault in faults.iterator(chunk_size=_CHUNK):
            batch = self._imports[fault.batch_id]
            # A row refused again when the list came again is one row.
            if latest[batch.source] == batch.pk:
                yield batch.pk, fault.row, dict(zip(batch.headings, fault.written, strict=False))

    def _understood(self, entry: RollEntry) -> list[str]:
        find = self._lookups
        dates = (entry.birth, entry.enlisted, entry.party_joined, entry.death)
        return [
            str(entry.pk),
            entry.pinyin,
            *(str(date or "") for date in dates),
            find.code_of.get(entry.native_place_id, ""),
            find.code_of.get(entry.death_place_id, ""),
            entry.post,
            find.unit_name.get(entry.unit_id, ""),
            find.battle_name.get(entry.battle_id, ""),
            find.war_name.get(entry.conflict_id, ""),
            str(entry.verification),
            str(entry.merged_into_id or ""),
        ]


def _was_changed(entry, batch: RollImport | None) -> bool:
    """The same question as :data:`_CHANGED`."""
    if entry.version or batch is None:
        return True
    return batch.finished_at is not None and entry.changed_at > batch.finished_at


def _understood_headings(taken: list[str]) -> list[str]:
    names = [
        _("number of the entry"),
        _("pinyin"),
        _("birth, understood"),
        _("joined, understood"),
        _("Party or League, understood"),
        _("death, understood"),
        _("native place, code"),
        _("place of death, code"),
        _("post, understood"),
        _("unit, linked"),
        _("battle, linked"),
        _("war, linked"),
        _("state of verification"),
        _("joined to entry"),
    ]
    return [_unused(name, taken) for name in names]


def _each_once(headings) -> list[str]:
    return list(dict.fromkeys(headings))


def _unused(name: str, taken: list[str]) -> str:
    number, free = 2, name
    while free in taken:
        free, number = f"{name} ({number})", number + 1
    return free
