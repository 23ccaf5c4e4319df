"""What came of a write, the same for every engine."""

from __future__ import annotations

from dataclasses import dataclass, field

from search.engines.base import DocumentsRejected


@dataclass(slots=True)
class Outcome:
    """What came of a write: ``indexed`` documents, and why others were not."""

    indexed: int = 0
    rejected: dict[str, str] = field(default_factory=dict)

    def count(self) -> int:
        """How many were indexed. Raises ``DocumentsRejected`` when some were not."""
        if self.rejected:
            raise DocumentsRejected(self.rejected, self.indexed)
        return self.indexed
