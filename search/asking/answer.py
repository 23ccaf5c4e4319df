"""What the site answers to one search."""

from __future__ import annotations

from dataclasses import dataclass

from search.curation.promotions import Promotion
from search.engines.base import SearchQuery, SearchResults


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A query that finds ``total`` documents where the one typed finds none."""

    text: str
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wider:
    """A part of a query that finds something: what was left out, and how much is found.

    ``query`` is the part. ``left_out`` are the words, ``without`` the names of the
    facets that were taken off.
    """

    query: SearchQuery
    total: int
    left_out: tuple[str, ...] = ()
    without: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Results and what goes with them.

    ``corrections`` and ``wider`` are there only where nothing has the query as it
    stands, ``promotions`` only on the first page of a search without choices.
    """

    query: SearchQuery
    results: SearchResults
    promotions: tuple[Promotion, ...] = ()
    corrections: tuple[Correction, ...] = ()
    wider: tuple[Wider, ...] = ()
