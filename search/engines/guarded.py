"""An engine behind a circuit breaker, with another in reserve for readers."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from search.engines.base import (
    EngineError,
    EngineUnavailable,
    Progress,
    SearchDocument,
    SearchEngine,
    SearchQuery,
    SearchResults,
    Suggestion,
    Weighing,
)

logger = logging.getLogger("search.engines")

FAILURES = 3
"""So many calls in a row go unanswered before no more are made for a while."""

PAUSE = 30.0
"""Seconds before one call tries again."""

Answer = TypeVar("Answer")


class Breaker:
    """Keeps readers from waiting for a service that does not answer.

    After ``failures`` calls in a row that raised
    :class:`~search.engines.base.EngineUnavailable` the breaker is open: calls
    fail at once. After ``pause`` seconds one call is let through; it closes the
    breaker, or opens it for another pause. For any thread. ``now`` gives seconds
    of a clock that never goes back.
    """

    def __init__(
        self,
        *,
        failures: int = FAILURES,
        pause: float = PAUSE,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        self._failures = failures
        self._pause = pause
        self._now = now
        self._lock = threading.Lock()
        self._failed = 0
        self._open_until = 0.0

    def call(self, ask: Callable[[], Answer]) -> Answer:
        """What ``ask`` gives. Raises ``EngineUnavailable`` without asking while open."""
        self._pass()
        try:
            answer = ask()
        except EngineUnavailable as error:
            self._note_failure(error)
            raise
        except EngineError:
            self._note_answer()
            raise
        self._note_answer()
        return answer

    def _pass(self) -> None:
        with self._lock:
            if self._failed < self._failures:
                return
            now = self._now()
            if now < self._open_until:
                raise EngineUnavailable("it did not answer a moment ago")
            # Half open: this call tries, the others of the next pause do not.
            self._open_until = now + self._pause

    def _note_failure(self, error: EngineUnavailable) -> None:
        with self._lock:
            self._failed += 1
            if self._failed >= self._failures:
                self._open_until = self._now() + self._pause
            if self._failed == self._failures:
                logger.error("the search service is left alone for a while: %s", error)

    def _note_answer(self) -> None:
        with self._lock:
            if self._failed >= self._failures:
                logger.warning("the search service answers again")
            self._failed = 0


class GuardedEngine:
    """``engine`` behind ``breaker``; readers get the answer of ``reserve`` when it fails.

    Writing goes to ``engine`` alone: who writes keeps the reserve up to date
    as well. Where the reserve cannot answer either, what ``engine`` raised stands.
    """

    def __init__(
        self, engine: SearchEngine, breaker: Breaker, reserve: SearchEngine | None = None
    ) -> None:
        self._engine = engine
        self._breaker = breaker
        self._reserve = reserve

    def index(self, documents: Iterable[SearchDocument]) -> int:
        """Add or replace ``documents``; see :class:`~search.engines.base.SearchEngine`."""
        return self._breaker.call(lambda: self._engine.index(documents))

    def delete(self, keys: Iterable[str]) -> None:
        """Remove documents by key."""
        self._breaker.call(lambda: self._engine.delete(keys))

    def rebuild(
        self,
        documents: Iterable[SearchDocument],
        *,
        about: int = 0,
        progress: Progress | None = None,
    ) -> int:
        """Build a new index and swap; asks even while the breaker is open."""
        return self._engine.rebuild(documents, about=about, progress=progress)

    def keys(self) -> Iterable[str]:
        """All keys in the index."""
        return self._breaker.call(self._engine.keys)

    def fingerprints(self) -> Iterable[tuple[str, str]]:
        """Key and fingerprint of all documents in the index."""
        return self._engine.fingerprints()

    def search(self, query: SearchQuery) -> SearchResults:
        """Answer ``query``; ``from_reserve`` tells whether the reserve did."""
        return self._read(
            lambda: self._engine.search(query),
            lambda reserve: replace(reserve.search(query), from_reserve=True),
        )

    def suggest(
        self,
        prefix: str,
        *,
        limit: int = 8,
        kinds: Collection[str] = (),
        other_than: Collection[str] = (),
    ) -> Sequence[Suggestion]:
        """Titles and names by prefix."""

        def ask(engine: SearchEngine) -> Sequence[Suggestion]:
            return engine.suggest(prefix, limit=limit, kinds=kinds, other_than=other_than)

        return self._read(lambda: ask(self._engine), ask)

    def counts(self, queries: Sequence[SearchQuery]) -> tuple[int, ...]:
        """How many documents each of ``queries`` finds as it stands."""
        return self._read(
            lambda: self._engine.counts(queries), lambda reserve: reserve.counts(queries)
        )

    def weigh(self, query: SearchQuery, key: str) -> Weighing:
        """Why the document ``key`` stands where it does."""
        return self._read(
            lambda: self._engine.weigh(query, key), lambda reserve: reserve.weigh(query, key)
        )

    def _read(
        self, ask: Callable[[], Answer], ask_reserve: Callable[[SearchEngine], Answer]
    ) -> Answer:
        try:
            return self._breaker.call(ask)
        except EngineUnavailable as unavailable:
            if self._reserve is None:
                raise
            try:
                return ask_reserve(self._reserve)
            except EngineError as error:
                logger.error("the reserve cannot answer either: %s", error)
                raise unavailable from error
