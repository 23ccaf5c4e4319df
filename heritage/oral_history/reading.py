"""The transcript of an interview in parts, so that a page stays small however long it is."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import pairwise

from heritage.oral_history.telling import Tape, Told, starts_of, told
from heritage.oral_history.times import clock, seconds

PART = 150
"""Cues in one part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A cue as it is shown; ``start`` in seconds, ``speaker`` only where it changes."""

    number: int
    start_ms: int
    end_ms: int
    start: str
    time: str
    speaker: str
    text: str
    estimated: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A part by its number (from 1) and where it begins and ends on the time line."""

    number: int
    start_ms: int
    end_ms: int

    @property
    def label(self) -> str:
        """``0:00–8:20``."""
        return f"{clock(self.start_ms)}–{clock(self.end_ms)}"


@dataclass(frozen=True, slots=True)
class Reading:
    """When each cue begins, and so how the whole falls into parts."""

    tapes: list[Tape]
    starts: list[int]

    @classmethod
    def of(cls, tapes: list[Tape]) -> Reading:
        """The reading of what an audience may read."""
        return cls(tapes, starts_of(tapes))

    @property
    def count(self) -> int:
        """How many parts there are; one of a transcript without cues."""
        return max(-(-len(self.starts) // PART), 1)

    def part_at(self, at_ms: int) -> int:
        """The number of the part that is read at a moment."""
        number = bisect_right(self.starts, at_ms)
        return max(number - 1, 0) // PART + 1

    def stretches(self) -> list[Stretch]:
        """All parts; a part ends where the next begins."""
        end = max((tape.part.end_ms for tape in self.tapes), default=0)
        begins = [*self.starts[::PART], max(end, self.starts[-1])] if self.starts else []
        return [
            Stretch(number=number, start_ms=start, end_ms=stop)
            for number, (start, stop) in enumerate(pairwise(begins), start=1)
        ]

    def lines(self, part: int) -> list[Line]:
        """The cues of a part; the first names its speaker again."""
        first = (part - 1) * PART + 1
        return list(_lines(told(self.tapes, first=first, last=first + PART - 1)))


def _lines(cues):
    speaker = ""
    for cue in cues:
        yield _line(cue, cue.speaker if cue.speaker != speaker else "")
        speaker = cue.speaker


def _line(cue: Told, speaker: str) -> Line:
    return Line(
        number=cue.number,
        start_ms=cue.start_ms,
        end_ms=cue.end_ms,
        start=seconds(cue.start_ms),
        time=clock(cue.start_ms),
        speaker=speaker,
        text=cue.text,
        estimated=cue.estimated,
    )
