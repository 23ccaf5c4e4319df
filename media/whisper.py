"""What speech recognisers of the Whisper family write as JSON.

Known are openai-whisper and WhisperX (``segments`` with seconds), faster-whisper
(the same, a bare list, its tuples as arrays, or one object a line), whisper.cpp
(``transcription`` with ``offsets`` in milliseconds or ``timestamps``), and the
pipeline of Transformers (``chunks``).
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable
from typing import Any

from media.formats.clock import check_times, from_seconds, milliseconds
from media.formats.document import Cue, Document
from media.formats.faults import FaultCode, FaultList
from media.formats.limits import check_cues
from media.formats.lines import clean, prepared

_LISTS = ("segments", "transcription", "chunks")
_CPP_TIME = re.compile(r"([0-9]{1,4}):([0-9]{2}):([0-9]{2})[.,]([0-9]{3})")
_ARRAY = (2, 3, 4)
"""Where faster-whisper's tuple has start, end and text: after the number and the seek."""

_BROKEN = object()
"""What comes of a text that is no JSON; ``null`` is one."""

_MAX_SECONDS = 10_000_000
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}\n]', re.DOTALL)


def parse(text: str) -> Document:
    """Read the segments as cues; ``metadata`` has the ``language`` where it is told.

    Never raises but :class:`~media.formats.limits.TranscriptTooLarge`. A segment
    without words is passed over; one without sound times is a fault.
    """
    faults = FaultList()
    text = prepared(text, faults)
    data = _loaded(text, faults)
    segments = None if data is _BROKEN else _segments(data)
    if segments is None:
        if data is not _BROKEN:
            faults.add(1, FaultCode.NOT_WHISPER)
        return Document(faults=faults.listed())
    check_cues(len(segments))
    lines = _Lines(text)
    cues = []
    for number, segment in enumerate(segments):
        cue = _cue(segment, number)
        if cue is None:
            faults.add(lines.of(number), FaultCode.BAD_SEGMENT, number=number + 1)
        elif cue.text:
            cues.append(cue)
    check_times(cues, faults)
    if not segments:
        faults.add(0, FaultCode.NO_CUES)
    return Document(cues=tuple(cues), metadata=_metadata(data), faults=faults.listed())


def _loaded(text: str, faults: FaultList) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        rows = _rows(text)
        if rows is None:
            faults.add(error.lineno, FaultCode.BROKEN_JSON)
            return _BROKEN
        return rows
    except (ValueError, RecursionError):
        # Numbers or nesting beyond what any recogniser writes.
        faults.add(1, FaultCode.BROKEN_JSON)
        return _BROKEN


def _rows(text: str) -> list[Any] | None:
    """One object a line, as streaming recognisers write; None where it is not that."""
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) < 2 or not all(line.lstrip().startswith("{") for line in lines):
        return None
    try:
        return [json.loads(line) for line in lines]
    except (ValueError, RecursionError):
        return None


def _segments(data: Any) -> list[Any] | None:
    if isinstance(data, dict):
        found = next((data[name] for name in _LISTS if isinstance(data.get(name), list)), None)
        return [data] if found is None and {"start", "end", "text"} <= data.keys() else found
    if isinstance(data, list) and all(isinstance(item, (dict, list)) for item in data):
        return data
    return None


def _metadata(data: Any) -> dict[str, str]:
    """The language, where openai-whisper, faster-whisper or whisper.cpp put it."""
    if not isinstance(data, dict):
        return {}
    for holder in (data, data.get("info"), data.get("result")):
        if isinstance(holder, dict):
            language = holder.get("language")
            if isinstance(language, str) and language:
                return {"language": clean(language)}
    return {}


def _cue(segment: Any, number: int) -> Cue | None:
    """The cue of a segment; its line is that it is the ``number``-th, for want of another."""
    if isinstance(segment, list):
        start, end, text = (segment[at] if at < len(segment) else None for at in _ARRAY)
        segment = {"start": start, "end": end, "text": text}
    text = segment.get("text") if isinstance(segment, dict) else None
    times = _times(segment) if isinstance(text, str) else None
    if times is None:
        return None
    speaker = segment.get("speaker")
    name = str(speaker).strip() if isinstance(speaker, (str, int)) else ""
    words = clean(text).strip()
    return Cue(*times, text=words, id=str(number + 1), speaker=clean(name))


def _times(segment: dict[str, Any]) -> tuple[int, int] | None:
    offsets, stamps = segment.get("offsets"), segment.get("timestamps")
    pair = segment.get("timestamp")
    if isinstance(offsets, dict):
        times = _each(offsets.get("from"), offsets.get("to"), per_second=1000)
    elif isinstance(stamps, dict):
        times = (_stamp(stamps.get("from")), _stamp(stamps.get("to")))
    elif isinstance(pair, list) and len(pair) == 2:
        # The last chunk may have no end.
        times = _each(pair[0], pair[0] if pair[1] is None else pair[1])
    else:
        times = _each(segment.get("start"), segment.get("end"))
    start, end = times
    return None if start is None or end is None else (start, end)


def _each(*values: Any, per_second: int = 1) -> Iterable[int | None]:
    return tuple(_ms(value, per_second) for value in values)


def _ms(value: Any, per_second: int) -> int | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    if not 0 <= value <= _MAX_SECONDS * per_second or not math.isfinite(value):
        return None
    return from_seconds(value / per_second)


def _stamp(text: Any) -> int | None:
    match = _CPP_TIME.fullmatch(text) if isinstance(text, str) else None
    return milliseconds(*(int(part) for part in match.groups())) if match else None


class _Lines:
    """On which line each segment of a file begins, looked up when first asked."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._found: list[int] | None = None

    def of(self, number: int) -> int:
        """The line of a segment; 0 where it cannot be told."""
        if self._found is None:
            self._found = self._look()
        return self._found[number] if number < len(self._found) else 0

    def _look(self) -> list[int]:
        """The lines of what stands in the list of segments, or else in the outermost."""
        found: list[int] = []
        line, depth, inside, key = 1, 0, 0, ""
        for match in _TOKEN.finditer(self._text):
            token = match[0]
            if token == "\n":
                line += 1
            elif token in "[{":
                if token == "[" and not inside and (depth == 0 or key in _LISTS):
                    inside = depth + 1
                elif inside and depth == inside:
                    found.append(line)
                depth += 1
            elif token in "]}":
                depth -= 1
                if inside and depth < inside:
                    return found
            else:
                line += token.count("\n")
                key = token[1:-1]
        return found
