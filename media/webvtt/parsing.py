"""The WebVTT parser algorithm (WebVTT 1, section 6.1 and 6.3)."""

from __future__ import annotations

import re

from media.formats.clock import check_times, milliseconds
from media.formats.document import Cue, Document, Note, Region
from media.formats.faults import FaultCode, FaultList
from media.formats.limits import MAX_HOUR_DIGITS, check_cues
from media.formats.lines import prepared

from .markup import speaker_of
from .settings import parse_region, parse_settings

ARROW = "-->"
SIGNATURE = "WEBVTT"
_TIME = r"(?:([0-9]+):)?([0-9]{2}):([0-9]{2})\.([0-9]{3})(?![0-9])"
_TIMINGS = re.compile(rf"[\t\f\r ]*{_TIME}[\t\f\r ]*-->[\t\f\r ]*{_TIME}(.*)", re.DOTALL)
_TIMESTAMP = re.compile(_TIME)
_BLOCK_NAME = re.compile(r"(STYLE|REGION)[\t\f\r ]*")
_NOTE = re.compile(r"NOTE(?:[ \t](.*))?", re.DOTALL)
_HEADER = re.compile(r"([A-Za-z][A-Za-z-]*):[\t ]*(.*)")


def parse(text: str) -> Document:
    """Read a WebVTT file.

    Never raises but :class:`~media.formats.limits.TranscriptTooLarge`. A text
    without the signature has no cues, as the standard wants it.
    """
    faults = FaultList()
    return _Reader(prepared(text, faults).split("\n"), faults).read()


def time_ms(hours: str | None, minutes: str, seconds: str, thousandths: str) -> int | None:
    """The parts of a timestamp as milliseconds; None where a part is out of range."""
    digits = (hours or "0").lstrip("0") or "0"
    if len(digits) > MAX_HOUR_DIGITS or minutes > "59" or seconds > "59":
        return None
    return milliseconds(int(digits), int(minutes), int(seconds), int(thousandths))


def timestamp_ms(text: str) -> int | None:
    """A WebVTT timestamp and nothing else as milliseconds, or None."""
    match = _TIMESTAMP.fullmatch(text)
    return time_ms(*match.groups()) if match else None


class _Reader:
    """One run over the lines of a file; ``_at`` is the next line to read."""

    def __init__(self, lines: list[str], faults: FaultList) -> None:
        self._lines = lines
        self._faults = faults
        self._at = 0
        self._cues: list[Cue] = []
        self._regions: list[Region] = []
        self._styles: list[str] = []
        self._notes: list[Note] = []

    def read(self) -> Document:
        first = self._lines[0]
        if first != SIGNATURE and not first.startswith((f"{SIGNATURE} ", f"{SIGNATURE}\t")):
            self._faults.add(1, FaultCode.NO_SIGNATURE)
            return Document(faults=self._faults.listed())
        header = self._header(first)
        while self._at < len(self._lines):
            if self._lines[self._at]:
                self._block()
            else:
                self._at += 1
        check_times(self._cues, self._faults)
        return Document(
            cues=tuple(self._cues),
            metadata=dict(found.groups() for found in map(_HEADER.fullmatch, header[1:]) if found),
            faults=self._faults.listed(),
            header=header,
            regions=tuple(self._regions),
            styles=tuple(self._styles),
            notes=tuple(self._notes),
        )

    def _header(self, first: str) -> tuple[str, ...]:
        self._at = 1
        header = [first[len(SIGNATURE) + 1 :]]
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line or ARROW in line:
                break
            header.append(line)
            self._at += 1
        return tuple(header) if any(header) else ()

    def _block(self) -> None:
        """Collect a WebVTT block."""
        start = self._at
        buffer: list[str] = []
        cue: Cue | None = None
        kind = ""
        seen_arrow = False
        while self._at < len(self._lines):
            line = self._lines[self._at]
            count = self._at - start + 1
            if ARROW in line:
                if count > 2 or seen_arrow:
                    break
                seen_arrow = True
                cue = self._cue(line, buffer)
                if cue:
                    buffer = []
            elif not line:
                self._at += 1
                break
            else:
                # The first line alone is no block of either kind: it takes a second.
                if count == 2 and (found := self._block_name(buffer)):
                    kind, buffer = found, []
                buffer.append(line)
            self._at += 1
        if cue:
            self._add(cue, "\n".join(buffer))
        elif kind == "STYLE":
            self._styles.append("\n".join(buffer))
        elif kind == "REGION":
            self._regions.append(parse_region("\n".join(buffer), self._faults, start + 2))
        elif buffer:
            self._other(buffer, start + 1, seen_arrow)

    def _block_name(self, buffer: list[str]) -> str:
        """STYLE or REGION where a block of the kind may stand, and begins with ``buffer``."""
        found = _BLOCK_NAME.fullmatch(buffer[0]) if buffer and not self._cues else None
        return found[1] if found else ""

    def _cue(self, line: str, buffer: list[str]) -> Cue | None:
        """Collect WebVTT cue timings and settings."""
        number = self._at + 1
        match = _TIMINGS.fullmatch(line)
        start = time_ms(*match.groups()[:4]) if match else None
        end = time_ms(*match.groups()[4:8]) if match else None
        if match is None or start is None or end is None:
            self._faults.add(number, FaultCode.BAD_TIMES, text=line)
            return None
        settings = parse_settings(match[9], self._regions, self._faults, number)
        return Cue(start, end, id="\n".join(buffer), settings=settings, line=number)

    def _add(self, cue: Cue, text: str) -> None:
        check_cues(len(self._cues) + 1)
        self._cues.append(
            Cue(
                cue.start_ms,
                cue.end_ms,
                text=text,
                id=cue.id,
                settings=cue.settings,
                speaker=speaker_of(text),
                line=cue.line,
            )
        )

    def _other(self, buffer: list[str], number: int, seen_arrow: bool) -> None:
        """A block that the algorithm drops: a note is kept, anything else told."""
        if note := _NOTE.fullmatch(buffer[0]):
            rest = [note[1]] if note[1] else []
            self._notes.append(Note("\n".join(rest + buffer[1:]), before=len(self._cues)))
        elif late := _BLOCK_NAME.fullmatch(buffer[0]):
            if self._cues:
                self._faults.add(number, FaultCode.LATE_BLOCK, text=late[1])
        elif not seen_arrow:
            self._faults.add(number, FaultCode.TEXT_WITHOUT_TIMES, text=buffer[0])
