"""Clauses of :mod:`search.engines.plan` as Elasticsearch queries."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from elasticsearch_dsl.query import (
    Bool,
    ConstantScore,
    MatchAll,
    MatchNone,
    MatchPhrase,
    Query,
    Term,
    Terms,
)

from search.engines.analysis import facet_value
from search.engines.elasticsearch.schema import TOKENS_WITH_POSITIONS
from search.engines.facets import Choices, chosen_facets
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

_NO_TOKEN = "\x1f"


def to_elasticsearch(clause: Clause) -> Query:
    """Write ``clause`` as an Elasticsearch query."""
    match clause:
        case Has(field, token):
            return Term(**{field: {"value": token}})
        case HasPhrase(field, tokens):
            return MatchPhrase(**{field: {"query": " ".join(tokens), "analyzer": "whitespace"}})
        case Everything():
            return MatchAll()
        case Nothing():
            return MatchNone()
        case Group():
            return _group(clause)
        case Boosted(inner, factor):
            return Bool(must=[to_elasticsearch(inner)], boost=factor)
        case Fixed(inner, score):
            return ConstantScore(filter=to_elasticsearch(inner), boost=score)


def ranked(match: Clause, rank: Iterable[Clause]) -> Query:
    """What ``match`` finds, scored by it and by every clause of ``rank``.

    A shard that has no word of a phrase does not tell how many documents it
    has, and the phrase would count as less rare than it is. To be asked for a
    token that nothing has makes every shard tell.
    """
    asked = [Term(**{field: {"value": _NO_TOKEN}}) for field in TOKENS_WITH_POSITIONS]
    return Bool(must=[to_elasticsearch(match)], should=[*map(to_elasticsearch, rank), *asked])


def choice_filters(choices: Choices, *, apart_from: str | None = None) -> Query:
    """The facets' choices as one filter, leaving out one facet's own."""
    wanted = [
        Terms(facets=[facet_value(name, value) for value in values])
        for name, values in chosen_facets(choices).items()
        if name != apart_from
    ]
    return Bool(filter=wanted) if wanted else MatchAll()


def with_keywords(
    query: Query, field: str, *, among: Collection[str] = (), not_among: Collection[str] = ()
) -> Query:
    """``query`` where the keyword in ``field`` is ``among`` some and ``not_among`` others."""
    wanted = [Terms(**{field: list(among)})] if among else []
    unwanted = [Terms(**{field: list(not_among)})] if not_among else []
    return Bool(must=[query], filter=wanted, must_not=unwanted) if wanted or unwanted else query


def _group(group: Group) -> Query:
    must = [*map(to_elasticsearch, group.must)]
    should = []
    if group.should:
        some = Bool(
            should=[*map(to_elasticsearch, group.should)],
            minimum_should_match=max(1, group.at_least),
        )
        (must if group.at_least else should).append(some)
    return Bool(must=must, should=should, must_not=[*map(to_elasticsearch, group.must_not)])
