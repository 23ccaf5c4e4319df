"""Finds the headline: title, deck, and what to do where a text has none."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from .enums import LineMark, TitleOrigin
from .source import Line
from .wording import (
    BULLET,
    MAX_HEADING,
    MAX_TITLE,
    NUMBERED,
    ends_sentence,
    han_count,
    is_balanced,
    is_heading_like,
    is_title_like,
)

CONNECTORS = "、，,：:和与及·“《（(—-"
MAX_COUPLET = 14
MAX_LEAD = 20
MAX_TITLE_LINES = 3
DASH = re.compile(r"^[—–─-]{1,3}\s*")
CLAUSE_END = re.compile(r"[，,；;]")
SENTENCE_END = re.compile(r"[。！？!?]")
ADVERBIAL = re.compile(
    r"^(?:近日|日前|今年|去年|近年来|连日来|目前|如今|当前|为|自|随着|在|当|从|每逢|每年|根据|按照"
    r"|据|由于|通过|经过|\d{2,4}年|\d{1,2}月)"
)
MIN_CLAUSE = 10
MAX_CLAUSE = 40
MAX_SENTENCE_TITLE = 50
MAX_DECK = 100


@dataclass(frozen=True)
class Headline:
    """The lines of title and deck, what remains, and the punctuation cut out between them."""

    title: tuple[Line, ...]
    deck: tuple[Line, ...]
    rest: tuple[Line, ...]
    origin: TitleOrigin
    joints: tuple[Line, ...] = ()


def find_headline(lines: Sequence[Line], byline_starts: Sequence[int] = ()) -> Headline | None:
    """Title and deck of an article's `lines` (without credits); None if there is no headline.

    Markup decides where there is any: the first heading of level 1 is the title. Otherwise the
    first line is, if it has the shape of a title.
    """
    marked = next((number for number, line in enumerate(lines) if line.level == 1), None)
    if marked is not None:
        title = _with_continuation(lines, marked, lines[marked].level)
        before = lines[:marked]
        after = lines[marked + len(title) :]
    elif lines and lines[0].level is None and _can_head(lines):
        if lines[0].mark is not LineMark.PLAIN:
            return None
        title = _with_continuation(lines, 0, None)
        before, after = (), lines[len(title) :]
    elif len(lines) > 1 and lines[0].level == 2 and _count_level(lines, 2) == 1:
        title, before, after = (lines[0],), (), lines[1:]
    else:
        return None
    deck = _deck(title[-1], after, byline_starts)
    rest = (*before, *after[len(deck) :])
    return Headline(tuple(title), deck, rest, TitleOrigin.HEADLINE)


def _can_head(lines: Sequence[Line]) -> bool:
    """The first line is a title, or the part of one before a colon."""
    text = lines[0].text
    if text[-1] in "：:" and len(text) <= MAX_LEAD and len(lines) > 1:
        return is_title_like(lines[1].text)
    return is_title_like(text)


def headline_from_sentence(lines: Sequence[Line]) -> Headline | None:
    """A title cut out of the first paragraph: nothing is invented and nothing said twice.

    The first clause (10 to 40 characters, not an adverbial of time or purpose) becomes the title;
    a short remainder becomes the deck, a long one stays the first paragraph. A sentence that
    begins with an adverbial is taken whole if it is short. None where neither works.
    """
    if not lines or lines[0].level or lines[0].mark is not LineMark.PLAIN:
        return None
    text = lines[0].text
    cut = _cut(text)
    if cut is None:
        return None
    title, joint = lines[0].part(0, cut), lines[0].part(cut, cut + 1)
    remainder = lines[0].part(cut + 1)
    rest = lines[1:]
    deck: tuple[Line, ...] = ()
    if remainder.text and len(remainder.text) <= MAX_DECK and ends_sentence(remainder.text):
        deck = (remainder,)
    elif remainder.text:
        rest = (remainder, *rest)
    return Headline((title,), deck, tuple(rest), TitleOrigin.FIRST_SENTENCE, (joint,))


def _cut(text: str) -> int | None:
    stop = SENTENCE_END.search(text)
    sentence = text[: stop.start()] if stop else text
    if not ADVERBIAL.match(sentence):
        for clause in CLAUSE_END.finditer(sentence):
            if clause.start() > MAX_CLAUSE:
                break
            if clause.start() >= MIN_CLAUSE and is_balanced(sentence[: clause.start()]):
                return clause.start()
    if stop and MIN_CLAUSE <= len(sentence) <= MAX_SENTENCE_TITLE and is_balanced(sentence):
        return stop.start()
    return None


def _with_continuation(lines: Sequence[Line], at: int, level: int | None) -> tuple[Line, ...]:
    """The title line and those that carry it on: an open quote, a connector, a couplet."""
    title = [lines[at]]
    for line in lines[at + 1 : at + MAX_TITLE_LINES]:
        text = "".join(part.text for part in title)
        same_kind = line.level == level and line.mark is LineMark.PLAIN
        if not same_kind or ends_sentence(line.text) or len(text + line.text) > MAX_TITLE:
            break
        if DASH.match(line.text) or NUMBERED.match(line.text):
            break
        unfinished = not is_balanced(text) or text[-1] in CONNECTORS
        if not unfinished and not (len(title) == 1 and _is_couplet(text, line.text)):
            break
        title.append(line)
    return tuple(title)


def _is_couplet(first: str, second: str) -> bool:
    count = han_count(first)
    return 4 <= count <= MAX_COUPLET and count == han_count(second) and is_heading_like(second)


def _deck(title: Line, after: Sequence[Line], byline_starts: Sequence[int]) -> tuple[Line, ...]:
    """The line under the title, if it belongs to it and is no section head."""
    if not after:
        return ()
    line, others = after[0], after[1:]
    if line.mark is LineMark.DECK:
        return (line,)
    if not others or line.mark is not LineMark.PLAIN or BULLET.match(line.text):
        return ()
    if line.level is not None:
        return (line,) if _is_deck_heading(title, line, others) else ()
    if not is_title_like(line.text):
        return ()
    return (line,) if _is_deck_line(line, others, byline_starts) else ()


def _is_deck_heading(title: Line, line: Line, others: Sequence[Line]) -> bool:
    """A heading that stands alone on its level, with the sections one level deeper."""
    if title.level is None or line.level is None or line.level <= title.level:
        return False
    levels = [other.level for other in others if other.level is not None]
    alone = line.level not in levels
    deeper = any(level > line.level for level in levels)
    return alone and (deeper or bool(DASH.match(line.text)))


def _is_deck_line(line: Line, others: Sequence[Line], byline_starts: Sequence[int]) -> bool:
    if DASH.match(line.text):
        return True
    if any(line.end <= start < others[0].start for start in byline_starts):
        return True
    if any(other.level is not None for other in others):
        return True
    heads = [
        other.text
        for other, following in pairwise(others)
        if is_heading_like(other.text) and not is_heading_like(following.text)
    ]
    if not heads:
        return len(others) > 1 or len(line.text) > MAX_HEADING // 2
    return len(line.text) > max(len(head) for head in heads) + 4


def _count_level(lines: Sequence[Line], level: int) -> int:
    return sum(1 for line in lines if line.level == level)


def as_title(line: Line) -> Line:
    """`line` marked as the title by other evidence than its own markup."""
    return replace(line, level=1)
