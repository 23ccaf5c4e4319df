"""Times as they are written, in integer milliseconds."""

from __future__ import annotations

from collections.abc import Sequence

from .document import Cue
from .faults import FaultCode, FaultList

_SECOND = 1000
_MINUTE = 60 * _SECOND
_HOUR = 60 * _MINUTE


def milliseconds(hours: int, minutes: int, seconds: int, thousandths: int = 0) -> int:
    """The four of them as one number."""
    return hours * _HOUR + minutes * _MINUTE + seconds * _SECOND + thousandths


def timestamp(time_ms: int, *, point: str = ".") -> str:
    """``00:12:31.500``; SRT has a comma for ``point``. What is negative becomes zero."""
    seconds, thousandths = divmod(max(time_ms, 0), _SECOND)
    return f"{_clock(seconds)}{point}{thousandths:03d}"


def clock(time_ms: int) -> str:
    """``00:12:31``, the part of a second left off."""
    return _clock(max(time_ms, 0) // _SECOND)


def from_seconds(seconds: float) -> int:
    """Seconds as milliseconds, rounded."""
    return round(seconds * _SECOND)


def check_times(cues: Sequence[Cue], faults: FaultList) -> None:
    """Note cues that end before they start, stand out of order, or overlap the one above."""
    latest = previous_end = 0
    for cue in cues:
        if cue.end_ms < cue.start_ms:
            start, end = timestamp(cue.start_ms), timestamp(cue.end_ms)
            faults.add(cue.line, FaultCode.ENDS_BEFORE_START, start=start, end=end)
        if cue.start_ms < latest:
            faults.add(cue.line, FaultCode.OUT_OF_ORDER, start=timestamp(cue.start_ms))
        elif cue.start_ms < previous_end:
            faults.add(cue.line, FaultCode.OVERLAP, start=timestamp(cue.start_ms))
        latest = cue.start_ms
        previous_end = cue.end_ms


def _clock(seconds: int) -> str:
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}"
