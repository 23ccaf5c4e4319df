"""One search, asked the same way by page, API, feed and command."""

from __future__ import annotations

from dataclasses import replace

from search.asking.answer import Answer
from search.configured import engine
from search.engines.base import SearchQuery


def ask(query: SearchQuery) -> Answer:
    """Answer ``query``.

    Raises :class:`~search.engines.base.EngineUnavailable` when neither the engine
    nor what stands in for it answers.
    """
    query = replace(query)
    return Answer(query=query, results=engine().search(query))
