"""Why a document stands where it does: what each clause of a plan adds to its score.

The score of a :class:`~search.engines.plan.Group` is the sum of what matches in
it, on every engine, so a score comes apart into the clauses that made it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from search.engines.base import Share, Weighing
from search.engines.plan import Clause, Group

RANKED = 100
"""A rank is told up to this many."""


def clauses_within(clauses: Iterable[Clause]) -> tuple[Clause, ...]:
    """``clauses`` and those that make up their scores, each once."""
    return tuple(dict.fromkeys(one for clause in clauses for one in _within(clause)))


def weighed(
    key: str, clauses: Iterable[Clause], scores: Mapping[Clause, float], ranked: Sequence[str]
) -> Weighing:
    """Why ``key`` stands where it does among the best, whose keys are ``ranked``.

    ``scores`` holds what each clause that matches the document scores by itself.
    """
    made_of = shares(clauses, scores)
    return Weighing(
        key=key,
        matches=True,
        score=sum(share.score for share in made_of),
        rank=ranked.index(key) + 1 if key in ranked else None,
        shares=made_of,
    )


def shares(clauses: Iterable[Clause], scores: Mapping[Clause, float]) -> tuple[Share, ...]:
    """What each clause adds, the most first.

    ``scores`` holds what each clause that matches the document scores by itself.
    """
    added: dict[Clause, float] = {}
    for clause in clauses:
        for part in _adding(clause, scores):
            added[part] = added.get(part, 0.0) + scores[part]
    ordered = sorted(added.items(), key=lambda item: (-round(item[1], 4), repr(item[0])))
    return tuple(Share(clause=clause, score=score) for clause, score in ordered)


def _within(clause: Clause) -> Iterator[Clause]:
    yield clause
    if isinstance(clause, Group):
        for inner in (*clause.must, *clause.should):
            yield from _within(inner)


def _adding(clause: Clause, scores: Mapping[Clause, float]) -> Iterator[Clause]:
    if clause not in scores:
        return
    if not isinstance(clause, Group):
        yield clause
        return
    for inner in (*clause.must, *clause.should):
        yield from _adding(inner, scores)
