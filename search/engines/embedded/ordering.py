"""Pages of hits that follow on each other: equals stand in their turn.

Tantivy orders hits of one score, or of one key to sort by, as they lie in its
segments, which a merge changes. Here such a run of equals is put in the order
of :mod:`search.engines.turns`, wherever the page cuts it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import TypeVar

from tantivy import DocAddress, Occur, Order, Query, Searcher

from search.engines.base import Sort
from search.engines.embedded.best import Best, Scored
from search.engines.embedded.schema import SCHEMA

Value = TypeVar("Value", float, str)
"""By which hits are equal: a score, or a key to sort by."""

NEAR = 30
"""So many hits before and after a page tell in most cases where the runs that it cuts end."""

EQUALS = 1_000
"""Longest run of hits of one score that is put in order; a longer one stays as it lies."""

_ROUNDING = 2e-6
"""Equal scores differ by so much of themselves: their sums are made in any order."""

SCORE_OF_ALL = 1.0
"""What every document scores when nothing is asked for."""

_ORDERS = {
    Sort.NEWEST: ("newest", Order.Desc),
    Sort.OLDEST: ("oldest", Order.Asc),
    Sort.TITLE: ("title_order", Order.Asc),
    Sort.STROKES: ("stroke_order", Order.Asc),
    Sort.LONGEST: ("length", Order.Desc),
    Sort.SHORTEST: ("length", Order.Asc),
}


def by_score(best: Best, offset: int, limit: int) -> list[Scored]:
    """The page of the best hits, with their scores."""
    for around in (NEAR, EQUALS):
        start = max(0, offset - around)
        at = offset - start
        wanted = at + limit + around
        hits = best.hits(wanted, start, needed=offset + limit)
        runs, more = list(_runs(hits)), len(hits) == wanted
        cut = bool(runs) and (
            (start > 0 and len(runs[0]) > at) or (more and len(runs[-1]) > around)
        )
        if not cut:
            break
    runs = list(_whole_runs(runs, at_start=start == 0, at_end=not more))
    shown: list[Scored] = []
    for run in runs:
        if at + limit <= 0:
            break
        if at < len(run):
            shown += _in_turn(best.searcher, run)[max(at, 0) : at + limit]
        at -= len(run)
    return shown


def by_turn(searcher: Searcher, query: Query, offset: int, limit: int) -> list[Scored]:
    """The page of hits that are all equal."""
    hits = searcher.search(
        query, limit=limit, offset=offset, count=False, order_by_field="turn", order=Order.Asc
    ).hits
    return [(SCORE_OF_ALL, address) for _turn, address in hits]


def by_key(searcher: Searcher, query: Query, sort: Sort, offset: int, limit: int) -> list[Scored]:
    """The page of hits in an order of their own; they have no score."""
    field, order = _ORDERS[sort]
    start = max(0, offset - 1)
    hits = searcher.search(
        query,
        limit=offset - start + limit + 1,
        offset=start,
        count=False,
        order_by_field=field,
        order=order,
    ).hits
    at = offset - start
    page = hits[at : at + limit]
    before = hits[0][0] if at and hits else None
    after = hits[at + limit][0] if len(hits) > at + limit else None
    ordered: list[DocAddress] = []
    for value, group in groupby(page, key=lambda hit: hit[0]):
        run = list(group)
        equals = [address for _value, address in run]
        if value == before and not ordered:
            skipped = _skipped(searcher, query, sort, offset, value)
            equals = _some_equals(searcher, query, field, value, skipped, len(equals))
        elif value == after:
            equals = _some_equals(searcher, query, field, value, 0, len(equals))
        else:
            equals = [address for _value, address in _in_turn(searcher, run)]
        ordered += equals
    return [(0.0, address) for address in ordered]


def _same(one: Scored, other: Scored) -> bool:
    return abs(one[0] - other[0]) <= _ROUNDING * abs(one[0])


def _runs(hits: Sequence[Scored]) -> Iterator[list[Scored]]:
    """Cut ``hits`` where the score changes."""
    run: list[Scored] = []
    for hit in hits:
        if run and not _same(run[-1], hit):
            yield run
            run = []
        run.append(hit)
    if run:
        yield run


def _whole_runs(
    runs: list[list[Scored]], *, at_start: bool, at_end: bool
) -> Iterator[list[Scored]]:
    """The runs; what is too long, or not all here, comes hit by hit to stay as it is.

    A run that reaches over the end has more hits than ``EQUALS`` or is not on
    the page, so every page that shows a run of equals does the same with it.
    """
    for number, run in enumerate(runs):
        first, last = number == 0, number == len(runs) - 1
        whole = (at_start or not first) and (at_end or not last)
        if whole and len(run) <= EQUALS:
            yield run
        else:
            yield from ([hit] for hit in run)


def _in_turn(
    searcher: Searcher, run: list[tuple[Value, DocAddress]]
) -> list[tuple[Value, DocAddress]]:
    if len(run) == 1:
        return run
    turns = searcher.fast_field_values("turn", [address for _value, address in run])
    return [run[number] for number in sorted(range(len(run)), key=turns.__getitem__)]


def _skipped(searcher: Searcher, query: Query, sort: Sort, offset: int, value: str) -> int:
    """How many of the hits with ``value`` stand before ``offset``."""
    field, order = _ORDERS[sort]
    before = searcher.search(
        query, limit=offset, count=False, order_by_field=field, order=order
    ).hits
    # They are at its end, all together.
    return sum(1 for one, _address in before if one == value)


def _some_equals(
    searcher: Searcher, query: Query, field: str, value: str, offset: int, limit: int
) -> list[DocAddress]:
    """Hits that have ``value``, in their turn."""
    equal = Query.const_score_query(Query.term_query(SCHEMA, field, value), 0.0)
    hits = searcher.search(
        Query.boolean_query([(Occur.Must, query), (Occur.Must, equal)]),
        limit=limit,
        offset=offset,
        count=False,
        order_by_field="turn",
        order=Order.Asc,
    ).hits
    return [address for _turn, address in hits]
