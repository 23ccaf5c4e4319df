"""The best hits of a plan, without scoring all that it finds.

A question finds very many documents, and nearly all its clauses are words of
which any may be there. Tantivy can leave out most of what cannot be among the
best (Block-Max WAND) when it is asked for nothing but such words. So it is
asked that first, and what it gives is then held against all the plan asks for:
scores are sums, so what remains stands in the same order with the same scores.

A name or a phrase is lifted where it stands whole, so those that have it so come
first and are looked for by themselves: where they fill the page, its phrase, the
dearest clause of all, is gone through once instead of once for every clause that
holds it.
"""

from __future__ import annotations

from dataclasses import dataclass

from tantivy import DocAddress, Occur, Query, Searcher

from search.engines.clauses import is_choice
from search.engines.embedded.facets import count_matches
from search.engines.embedded.query import filtered, ranked, ranked_one_by_one, to_tantivy
from search.engines.embedded.schema import SCHEMA
from search.engines.facets import Choices
from search.engines.plan import WHOLE_PHRASE, Boosted, Clause, Fixed, Group, Has

SPARE = 30
"""How many more are taken at first than are asked for."""

MOST = 3_000
"""When so many hold too few that the plan asks for, all are scored."""

_STEP = 10

WHOLE_FROM = 100
"""Of fewer hits all are scored at once."""

_FEW = 8
"""Few are found where they are less than one of so many documents."""

Scored = tuple[float, DocAddress]


@dataclass(frozen=True, slots=True)
class _Part:
    """Hits of a plan: what finds them, what scores them further, and what all of them get."""

    match: Clause
    rank: tuple[Clause, ...]
    lift: float = 0.0


@dataclass(frozen=True, slots=True)
class Best:
    """The hits of ``match`` with ``choices``, scored by it and by ``rank``; ``total`` in all.

    ``rank`` lifts those of ``whole``.
    """

    searcher: Searcher
    match: Clause
    rank: tuple[Clause, ...]
    choices: Choices
    total: int
    whole: Clause | None = None

    def hits(self, limit: int, offset: int, *, needed: int) -> list[Scored]:
        """So many of them, the best first, from ``offset``.

        Fewer, though no fewer than the first ``needed`` of all, where what comes
        next stands far below.
        """
        words = _any_words(self.match, self.rank)
        if words:
            wanted = offset + limit
            taken = wanted + SPARE
            while taken <= MOST:
                found = self.searcher.search(words, limit=taken, count=False).hits
                held = self._held(found)
                if len(held) >= wanted or len(found) < taken:
                    return held[offset:wanted]
                taken *= _STEP
        parts = _parted(self) if self.total >= WHOLE_FROM else None
        if parts is None:
            return self._scored(_Part(self.match, self.rank), limit, offset)
        first, rest = parts
        found = self._scored(first, limit, offset)
        if offset + len(found) >= needed:
            return found
        left_out = 0 if found or not offset else offset - self._number(first)
        return [*found, *self._scored(rest, limit - len(found), left_out)]

    def _number(self, part: _Part) -> int:
        return count_matches(self.searcher, filtered(to_tantivy(part.match), self.choices))

    def _scored(self, part: _Part, limit: int, offset: int) -> list[Scored]:
        score = ranked_one_by_one if self.total * _FEW < self.searcher.num_docs else ranked
        found = self.searcher.search(
            filtered(score(to_tantivy(part.match), part.rank), self.choices),
            limit=limit,
            offset=offset,
            count=False,
        ).hits
        if not part.lift:
            return found
        return [(score + part.lift, address) for score, address in found]

    def _held(self, found: list[Scored]) -> list[Scored]:
        """Those of ``found`` that the plan finds."""
        if not found:
            return []
        turns = self.searcher.fast_field_values("turn", [address for _score, address in found])
        among = Query.term_set_query(SCHEMA, "turn", turns)
        asked = filtered(to_tantivy(self.match), self.choices)
        both = Query.boolean_query([(Occur.Must, among), (Occur.Must, asked)])
        hits = self.searcher.search(both, limit=len(found), count=False).hits
        held = {(address.segment_ord, address.doc) for _score, address in hits}
        return [hit for hit in found if (hit[1].segment_ord, hit[1].doc) in held]


def _parted(best: Best) -> tuple[_Part, _Part] | None:
    """The hits that have the query whole, and the others, all of which stand below them.

    None where some of the others may be lifted as high, or it cannot be told.
    """
    whole, match = best.whole, best.match
    if whole is None or (also := _besides(match, whole)) is None:
        return None
    lifts = [clause for clause in best.rank if isinstance(clause, Fixed)]
    sure = [clause for clause in lifts if _besides(clause.clause, whole) is not None]
    lift = sum(clause.score for clause in sure)
    as_high = [clause for clause in lifts if clause not in sure and clause.score >= lift]
    if not sure or any(_finds(best.searcher, one.clause, without=whole) for one in as_high):
        return None
    first = (*also, *(clause for clause in best.rank if clause not in sure))
    others = tuple(clause for clause in best.rank if clause != Fixed(whole, WHOLE_PHRASE))
    return (
        _Part(whole, first, lift),
        _Part(Group(must=(match,), must_not=(whole,)), others),
    )


def _finds(searcher: Searcher, clause: Clause, *, without: Clause) -> bool:
    narrowed = to_tantivy(Group(must=(clause,), must_not=(without,)))
    return bool(searcher.search(narrowed, limit=1, count=False).hits)


def _besides(clause: Clause, whole: Clause) -> list[Clause] | None:
    """What ``clause`` takes instead of ``whole``; None where it does not take that."""
    wholes, parts = _required(whole), _required(clause)
    if len(wholes) != len(parts):
        return None
    others: list[Clause] = []
    for part, one in zip(parts, wholes, strict=True):
        if part == one:
            continue
        if not is_choice(part) or one not in part.should:
            return None
        others += [other for other in part.should if other != one]
    return others


def _required(clause: Clause) -> tuple[Clause, ...]:
    if isinstance(clause, Group) and clause.must and not (clause.should or clause.must_not):
        return clause.must
    return (clause,)


def _any_words(match: Clause, rank: tuple[Clause, ...]) -> Query | None:
    """All that scores in ``match`` and ``rank`` as one choice of words; None where it is more."""
    if not isinstance(match, Group) or match.must or match.must_not or not match.at_least:
        return None
    clauses = (*match.should, *rank)
    if not all(map(_is_word, clauses)):
        return None
    return Query.boolean_query([(Occur.Should, to_tantivy(clause)) for clause in clauses])


def _is_word(clause: Clause) -> bool:
    return isinstance(clause.clause if isinstance(clause, Boosted) else clause, Has)
