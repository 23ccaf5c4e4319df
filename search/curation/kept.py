"""What a process keeps of the database while the vocabulary stamp stays the same."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from search.models import VocabularyStamp

Value = TypeVar("Value")


class Kept(Generic[Value]):
    """What ``read`` gives, read again after the stamp changed."""

    def __init__(self, read: Callable[[], Value]) -> None:
        self._read = read
        self._kept: tuple[str, Value] | None = None

    def current(self) -> Value:
        """The value as the database has it now; one query where nothing changed."""
        stamp = VocabularyStamp.current()
        # Another thread may put something newer here meanwhile; each is whole.
        kept = self._kept
        if kept is None or kept[0] != stamp:
            # The stamp was read first: what changes meanwhile is read again next time.
            kept = self._kept = (stamp, self._read())
        return kept[1]
