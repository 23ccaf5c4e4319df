"""Tells headings, paragraphs, captions and set-off lines of the body apart."""

from collections import Counter
from collections.abc import Sequence

from .enums import BlockKind, LineMark
from .joining import Passage
from .source import Line
from .wording import (
    CONTINUES,
    NUMBERED,
    SUB_NUMBERED,
    ends_sentence,
    is_heading_like,
    is_short_sentence,
)

MAX_CAPTION = 45
MAX_BARE_CAPTION = 14
MAX_HALF_HEAD = 8
PICTURE_GAP = 2
CAPTION_STARTS = (
    "图为",
    "图：",
    "图:",
    "图片：",
    "图片说明",
    "▲",
    "△",
    "↑",
    "▼",
    "△",
    "上图",
    "下图",
)
CAPTION_ENDS = (
    "摄",
    "供图",
    "资料图",
    "资料图片",
    "摄）",
    "摄)",
    "供图）",
    "供图)",
    "资料图）",
)
MIN_TABLE_ROWS = 2


def arrange(lines: Sequence[Line]) -> list[Passage]:
    """The body's lines as passages, each with its kind; broken sentences are not joined yet."""
    kinds = _Reader(lines).kinds()
    groups: list[tuple[list[Line], BlockKind]] = []
    for line, kind in zip(lines, kinds, strict=True):
        if groups and groups[-1][1] is kind and _belong_together(groups[-1][0], line, kind):
            groups[-1][0].append(line)
        else:
            groups.append(([line], kind))
    return _with_levels([Passage(tuple(group), kind) for group, kind in groups])


def _belong_together(group: list[Line], line: Line, kind: BlockKind) -> bool:
    """Whether `line` goes on the block of `group`, which is of the same kind."""
    if kind is BlockKind.LINES:
        return True
    return kind is BlockKind.HEADING and len(group) == 1 and _are_halves(group[0], line)


def _are_halves(first: Line, second: Line) -> bool:
    """Two short heads of the same length, one under the other, are one head set in two lines."""
    return (
        first.level == second.level
        and not NUMBERED.match(first.text)
        and not NUMBERED.match(second.text)
        and len(first.text) == len(second.text) <= MAX_HALF_HEAD
    )


def _with_levels(passages: list[Passage]) -> list[Passage]:
    """Levels 2 and 3: by the file's own levels, or by numbering `一、` over `(一)`."""
    marked = sorted(
        {line.level for passage in passages for line in passage.lines[:1] if line.level}
    )
    heads = [passage for passage in passages if passage.kind is BlockKind.HEADING]
    numbered_twice = any(
        NUMBERED.match(head.text) and not SUB_NUMBERED.match(head.text) for head in heads
    )
    result = []
    for passage in passages:
        if passage.kind is BlockKind.HEADING:
            own = passage.lines[0].level
            is_sub = numbered_twice and bool(SUB_NUMBERED.match(passage.text))
            level = 3 if (own and own != marked[0]) or (not own and is_sub) else 2
            passage = Passage(passage.lines, passage.kind, level)
        result.append(passage)
    return result


class _Reader:
    """Classifies lines by shape and by their neighbours."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        gaps = Counter(line.gap for line in lines[1:])
        self.usual_gap = gaps.most_common(1)[0][0] if gaps else 0
        self.has_rows = sum(line.mark is LineMark.ROW for line in lines) >= MIN_TABLE_ROWS

    def kinds(self) -> list[BlockKind]:
        shapes: list[BlockKind | None] = []
        is_open = False
        for line in self.lines:
            shape = self._shape(line, is_open=is_open)
            shapes.append(shape)
            if shape is not BlockKind.CAPTION:
                is_open = shape is BlockKind.PARAGRAPH and not ends_sentence(line.text)
        at = 0
        while at < len(shapes):
            if shapes[at] is not None:
                at += 1
                continue
            end = at
            while end < len(shapes) and shapes[end] is None:
                end += 1
            shapes[at:end] = self._short_run(at, end, shapes)
            at = end
        kinds = [shape or BlockKind.PARAGRAPH for shape in shapes]
        return self._captions_under_lines(kinds)

    def _shape(self, line: Line, *, is_open: bool) -> BlockKind | None:
        """The kind of a line by itself; None for a short line whose neighbours decide.

        `is_open`: the sentence of the paragraph before is not at its end.
        """
        if line.level is not None:
            return BlockKind.HEADING
        if line.mark is LineMark.LIST_ITEM:
            return BlockKind.LIST_ITEM
        if line.mark is LineMark.ROW:
            return BlockKind.LINES if self.has_rows else BlockKind.PARAGRAPH
        if line.mark is LineMark.CAPTION or self._is_caption(line, is_open=is_open):
            return BlockKind.CAPTION
        if line.bold and is_heading_like(line.text):
            return BlockKind.HEADING
        return None if is_heading_like(line.text) else BlockKind.PARAGRAPH

    def _is_caption(self, line: Line, *, is_open: bool) -> bool:
        text = line.text
        if len(text) <= 2 * MAX_CAPTION and (
            text.startswith(CAPTION_STARTS) or text.endswith(CAPTION_ENDS)
        ):
            return True
        set_apart = line.after_picture or line.gap >= self.usual_gap + PICTURE_GAP
        if set_apart and is_short_sentence(text, MAX_CAPTION):
            return True
        if line.after_picture and is_heading_like(text):
            return True
        return (
            self.usual_gap > 0
            and not is_open
            and is_short_sentence(text, MAX_BARE_CAPTION)
            and text[-1] == "。"
            and not any(sign in text for sign in "，,“：:")
        )

    def _short_run(
        self, start: int, end: int, shapes: list[BlockKind | None]
    ) -> list[BlockKind | None]:
        """Short lines one after another, up to a line of another kind."""
        count = end - start
        heads_text = end < len(shapes) and shapes[end] in {
            BlockKind.PARAGRAPH,
            BlockKind.LIST_ITEM,
        }
        if not heads_text:
            heads_text = count == 1 and end < len(shapes)
            if not heads_text:
                return [BlockKind.PARAGRAPH if count == 1 else BlockKind.LINES] * count
        if end < len(self.lines) and self.lines[end].text[0] in CONTINUES:
            return [BlockKind.HEADING] * (count - 1) + [BlockKind.PARAGRAPH]
        if self._continues(start):
            return [BlockKind.PARAGRAPH] * count
        if count <= 2:
            return [BlockKind.HEADING] * count
        numbered = [bool(NUMBERED.match(line.text)) for line in self.lines[start:end]]
        if all(numbered):
            return [BlockKind.LIST_ITEM] * (count - 1) + [BlockKind.HEADING]
        return [BlockKind.LINES] * (count - 1) + [BlockKind.HEADING]

    def _continues(self, number: int) -> bool:
        """True where the line stands directly under one whose sentence is open: its rest."""
        if number == 0 or self.lines[number].gap:
            return False
        before = self.lines[number - 1]
        return self.usual_gap > 0 and before.level is None and not ends_sentence(before.text)

    def _captions_under_lines(self, kinds: list[BlockKind]) -> list[BlockKind]:
        """A short sentence under set-off lines (the text within a picture) is its caption."""
        for number in range(1, len(kinds)):
            if (
                kinds[number] is BlockKind.PARAGRAPH
                and kinds[number - 1] is BlockKind.LINES
                and is_short_sentence(self.lines[number].text, MAX_CAPTION)
            ):
                kinds[number] = BlockKind.CAPTION
        return kinds
