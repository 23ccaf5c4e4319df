"""The wall of approved messages, page by page without counting them."""

from __future__ import annotations

from dataclasses import dataclass

from heritage.memorials.enums import MessageState
from heritage.memorials.models import TributeMessage
from heritage.memorials.tributes.honoured import Honoured

PER_PAGE = 20


@dataclass(frozen=True, slots=True)
class WallPage:
    """Some messages, newest first; ``older`` is the number the next page begins below."""

    messages: list[TributeMessage]
    older: int | None


def wall_of(honoured: Honoured, *, before: int | None = None, size: int = PER_PAGE) -> WallPage:
    """Approved messages to one honoured, those numbered below ``before``; one query."""
    approved = TributeMessage.objects.filter(honoured.rows, state=MessageState.APPROVED)
    if before is not None:
        approved = approved.filter(pk__lt=before)
    found = list(approved.order_by("-pk")[: size + 1])
    shown = found[:size]
    return WallPage(shown, shown[-1].pk if len(found) > size else None)
