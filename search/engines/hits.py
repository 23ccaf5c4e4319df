"""From stored documents to hits with marked titles, passages and moments."""

from __future__ import annotations

from collections.abc import Iterable

from search.engines.base import Fragment, Hit, MomentHit
from search.engines.plan import Plan
from search.engines.stored import Card, Source
from search.text.normalise import normalise_with_offsets
from search.text.parts import best_parts
from search.text.passages import PASSAGES, Finder, Piece, cut, opening
from search.text.pinyin import matching_piece

MOMENTS = 3
"""Most moments of a recording that are shown with a hit."""


class HitMaker:
    """Makes the hits of one query."""

    def __init__(self, plan: Plan) -> None:
        self._finder = Finder(plan.needles, plan.patterns)
        self._typed = plan.typed_pinyin

    def make(self, card: Card, source: Source, score: float) -> Hit:
        """The hit for one stored document."""
        return Hit(
            key=card.key,
            kind=card.kind,
            url=card.url,
            score=score,
            title=self._title(card.title),
            passages=tuple(map(_fragments, self._passages(source))),
            moments=tuple(self._moments(source)),
            people=card.people,
            places=card.places,
            date=card.date,
        )

    def _title(self, title: str) -> tuple[Fragment, ...]:
        pieces = self._finder.mark(title)
        if self._typed and not any(piece.match for piece in pieces):
            text = normalise_with_offsets(title)
            read = matching_piece(text.text, self._typed)
            if read:
                pieces = cut(title, [text.span(*read)], (0, len(title)))
        return _fragments(pieces)

    def _passages(self, source: Source) -> tuple[tuple[Piece, ...], ...]:
        """Matching sentences of the body, or of the summary, or how the text begins."""
        found = self._finder.passages(source.body)
        if len(found) < PASSAGES:
            found = (
                *self._finder.passages(source.summary, PASSAGES - len(found)),
                *found,
            )
        if found:
            return found
        start = opening(source.summary) or opening(source.body)
        return (start,) if start else ()

    def _moments(self, source: Source) -> Iterable[MomentHit]:
        moments = source.moments
        if not moments:
            return
        for number in best_parts(self._finder, moments.texts, moments.normal, MOMENTS):
            moment = moments.moment(number)
            yield MomentHit(
                start_ms=moment.start_ms,
                end_ms=moment.end_ms,
                speaker=moment.speaker,
                fragments=_fragments(self._finder.mark(moment.text)),
            )


def _fragments(pieces: Iterable[Piece]) -> tuple[Fragment, ...]:
    return tuple(Fragment(text=piece.text, match=piece.match) for piece in pieces)
