"""Plain text out of what editors write, for search, feeds and summaries."""

from __future__ import annotations

import re

from wagtail.blocks import StreamValue

_UNSEEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


def stream_text(value: StreamValue) -> str:
    """All words of a StreamField in reading order, a line for each piece."""
    pieces = value.stream_block.get_searchable_content(value)
    return "\n".join(piece.strip() for piece in pieces if piece and piece.strip())


def plain(text: str) -> str:
    """Without control characters and marks that turn the direction of writing.

    They are never meant in a line of text, and XML 1.0 has no place for them.
    """
    return _UNSEEN.sub("", text)


def shorten(text: str, limit: int) -> str:
    """At most ``limit`` characters, cut at a sentence end where one is near."""
    text = " ".join(text.split())
    if len(text) <= limit:
        return text
    head = text[:limit]
    ends = [head.rfind(mark) for mark in "。！？；"]
    if max(ends) >= limit // 2:
        return head[: max(ends) + 1]
    return head.rstrip("，、：“《（ ") + "…"
