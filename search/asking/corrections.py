"""Did you mean: queries that find something where the one typed finds nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from search.asking.answer import Correction
from search.engines.base import Hit, SearchEngine, SearchQuery
from search.text.normalise import normalise
from search.text.pinyin import matching_piece, syllables
from search.text.query import QUERY_LENGTH, Field, parse
from search.text.similar import LONGEST, Candidate, Likeness, similar
from search.text.tokens import ALL_CHINESE

CORRECTIONS = 3
"""Most corrections of one query."""

MOST_TRIED = 300
"""Most queries that are tried for them."""

_TERMS = 3
"""Most terms in which a mistake is looked for."""

_PASTED = 6
_PASTED_LENGTH = 60
"""A query of more terms or characters is a pasted text: to try it so often takes too long."""

_READ_THE_SAME = 10
"""Hits in which names are looked for that are read like what was typed."""

_SHORTEST_READ = 2


@dataclass(frozen=True, slots=True)
class _Trial:
    """A corrected query: as it is shown, and as it is tried."""

    shown: str
    tried: str
    likeness: Likeness


def corrections(query: SearchQuery, engine: SearchEngine) -> tuple[Correction, ...]:
    """Up to three queries that find something, the likeliest first.

    One term at a time is replaced by something that is read like it, looks like it
    or was typed with a slip; the choices in facets stay. Raises
    :class:`~search.engines.base.EngineError`.
    """
    text = " ".join(normalise(query.text[:QUERY_LENGTH]).split())
    trials = _trials(text, query, engine)
    if not trials:
        return ()
    totals = engine.counts([_asking(query, trial.tried) for trial in trials])
    found = [(trial, total) for trial, total in zip(trials, totals, strict=True) if total]
    found.sort(key=lambda entry: (entry[0].likeness, -entry[1], entry[0].shown))
    chosen = [trial.shown for trial, _total in found[:CORRECTIONS]]
    # Tried were the very words; what the reader gets for them may be more.
    totals = engine.counts([_asking(query, shown) for shown in chosen]) if chosen else ()
    return tuple(
        Correction(text=shown, total=total)
        for shown, total in zip(chosen, totals, strict=True)
        if total
    )


def _trials(text: str, query: SearchQuery, engine: SearchEngine) -> list[_Trial]:
    terms = _terms(text)
    trials: dict[str, _Trial] = {}
    for term in terms:
        room = MOST_TRIED // len(terms)
        candidates = [*_read_the_same(term, query, engine), *similar(term)]
        for candidate in candidates[:room]:
            # Unquoted, a wrong word might be found in pieces all over a text.
            chinese = ALL_CHINESE.fullmatch(candidate.text)
            tried = _replaced(text, term, f'"{candidate.text}"' if chinese else candidate.text)
            shown = _replaced(text, term, candidate.text)
            trials.setdefault(shown, _Trial(shown, tried, candidate.likeness))
    trials.pop(text, None)
    return list(trials.values())


def _terms(text: str) -> list[str]:
    """The terms in which something may be mistyped, the longest first."""
    query = parse(text)
    if len(query.terms) + len(query.fields) > _PASTED or len(text) > _PASTED_LENGTH:
        return []
    named = [term.text for term in query.fields if term.field != Field.YEAR and not term.quoted]
    typed = [term.text for term in query.terms if not term.quoted]
    terms = dict.fromkeys(term for term in [*typed, *named] if len(term) > 1)
    return sorted(terms, key=len, reverse=True)[:_TERMS]


def _read_the_same(term: str, query: SearchQuery, engine: SearchEngine) -> Iterator[Candidate]:
    """Names and pieces of titles in the index that are read as ``term`` is."""
    if not ALL_CHINESE.fullmatch(term) or not _SHORTEST_READ <= len(term) <= LONGEST:
        return
    spoken = "".join(syllables(term))
    asked = replace(_asking(query, spoken), limit=_READ_THE_SAME)
    seen = {term}
    for hit in engine.search(asked).hits:
        for name in _names(hit):
            normal = normalise(name)
            place = matching_piece(normal, spoken)
            piece = normal[slice(*place)] if place else ""
            if len(piece) == len(term) and piece not in seen:
                seen.add(piece)
                yield Candidate(piece, Likeness.SAME_READING)


def _names(hit: Hit) -> Iterable[str]:
    return ("".join(fragment.text for fragment in hit.title), *hit.people, *hit.places)


def _asking(query: SearchQuery, text: str) -> SearchQuery:
    return replace(query, text=text, expansions={}, counted=False, offset=0)


def _replaced(text: str, term: str, by: str) -> str:
    """``text`` with the first ``term`` that is one replaced."""
    return re.sub(rf"(?<![^\s:]){re.escape(term)}(?!\S)", lambda _match: by, text, count=1)
