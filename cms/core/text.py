"""Plain text out of what editors write, for search, feeds and summaries."""

from __future__ import annotations

from wagtail.blocks import StreamValue
from wagtail.rich_text import get_text_for_indexing


def stream_text(value: StreamValue) -> str:
    """All words of a StreamField in reading order, a line for each piece."""
    pieces = value.stream_block.get_searchable_content(value)
    return "\n".join(piece.strip() for piece in pieces if piece and piece.strip())


def html_to_text(source: str) -> str:
    """The words of a rich text."""
    return get_text_for_indexing(source).strip()


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
