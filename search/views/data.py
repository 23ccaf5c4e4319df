"""An answer as plain data: what the API and the command give out.

The shapes are described in ``search/openapi.json``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import islice

from search.asking.answer import Answer
from search.engines.base import FacetCount, Fragment, Hit
from search.forms import FACETS, parameters

from .presentation import as_text, moment_url

Address = Callable[[str], str]
"""Makes an address of the site whole."""

MAX_COUNTS = 200
"""Values of one facet that are given out, the fullest first; what is chosen always is."""


def answer_as_data(answer: Answer, *, page: int = 1, address: Address = str) -> dict:
    """The whole answer; the same for the same index, so without the time it took."""
    query, results = answer.query, answer.results
    return {
        "query": query.text,
        "page": page,
        "limit": query.limit,
        "sort": query.sort.value,
        "total": results.total,
        "loosened": results.loosened,
        "from_reserve": results.from_reserve,
        "from_database": results.from_database,
        "promotions": [
            {
                "title": promotion.title,
                "url": address(promotion.url),
                "description": promotion.description,
            }
            for promotion in answer.promotions
        ],
        "corrections": [
            {"query": correction.text, "total": correction.total}
            for correction in answer.corrections
        ],
        "wider": [
            {
                "query": part.query.text,
                "parameters": parameters(part.query),
                "total": part.total,
                "left_out": list(part.left_out),
                "without": list(part.without),
            }
            for part in answer.wider
        ],
        "hits": [hit_as_data(hit, address=address) for hit in results.hits],
        "facets": {
            name: [
                {"value": count.value, "count": count.count, "chosen": count.chosen}
                for count in _most(counts)
            ]
            for name, counts in results.facets.items()
            if name in FACETS
        },
    }


def hit_as_data(hit: Hit, *, address: Address = str) -> dict:
    """One hit; the score says only which of two hits of one search fits better."""
    url = address(hit.url)
    return {
        "key": hit.key,
        "kind": hit.kind,
        "title": as_text(hit.title),
        "title_fragments": _fragments(hit.title),
        "url": url,
        "date": hit.date,
        "people": list(hit.people),
        "places": list(hit.places),
        "passages": [_fragments(passage) for passage in hit.passages],
        "moments": [
            {
                "start_ms": moment.start_ms,
                "end_ms": moment.end_ms,
                "speaker": moment.speaker,
                "url": moment_url(url, moment.start_ms),
                "fragments": _fragments(moment.fragments),
            }
            for moment in hit.moments
        ],
        "score": round(hit.score, 4),
    }


def _most(counts: Sequence[FacetCount]) -> list[FacetCount]:
    rest = islice(counts, MAX_COUNTS, None)
    return [*counts[:MAX_COUNTS], *(count for count in rest if count.chosen)]


def _fragments(fragments: Sequence[Fragment]) -> list[dict]:
    return [{"text": fragment.text, "match": fragment.match} for fragment in fragments]
