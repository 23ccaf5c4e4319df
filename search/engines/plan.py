"""From a query to clauses over the fields of :mod:`search.engines.analysis`.

The clauses are plain data; each engine writes them in its own language.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice

from search.engines.analysis import exact_token
from search.text.pinyin import typed_pinyin
from search.text.query import ParsedQuery, parse
from search.text.stopwords import STOPWORDS
from search.text.tokens import (
    Unit,
    bigrams,
    characters,
    content_bigrams,
    runs,
    units,
    words,
)

CLAUSES = 96
"""Most tokens of one kind that rank a query; a pasted page has more."""

PHRASE_TOKENS = 64
SHORT_UNITS = 4
SHORT_LENGTH = 16
LOOSE_SHARE = 15

WHOLE_NAME = 2000.0
WHOLE_PHRASE = 1000.0
"""Lift documents with the whole query above any sum of BM25 scores."""

TITLE_BOOST = 0.8
NAMES_BOOST = 0.5
TITLE_PHRASE_BOOST = 3.0
NAMES_PHRASE_BOOST = 2.0


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


@dataclass(frozen=True, slots=True)
class Plan:
    """How to answer a query.

    ``match`` says which documents are found. When it finds none, ``fallback``
    is tried. ``rank`` adds to the score. ``needles`` are what to mark in the
    texts, ``typed_pinyin`` what to mark by its reading.
    """

    match: Clause
    fallback: Clause | None = None
    rank: tuple[Clause, ...] = ()
    needles: tuple[str, ...] = ()
    typed_pinyin: str = ""


def make_plan(text: str) -> Plan:
    """Plan how to answer what was typed."""
    query = parse(text)
    if not query.terms:
        clause: Clause = Everything() if query.blank or query.excluded else Nothing()
        return Plan(match=_without(clause, query))
    parts = [units(term.text) for term in query.terms]
    tokens = _tokens(query, parts)
    match, fallback, rank = _loose(query, tokens), None, tuple(_rank(query, tokens))
    if _is_short(query, parts):
        match, fallback = _strict(query, parts), match
        rank += tuple(_whole(query))
    spoken = "" if any(term.quoted for term in query.terms) else typed_pinyin(query.text)
    if spoken:
        match = any_of(match, Has("pinyin", spoken))
    return Plan(
        match=_without(match, query),
        fallback=_without(fallback, query) if fallback else None,
        rank=rank,
        needles=tuple(_needles(query, parts)),
        typed_pinyin=spoken,
    )


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
    """One or more of ``clauses``."""
    unique = tuple(dict.fromkeys(clauses))
    return unique[0] if len(unique) == 1 else Group(should=unique, at_least=1)


def all_of(*clauses: Clause) -> Clause:
    """Every one of ``clauses``."""
    unique = tuple(dict.fromkeys(clauses))
    return unique[0] if len(unique) == 1 else Group(must=unique)


def _strict(query: ParsedQuery, parts: list[list[Unit]]) -> Clause:
    """Each term as it stands or, unquoted, in its words."""
    required = []
    for term, words_of_term in zip(query.terms, parts, strict=True):
        clause = phrase(term.text)
        content = [unit for unit in words_of_term if not unit.stop]
        if not term.quoted and content:
            clause = any_of(clause, all_of(*map(_unit, content[:CLAUSES])))
        if term.quoted or content:
            required.append(clause)
    return all_of(*required) if required else phrase(query.text)


def _unit(unit: Unit) -> Clause:
    return phrase(unit.text) if unit.chinese else Has("words", unit.token)


def _loose(query: ParsedQuery, tokens: list[Has]) -> Clause:
    """A share of the query's tokens, and all its quoted phrases.

    A document with the whole query in it has every token, so it is among them.
    """
    quoted = [phrase(term.text) for term in query.terms if term.quoted]
    wanted = max(1, min(len(tokens) // 3, 1 + len(tokens) // LOOSE_SHARE))
    some = [Group(should=tuple(tokens), at_least=wanted)] if tokens else []
    return all_of(*quoted, *some)


def _tokens(query: ParsedQuery, parts: list[list[Unit]]) -> list[Has]:
    """Bigrams of the unquoted terms; single characters and words where they stand alone."""
    tokens: dict[Has, None] = {}
    for term, words_of_term in zip(query.terms, parts, strict=True):
        if term.quoted:
            continue
        whole = {unit.token for unit in words_of_term if not unit.chinese}
        kept = [
            *content_bigrams(term.text),
            *(token for token in whole if token not in STOPWORDS),
        ]
        for token in kept:
            field = "words" if token in whole else "bigrams" if len(token) > 1 else "characters"
            tokens[Has(field, token)] = None
    return list(islice(tokens, CLAUSES))


def _rank(query: ParsedQuery, tokens: list[Has]) -> list[Clause]:
    content = dict.fromkeys(word for word in words(query.text) if word not in STOPWORDS)
    return [
        *(Has("words", word) for word in islice(content, CLAUSES)),
        *(Boosted(Has("title", token.token), TITLE_BOOST) for token in tokens),
        *(Boosted(Has("names", token.token), NAMES_BOOST) for token in tokens),
    ]


def _whole(query: ParsedQuery) -> list[Clause]:
    """Lifts for documents that have all of a short query as it stands."""
    phrases = [phrase(term.text) for term in query.terms]
    return [
        Fixed(all_of(*phrases), WHOLE_PHRASE),
        Fixed(Has("exact", exact_token(query.text)), WHOLE_NAME),
        *(Boosted(phrase(term.text, "title"), TITLE_PHRASE_BOOST) for term in query.terms),
        *(Boosted(phrase(term.text, "names"), NAMES_PHRASE_BOOST) for term in query.terms),
    ]


def _is_short(query: ParsedQuery, parts: list[list[Unit]]) -> bool:
    """Whether the query names something, as against asking or telling."""
    flat = [unit for words_of_term in parts for unit in words_of_term]
    if all(term.quoted for term in query.terms):
        return True
    if "?" in query.text or any(unit.asks for unit in flat):
        return False
    content = sum(not unit.stop for unit in flat)
    length = sum(len(unit.text) if unit.chinese else 2 for unit in flat)
    return content <= SHORT_UNITS and length <= SHORT_LENGTH


def _without(clause: Clause, query: ParsedQuery) -> Clause:
    excluded = tuple(phrase(term.text) for term in query.excluded[:CLAUSES])
    return Group(must=(clause,), must_not=excluded) if excluded else clause


def _needles(query: ParsedQuery, parts: list[list[Unit]]) -> list[str]:
    found: dict[str, None] = {}
    for term, words_of_term in zip(query.terms, parts, strict=True):
        if len(term.text) <= SHORT_LENGTH:
            found[term.text] = None
        if term.quoted:
            found |= dict.fromkeys(run.text for run in runs(term.text))
            continue
        content = [unit for unit in words_of_term if not unit.stop]
        alone = len(content) == 1
        for unit in content or words_of_term:
            if len(unit.text) > 1 or alone or not unit.chinese or not content:
                found[unit.text] = None
                found[unit.token] = None
    return list(islice(found, CLAUSES))
