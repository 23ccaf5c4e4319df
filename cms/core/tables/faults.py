"""What can be wrong with a table, said by row and column."""

from __future__ import annotations

from dataclasses import asdict, dataclass

SHOWN_VALUE = 200
"""Characters of a value that a fault repeats."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing not understood: where it stands, what stands there, what is wrong with it.

    ``row`` is the number a spreadsheet shows beside the row, 0 for the file as
    a whole; ``column`` is the heading, "" for the whole row. ``message`` is in
    the active language.
    """

    row: int
    column: str
    value: str
    message: str

    def __post_init__(self):
        object.__setattr__(self, "value", self.value[:SHOWN_VALUE])

    def as_dict(self) -> dict:
        """The four of them by name, for JSON."""
        return asdict(self)


class TableError(Exception):
    """The file as a whole cannot be read; ``str()`` of it is a message for the person."""
