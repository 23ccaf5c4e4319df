"""New entries from rows, some hundreds in one statement."""

from __future__ import annotations

from dataclasses import dataclass

from heritage.memorials.models import RollEntry, RollEntryName, RollImport
from heritage.memorials.rolls.memo import Memo
from search.text.names import name_pinyin, plain_pinyin
from search.text.normalise import normalise
from search.text.strokes import stroke_key

_LONGEST_PINYIN = RollEntry._meta.get_field("pinyin").max_length
_LONGEST_KEY = RollEntry._meta.get_field("match_key").max_length
_LONGEST_STROKES = RollEntry._meta.get_field("sort_strokes").max_length
_LONGEST_NAME_KEY = RollEntryName._meta.get_field("match_key").max_length


@dataclass(slots=True)
class Made:
    """An entry that is not saved yet, with what hangs on it."""

    entry: RollEntry
    names: list[tuple[str, str]]
    honours: tuple[int, ...]


class Maker:
    """Makes the entries of one import."""

    def __init__(self, batch: RollImport):
        self._batch = batch
        self._readings: Memo[str, dict[str, str]] = Memo(readings)

    def make(self, line) -> Made:
        """The entry of a sound row."""
        values = line.reading.values
        entry = RollEntry(
            roll_id=self._batch.roll_id,
            batch_id=self._batch.pk,
            row=line.row.number,
            row_key=line.key,
            written=line.written,
            **{**self._readings[values["name"]], **values},
        )
        if "pinyin" in values:
            entry.sort_pinyin = plain_pinyin(entry.pinyin)[:_LONGEST_PINYIN]
        return Made(entry, line.reading.names, line.reading.honours)

    def save(self, made: list[Made]) -> list[int]:
        """Save entries with their names and honours; gives their primary keys."""
        RollEntry.objects.bulk_create([one.entry for one in made])
        RollEntryName.objects.bulk_create(
            other_name(one.entry.pk, kind, text) for one in made for kind, text in one.names
        )
        link = RollEntry.honours.through
        link.objects.bulk_create(
            link(rollentry_id=one.entry.pk, honour_id=honour)
            for one in made
            for honour in one.honours
        )
        return [one.entry.pk for one in made]


def readings(name: str) -> dict[str, str]:
    """What :meth:`RollEntry.fill_readings` would make of a name."""
    pinyin = name_pinyin(name)[:_LONGEST_PINYIN]
    return {
        "pinyin": pinyin,
        "sort_pinyin": plain_pinyin(pinyin)[:_LONGEST_PINYIN],
        "sort_strokes": stroke_key(name)[:_LONGEST_STROKES],
        "match_key": normalise(name)[:_LONGEST_KEY],
    }


def other_name(entry: int, kind: str, text: str) -> RollEntryName:
    """Another name of an entry, with the key it is compared by."""
    return RollEntryName(
        entry_id=entry, kind=kind, text=text, match_key=normalise(text)[:_LONGEST_NAME_KEY]
    )
