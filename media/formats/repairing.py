"""A document made fit to be stored and played: cues in order, with times that can be."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Sequence

from .clock import timestamp
from .document import Cue, Document, Note
from .estimating import SPEED, syllables
from .faults import FaultCode, FaultList

LATEST_MS = 2**31 - 1
"""The latest time that is kept, about 596 hours."""

LONGEST_NAME = 80
"""Characters of the name of a speaker."""

LONGEST_ID = 200
"""Characters of the identifier of a cue."""

_SHORTEST_MS = 500


def repaired(document: Document, duration_ms: int | None = None) -> Document:
    """The same document as it can be kept, what was changed told in its faults by line.

    Cues come by start. One that ends before it starts goes on to the start of
    the next, or as long as its words take; its start stands. Negative times
    become zero, those past ``LATEST_MS`` that; names and identifiers that are
    too long are cut. Cues may overlap: two people may speak at once. Notes stay
    before the cue they stood before. What starts after ``duration_ms`` is kept
    and told of, for the file may be that of another recording.
    """
    faults = FaultList()
    faults.extend(document.faults)
    order = sorted(range(len(document.cues)), key=lambda at: document.cues[at].start_ms)
    ordered = [document.cues[at] for at in order]
    starts = [min(max(cue.start_ms, 0), LATEST_MS) for cue in ordered]
    cues = tuple(
        _repaired(cue, start, starts, faults) for cue, start in zip(ordered, starts, strict=True)
    )
    _tell_of_those_after(cues, duration_ms, faults)
    translation = document.translation
    return dataclasses.replace(
        document,
        cues=cues,
        notes=_moved(document.notes, order),
        faults=faults.listed(),
        translation=repaired(translation, duration_ms) if translation else None,
    )


def _repaired(cue: Cue, start: int, starts: Sequence[int], faults: FaultList) -> Cue:
    end = min(cue.end_ms, LATEST_MS)
    if max(cue.start_ms, cue.end_ms) > LATEST_MS:
        latest = timestamp(max(cue.start_ms, cue.end_ms))
        faults.add(cue.line, FaultCode.TOO_LATE, text=latest, limit=timestamp(LATEST_MS))
    if end < start:
        end = start + max(round(syllables(cue.text) / SPEED * 1000), _SHORTEST_MS)
        following = bisect_right(starts, start)
        end = min(end, starts[following]) if following < len(starts) else min(end, LATEST_MS)
    for text, longest in ((cue.speaker, LONGEST_NAME), (cue.id, LONGEST_ID)):
        if len(text) > longest:
            faults.add(cue.line, FaultCode.CUT, text=text, limit=longest)
    if (start, end) == (cue.start_ms, cue.end_ms) and len(cue.speaker) <= LONGEST_NAME:
        return (
            cue if len(cue.id) <= LONGEST_ID else dataclasses.replace(cue, id=cue.id[:LONGEST_ID])
        )
    return dataclasses.replace(
        cue,
        start_ms=start,
        end_ms=end,
        speaker=cue.speaker[:LONGEST_NAME],
        id=cue.id[:LONGEST_ID],
    )


def _tell_of_those_after(cues: Sequence[Cue], duration_ms: int | None, faults: FaultList) -> None:
    after = [cue for cue in cues if duration_ms and cue.start_ms >= duration_ms]
    if after:
        shown = timestamp(duration_ms or 0)
        faults.add(after[0].line, FaultCode.AFTER_THE_END, count=len(after), end=shown)


def _moved(notes: Sequence[Note], order: Sequence[int]) -> tuple[Note, ...]:
    """The notes before the same cues as they stood before, where cues changed places."""
    places = {before: now for now, before in enumerate(order)}
    moved = (dataclasses.replace(n, before=places.get(n.before, len(order))) for n in notes)
    return tuple(sorted(moved, key=lambda note: note.before))
