"""Answers that are asked for again and again, remembered up to a limit."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Memo(dict[Key, Value], Generic[Key, Value]):
    """Calls ``ask`` for what is not remembered; beyond ``limit`` it remembers nothing more.

    A list of two million names has a few thousand dates and places in it.
    """

    def __init__(self, ask: Callable[[Key], Value], limit: int = 100_000):
        super().__init__()
        self._ask, self._limit = ask, limit

    def __missing__(self, key: Key) -> Value:
        value = self._ask(key)
        if len(self) < self._limit:
            self[key] = value
        return value
