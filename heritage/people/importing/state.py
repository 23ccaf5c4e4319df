"""A record as plain words by field, so that what a list says can be set beside it.

A single fact is a string (a date in its canonical form, a choice by its value,
a division by its primary key), a repeated one a list of strings.
"""

from __future__ import annotations

from dataclasses import dataclass

State = dict[str, str | list[str]]

SINGLE = (
    "name",
    "pinyin",
    "gender",
    "ethnicity",
    "birth",
    "birth_as_written",
    "death",
    "death_as_written",
    "death_place",
    "death_cause",
    "life_status",
    "native_place",
    "place",
    "martyr_decision",
    "martyr_on",
    "martyr_authority",
    "martyr_document",
    "enlisted",
    "enlisted_as_written",
    "party_joined",
    "party_as_written",
    "short_life",
)
REPEATED = ("names", "services", "conflicts", "awards", "roles", "sources")
DATES = ("birth", "death", "martyr_on", "enlisted", "party_joined")


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that both the list and an editor changed; the record keeps the editor's."""

    field: str
    record: str
    row: str


@dataclass(frozen=True, slots=True)
class Merged:
    """What is to change in a record, what is left as an editor has it, and what was taken now."""

    changes: State
    conflicts: tuple[Conflict, ...]
    taken: State


def merge(*, taken: State, record: State, row: State) -> Merged:
    """Set a row beside the record made of it earlier.

    ``taken`` is what the import put there last time. A fact the row did not
    change since, or no longer gives, is left alone. One it changed is taken
    over unless an editor changed it too. Of a repeated fact the items the row
    adds are added and those it dropped are dropped; others stay.
    """
    changes: State = {}
    conflicts = []
    now = dict(taken)
    for field, wanted in row.items():
        before, current = taken.get(field), record.get(field, "")
        if not wanted or wanted == before:
            continue
        if isinstance(wanted, list):
            merged = _merge_items(before or [], current or [], wanted)
            if merged != current:
                changes[field] = merged
        elif current == wanted:
            pass
        elif current == (before or "") or (not current and before is None):
            changes[field] = wanted
        else:
            conflicts.append(Conflict(field, str(current), wanted))
            continue
        now[field] = wanted
    return Merged(changes, tuple(conflicts), now)


def _merge_items(before: list[str], current: list[str], wanted: list[str]) -> list[str]:
    dropped = set(before) - set(wanted)
    kept = [item for item in current if item not in dropped]
    return kept + [item for item in wanted if item not in kept and item not in before]
