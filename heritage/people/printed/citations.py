"""How a source of a record is written in a line of print."""

from __future__ import annotations

from heritage.people.models import PersonSource


def source_line(source: PersonSource) -> str:
    """``军事科学院：《抗美援朝战争史》，军事科学出版社，2000年，第12页``."""
    head = f"{source.author}：{source.title}" if source.author else source.title
    parts = [
        head,
        source.publisher,
        f"{source.year}年" if source.year else "",
        source.pages,
    ]
    line = "，".join(part for part in parts if part)
    return f"{line}（{source.note}）" if source.note else line
