"""What an import of a roll did, and how far it came."""

from __future__ import annotations

from dataclasses import asdict, dataclass, fields


@dataclass(slots=True)
class Report:
    """Counts of one import; what is wrong with single cells stands in the database.

    ``rows`` is how many were read: created, updated, unchanged or refused.
    ``last_row`` is the last one of the last batch that was kept, by which the
    work goes on after a break. ``faults`` counts findings, ``pairs`` entries
    that may be one person and wait for a decision.
    """

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    faults: int = 0
    pairs: int = 0
    last_row: int = 0
    finished: bool = False
    problem: str = ""

    def as_dict(self) -> dict:
        """For JSON and for keeping between two runs."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict) -> Report:
        """The report that :meth:`as_dict` gave; what it does not know it leaves out."""
        known = {each.name for each in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in known})
