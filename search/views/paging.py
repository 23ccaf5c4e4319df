"""From one page of results to the next."""

from __future__ import annotations

from django.http import QueryDict

from cms.core.listing import query_without
from search.forms import MAX_PAGE


def pages_around(params: QueryDict, page: int, total: int, limit: int) -> dict:
    """Previous, next and where one is; no link leads past the last page that is answered."""
    pages = min(-(-total // limit), MAX_PAGE)

    def address(number: int) -> str:
        changed = query_without(params, "page")
        if number > 1:
            changed["page"] = str(number)
        return f"?{changed.urlencode()}"

    return {
        "number": page,
        "num_pages": pages,
        "previous_url": address(min(page - 1, pages)) if page > 1 else "",
        "next_url": address(page + 1) if page < pages else "",
        "is_past": page > pages > 0,
        "last_url": address(pages),
    }
