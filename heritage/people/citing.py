"""How a page of this site is cited."""

from __future__ import annotations

import datetime

UNKNOWN_PUBLISHER = "佚名"


def cite_page(
    *,
    title: str,
    host: str,
    url: str,
    updated: datetime.date | None,
    visited: datetime.date,
) -> str:
    """A reference to an electronic resource on the Web, after GB/T 7714-2025.

    ``host`` is the body that answers for the site; ``url`` the whole address.
    ``某局. 黄继光[EB/OL]. (2026-05-01)[2026-11-22]. https://…/people/huang-ji-guang/.``
    """
    changed = f"({updated.isoformat()})" if updated else ""
    return f"{host or UNKNOWN_PUBLISHER}. {title}[EB/OL]. {changed}[{visited.isoformat()}]. {url}."
