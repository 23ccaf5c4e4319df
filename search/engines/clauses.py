"""What an index can be asked, as plain data; each engine writes it in its own language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeGuard

from search.text.tokens import bigrams, characters, runs

PHRASE_TOKENS = 64
"""Longest phrase, in tokens; of a longer text the beginning is looked for."""


@dataclass(frozen=True, slots=True)
class Has:
    """The token stands in the field; scored by BM25."""

    field: str
    token: str


@dataclass(frozen=True, slots=True)
class HasPhrase:
    """The tokens, two or more, stand in the field one after the other."""

    field: str
    tokens: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""


@dataclass(frozen=True, slots=True)
class Group:
    """All of ``must``, none of ``must_not`` and at least ``at_least`` of ``should``."""

    must: tuple[Clause, ...] = ()
    should: tuple[Clause, ...] = ()
    must_not: tuple[Clause, ...] = ()
    at_least: int = 0


@dataclass(frozen=True, slots=True)
class Boosted:
    """The clause's score times ``factor``."""

    clause: Clause
    factor: float


@dataclass(frozen=True, slots=True)
class Fixed:
    """``score`` for whatever the clause matches."""

    clause: Clause
    score: float


Clause = Has | HasPhrase | Everything | Nothing | Group | Boosted | Fixed


def phrase(text: str, field: str = "bigrams") -> Clause:
    """Documents in which normalised ``text`` stands, punctuation apart."""
    if field == "bigrams" and any(run.chinese and len(run.text) == 1 for run in runs(text)):
        field, stream = "characters", characters(text)
    else:
        stream = bigrams(text)
    tokens = tuple(stream[:PHRASE_TOKENS])
    if not tokens:
        return Nothing()
    return Has(field, tokens[0]) if len(tokens) == 1 else HasPhrase(field, tokens)


def any_of(*clauses: Clause) -> Clause:
    """One or more of ``clauses``; of none, nothing. An ``any_of`` within is taken apart."""
    unique: dict[Clause, None] = {}
    for clause in clauses:
        if is_choice(clause):
            unique |= dict.fromkeys(clause.should)
        else:
            unique[clause] = None
    if len(unique) > 1:
        return Group(should=tuple(unique), at_least=1)
    return next(iter(unique), Nothing())


def is_choice(clause: Clause) -> TypeGuard[Group]:
    """Whether any one of some clauses will do."""
    return (
        isinstance(clause, Group) and clause.at_least == 1 and not (clause.must or clause.must_not)
    )


def all_of(*clauses: Clause) -> Clause:
    """Every one of ``clauses``; of none, everything."""
    unique = tuple(dict.fromkeys(clauses))
    if len(unique) > 1:
        return Group(must=unique)
    return unique[0] if unique else Everything()
