"""One search, asked the same way by page, API, feed and command."""

from __future__ import annotations

import logging
from dataclasses import replace

from django.db import DatabaseError

from search.asking.answer import Answer
from search.asking.corrections import corrections
from search.asking.lookup import look_up
from search.asking.widening import wider
from search.configured import engine
from search.curation.log import note_search
from search.curation.promotions import promoted
from search.curation.synonyms import expansions_for
from search.engines.base import EngineError, SearchEngine, SearchQuery, SearchResults
from search.outbox import reader_met

logger = logging.getLogger("search.asking")


def ask(query: SearchQuery, *, noted: bool = False) -> Answer:
    """Answer ``query``; with ``noted`` the log of searches has it.

    While no engine answers, the database is looked through instead
    (:attr:`~search.engines.base.SearchResults.from_database`).
    """
    query = replace(query, expansions=expansions_for(query.text))
    asked = engine()
    try:
        results = asked.search(query)
    except EngineError as error:
        _look_after(error)
        results = look_up(query)
    if noted and query.text:
        note_search(query.text, 0 if results.loosened else results.total)
    is_plain = bool(query.text) and not query.facets and not query.offset
    answer = Answer(
        query=query,
        results=results,
        promotions=promoted(query.text) if is_plain else (),
    )
    return _with_ways_on(answer, asked) if _is_missed(results) else answer


def _look_after(error: EngineError) -> None:
    """Have done what the failure asks for; the reader's answer does not depend on it."""
    logger.error("no engine answers: %s", error)
    try:
        reader_met(error)
    except DatabaseError:
        logger.exception("a rebuild of the index could not be asked for")


def _is_missed(results: SearchResults) -> bool:
    """Whether an index was asked and nothing has the query as it stands."""
    return not results.from_database and (results.loosened or not results.total)


def _with_ways_on(answer: Answer, asked: SearchEngine) -> Answer:
    try:
        return replace(
            answer,
            corrections=corrections(answer.query, asked),
            wider=wider(answer.query, asked),
        )
    except EngineError as error:
        # What was found stands; the ways on from there are an extra.
        logger.warning("no corrections nor wider searches: %s", error)
        return answer
