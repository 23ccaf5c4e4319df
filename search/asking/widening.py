"""The widest part of a query that finds something."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from search.asking.answer import Wider
from search.engines.base import SearchEngine, SearchQuery
from search.text.normalise import normalise
from search.text.query import FIELD_NAMES, QUERY_LENGTH, FieldTerm, ParsedQuery, Term, parse

WIDER = 5
"""Most parts that are given."""

MOST_TRIED = 64
"""Most parts that are tried."""

_MOST_PIECES = 8
"""Of a query of more terms and choices only one is left out at a time."""

_PASTED = 10
_PASTED_LENGTH = 200
"""A query of more terms or characters is a pasted text; a part of it is no help."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A term, or all that is chosen in one facet."""

    term: str = ""
    facet: str = ""


def wider(query: SearchQuery, engine: SearchEngine) -> tuple[Wider, ...]:
    """Up to five parts of ``query`` that find something, those with the least left out first.

    Of parts with as much left out the one that finds more comes first. Raises
    :class:`~search.engines.base.EngineError`.
    """
    parts = list(_parts(query))
    if not parts:
        return ()
    totals = engine.counts([part.query for part in parts])
    found = [replace(part, total=total) for part, total in zip(parts, totals, strict=True) if total]
    found.sort(key=lambda part: (len(part.left_out) + len(part.without), -part.total))
    return tuple(found[:WIDER])


def _parts(query: SearchQuery) -> Iterator[Wider]:
    text = normalise(query.text[:QUERY_LENGTH])
    asked = parse(text)
    terms = _terms(asked)
    facets = [name for name, values in query.facets.items() if values]
    pieces = [*(_Piece(facet=name) for name in facets), *(_Piece(term=one) for one in terms)]
    if len(pieces) > _PASTED or len(text) > _PASTED_LENGTH:
        return
    most = len(pieces) - 1 if len(pieces) <= _MOST_PIECES else 1
    tried = 0
    for count in range(1, most + 1):
        for left_out in combinations(pieces, count):
            if tried == MOST_TRIED:
                return
            kept = set(pieces).difference(left_out)
            # Nothing but what is to be absent is no search.
            if any(piece.facet or not piece.term.startswith("-") for piece in kept):
                tried += 1
                yield _without(query, terms, left_out)


def _without(query: SearchQuery, terms: list[str], left_out: tuple[_Piece, ...]) -> Wider:
    words = tuple(piece.term for piece in left_out if piece.term)
    names = tuple(piece.facet for piece in left_out if piece.facet)
    part = replace(
        query,
        text=" ".join(term for term in terms if term not in words) if words else query.text,
        facets={name: values for name, values in query.facets.items() if name not in names},
        offset=0,
    )
    return Wider(query=part, total=0, left_out=words, without=names)


def _terms(asked: ParsedQuery) -> list[str]:
    """What was asked for and what was excluded, each as it is written in a query."""
    wanted = [*asked.terms, *asked.fields]
    excluded = [*asked.excluded, *asked.excluded_fields]
    return [*map(_written, wanted), *(f"-{_written(term)}" for term in excluded)]


def _written(term: Term | FieldTerm) -> str:
    text = f'"{term.text}"' if term.quoted else term.text
    return f"{FIELD_NAMES[term.field][0]}:{text}" if isinstance(term, FieldTerm) else text
