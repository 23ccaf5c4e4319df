"""Puts broken lines together again.

Two kinds of breaks are mended: text wrapped at a fixed width, and a paragraph broken in
mid-sentence by a page or column, its second half standing on its own after an empty line.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .enums import BlockKind, LineMark
from .source import Line, Source
from .wording import (
    BULLET,
    CONTINUES,
    LONG_LINE,
    MAX_HEADING,
    NUMBERED,
    ends_sentence,
    is_balanced,
    join_sign,
    tidy,
)

MIN_WRAPPED_LINES = 4
MIN_WIDTH = 16
MAX_WIDTH = 100
WRAPPED_SHARE = 0.5
SLACK = 3
INDENTS = ("\u3000\u3000", "    ", "\t")


@dataclass(frozen=True)
class Passage:
    """One piece of the body in the making: the lines it is made of and what it is."""

    lines: tuple[Line, ...]
    kind: BlockKind
    level: int | None = None

    @property
    def text(self) -> str:
        """The lines as one text; LINES keep their breaks."""
        parts = [tidy(line.text) for line in self.lines]
        if self.kind is BlockKind.LINES:
            return "\n".join(parts)
        if self.kind is BlockKind.HEADING:
            return " ".join(parts)
        text = parts[0]
        for part in parts[1:]:
            text += join_sign(text, part) + part
        return text


def unwrap(source: Source, lines: Sequence[Line]) -> list[Line]:
    """Undo wrapping at a fixed width in plain text; other text comes back as it was.

    The text counts as wrapped where most lines that are followed at once by another are of nearly
    the same, moderate length. A wrapped line goes on until an empty line, an indented line or a
    line clearly shorter than the rest.
    """
    width = _wrapping_width(lines)
    if not source.plain or width is None:
        return list(lines)
    groups: list[tuple[Line, int]] = []
    open_line = False
    for line in lines:
        goes_on = open_line and line.gap == 0 and not _is_indented(source.text, line)
        if goes_on and not NUMBERED.match(line.text) and not BULLET.match(line.text):
            groups[-1] = (groups[-1][0], line.end)
        else:
            groups.append((line, line.end))
        open_line = len(line.text) >= width - SLACK
    return [replace(line, text=source.text[line.start : end]) for line, end in groups]


def _wrapping_width(lines: Sequence[Line]) -> int | None:
    pairs = [
        line for line, after in pairwise(lines) if after.gap == 0
    ]  # lines with another directly below
    lengths = [len(line.text) for line in pairs if not ends_sentence(line.text)]
    if len(lengths) < MIN_WRAPPED_LINES:
        return None
    width, _ = Counter(lengths).most_common(1)[0]
    width = max(length for length in lengths if length <= width + SLACK)
    near = sum(1 for length in lengths if width - SLACK <= length <= width)
    longest = max(len(line.text) for line in lines)
    if not MIN_WIDTH <= width <= MAX_WIDTH or longest > width + SLACK:
        return None
    return width if near >= len(lengths) * WRAPPED_SHARE and near >= MIN_WRAPPED_LINES else None


def _is_indented(text: str, line: Line) -> bool:
    start = text.rfind("\n", 0, line.start) + 1
    return text[start : line.start].startswith(INDENTS)


def join_broken(
    passages: Sequence[Passage],
) -> tuple[list[Passage], list[tuple[str, str]]]:
    """Join paragraphs broken in mid-sentence; also returns (before, after) of each join.

    A paragraph is open while its sentence does not end. Captions between its halves stay where
    they are, after the joined paragraph; a heading, a list or a credit closes it.
    """
    result: list[tuple[Passage, list[Line]]] = []
    joins: list[tuple[str, str]] = []
    open_at: int | None = None
    for passage in passages:
        if passage.kind is BlockKind.PARAGRAPH:
            if open_at is not None and _can_follow(result[open_at][1], passage):
                joins.append((result[open_at][1][-1].text, passage.text))
                result[open_at][1].extend(passage.lines)
            else:
                open_at = len(result)
                result.append((passage, list(passage.lines)))
            if ends_sentence(passage.text):
                open_at = None
            continue
        result.append((passage, list(passage.lines)))
        if passage.kind is not BlockKind.CAPTION:
            open_at = None
    return [replace(passage, lines=tuple(lines)) for passage, lines in result], joins


def _can_follow(before: Sequence[Line], after: Passage) -> bool:
    """Whether `after` may be the rest of the paragraph `before`, whose sentence has no end."""
    text = before[-1].text
    if after.text[0] in CONTINUES:
        return True
    if len(before) == 1:
        if len(text) <= MAX_HEADING and is_balanced(text) and text[-1] not in "，,、":
            return False
        is_stub = len(after.text) <= MAX_HEADING and not ends_sentence(after.text)
        if len(text) < LONG_LINE and is_stub:
            return False
    return not NUMBERED.match(after.text) and after.lines[0].mark is LineMark.PLAIN
