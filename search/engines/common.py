"""Words that stand in very many documents, and so say little about which of them is meant.

A question is answered by its other words where it has some, as Lucene's
``CommonTermsQuery`` did: going through the postings of the common ones takes
most of the time, moves the best hits next to nothing, and finds documents that
nobody asked for. A name or a phrase is looked for with all of its words.
"""

from __future__ import annotations

from collections.abc import Callable, Collection

from search.engines.clauses import Boosted, Clause, Has

COMMON_SHARE = 0.1
"""A word in a larger share of all documents is common.

For the sets of questions measured, the tenth costs 0.001 of MRR, a fiftieth 0.015.
"""

COMMON_FROM = 2_000
"""No word is common that stands in fewer documents."""

Common = Callable[[Collection[Has]], Collection[Has]]
"""Gives those of some words that are common in an index."""


def none_common(_words: Collection[Has]) -> Collection[Has]:
    """For where no index is asked."""
    return ()


def most_documents(total: int) -> float:
    """In how many of ``total`` documents a word may stand that is not common."""
    return max(COMMON_FROM, total * COMMON_SHARE)


def word_of(clause: Clause) -> Has | None:
    """The word that all of ``clause`` is; None where it is more."""
    if isinstance(clause, Boosted):
        clause = clause.clause
    return clause if isinstance(clause, Has) else None
