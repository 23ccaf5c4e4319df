"""SubRip (.srt), as it is found in the wild.

There is no standard. A cue is a number, a line of times and its text; the
numbers, the empty lines between cues, the hours and the thousandths may be
missing, a point or a comma may stand before the thousandths, coordinates
(``X1:40 X2:600 Y1:20 Y2:50``) may follow the times. What counts is the line of
times: everything up to the next one belongs to the cue. ``dump`` writes what
every player reads.
"""

from __future__ import annotations

import html
import re

from media.formats.clock import check_times, milliseconds, timestamp
from media.formats.document import NO_SETTINGS, Cue, Document, Settings
from media.formats.faults import FaultCode, FaultList
from media.formats.limits import MAX_HOUR_DIGITS, check_cues
from media.formats.lines import clean, prepared

_TIME = (
    r"(-?)[ \t]*(?:(?:([0-9]+)[ \t]*[:：][ \t]*)?([0-9]{1,2})[ \t]*[:：][ \t]*)"
    r"([0-9]{1,2})(?:[ \t]*[,.，．。][ \t]*([0-9]{1,3})[0-9]*)?"
)
_TIMES = re.compile(rf"[ \t\ufeff]*{_TIME}[ \t]*(-{{1,3}}[ \t]?>|—>|→)[ \t]*{_TIME}(.*)", re.DOTALL)
_NUMBER = re.compile(r"[ \t\ufeff]*([0-9]{1,9})[ \t]*\.?[ \t]*")
_COORDINATE = re.compile(r"([XY][12])[:：]([0-9]{1,6})", re.IGNORECASE)
_COORDINATES = ("X1", "X2", "Y1", "Y2")
_OVERRIDE = re.compile(r"\{\\[^}]*\}")
_TAG = re.compile(r"</?(?:i|b|u|s|font|span|em|strong|v|c)(?:[ .][^>]*)?>", re.IGNORECASE)
_BREAK = re.compile(r"<br\s*/?>|\\[Nn]", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:lt|gt|amp|quot|nbsp|apos|#[0-9]{1,6}|#[xX][0-9a-fA-F]{1,6});")
_ARROW = "-->"


def parse(text: str) -> Document:
    """Read a SubRip file.

    Never raises but :class:`~media.formats.limits.TranscriptTooLarge`. Cues stay
    in the order of the file; a missing number is filled in, a negative time is
    set to zero, and each is told in ``faults``.
    """
    faults = FaultList()
    lines = prepared(text, faults).split("\n")
    times = [(at, match) for at, line in enumerate(lines) if (match := _times(line))]
    check_cues(len(times))
    _before_the_first(lines, times[0][0] if times else len(lines), faults)
    cues: list[Cue] = []
    for number, (at, match) in enumerate(times):
        end = times[number + 1][0] if number + 1 < len(times) else len(lines)
        previous = int(cues[-1].id) if cues else 0
        name = _number_above(lines, at, times[number - 1][0] if number else -1, previous)
        if name is None:
            name = str(previous + 1)
            faults.add(at + 1, FaultCode.MISSING_NUMBER, number=name)
        if number + 1 < len(times) and _number_above(lines, end, at, int(name)) is not None:
            end -= 1
        if number and _glued(lines, at, times[number - 1][0], name):
            faults.add(at + 1, FaultCode.MISSING_BLANK_LINE)
        body = _text(lines[at + 1 : end], at + 2, faults)
        cues.append(_cue(match, at + 1, name, body, faults))
    check_times(cues, faults)
    return Document(cues=tuple(cues), faults=faults.listed())


def dump(document: Document) -> str:
    """Write ``document`` with commas, whole hours and CRLF-free lines.

    The numbers of the cues are kept where all have one; else they are counted
    anew. A speaker is put before the text where the format it comes from keeps
    it apart. Empty lines in a cue are left out.
    """
    numbered = all(cue.id.isascii() and _NUMBER.fullmatch(cue.id) for cue in document.cues)
    blocks = []
    for count, cue in enumerate(document.cues, start=1):
        times = f"{timestamp(cue.start_ms, point=',')} {_ARROW} {timestamp(cue.end_ms, point=',')}"
        given = [f"{name}:{cue.settings[name]}" for name in _COORDINATES if name in cue.settings]
        lines = [cue.id if numbered else str(count), " ".join([times, *given])]
        blocks.append("\n".join([*lines, *_written(cue)]) + "\n")
    return "\n".join(blocks)


def plain_text(text: str) -> str:
    """The words of a cue's text: no tags, no ``{\\an8}``, entities resolved."""
    text = _TAG.sub("", _BREAK.sub("\n", _OVERRIDE.sub("", text)))
    return _ENTITY.sub(lambda match: html.unescape(match[0]), text) if "&" in text else text


def escape(text: str) -> str:
    """Words as a cue's text; the format has no way to write a tag that is meant as text."""
    return "\n".join(line for line in clean(text).split("\n") if line.strip())


def _times(line: str) -> re.Match[str] | None:
    if ">" not in line and "→" not in line:
        return None
    match = _TIMES.match(line)
    if match is None:
        return None
    hours = (match[2] or "", match[8] or "")
    # “6:30 → 7:00” is what somebody says; times with another arrow have thousandths.
    exact = match[6] == _ARROW or (match[5] and match[11])
    return match if exact and all(len(digits) <= MAX_HOUR_DIGITS for digits in hours) else None


def _number_above(lines: list[str], at: int, above: int, previous: int) -> str | None:
    """The number on the line before the times on ``at``; ``above`` are the times before.

    A line of figures right under other text is that text's end, unless it is
    the number that is next.
    """
    if at - 1 <= above:
        return None
    match = _NUMBER.fullmatch(lines[at - 1])
    if match is None:
        return None
    stands_alone = at - 2 <= above or not lines[at - 2].strip()
    return str(int(match[1])) if stands_alone or int(match[1]) == previous + 1 else None


def _glued(lines: list[str], at: int, above: int, name: str) -> bool:
    """Whether no empty line stands before the cue with the times on ``at``."""
    number = _NUMBER.fullmatch(lines[at - 1])
    top = at - 1 if number and str(int(number[1])) == name else at
    return top - 1 <= above or bool(lines[top - 1].strip())


def _before_the_first(lines: list[str], end: int, faults: FaultList) -> None:
    """Tell of text above the first times; the number of the first cue is none."""
    for at, line in enumerate(lines[:end]):
        if line.strip(" \t\ufeff") and not (at == end - 1 and _NUMBER.fullmatch(line)):
            faults.add(at + 1, FaultCode.TEXT_WITHOUT_TIMES, text=line)
            return
    if end == len(lines):
        faults.add(0, FaultCode.EMPTY)


def _cue(match: re.Match[str], line: int, name: str, text: str, faults: FaultList) -> Cue:
    parts = match.groups()
    start = _time_ms(parts[:5], line, faults)
    end = _time_ms(parts[6:11], line, faults)
    settings = _settings(parts[11], line, faults)
    return Cue(start, end, text=text, id=name, settings=settings, line=line)


def _time_ms(parts: tuple[str | None, ...], line: int, faults: FaultList) -> int:
    minus, hours, minutes, seconds, fraction = (part or "" for part in parts)
    thousandths = int(fraction.ljust(3, "0") or 0)
    time = milliseconds(int(hours or 0), int(minutes), int(seconds), thousandths)
    shown = f"{minus}{timestamp(time)}"
    if int(minutes) > 59 or int(seconds) > 59:
        faults.add(line, FaultCode.BAD_TIME, text=f"{hours or '0'}:{minutes}:{seconds}")
    if minus and time:
        faults.add(line, FaultCode.NEGATIVE_TIME, text=shown)
        return 0
    return time


def _settings(text: str, line: int, faults: FaultList) -> Settings:
    given = {found[1].upper(): int(found[2]) for found in _COORDINATE.finditer(text)}
    if rest := _COORDINATE.sub("", text).strip():
        faults.add(line, FaultCode.TEXT_AFTER_TIMES, text=rest)
    return Settings(given) if given else NO_SETTINGS


def _text(lines: list[str], line: int, faults: FaultList) -> str:
    """The lines of a cue without empty ones; ``line`` is where they begin."""
    kept = [at for at, row in enumerate(lines) if row.strip()]
    if kept and kept[-1] - kept[0] >= len(kept):
        gap = next(at for at in range(kept[0], kept[-1]) if not lines[at].strip())
        faults.add(line + gap, FaultCode.BLANK_LINE_IN_TEXT)
    return "\n".join(lines[at] for at in kept)


def _written(cue: Cue) -> list[str]:
    """The lines of a cue's text, none of which can be taken for times."""
    text = escape(cue.text)
    if cue.speaker:
        text = f"{cue.speaker}{': ' if cue.speaker.isascii() else '：'}{text}"
    lines = [line for line in text.split("\n") if line]
    return [f"\u2060{line}" if _times(line) else line for line in lines]
