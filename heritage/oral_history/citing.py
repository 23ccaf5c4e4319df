"""How an interview, or a moment of it, is cited (GB/T 7714-2025)."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from heritage.oral_history.times import clock, moment_url
from heritage.people.citing import UNKNOWN_PUBLISHER

SOUND = "A/OL"
"""The standard's letters for a sound recording that is read on the net."""

PICTURES = "V/OL"
"""The same for a recording with pictures."""

RECORD = "EB/OL"
"""The same for a page without a recording."""

_MOST_NAMES = 3


def cite_interview(
    *,
    narrators: Sequence[str],
    title: str,
    medium: str,
    archival_number: str,
    holder: str,
    recorded: str,
    updated: datetime.date | None,
    visited: datetime.date,
    url: str,
    at_ms: int | None = None,
) -> str:
    """A reference to an interview as an electronic resource on the net.

    ``holder`` is the collecting unit or the body that answers for the site,
    ``recorded`` the date of recording as it is known, ``medium`` one of the letters
    above. With ``at_ms`` the reference is to that moment, which its address opens.
    ``张德胜. 上甘岭的坑道 (1:23)(档号: KS-1)[A/OL]. 某局, 2024-05-01 (2024-06-01)[2026-11-22].
    https://…#t=83.5.``
    """
    named = ", ".join(narrators[:_MOST_NAMES]) + (", 等" if len(narrators) > _MOST_NAMES else "")
    number = f"(档号: {archival_number})" if archival_number else ""
    published = ", ".join(filter(None, [holder, recorded]))
    changed = f"({updated.isoformat()})" if updated else ""
    address = url if at_ms is None else moment_url(url, at_ms)
    moment = f" ({clock(at_ms)})" if at_ms is not None else ""
    head = f"{named or holder or UNKNOWN_PUBLISHER}. {title}{moment}{number}[{medium}]"
    tail = f"{published} " if published else ""
    return f"{head}. {tail}{changed}[{visited.isoformat()}]. {address}."
