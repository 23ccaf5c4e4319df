"""What the player of an interview is given: files, tracks, and where each tape lies."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from heritage.oral_history.telling import Chapter, Tape
from heritage.oral_history.times import clock, seconds
from media.enums import TextState
from media.sources import Sources, sources_for

LINE = 1000
"""Width of the drawn time line, in its own units."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """Timed text the browser shows over a picture (``<track>``)."""

    url: str
    language: str
    label: str
    is_default: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayedTape:
    """One tape; without ``sources`` it is withheld until it is made ready."""

    number: int
    label: str
    offset_ms: int
    duration_ms: int
    sources: Sources | None
    tracks: tuple[Track, ...]
    made_by_machine: bool
    start: str = ""

    @property
    def address_suffix(self) -> str:
        """What goes after an address so that the file itself opens at the asked moment."""
        return f"#t={self.start}" if self.start else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of the drawn time line, in units of :data:`LINE`."""

    x: float
    width: float
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Player:
    """All tapes on one time line; ``chapters`` and ``closed`` are drawn on it."""

    tapes: tuple[PlayedTape, ...]
    duration_ms: int
    chapters: tuple[Mark, ...]
    closed: tuple[Mark, ...]

    @property
    def duration(self) -> str:
        """The whole length as it is read."""
        return clock(self.duration_ms)

    @property
    def is_withheld(self) -> bool:
        """Whether some tape cannot be played yet."""
        return any(tape.sources is None for tape in self.tapes)

    @property
    def is_playable(self) -> bool:
        """Whether there is anything to play."""
        return any(tape.sources for tape in self.tapes)

    @property
    def is_video(self) -> bool:
        """Whether there is anything to see."""
        return any(tape.sources and tape.sources.is_video for tape in self.tapes)

    @property
    def made_by_machine(self) -> bool:
        """Whether a synthesised voice speaks."""
        return any(tape.made_by_machine for tape in self.tapes)


def player_of(
    tapes: list[Tape], chapters: list[Chapter], *, interview: int, at_ms: int | None = None
) -> Player:
    """What plays ``tapes``; with ``at_ms`` it begins there, without a script too."""
    duration = max((tape.part.end_ms for tape in tapes), default=0)
    return Player(
        tapes=tuple(_played(tape, interview, at_ms) for tape in tapes),
        duration_ms=duration,
        chapters=tuple(
            _mark(each.start_ms, each.end_ms, duration, each.segment.title) for each in chapters
        ),
        closed=tuple(
            _mark(each.start_ms, each.end_ms, duration)
            for tape in tapes
            for each in tape.closed_on_line()
        ),
    )


def _played(tape: Tape, interview: int, at_ms: int | None) -> PlayedTape:
    part = tape.part
    is_asked = at_ms is not None and part.offset_ms <= at_ms < part.end_ms
    return PlayedTape(
        number=part.number,
        label=part.label,
        offset_ms=part.offset_ms,
        duration_ms=part.duration_ms,
        sources=sources_for(part.recording, tape.silenced),
        tracks=tuple(
            Track(
                url=reverse("interview_track", args=[interview, transcript.pk, "vtt"]),
                language=transcript.language,
                label=str(transcript.get_language_display()),
                is_default=transcript == tape.transcript,
            )
            for transcript in tape.transcripts
        ),
        made_by_machine=part.recording.made_by_machine,
        start=seconds(at_ms - part.offset_ms) if is_asked else "",
    )


def mark_at(start_ms: int, duration_ms: int) -> float:
    """Where a moment stands on the drawn time line."""
    return round(LINE * min(start_ms, duration_ms) / duration_ms, 1) if duration_ms else 0.0


def _mark(start_ms: int, end_ms: int, duration_ms: int, label: str = "") -> Mark:
    x = mark_at(start_ms, duration_ms)
    return Mark(x=x, width=round(max(mark_at(end_ms, duration_ms) - x, 1), 1), label=label)


def is_draft(tapes: list[Tape]) -> bool:
    """Whether words are read along that nobody has approved."""
    return any(tape.transcript and tape.transcript.state != TextState.APPROVED for tape in tapes)
