"""The engine this site is set to use."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from .engines.base import SearchEngine
from .engines.embedded import EmbeddedEngine


def engine() -> SearchEngine:
    """The configured engine; one object a process and index directory."""
    return _embedded(Path(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=4)
def _embedded(directory: Path) -> EmbeddedEngine:
    return EmbeddedEngine(directory)
