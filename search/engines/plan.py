"""From a query to clauses over the fields of :mod:`search.engines.analysis`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice

from search.engines.analysis import exact_token, facet_value
from search.engines.asked import (
    CLAUSES,
    Asked,
    as_it_stands,
    ask,
    in_other_words,
    strictly,
)
from search.engines.clauses import (
    Boosted,
    Clause,
    Everything,
    Fixed,
    Group,
    Has,
    HasPhrase,
    Nothing,
    all_of,
    any_of,
    phrase,
)
from search.engines.common import Common, none_common, word_of
from search.engines.fielded import field_clause, field_needles, field_pattern, field_rank
from search.text.blanks import illegible_forms
from search.text.designations import designations
from search.text.expanding import Expansions
from search.text.pinyin import typed_pinyin
from search.text.query import ParsedQuery, parse
from search.text.stopwords import STOPWORDS
from search.text.tokens import content_bigrams, runs, words

__all__ = [
    "Boosted",
    "Clause",
    "Everything",
    "Fixed",
    "Group",
    "Has",
    "HasPhrase",
    "Nothing",
    "Plan",
    "all_of",
    "any_of",
    "make_match",
    "make_plan",
    "phrase",
]

SHORT_UNITS = 4
SHORT_LENGTH = 16
LOOSE_SHARE = 15
FIELDS = 32
"""Most field searches of one query that are answered."""

WHOLE_NAME = 2000.0
WHOLE_PHRASE = 1000.0
OTHER_PHRASE = 500.0
OTHER_NAME = 200.0
"""Lift documents with the whole query above any sum of BM25 scores.

What has the words that were typed stands above what has other names for them.
"""

TITLE_BOOST = 0.8
NAMES_BOOST = 0.5
OTHER_BOOST = 0.5
TITLE_PHRASE_BOOST = 3.0
NAMES_PHRASE_BOOST = 2.0


@dataclass(frozen=True, slots=True)
class Plan:
    """How to answer a query.

    ``match`` says which documents are found. When it finds none, ``fallback``
    is tried. ``rank`` adds to the score, and lifts what has ``whole``, the query as
    it stands. ``needles`` are what to mark in the texts, ``patterns`` names with
    one character left open to mark there, ``typed_pinyin`` what to mark by its
    reading.
    """

    match: Clause
    fallback: Clause | None = None
    rank: tuple[Clause, ...] = ()
    whole: Clause | None = None
    needles: tuple[str, ...] = ()
    patterns: tuple[str, ...] = ()
    typed_pinyin: str = ""


def make_plan(
    text: str,
    expansions: Mapping[str, Sequence[str]] | None = None,
    within: Mapping[str, Sequence[str]] | None = None,
    *,
    common: Common = none_common,
) -> Plan:
    """Plan how to answer what was typed.

    ``expansions`` maps phrases that may stand in it to other names of the same thing;
    ``within`` has by facet or filter the values of which a document must have one;
    ``common`` tells which words of a question stand in very many documents.
    """
    plan = _plan(parse(text), expansions, common)
    kept = _within(within)
    if kept is None:
        return plan
    return replace(
        plan,
        match=_kept(plan.match, kept),
        fallback=plan.fallback and _kept(plan.fallback, kept),
    )


def make_match(
    text: str,
    expansions: Mapping[str, Sequence[str]] | None = None,
    within: Mapping[str, Sequence[str]] | None = None,
    *,
    common: Common = none_common,
) -> Clause:
    """The ``match`` of :func:`make_plan` alone, made in a fraction of the time."""
    query = parse(text)
    found = _found(query, _asked(query, expansions), common) if query.terms else _untyped(query)
    kept = _within(within)
    return found if kept is None else _kept(found, kept)


def _within(within: Mapping[str, Sequence[str]] | None) -> Clause | None:
    choices = [
        any_of(*(Has("facets", facet_value(name, value)) for value in values))
        for name, values in (within or {}).items()
        if values
    ]
    # It must not score: a choice would reorder what it leaves.
    return Fixed(all_of(*choices), 0.0) if choices else None


def _kept(match: Clause, kept: Clause) -> Clause:
    return kept if isinstance(match, Everything) else all_of(match, kept)


def _asked(query: ParsedQuery, expansions: Mapping[str, Sequence[str]] | None) -> list[Asked]:
    known = Expansions(expansions or {})
    return [ask(term, known) for term in known.joined(query.terms)]


def _untyped(query: ParsedQuery) -> Clause:
    """What a query without words of its own finds: by fields, all, or nothing."""
    if query.fields:
        return _without(all_of(*map(field_clause, query.fields[:FIELDS])), query)
    nothing_else = query.blank or query.excluded or query.excluded_fields
    return _without(Everything() if nothing_else else Nothing(), query)


def _found(query: ParsedQuery, asked: Sequence[Asked], common: Common) -> Clause:
    """What a query with words of its own finds."""
    spoken = _spoken(query, asked)
    if _is_short(asked):
        return _complete(query, _strict(asked), spoken)
    tokens = _tokens(asked)
    others = _other_tokens(asked, tokens)
    left_out = _left_out(tokens, others, common)
    return _complete(query, _loose(asked, tokens, others, left_out), spoken)


def _complete(query: ParsedQuery, found: Clause, spoken: str = "") -> Clause:
    """What is ``found`` by the words or is read as ``spoken``, with fields and exclusions."""
    if spoken:
        found = any_of(found, Has("pinyin", spoken))
    return _without(all_of(*map(field_clause, query.fields[:FIELDS]), found), query)


def _spoken(query: ParsedQuery, asked: Sequence[Asked]) -> str:
    return "" if any(term.quoted for term in asked) else typed_pinyin(query.text)


def _plan(
    query: ParsedQuery, expansions: Mapping[str, Sequence[str]] | None, common: Common
) -> Plan:
    fields = query.fields[:FIELDS]
    rank = [clause for term in fields for clause in field_rank(term)]
    needles = [needle for term in fields for needle in field_needles(term)]
    patterns = tuple(pattern for term in fields if (pattern := field_pattern(term)))
    if not query.terms:
        rank += [Fixed(Has("exact", exact_token(term.text)), WHOLE_NAME) for term in fields]
        return Plan(
            match=_untyped(query),
            rank=tuple(rank),
            needles=tuple(needles[:CLAUSES]),
            patterns=patterns,
        )
    asked = _asked(query, expansions)
    tokens = _tokens(asked)
    others = _other_tokens(asked, tokens)
    ranking = _rank(query, asked, tokens)
    short = _is_short(asked)
    left_out = frozenset() if short else _left_out(tokens, [*others, *ranking], common)
    match = _loose(asked, tokens, others, left_out)
    # Where the rest finds nothing, the common ones are better than nothing.
    fallback = _loose(asked, tokens, others, frozenset()) if left_out else None
    rank += [clause for clause in ranking if word_of(clause) not in left_out]
    if short:
        match, fallback = _strict(asked), match
        rank += _whole(query, asked)
    spoken = _spoken(query, asked)
    if spoken:
        rank.append(Has("starts", spoken))
    return Plan(
        match=_complete(query, match, spoken),
        fallback=fallback and _complete(query, fallback),
        rank=tuple(rank),
        whole=_as_it_stands(asked) if short else None,
        needles=tuple(islice(dict.fromkeys([*needles, *_needles(asked)]), CLAUSES)),
        patterns=(*patterns, *_patterns(asked)),
        typed_pinyin=spoken,
    )


def _strict(asked: Sequence[Asked]) -> Clause:
    """Each term as it stands or, unquoted, in its words or by another name."""
    among_others = len(asked) > 1
    found = (strictly(term, among_others=among_others) for term in asked[:CLAUSES])
    required = [clause for clause in found if clause is not None]
    return all_of(*(required or (phrase(term.text) for term in asked[:CLAUSES])))


def _left_out(
    tokens: Sequence[Has], further: Iterable[Clause], common: Common
) -> frozenset[Has | None]:
    """The words of a question that are common, where it has others to be found by."""
    if not tokens:
        return frozenset()
    words = dict.fromkeys(
        word for clause in (*tokens, *further) if (word := word_of(clause)) is not None
    )
    found = frozenset(common(words))
    return found if any(token not in found for token in tokens) else frozenset()


def _loose(
    asked: Sequence[Asked],
    tokens: Sequence[Has],
    others: Sequence[Has],
    left_out: Collection[Has | None],
) -> Clause:
    """A share of the query's tokens, and all its quoted phrases.

    A document with the whole query in it has every token, so it is among them.
    What is ``left_out`` is taken to be there.
    """
    quoted = [phrase(term.text) for term in asked[:CLAUSES] if term.quoted]
    wanted = max(1, min(len(tokens) // 3, 1 + len(tokens) // LOOSE_SHARE))
    kept = [token for token in tokens if token not in left_out]
    further = [Boosted(token, OTHER_BOOST) for token in others if token not in left_out]
    wanted = max(1, wanted - (len(tokens) - len(kept)))
    some = [Group(should=(*kept, *further), at_least=wanted)] if kept else []
    return all_of(*quoted, *some)


def _tokens(asked: Sequence[Asked]) -> list[Has]:
    """Bigrams of the unquoted terms; single characters and words where they stand alone."""
    tokens: dict[Has, None] = {}
    for term in asked:
        if term.quoted:
            continue
        whole = {unit.token for unit in term.units if not unit.chinese}
        kept = [
            *content_bigrams(term.text),
            *(token for token in whole if token not in STOPWORDS),
        ]
        tokens |= dict.fromkeys(_token(token, whole) for token in kept)
    return list(islice(tokens, CLAUSES))


def _other_tokens(asked: Sequence[Asked], tokens: Iterable[Has]) -> list[Has]:
    """Tokens of other names and of numbers in the other script."""
    found: dict[Has, None] = {}
    for term in asked:
        for other in (*term.synonyms, *term.numbers):
            whole = {run.text for run in runs(other) if not run.chinese}
            found |= dict.fromkeys(_token(token, whole) for token in content_bigrams(other))
    for token in tokens:
        found.pop(token, None)
    return list(islice(found, CLAUSES))


def _token(token: str, whole: set[str]) -> Has:
    return Has("words" if token in whole else "bigrams" if len(token) > 1 else "characters", token)


def _rank(query: ParsedQuery, asked: Sequence[Asked], tokens: list[Has]) -> list[Clause]:
    content = dict.fromkeys(word for word in words(query.text) if word not in STOPWORDS)
    others = dict.fromkeys(other for term in asked for other in term.synonyms)
    return [
        *(Has("words", word) for word in islice(content, CLAUSES)),
        *(Boosted(Has("title", token.token), TITLE_BOOST) for token in tokens),
        *(Boosted(Has("names", token.token), NAMES_BOOST) for token in tokens),
        *(Boosted(phrase(other, "title"), OTHER_BOOST) for other in islice(others, CLAUSES)),
    ]


def _as_it_stands(asked: Sequence[Asked]) -> Clause:
    return all_of(*map(as_it_stands, asked[:CLAUSES]))


def _whole(query: ParsedQuery, asked: Sequence[Asked]) -> list[Clause]:
    """Lifts for documents that have all of a short query as it stands."""
    kept = asked[:CLAUSES]
    clauses: list[Clause] = [
        Fixed(_as_it_stands(asked), WHOLE_PHRASE),
        Fixed(Has("exact", exact_token(query.text)), WHOLE_NAME),
    ]
    if any(term.others for term in kept):
        clauses.append(Fixed(all_of(*map(in_other_words, kept)), OTHER_PHRASE))
    if len(kept) == 1 and kept[0].others:
        names = [Has("exact", exact_token(other)) for other in kept[0].others[:CLAUSES]]
        clauses.append(Fixed(any_of(*names), OTHER_NAME))
    for term in kept:
        if not term.pattern:
            clauses.append(Boosted(phrase(term.text, "title"), TITLE_PHRASE_BOOST))
            clauses.append(Boosted(phrase(term.text, "names"), NAMES_PHRASE_BOOST))
    return clauses


def _is_short(asked: Sequence[Asked]) -> bool:
    """Whether the query names something, as against asking or telling."""
    plain = [term for term in asked if not term.pattern]
    if all(term.quoted for term in plain):
        return True
    if any("?" in term.text or any(unit.asks for unit in term.units) for term in plain):
        return False
    content = length = 0
    for term in plain:
        # 志愿军第26军第78师 has many words and is one name.
        spans = designations(term.text)
        flat = [
            unit
            for unit in term.units
            if not any(start <= unit.start < end for start, end in spans)
        ]
        content += len(spans) + sum(not unit.stop for unit in flat)
        length += 2 * len(spans) + sum(len(unit.text) if unit.chinese else 2 for unit in flat)
    return content <= SHORT_UNITS and length <= SHORT_LENGTH


def _without(clause: Clause, query: ParsedQuery) -> Clause:
    excluded = (
        *(phrase(term.text) for term in query.excluded[:CLAUSES]),
        *(field_clause(term) for term in query.excluded_fields[:FIELDS]),
    )
    return Group(must=(clause,), must_not=excluded) if excluded else clause


def _needles(asked: Iterable[Asked]) -> list[str]:
    found: dict[str, None] = {}
    for term in asked:
        if len(term.text) <= SHORT_LENGTH and not term.pattern:
            found[term.text] = None
        if term.quoted:
            found |= dict.fromkeys(run.text for run in runs(term.text))
            continue
        found |= dict.fromkeys(other for other in term.others if len(other) <= SHORT_LENGTH)
        found |= dict.fromkeys(term.synonyms)
        if term.pattern:
            continue
        content = term.content
        alone = len(content) == 1
        for unit in content or term.units:
            if len(unit.text) > 1 or alone or not unit.chinese or not content:
                found[unit.text] = None
                found[unit.token] = None
    return list(found)


def _patterns(asked: Iterable[Asked]) -> Iterable[str]:
    """Names to mark in which a character is left open, or could not be read."""
    for term in asked:
        if term.pattern:
            yield term.pattern
        elif term.name:
            yield from illegible_forms(term.name)
