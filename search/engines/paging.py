"""Which hits of a query are on the page that was asked for."""

from __future__ import annotations

from search.engines.base import SearchQuery
from search.engines.plan import Everything, Fixed, Group, Plan

PAGE_LIMIT = 1_000
"""Most hits one query gives."""

DEEPEST_HIT = 100_000
"""How far one can leaf through the hits of one query."""


def page_window(query: SearchQuery) -> tuple[int, int]:
    """Offset and number of the hits ``query`` asks for, within the limits."""
    offset = min(max(0, query.offset), DEEPEST_HIT)
    return offset, max(0, min(query.limit, PAGE_LIMIT, DEEPEST_HIT - offset))


def is_unranked(plan: Plan) -> bool:
    """Whether all that ``plan`` finds is equal."""
    match = plan.match
    if isinstance(match, Group) and not match.should and len(match.must) == 1:
        match = match.must[0]
    return not plan.rank and isinstance(match, Everything | Fixed)
