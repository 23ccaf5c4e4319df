"""What an audience may read and hear of an interview, on its one time line.

Everything that is given to the public begins here: who asks, and whether the
agreements let them, is settled once, and what is closed never leaves this module.
All times are integer milliseconds of the interview's time line.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import QuerySet

from heritage.oral_history.access import (
    ends_of,
    may_hear,
    open_cues,
    open_segments,
    recording_access,
)
from heritage.oral_history.enums import Audience
from heritage.oral_history.models import InterviewPage, Segment, TimeIndex
from heritage.oral_history.timeline import Part, parts_of
from heritage.people.models import Person, Place
from media.enums import TextState, TranscriptKind
from media.models import Cue, Transcript
from media.ranges import Range

DEFAULT_LANGUAGE = "zh-Hans"
_KINDS = (TranscriptKind.TRANSCRIPT, TranscriptKind.CAPTIONS, TranscriptKind.TRANSLATION)


@dataclass(frozen=True, slots=True)
class Tape:
    """A recording an audience may hear, with what it may read of it.

    ``silenced`` are stretches of the recording itself, in its own time.
    ``transcript`` is the one that is read along; ``transcripts`` are all.
    """

    part: Part
    silenced: tuple[Range, ...]
    transcript: Transcript | None
    transcripts: tuple[Transcript, ...]
    audience: Audience

    def cues(self, transcript: Transcript | None = None) -> QuerySet[Cue]:
        """The open cues, in the recording's own time, of the one read along or of another."""
        chosen = transcript or self.transcript
        return open_cues(chosen, self.audience) if chosen else Cue.objects.none()

    def closed_on_line(self) -> list[Range]:
        """What is closed of it, on the interview's time line."""
        offset = self.part.offset_ms
        return [Range(each.start_ms + offset, each.end_ms + offset) for each in self.silenced]


@dataclass(frozen=True, slots=True)
class Told:
    """A cue on the time line; ``number`` counts from 1 over the whole interview."""

    number: int
    tape: int
    start_ms: int
    end_ms: int
    speaker: str
    text: str
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Chapter:
    """A segment of the index on the time line, with the records the public may open."""

    segment: Segment
    tape: int
    start_ms: int
    end_ms: int
    people: tuple[Person, ...]
    places: tuple[Place, ...]

    @property
    def keywords(self) -> list[str]:
        """Its keywords and subjects, each once."""
        lines = [*self.segment.keywords.splitlines(), *self.segment.subjects.splitlines()]
        return list(dict.fromkeys(line.strip() for line in lines if line.strip()))


def tapes_of(interview: InterviewPage, audience: Audience, *, language: str = "") -> list[Tape]:
    """The recordings an audience may hear, in their order; none where the page is closed to it.

    ``language`` asks for transcripts in it where there are any. A recording that
    another interview closes is left out with its words, and keeps its place on
    the time line.
    """
    if not may_hear(interview, audience):
        return []
    found = []
    for part in parts_of(interview):
        access = recording_access(part.recording, audience)
        if access is None or not access.may_play:
            continue
        shown = sorted(part.recording.transcripts.shown(), key=_preference(language))
        found.append(
            Tape(part, access.silenced, shown[0] if shown else None, tuple(shown), audience)
        )
    return found


def _preference(language: str):
    def rank(transcript: Transcript) -> tuple:
        return (
            bool(language) and transcript.language != language,
            _KINDS.index(transcript.kind),
            transcript.state != TextState.APPROVED,
            transcript.language != DEFAULT_LANGUAGE,
            transcript.pk,
        )

    return rank


def starts_of(tapes: list[Tape]) -> list[int]:
    """When each open cue begins, over all tapes; as many numbers as there are cues."""
    return [
        tape.part.offset_ms + start_ms
        for tape in tapes
        for start_ms in tape.cues().values_list("start_ms", flat=True)
    ]


def told(tapes: list[Tape], *, first: int = 1, last: int | None = None) -> Iterator[Told]:
    """The open cues from the one numbered ``first`` to ``last``, both included."""
    before = 0
    for tape in tapes:
        cues = tape.cues()
        skipped = max(first - 1 - before, 0)
        wanted = cues[skipped : None if last is None else max(last - before, skipped)]
        # Plain rows: ten hours have twelve thousand of them.
        rows = wanted.values_list("start_ms", "end_ms", "speaker", "text", "estimated")
        for number, row in enumerate(rows.iterator(), start=before + skipped + 1):
            yield _told(tape, number, *row)
        before += cues.count()


def _told(
    tape: Tape, number: int, start_ms: int, end_ms: int, speaker: str, text: str, estimated: bool
) -> Told:
    offset = tape.part.offset_ms
    tape_number = tape.part.number
    start_ms, end_ms = offset + start_ms, offset + end_ms
    return Told(number, tape_number, start_ms, end_ms, speaker, text, estimated)


def chapters_of(tapes: list[Tape], *, language: str = DEFAULT_LANGUAGE) -> list[Chapter]:
    """The approved index on the time line: of each tape in ``language``, else in any."""
    return [chapter for tape in tapes for chapter in _chapters(tape, language)]


def _chapters(tape: Tape, language: str) -> list[Chapter]:
    indexes = list(TimeIndex.objects.shown().filter(recording=tape.part.recording))
    indexes.sort(key=lambda each: (each.language != language, each.pk))
    for index in indexes[:1]:
        segments = open_segments(index, tape.audience)
        offset = tape.part.offset_ms
        return [
            Chapter(
                segment,
                tape.part.number,
                offset + segment.start_ms,
                offset + end_ms,
                tuple(each for each in segment.people.all() if each.live),
                tuple(segment.places.all()),
            )
            for segment, end_ms in zip(segments, _ends(index, segments), strict=True)
        ]
    return []


def _ends(index: TimeIndex, shown: list[Segment]) -> list[int]:
    """Where the shown segments end, seen among all of the index."""
    every = list(index.segments.all())
    ends = dict(zip((each.pk for each in every), ends_of(every, index.recording), strict=True))
    return [ends[each.pk] for each in shown]
