"""Entries of an earlier import of the same list, brought up to date."""

from __future__ import annotations

import datetime
from collections.abc import Collection

from django.db.models import Q
from django.utils.translation import gettext as _

from cms.core.tables import Fault
from heritage.memorials.models import RollEntry, RollImport
from heritage.memorials.roll_import.keys import Keys
from heritage.memorials.roll_import.making import other_name
from heritage.memorials.rolls.lookups import Lookups
from heritage.memorials.rolls.reading import Reading, read_row
from search.text.normalise import normalise

_SAME_ROW_SHARE = 0.5
"""Share of a changed row's cells that must be as before for it to be the row that vanished."""

_NOT_SHOWN = {"verification": "recorded", "seeks_kin": False}
"""What an entry is of itself where no row says anything."""


class Updater:
    """Finds and changes entries for one import; ``keys`` are those of all its rows."""

    def __init__(self, batch: RollImport, lookups: Lookups, today: datetime.date):
        self._batch, self._lookups, self._today = batch, lookups, today
        self.keys = Keys(batch.source)
        self._claimed: set[int] = set()

    def find(self, lines) -> dict[str, RollEntry]:
        """The entries made of these rows before, by the key of the row."""
        entries = RollEntry.objects.filter(roll_id=self._batch.roll_id)
        keys = [line.key for line in lines]
        found = {
            entry.row_key: entry
            for entry in entries.filter(row_key__in=keys)
            .select_related("batch")
            .prefetch_related("names")
        }
        missing = [line for line in lines if line.is_sound and line.key not in found]
        found.update(self._changed_rows(missing))
        return found

    def _changed_rows(self, lines) -> dict[str, RollEntry]:
        """Rows that identify themselves otherwise than before: a birth corrected, say."""
        wanted = {normalise(line.reading.values["name"])[:60] for line in lines}
        namesakes: dict[str, list[RollEntry]] = {}
        of_list = Q(batch__source=self._batch.source, match_key__in=wanted)
        for entry in (
            RollEntry.objects.filter(of_list, roll_id=self._batch.roll_id)
            .select_related("batch")
            .prefetch_related("names")
        ):
            if entry.row_key and entry.row_key not in self.keys and entry.pk not in self._claimed:
                namesakes.setdefault(entry.match_key, []).append(entry)
        found = {}
        for line in lines:
            here = namesakes.get(normalise(line.reading.values["name"])[:60], [])
            alike = [entry for entry in here if entry.pk not in self._claimed]
            alike = [entry for entry in alike if _same_share(entry.written, line.written)]
            if len(alike) == 1:
                self._claimed.add(alike[0].pk)
                found[line.key] = alike[0]
        return found

    def update(self, entry: RollEntry, line, *, keep: bool) -> tuple[bool, list[Fault]]:
        """Take over what the row says otherwise than before; an editor's words stay.

        Gives whether anything changed, and a fault for every fact that both the
        list and an editor changed.
        """
        same_columns = entry.batch is not None and entry.batch.headings == self._batch.headings
        if entry.merged_into_id or (
            same_columns
            and entry.batch.mapping == self._batch.mapping
            and entry.written == line.written
            and entry.row_key == line.key
        ):
            return False, []
        taken, now = self._read_before(entry), line.reading
        changed, conflicts = [], []
        for name in {**taken.values, **now.values}:
            wanted = now.values.get(name, _blank(name))
            before, current = taken.values.get(name, _blank(name)), getattr(entry, name)
            current = _blank(name) if current is None else current
            if wanted in (before, current):
                continue
            if current != before:
                conflicts.append(self._conflict(line, name, current, wanted))
                continue
            setattr(entry, name, wanted if wanted != "" or not name.endswith("_id") else None)
            changed.append(name)
        names = self._merged_names(entry, taken.names, now.names)
        entry.written, entry.row_key, entry.row = line.written, line.key, line.row.number
        entry.batch = self._batch
        if keep:
            if "name" in changed and "pinyin" not in changed:
                entry.pinyin = ""
            entry.version += entry.version > 0
            entry.save()
            if names is not None:
                entry.names.all().delete()
                type(entry).names.rel.related_model.objects.bulk_create(
                    other_name(entry.pk, kind, text) for kind, text in names
                )
            if now.honours != taken.honours:
                entry.honours.remove(*set(taken.honours) - set(now.honours))
                entry.honours.add(*set(now.honours) - set(taken.honours))
        return True, conflicts

    def _read_before(self, entry: RollEntry) -> Reading:
        """What the earlier row gave, read anew: what differs from it an editor has written."""
        batch = entry.batch
        if batch is None:
            return Reading(0)
        values = dict(zip(batch.headings, entry.written, strict=False))
        cells = {name: values.get(heading, "") for heading, name in batch.mapping.items()}
        return read_row(
            number=entry.row or 0,
            cells=cells,
            headings={},
            lookups=self._lookups,
            today=self._today,
        )

    def _merged_names(
        self, entry: RollEntry, before: Collection[tuple], wanted: Collection[tuple]
    ) -> list[tuple[str, str]] | None:
        """The other names as they should be; None where they are so already."""
        current = [(name.kind, name.text) for name in entry.names.all()]
        dropped = set(before) - set(wanted)
        merged = [pair for pair in current if pair not in dropped]
        merged += [pair for pair in wanted if pair not in merged and pair not in before]
        return None if merged == current else merged

    def _conflict(self, line, name: str, current, wanted) -> Fault:
        label = str(RollEntry._meta.get_field(name).verbose_name)
        message = _("An editor has written “%(value)s”; it was kept.") % {"value": current}
        return Fault(line.row.number, label, str(wanted), message)


def _blank(name: str) -> object:
    return _NOT_SHOWN.get(name, "")


def _same_share(before: list[str], now: list[str]) -> bool:
    """Whether two rows of one list agree in enough of their cells."""
    if len(before) != len(now):
        return False
    filled = [pair for pair in zip(before, now, strict=True) if any(cell.strip() for cell in pair)]
    same = sum(one == other for one, other in filled)
    return bool(filled) and same / len(filled) >= _SAME_ROW_SHARE
