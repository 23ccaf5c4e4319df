"""New entries from rows, some hundreds in one statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.db import connection
from django.utils import timezone

from cms.core.dates import HistoricalDate
from heritage.memorials.models import RollEntry, RollEntryName, RollImport
from heritage.memorials.rolls.memo import Memo
from search.text.names import name_pinyin, plain_pinyin
from search.text.normalise import normalise
from search.text.strokes import stroke_key

_AT_ONCE = 250
"""Rows of one statement: with fifty columns, within what SQLite and PostgreSQL take."""

_LONGEST_PINYIN = RollEntry._meta.get_field("pinyin").max_length
_LONGEST_KEY = RollEntry._meta.get_field("match_key").max_length
_LONGEST_STROKES = RollEntry._meta.get_field("sort_strokes").max_length
_LONGEST_NAME_KEY = RollEntryName._meta.get_field("match_key").max_length


@dataclass(slots=True)
class Made:
    """An entry that is not saved yet, as values by attribute, with what hangs on it."""

    values: dict[str, object]
    names: list[tuple[str, str]]
    honours: tuple[int, ...]


class Maker:
    """Makes the entries of one import."""

    def __init__(self, batch: RollImport):
        self._batch = batch
        self._readings: Memo[str, dict[str, str]] = Memo(readings)

    def make(self, line) -> Made:
        """The entry of a sound row."""
        read = line.reading.values
        values = {
            **self._readings[read["name"]],
            **read,
            "roll_id": self._batch.roll_id,
            "batch_id": self._batch.pk,
            "row": line.row.number,
            "row_key": line.key,
            "written": line.written,
        }
        if "pinyin" in read:
            values["sort_pinyin"] = plain_pinyin(read["pinyin"])[:_LONGEST_PINYIN]
        return Made(values, line.reading.names, line.reading.honours)

    def save(self, made: list[Made]) -> list[int]:
        """Save entries with their names and honours; gives their primary keys."""
        keys = insert_entries([one.values for one in made])
        RollEntryName.objects.bulk_create(
            other_name(pk, kind, text)
            for pk, one in zip(keys, made, strict=True)
            for kind, text in one.names
        )
        link = RollEntry.honours.through
        link.objects.bulk_create(
            link(rollentry_id=pk, honour_id=honour)
            for pk, one in zip(keys, made, strict=True)
            for honour in one.honours
        )
        return keys


def insert_entries(rows: Sequence[dict[str, object]]) -> list[int]:
    """Insert entries given as values by attribute; gives their primary keys, in order.

    The same as ``bulk_create``, which spends most of its time on making model
    instances and on compiling one expression for each of fifty columns: for two
    million rows that is the difference between minutes and a quarter of an hour.
    """
    keys: list[int] = []
    fields = [each for each in RollEntry._meta.concrete_fields if not each.primary_key]
    blank = [each.get_db_prep_save(_default(each), connection) for each in fields]
    at = {each.attname: position for position, each in enumerate(fields)}
    written = RollEntry._meta.get_field("written")
    with connection.cursor() as cursor:
        for some in _chunks(rows):
            flat: list[object] = []
            for values in some:
                row = blank.copy()
                for name, value in values.items():
                    row[at[name]] = str(value) if isinstance(value, HistoricalDate) else value
                row[at["written"]] = written.get_db_prep_save(values["written"], connection)
                flat += row
            cursor.execute(_statement(len(some)), flat)
            keys += [found[0] for found in cursor.fetchall()]
    return keys


def _default(field) -> object:
    return timezone.now() if getattr(field, "auto_now", False) else field.get_default()


def _chunks(rows: Sequence[dict[str, object]]) -> Iterator[Sequence[dict[str, object]]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]


@lru_cache(maxsize=2)
def _statement(count: int) -> str:
    quote, meta = connection.ops.quote_name, RollEntry._meta
    columns = [quote(each.column) for each in meta.concrete_fields if not each.primary_key]
    one = f"({', '.join(['%s'] * len(columns))})"
    return (
        f"INSERT INTO {quote(meta.db_table)} ({', '.join(columns)}) "
        f"VALUES {', '.join([one] * count)} RETURNING {quote(meta.pk.column)}"
    )


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
