"""What an import did, row by row where somebody has to look."""

from __future__ import annotations

from dataclasses import dataclass, field

from cms.core.tables import Fault


@dataclass(slots=True)
class PossibleDuplicate:
    """A row that may be about somebody known: people in the records, other rows of the list."""

    row: int
    name: str
    people: list[dict] = field(default_factory=list)
    rows: list[dict] = field(default_factory=list)

    def as_dict(self) -> dict:
        """For JSON: ``people`` of ``{id, name, why}``, ``rows`` of ``{row, name, why}``."""
        return {"row": self.row, "name": self.name, "people": self.people, "rows": self.rows}


@dataclass(slots=True)
class Report:
    """Counts and findings of one import.

    ``rows`` is how many were read: created, updated, unchanged or refused.
    ``last_row`` is how far the work is, by which it goes on after a break.
    """

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    not_understood: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    conflicts: list[Fault] = field(default_factory=list)
    possible_duplicates: list[PossibleDuplicate] = field(default_factory=list)
    last_row: int = 0
    finished: bool = False

    def as_dict(self) -> dict:
        """For JSON and for keeping between two runs."""
        return {
            "rows": self.rows,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "refused": self.refused,
            "not_understood": [fault.as_dict() for fault in self.not_understood],
            "remarks": [fault.as_dict() for fault in self.remarks],
            "conflicts": [fault.as_dict() for fault in self.conflicts],
            "possible_duplicates": [found.as_dict() for found in self.possible_duplicates],
            "last_row": self.last_row,
            "finished": self.finished,
        }

    @classmethod
    def from_dict(cls, data: dict) -> Report:
        """The report that :meth:`as_dict` gave."""
        given = dict(data)
        for name in ("not_understood", "remarks", "conflicts"):
            given[name] = [Fault(**fault) for fault in given.get(name, ())]
        given["possible_duplicates"] = [
            PossibleDuplicate(**found) for found in given.get("possible_duplicates", ())
        ]
        return cls(**given)
