"""The engines this site is set to use."""

from __future__ import annotations

import os
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from .engines.base import SearchEngine
from .engines.elasticsearch import Connection, ElasticsearchEngine
from .engines.embedded import EmbeddedEngine
from .engines.guarded import Breaker, GuardedEngine


def engine() -> SearchEngine:
    """The engine that answers; one object a process and configuration."""
    return engines()[-1]


def engines() -> tuple[SearchEngine, ...]:
    """All engines to keep up to date: a reserve first, last the one that answers."""
    directory = Path(settings.SEARCH_INDEX_DIR)
    if settings.SEARCH_ENGINE == "embedded":
        return (_embedded(directory),)
    reserve = _embedded(directory) if settings.SEARCH_FALLBACK else None
    guarded = _guarded(cluster(), reserve, os.getpid())
    return (reserve, guarded) if reserve else (guarded,)


def cluster() -> Connection | None:
    """The Elasticsearch cluster that is named, in use or not."""
    return Connection(**settings.ELASTICSEARCH) if settings.ELASTICSEARCH else None


@lru_cache(maxsize=4)
def _embedded(directory: Path) -> EmbeddedEngine:
    return EmbeddedEngine(directory)


@lru_cache(maxsize=4)
def _guarded(connection: Connection, reserve: SearchEngine | None, process: int) -> GuardedEngine:
    """The engine on ``connection``; a forked ``process`` opens sockets of its own."""
    return GuardedEngine(ElasticsearchEngine(connection), Breaker(), reserve)
