"""The transcript inside a record: WebVTT, or the older text with its sync marks.

The older form is a plain text, and beside it where each minute begins:
``1:|13(3)|19(14)`` says that marks are 1 minute apart, the first at word 3 of
line 13, the second at word 14 of line 19; lines and words count from 1. Several
marks may stand at one word, where nobody spoke. Cues are cut at the marks and
at empty lines; those that begin at no mark have their start estimated.
"""

from __future__ import annotations

import dataclasses
import re
from bisect import bisect_left, bisect_right

from media import webvtt
from media.formats.clock import clock
from media.formats.document import Cue, Document, Note
from media.formats.estimating import Piece, timed
from media.formats.faults import FaultCode, FaultList
from media.formats.limits import check_cues
from media.formats.speakers import labelled, split_capitals
from media.formats.xmltree import Element

from .fields import xml_text

FORM = "transcript_form"
"""Key of the metadata that says how the transcript was written; without it WebVTT."""

LEGACY = "sync"
"""The value of ``FORM`` for a text with sync marks."""

INTERVAL = "sync_interval_ms"
"""Key of the metadata: how far the marks are apart; without it there are none."""

_NONE = "No transcript."
"""What OHMS writes where there is no transcript."""

_MOST_MARKS = 100_000
_INTERVAL = re.compile(r"[0-9]{1,9}")
_SYNC = re.compile(r"\s*([0-9]{0,4}(?:\.[0-9]{1,3})?)\s*:(.*)", re.DOTALL)
_MARK = re.compile(r"\s*([0-9]{1,7})\s*(?:\(\s*([0-9]{0,7})\s*\))?\s*")
_WORD = re.compile(r"\S+")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_FOOTNOTES = re.compile(r"\[\[footnotes\]\].*?(?:\[\[/footnotes\]\]|\Z)", re.DOTALL)
_DURATION = re.compile(r"\s*([0-9]{1,4}):([0-9]{1,2}):([0-9]{1,2})(?:\.[0-9]*)?\s*")


def is_legacy(document: Document) -> bool:
    """Whether the transcript of a record is a text with sync marks, not WebVTT."""
    return document.metadata.get(FORM) == LEGACY


def read_transcript(record: Element, suffix: str, duration: str, faults: FaultList) -> Document:
    """The cues of ``vtt_transcript`` or of ``transcript`` and ``sync``; ``suffix`` is "" or "_alt"."""
    vtt = record.first(f"vtt_transcript{suffix}")
    if vtt is not None and vtt.text.strip():
        return _read_vtt(vtt, faults)
    text = record.first(f"transcript{suffix}")
    if text is None or text.text.strip() in ("", _NONE):
        return Document()
    return _read_legacy(text, record.first(f"sync{suffix}"), _duration_ms(duration), faults)


def write_vtt(document: Document) -> str:
    """The WebVTT inside a record; "" where there is nothing to write."""
    held = (document.cues, document.notes, document.header, document.regions, document.styles)
    if not any(held):
        return ""
    return xml_text(webvtt.dump(dataclasses.replace(document, metadata={})))


def write_legacy(document: Document) -> tuple[str, str]:
    """Text and sync marks of the older form.

    Every cue becomes a paragraph. A mark that falls within a cue goes to the
    word that is spoken then if the cue is spoken evenly.
    """
    lines: list[str] = []
    starts: list[tuple[Cue, int]] = []
    previous = ""
    # Marks only go forward.
    for cue in sorted(document.cues, key=lambda cue: cue.start_ms):
        text = labelled(xml_text(cue.text), cue.speaker, previous, split_capitals)
        previous = cue.speaker
        if not text.strip():
            continue
        if lines:
            lines.append("")
        starts.append((cue, len(lines) + 1))
        lines += [line for line in text.split("\n") if line.strip()]
    notes = [xml_text(note.text) for note in document.notes if _FOOTNOTES.match(note.text)]
    body = "\n".join([*lines, *notes])
    return body, _sync(lines, starts, _interval_ms(document))


def _read_vtt(element: Element, faults: FaultList) -> Document:
    text = element.text.lstrip(" \t\n")
    skipped = element.text[: len(element.text) - len(text)].count("\n")
    down = element.line - 1 + skipped
    if not text.startswith("WEBVTT"):
        # OHMS leaves the signature off when the transcript was typed in.
        text, down = f"WEBVTT\n\n{text}", down - 2
    read = webvtt.parse(text)
    faults.extend(read.faults, down=down)
    cues = tuple(dataclasses.replace(cue, line=cue.line + down) for cue in read.cues)
    return dataclasses.replace(read, cues=cues, metadata={}, faults=())


def _read_legacy(
    element: Element, sync: Element | None, duration_ms: int | None, faults: FaultList
) -> Document:
    footnotes = _FOOTNOTES.findall(element.text)
    # Footnotes go, but not their lines: the marks count them.
    text = _FOOTNOTES.sub(lambda found: "\n" * found[0].count("\n"), element.text)
    interval, marks = _marks(sync, text, faults)
    pieces = _pieces(text, marks, element.line, begun=bool(interval))
    check_cues(len(pieces))
    # Where nobody says how long it is, the next mark would have come.
    known = [piece.start_ms for piece in pieces if piece.start_ms is not None]
    cues = timed(pieces, duration_ms or (known[-1] + interval if known else None))
    metadata: dict[str, str] = {FORM: LEGACY}
    if interval:
        metadata[INTERVAL] = str(interval)
    elif cues:
        faults.add(element.line, FaultCode.NO_TIMES)
    notes = tuple(Note(note.strip(), before=len(cues)) for note in footnotes)
    return Document(cues=cues, metadata=metadata, notes=notes)


def _pieces(text: str, marks: list[tuple[int, int]], line: int, *, begun: bool) -> list[Piece]:
    """The text cut at its marks and empty lines; ``line`` is where it begins.

    Of several marks before the same words the first ends the piece above, and
    the last begins the one below. ``begun`` says that it starts at 0.
    """
    cuts = sorted(
        {0, *(place for _time, place in marks), *(m.end() for m in _BLANK.finditer(text))}
    )
    times: dict[int, list[int]] = {}
    for time, place in marks:
        times.setdefault(place, []).append(time)
    pieces: list[Piece] = []
    waiting = [0] if begun else []
    speaker, counted = "", 0
    for start, end in zip(cuts, [*cuts[1:], len(text)], strict=True):
        waiting += times.get(start, [])
        words = text[start:end].lstrip()
        if not words:
            continue
        begins = end - len(words)
        line += text.count("\n", counted, begins)
        counted = begins
        label, words = split_capitals(words.rstrip())
        speaker = label or speaker
        if waiting and pieces:
            pieces[-1] = dataclasses.replace(pieces[-1], end_ms=waiting[0])
        known = waiting[-1] if waiting else None
        pieces.append(Piece(words, known, speaker=speaker, line=line))
        waiting = []
    return pieces


def _marks(sync: Element | None, text: str, faults: FaultList) -> tuple[int, list[tuple[int, int]]]:
    """How far the marks are apart, and each with its time and its place in ``text``."""
    if sync is None or not sync.text.strip():
        return 0, []
    match = _SYNC.fullmatch(sync.text)
    interval = round(float(match[1] or 1) * 60_000) if match else 0
    if match is None or not interval:
        faults.add(sync.line, FaultCode.BAD_SYNC, text=sync.text)
        return 0, []
    written = match[2].split("|")
    # The first stands for the beginning, and nothing is written there.
    if not written[0].strip():
        written = written[1:]
    starts = [0, *(found.end() for found in re.finditer("\n", text))]
    marks: list[tuple[int, int]] = []
    for count, mark in enumerate(written, start=1):
        found = _MARK.fullmatch(mark)
        place = _place(text, starts, int(found[1]), int(found[2] or 1)) if found else None
        if place is None or (marks and place < marks[-1][1]):
            shown = f"{clock(count * interval)} {mark}"
            faults.add(sync.line, FaultCode.BAD_SYNC, text=shown)
        else:
            marks.append((count * interval, place))
    return interval, marks


def _place(text: str, starts: list[int], line: int, word: int) -> int | None:
    """Where a word of a line stands in ``text``; the line's end where it has fewer words."""
    if not 1 <= line <= len(starts):
        return None
    start = starts[line - 1]
    end = starts[line] - 1 if line < len(starts) else len(text)
    place = end
    for count, found in enumerate(_WORD.finditer(text, start, end), start=1):
        if count >= word:
            place = found.start()
            break
    return place


def _duration_ms(text: str) -> int | None:
    match = _DURATION.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = (int(part) for part in match.groups())
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 or None


def _interval_ms(document: Document) -> int:
    """How far the marks shall be apart; 0 for no marks."""
    given = str(document.metadata.get(INTERVAL, ""))
    return int(given) if _INTERVAL.fullmatch(given) else 0


def _sync(lines: list[str], starts: list[tuple[Cue, int]], interval: int) -> str:
    """The marks up to where the last cue begins that was heard, for cues on known lines."""
    begins = [cue.start_ms for cue, _line in starts]
    last = max((cue.start_ms for cue, _line in starts if not cue.estimated), default=0)
    if not (interval and starts) or last // interval > _MOST_MARKS:
        return ""
    marks = []
    for time in range(interval, last + 1, interval):
        after = bisect_left(begins, time)
        same = starts[after : bisect_right(begins, time)]
        cue, line = starts[max(after - 1, 0)]
        if same:
            # One that was heard to start then, before one that is thought to.
            marks.append(f"{min(same, key=lambda start: start[0].estimated)[1]}(1)")
        elif not after or time >= cue.end_ms:
            marks.append(f"{starts[after][1]}(1)")
        else:
            marks.append(_within(lines, line, starts[after][1] - 2, cue, time))
    return f"{interval / 60_000:g}:|{'|'.join(marks)}"


def _within(lines: list[str], first: int, last: int, cue: Cue, time: int) -> str:
    """The mark at the word that is spoken at ``time``, in a cue on the lines given."""
    words = [
        (number, word)
        for number in range(first, last + 1)
        for word in range(1, len(lines[number - 1].split()) + 1)
    ]
    share = (time - cue.start_ms) / (cue.end_ms - cue.start_ms)
    number, word = words[int(share * len(words))]
    return f"{number}({word})"
