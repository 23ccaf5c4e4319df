"""Markdown signs in plain text: taken off the lines, turned into hints, and accounted for."""

import re
from collections.abc import Sequence
from dataclasses import replace

from .document import Dropped, merge
from .enums import DropReason, LineMark
from .source import Line, Source
from .wording import BULLET

HEADING = re.compile(r"^(#{1,6})\s+(?=\S)")
HEADING_END = re.compile(r"\s+#+$")
BOLD = re.compile(r"^(\*\*|__)(?=[^\s*_])[^*_]+(?<!\s)\1$")
RULE = re.compile(r"^([-*_=])(?:\s*\1){2,}$")


def take_markup(source: Source, lines: Sequence[Line]) -> tuple[list[Line], tuple[Dropped, ...]]:
    """The lines without signs for headings, bold, bullets and rules, and the signs as one piece."""
    kept: list[Line] = []
    signs: list[Line] = []
    for line in lines:
        if RULE.match(line.text):
            signs.append(line)
            continue
        if source.plain and (heading := HEADING.match(line.text)):
            signs.append(line.part(0, heading.end()))
            line = replace(line.part(heading.end()), level=len(heading.group(1)))
            if ending := HEADING_END.search(line.text):
                signs.append(line.part(ending.start()))
                line = line.part(0, ending.start())
        if source.plain and BOLD.match(line.text):
            signs += [line.part(0, 2), line.part(-2)]
            line = replace(line.part(2, -2), bold=True)
        if bullet := BULLET.match(line.text):
            signs.append(line.part(0, bullet.end()))
            line = replace(line.part(bullet.end()), mark=LineMark.LIST_ITEM)
        kept.append(line)
    if not signs:
        return kept, ()
    text = " ".join(sign.text for sign in signs)
    fragments = merge(source.fragments(sign) for sign in signs)
    return kept, (Dropped(text, DropReason.MARKUP, fragments),)
