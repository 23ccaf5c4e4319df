"""Tells the article from what the site put around it.

Words alone do not decide: a line is dropped for its words only above the first or below the last
paragraph of running text, and a list head drops what follows only if the article does not go on
after it. In doubt a line stays in the article.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .credits import read_credit_line
from .document import Dropped, merge, squeeze
from .enums import EDITORIAL_ROLES, DropReason, LineMark
from .furniture import are_buttons, is_list_head, reason_above, reason_below
from .messages import Notice, NoticeCode
from .source import Line, Source
from .wording import BULLET, ends_sentence, is_running_text

FOREIGN_SHARE = 0.5
"""Share of link-like lines after a list head from which the rest is taken for the list."""

MAX_LINK = 60
MAX_LIST_HEADS = 10
END_OF_PAGE = {DropReason.COPYRIGHT, DropReason.RELATED, DropReason.PROMOTION}
PAGE_TITLE_SIGNS = re.compile(r"\s*[_|｜—–-]+\s*")
MIN_TITLE = 6


@dataclass(frozen=True)
class Trimmed:
    """The lines that are the article's, in order, and what was taken away."""

    lines: tuple[Line, ...]
    dropped: tuple[Dropped, ...]
    page_title: Line | None = None
    notices: tuple[Notice, ...] = ()


def trim(source: Source, lines: Sequence[Line]) -> Trimmed:
    """Separate the article from the page around it."""
    reasons: dict[int, DropReason] = {}
    page_title = next((line for line in lines if line.aside is DropReason.PAGE_TITLE), None)
    title_seen = any(line.level == 1 and line.aside is None for line in lines)
    for number, line in enumerate(lines):
        if line.aside and not (_is_wanted_outside(line, title_seen)):
            reasons[number] = line.aside
    notices = _drop_list(lines, reasons)
    inner = [number for number in range(len(lines)) if number not in reasons]
    running = [
        number
        for number in inner
        if is_running_text(lines[number]) and not _is_notice(lines[number].text)
    ]
    first = running[0] if running else len(lines)
    last = running[-1] if running else -1
    _drop_above([number for number in inner if number < first], lines, reasons)
    _drop_below([number for number in inner if number > last], lines, reasons)
    return Trimmed(
        lines=tuple(line for number, line in enumerate(lines) if number not in reasons),
        dropped=_grouped(source, lines, reasons),
        page_title=page_title,
        notices=tuple(notices),
    )


def _is_wanted_outside(line: Line, title_seen: bool) -> bool:
    """Pages keep headline and credits outside the element they mark as the article."""
    if line.aside is not DropReason.OUTSIDE:
        return False
    return (line.level == 1 and not title_seen) or read_credit_line(line.text) is not None


def _is_notice(text: str) -> bool:
    return reason_below(text) in END_OF_PAGE


def _drop_list(lines: Sequence[Line], reasons: dict[int, DropReason]) -> list[Notice]:
    """Drop the first list head after which only links follow, with all that follows it."""
    notices: list[Notice] = []
    heads = [
        number
        for number, line in enumerate(lines)
        if number not in reasons and is_list_head(line.text)
    ]
    for number in heads[-MAX_LIST_HEADS:]:
        line = lines[number]
        rest = [other for other in range(number + 1, len(lines)) if other not in reasons]
        if number == 0 or _article_goes_on([lines[other] for other in rest]):
            notices.append(Notice(NoticeCode.TAIL_KEPT, {"text": line.text}))
            continue
        head = reason_below(line.text) or DropReason.RELATED
        reasons[number] = head
        for other in rest:
            if not _is_editorial(lines[other].text):
                is_notice = reason_below(lines[other].text) is DropReason.COPYRIGHT
                reasons[other] = DropReason.COPYRIGHT if is_notice else head
        break
    return notices


def _article_goes_on(rest: Sequence[Line]) -> bool:
    """True where the lines after a list head are mostly whole paragraphs, not links."""
    if not rest:
        return False
    running = [line for line in rest if is_running_text(line) and not _is_link_like(line)]
    if running and _is_signed_after(rest, running[-1]):
        return True
    return len(running) > len(rest) * FOREIGN_SHARE


def _is_signed_after(rest: Sequence[Line], paragraph: Line) -> bool:
    """True where a line after `paragraph` credits someone: the article's own end."""
    return any(
        any(segment.role for segment in segments)
        for line in rest
        if line.start > paragraph.start and (segments := read_credit_line(line.text))
    )


def _is_link_like(line: Line) -> bool:
    """A bullet, a teaser cut short, or a notice of the site."""
    cut_short = line.text.endswith(("…", "...", "……"))
    return bool(BULLET.match(line.text)) or cut_short or _is_notice(line.text)


def _is_editorial(text: str) -> bool:
    segments = read_credit_line(text)
    return bool(segments) and all(segment.role in EDITORIAL_ROLES for segment in segments)


def _drop_above(numbers: list[int], lines: Sequence[Line], reasons: dict[int, DropReason]) -> None:
    for number in numbers:
        if lines[number].level is None and (reason := reason_above(lines[number].text)):
            reasons[number] = reason


def _drop_below(numbers: list[int], lines: Sequence[Line], reasons: dict[int, DropReason]) -> None:
    """After the last paragraph: lines by their words and, once the page's own end has begun,
    everything that is neither a sentence nor a credit.
    """
    page_ended = False
    for number in numbers:
        text = lines[number].text
        if lines[number].mark is LineMark.CAPTION or read_credit_line(text):
            continue
        reason = reason_below(text)
        if reason is None and page_ended and len(text) <= MAX_LINK and not ends_sentence(text):
            reason = DropReason.FURNITURE
        if reason:
            reasons[number] = reason
            page_ended = page_ended or reason in END_OF_PAGE or not are_buttons(text)


def _grouped(
    source: Source, lines: Sequence[Line], reasons: dict[int, DropReason]
) -> tuple[Dropped, ...]:
    """One dropped piece for each run of lines with the same reason."""
    pieces: list[Dropped] = []
    group: list[Line] = []
    for number in range(len(lines) + 1):
        reason = reasons.get(number)
        previous = reasons.get(number - 1)
        if group and (reason != previous or previous is DropReason.PAGE_TITLE):
            fragments = merge(source.fragments(line) for line in group)
            pieces.append(Dropped("\n".join(line.text for line in group), previous, fragments))
            group = []
        if reason:
            group.append(lines[number])
    return tuple(pieces)


def match_page_title(lines: Sequence[Line], page_title: Line | None) -> int | None:
    """The number of the line the browser's title repeats, where a page has no h1."""
    if page_title is None:
        return None
    wanted = squeeze(page_title.text)
    for number, line in enumerate(lines[:20]):
        text = squeeze(line.text)
        if len(text) >= MIN_TITLE and wanted.startswith(text):
            return number
    return None


def headline_of_page_title(page_title: Line) -> Line:
    """The browser's title without the name of the site after the last sign."""
    signs = list(PAGE_TITLE_SIGNS.finditer(page_title.text))
    cuts = [sign.start() for sign in signs if sign.start() >= MIN_TITLE and len(sign.group()) > 0]
    return page_title.part(0, cuts[0]) if cuts else page_title
