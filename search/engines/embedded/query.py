"""Clauses of :mod:`search.engines.plan` as Tantivy queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from tantivy import Occur, Query

from search.engines.analysis import facet_value
from search.engines.embedded.schema import SCHEMA
from search.engines.facets import Choices
from search.engines.plan import (
    Boosted,
    Clause,
    Everything,
    Fixed,
    Group,
    Has,
    HasPhrase,
    Nothing,
)


def to_tantivy(clause: Clause) -> Query:
    """Write ``clause`` as a Tantivy query."""
    match clause:
        case Has(field, token):
            return Query.term_query(SCHEMA, field, token)
        case HasPhrase(field, tokens):
            return Query.phrase_query(SCHEMA, field, list(tokens))
        case Everything():
            return Query.all_query()
        case Nothing():
            return Query.empty_query()
        case Group():
            return _group(clause)
        case Boosted(inner, factor):
            return Query.boost_query(to_tantivy(inner), factor)
        case Fixed(inner, score):
            return Query.const_score_query(to_tantivy(inner), score)


def ranked(match: Query, rank: Iterable[Clause]) -> Query:
    """What ``match`` finds, scored by it and by every clause of ``rank``."""
    extra = [(Occur.Should, to_tantivy(clause)) for clause in rank]
    return Query.boolean_query([(Occur.Must, match), *extra]) if extra else match


def ranked_one_by_one(match: Query, rank: Iterable[Clause]) -> Query:
    """As :func:`ranked`, quicker where ``match`` finds little of what ``rank`` is about.

    Tantivy goes through several clauses that may be there together, all of them
    4,096 documents at a time, and through a single one by leaps.
    """
    for clause in rank:
        match = Query.boolean_query([(Occur.Must, match), (Occur.Should, to_tantivy(clause))])
    return match


def filtered(query: Query, choices: Choices, *, apart_from: str | None = None) -> Query:
    """``query`` with the facets' choices applied, leaving out one facet's own."""
    filters = [
        _any_value([facet_value(name, value) for value in values])
        for name, values in choices.items()
        if values and name != apart_from
    ]
    if not filters:
        return query
    return Query.boolean_query([(Occur.Must, query), *((Occur.Must, unscored(f)) for f in filters)])


def with_keywords(
    query: Query, field: str, *, among: Collection[str] = (), not_among: Collection[str] = ()
) -> Query:
    """``query`` where the keyword in ``field`` is ``among`` some and ``not_among`` others."""
    narrowed = [(Occur.Must, query)]
    if among:
        wanted = Query.term_set_query(SCHEMA, field, list(among))
        narrowed.append((Occur.Must, unscored(wanted)))
    if not_among:
        narrowed.append((Occur.MustNot, Query.term_set_query(SCHEMA, field, list(not_among))))
    return Query.boolean_query(narrowed) if len(narrowed) > 1 else query


def unscored(query: Query) -> Query:
    """``query`` as a filter: it must not score, or a choice would reorder what it leaves."""
    return Query.const_score_query(query, 0.0)


def _any_value(keywords: list[str]) -> Query:
    """What has one of ``keywords``.

    A set of terms is gone through whole, a single one only where the other clauses match.
    """
    if len(keywords) == 1:
        return Query.term_query(SCHEMA, "facets", keywords[0])
    return Query.term_set_query(SCHEMA, "facets", keywords)


def _group(group: Group) -> Query:
    some = None
    if group.should:
        some = Query.boolean_query(
            [(Occur.Should, to_tantivy(clause)) for clause in group.should],
            minimum_number_should_match=group.at_least if group.at_least > 1 else None,
        )
        if group.at_least and not group.must and not group.must_not:
            return some
    clauses = [(Occur.Must, to_tantivy(clause)) for clause in group.must]
    if some is not None:
        clauses.append((Occur.Must if group.at_least else Occur.Should, some))
    clauses += [(Occur.MustNot, to_tantivy(clause)) for clause in group.must_not]
    return Query.boolean_query(clauses)
