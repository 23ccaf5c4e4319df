"""Text and queries as space-separated tokens for a database's text search."""

from __future__ import annotations

from search.text.normalise import normalise
from search.text.stopwords import STOPWORDS
from search.text.tokens import BREAK, bigrams, characters, runs, units

LONGEST_TEXT = 40_000
"""Characters of one text that are indexed; PostgreSQL takes no more distinct tokens."""

JOINER = "|"
"""Holds the tokens of a phrase together; both databases see no letter in it."""

NO_TOKEN = "\u01c1"
"""A letter no text is indexed with: what a query without any token looks for."""

# BREAK itself is no letter, so databases would let phrases reach over it.
_WALL = "\u01c0"


def indexed_text(text: str) -> str:
    """``text`` as bigrams, then as single characters."""
    normal = normalise(text[:LONGEST_TEXT])
    pairs = bigrams(normal)
    single = [token for run in runs(normal) if run.chinese for token in (*run.text, _WALL)]
    tokens = [*pairs, _WALL, *single] if single else pairs
    return " ".join(_WALL if token == BREAK else token for token in tokens)


def query_terms(query: str) -> str:
    """A query as terms with spaces between, of which a search needs every one.

    A Chinese word becomes its bigrams joined by :data:`JOINER`: one term that
    matches them one after the other.
    """
    found = [unit for unit in units(normalise(query)) if unit.text]
    content = [unit for unit in found if unit.token not in STOPWORDS] or found
    return " ".join(JOINER.join(_pairs(unit.text)) for unit in content) or NO_TOKEN


def query_phrase(phrase: str) -> str:
    """A quoted phrase as its tokens with spaces between."""
    normal = normalise(phrase)
    if any(run.chinese and len(run.text) == 1 for run in runs(normal)):
        tokens = characters(normal)
    else:
        tokens = bigrams(normal)
    return " ".join(_WALL if token == BREAK else token for token in tokens) or NO_TOKEN


def _pairs(text: str) -> list[str]:
    return [token for token in bigrams(text) if token != BREAK]
