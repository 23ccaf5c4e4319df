"""Several tapes as one continuous time line.

A part of an interview is one of its recordings; its times are counted from its
own start in the database and from the start of the interview for a reader.
"""

from __future__ import annotations

from dataclasses import dataclass

from heritage.oral_history.models import InterviewPage
from media.models import Recording


@dataclass(frozen=True, slots=True)
class Part:
    """One recording on the time line; ``number`` counts from 1, times in milliseconds."""

    recording: Recording
    number: int
    label: str
    offset_ms: int
    duration_ms: int

    @property
    def end_ms(self) -> int:
        """Where it ends on the time line."""
        return self.offset_ms + self.duration_ms


def parts_of(interview: InterviewPage) -> list[Part]:
    """The recordings of an interview in their order."""
    parts: list[Part] = []
    offset = 0
    for number, link in enumerate(interview.recording_links.select_related("recording"), start=1):
        duration = link.recording.duration_ms
        parts.append(Part(link.recording, number, link.label, offset, duration))
        offset += duration
    return parts


def locate(parts: list[Part], at_ms: int) -> tuple[Part, int] | None:
    """The part a moment of the time line lies in, and the moment in its own time.

    Past the end it is the end of the last part; None where there is no part.
    """
    if not parts:
        return None
    at_ms = max(at_ms, 0)
    for part in parts:
        if at_ms < part.end_ms:
            return part, at_ms - part.offset_ms
    return parts[-1], parts[-1].duration_ms
