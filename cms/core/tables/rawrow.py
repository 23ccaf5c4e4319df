"""A row as its source gives it, before headings are known."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class RawRow:
    """Cells in order as text; ``number`` as a spreadsheet shows it, from 1.

    ``problem`` says why the row as a whole is broken; ``cell_problems`` maps
    the position of a cell to what is wrong with it.
    """

    number: int
    cells: list[str]
    problem: str = ""
    cell_problems: dict[int, str] = field(default_factory=dict)

    def filled(self) -> int:
        """How many cells hold something."""
        return sum(bool(cell.strip()) for cell in self.cells)
