"""The best hits of a plan, without scoring all that it finds.

A question finds very many documents, and nearly all its clauses are words of
which any may be there. Tantivy can leave out most of what cannot be among the
best (Block-Max WAND) when it is asked for nothing but such words. So it is
asked that first, and what it gives is then held against all the plan asks for:
scores are sums, so what remains stands in the same order with the same scores.
"""

from __future__ import annotations

from dataclasses import dataclass

from tantivy import DocAddress, Occur, Query, Searcher

from search.engines.embedded.query import filtered, ranked, ranked_one_by_one, to_tantivy
from search.engines.embedded.schema import SCHEMA
from search.engines.facets import Choices
from search.engines.plan import Boosted, Clause, Group, Has

SPARE = 30
"""How many more are taken at first than are asked for."""

MOST = 3_000
"""When so many hold too few that the plan asks for, all are scored."""

_STEP = 10

_FEW = 8
"""Few are found where they are less than one of so many documents."""

Scored = tuple[float, DocAddress]


@dataclass(frozen=True, slots=True)
class Best:
    """The hits of ``match`` with ``choices``, scored by it and by ``rank``; ``total`` in all."""

    searcher: Searcher
    match: Clause
    rank: tuple[Clause, ...]
    choices: Choices
    total: int

    def hits(self, limit: int, offset: int = 0) -> list[Scored]:
        """So many of them, the best first, from ``offset``."""
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
        score = ranked_one_by_one if self.total * _FEW < self.searcher.num_docs else ranked
        return self.searcher.search(
            filtered(score(to_tantivy(self.match), self.rank), self.choices),
            limit=limit,
            offset=offset,
            count=False,
        ).hits

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
