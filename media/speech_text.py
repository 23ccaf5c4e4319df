"""Plain text of an interview, with speakers and times as Chinese transcripts set them.

Speakers stand before a colon (``张老：``, ``问：`` and ``答：``, ``说话人1 00:12:31``
on a line of its own), times as ``00:12:31``, ``[12:31]`` or ``（12分31秒）`` at the
head of a line or in brackets within it. What has no time gets one by its length
and is marked as estimated.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from media.formats.clock import clock
from media.formats.document import Document, Note
from media.formats.estimating import Piece, sentences, timed
from media.formats.faults import FaultCode, FaultList
from media.formats.limits import check_cues
from media.formats.lines import clean, prepared
from media.formats.marks import Mark, bracketed_marks, mark_at_end, mark_at_start
from media.formats.speakers import is_known, is_speaker, label_of, labelled, without_role

LONGEST_CUE = 120
"""Characters of a paragraph beyond which it is cut at the ends of sentences."""

_LONGEST_LABEL = 40
_LONGEST_HEADING = 40
_LONGEST_ENTRY = 60
_SENTENCE_END = re.compile(r"[。！？!?…；;，,]\s*\Z")
_ENTRIES = re.compile(
    r"(?:采访|访谈|录音|录制|拍摄|整理|口述|访问)?(?:时间|日期|地点|时长|人员|设备)"
    r"|(?:录音|整理|校对|审核|撰稿|摄像|拍摄|采集)(?:者|人|单位)?|(?:采访|访谈)单位"
    r"|题名|标题|主题|档号|编号|语言|方言|籍贯|出生年月|出生日期|部队番号"
)


@dataclass(slots=True)
class _Turn:
    """What one speaker says from one mark to the next."""

    speaker: str
    line: int
    start_ms: int | None = None
    end_ms: int | None = None
    rows: list[str] = field(default_factory=list)


def parse(text: str, *, duration_ms: int | None = None) -> Document:
    """Read a transcript in plain text.

    ``duration_ms`` of the recording makes estimated times better. Lines such as
    ``采访时间：…`` at the head become ``metadata``, a heading there a note. A
    paragraph without a label goes on with the speaker of the one before; long
    ones are cut at the ends of sentences. Never raises but
    :class:`~media.formats.limits.TranscriptTooLarge`.
    """
    faults = FaultList()
    lines = prepared(text, faults).split("\n")
    return parse_lines(lines, faults, duration_ms=duration_ms)


def parse_lines(lines: list[str], faults: FaultList, *, duration_ms: int | None) -> Document:
    """The same for lines that are clean already."""
    reader = _Reader(lines, faults)
    metadata, heading, first = _head(lines, reader.speakers)
    reader.read(first)
    pieces = [piece for turn in reader.turns for piece in _pieces(turn)]
    check_cues(len(pieces))
    if not pieces:
        faults.add(0, FaultCode.NO_CUES if any(map(str.strip, lines)) else FaultCode.EMPTY)
    elif all(piece.start_ms is None for piece in pieces):
        faults.add(pieces[0].line, FaultCode.NO_TIMES)
    return Document(
        cues=timed(pieces, duration_ms),
        metadata=metadata,
        faults=faults.listed(),
        notes=tuple(Note(line) for line in heading),
    )


def dump(document: Document) -> str:
    """Write the cues as text to read: a time, the speaker where it changes, the words.

    Times that were estimated are written like others, so not everything that
    is read from here is what was written.
    """
    paragraphs = []
    previous = ""
    for cue in document.cues:
        words = " ".join(clean(cue.text).split("\n"))
        said = labelled(words, cue.speaker, previous, label_of)
        previous = cue.speaker
        paragraphs.append(f"[{clock(cue.start_ms)}] {said}\n")
    return "\n".join(paragraphs)


class _Reader:
    """One run over the lines; ``turns`` is what came of it."""

    def __init__(self, lines: list[str], faults: FaultList) -> None:
        self._lines = lines
        self._faults = faults
        self.turns: list[_Turn] = []
        self.speakers = _speakers(lines)
        self._latest = 0
        self._goes_on = False

    def read(self, first: int) -> None:
        for number in range(first, len(self._lines)):
            line = self._lines[number].strip()
            if line:
                self._line(line, number + 1)
            else:
                self._goes_on = False

    def _line(self, line: str, number: int) -> None:
        mark = self._accepted(mark_at_start(line), line, number)
        rest = line[mark.end :].lstrip() if mark else line
        speaker, rest = self._label(rest)
        if not speaker and not mark and (head := _named_mark(line)):
            speaker, found = head
            mark = self._accepted(found, line, number)
            rest = line[found.end :].lstrip(" \t\u3000:：")
        if speaker or mark:
            self._begin(speaker, mark, number)
        self._words(rest, number)

    def _label(self, text: str) -> tuple[str, str]:
        label, rest = label_of(text)
        return (label, rest) if label in self.speakers else ("", text)

    def _words(self, text: str, number: int) -> None:
        """Take in words; a time in brackets among them begins a new turn."""
        at = 0
        for found in bracketed_marks(text):
            mark = self._accepted(found, text, number)
            if mark is None:
                continue
            self._say(text[at : mark.start].strip(), number)
            self._begin("", mark, number)
            at = mark.end
        self._say(text[at:].strip(), number)

    def _say(self, words: str, number: int) -> None:
        if not words:
            return
        if not self._goes_on:
            self._begin("", None, number)
        self.turns[-1].rows.append(words)

    def _begin(self, speaker: str, mark: Mark | None, number: int) -> None:
        last = self.turns[-1] if self.turns else None
        time = mark.time_ms if mark else None
        end = mark.end_ms if mark else None
        if last is not None and not last.rows:
            # A time or a name on a line of its own is for what follows.
            last.speaker = speaker or last.speaker
            last.start_ms = last.start_ms if time is None else time
            last.end_ms = last.end_ms if end is None else end
        else:
            before = last.speaker if last else ""
            self.turns.append(_Turn(speaker or before, number, time, end))
        self._goes_on = True

    def _accepted(self, mark: Mark | None, line: str, number: int) -> Mark | None:
        """``mark`` unless time would go back with it; then it is something that was said."""
        if mark is None:
            return None
        if mark.time_ms < self._latest:
            shown = line[mark.start : mark.end]
            self._faults.add(number, FaultCode.EARLIER_MARK, text=shown)
            return None
        self._latest = mark.time_ms
        return mark


def _named_mark(line: str) -> tuple[str, Mark] | None:
    """A speaker with a time: ``张老（00:12:31）：…``, or ``说话人1 00:12`` and nothing more."""
    mark = next(iter(bracketed_marks(line[:_LONGEST_LABEL])), None) or mark_at_end(line)
    if mark is None:
        return None
    name, rest = line[: mark.start].strip(" \t\u3000:："), line[mark.end :].lstrip()
    if not name or (rest and not rest.startswith((":", "："))):
        return None
    known = is_known(name) or ((rest or mark.whole) and is_speaker(name, 1))
    return (name, mark) if known else None


def _speakers(lines: list[str]) -> frozenset[str]:
    """The labels at the heads of lines that name speakers."""
    counts: Counter[str] = Counter()
    for line in filter(None, map(str.strip, lines)):
        mark = mark_at_start(line)
        label, _rest = label_of(line[mark.end :].lstrip() if mark else line)
        if label:
            counts[label] += 1
    names: Counter[str] = Counter()
    for label, count in counts.items():
        names[without_role(label)] += count
    return frozenset(label for label in counts if is_speaker(label, names[without_role(label)]))


def _head(lines: list[str], speakers: frozenset[str]) -> tuple[dict[str, str], list[str], int]:
    """What stands above the speech: named entries, headings, and the line speech begins on.

    Entries count only if one of them is of a kind that no speaker is called by,
    such as 采访时间; headings only before them or before a speaker.
    """
    entries: dict[str, str] = {}
    headings: list[str] = []
    told = False
    for number, line in enumerate(map(str.strip, lines)):
        label, rest = label_of(line)
        is_entry = bool(_ENTRIES.fullmatch(label))
        if not line:
            continue
        if label and label not in entries and len(rest) <= _LONGEST_ENTRY:
            named = (
                label in speakers
                and not _SENTENCE_END.search(rest)
                and _more_entries(lines, number)
            )
            if is_entry or named:
                entries[label] = rest
                told = told or is_entry
                continue
        is_heading = len(line) <= _LONGEST_HEADING and not _SENTENCE_END.search(line)
        if label or mark_at_start(line) or mark_at_end(line) or not is_heading:
            break
        headings.append(line)
    else:
        return {}, [], 0
    if not told and entries:
        return {}, [], 0
    speech_is_marked = bool(speakers) or mark_at_start(line) is not None
    if not speech_is_marked and not told:
        return {}, [], 0
    return entries, headings, number


def _more_entries(lines: list[str], number: int) -> bool:
    """Whether the lines right around one hold an entry that no speaker is called by."""
    near = lines[max(number - 3, 0) : number] + lines[number + 1 : number + 4]
    return any(_ENTRIES.fullmatch(label_of(line.strip())[0]) for line in near)


def _pieces(turn: _Turn) -> list[Piece]:
    text = "\n".join(turn.rows)
    runs = sentences(text, LONGEST_CUE) if len(text) > LONGEST_CUE else [text] if text else []
    last = len(runs) - 1
    return [
        Piece(
            run,
            start_ms=None if number else turn.start_ms,
            end_ms=turn.end_ms if number == last else None,
            speaker=turn.speaker,
            line=turn.line,
        )
        for number, run in enumerate(runs)
    ]
