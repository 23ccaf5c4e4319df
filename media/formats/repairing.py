"""Cues made fit to be stored and played: in order, with times that can be."""

from __future__ import annotations

import dataclasses
from bisect import bisect_right
from collections.abc import Sequence

from .document import Cue
from .estimating import SPEED, syllables

_SHORTEST_MS = 500


def repaired(cues: Sequence[Cue], duration_ms: int | None = None) -> tuple[Cue, ...]:
    """The same cues by start, none of them negative or ending before it starts.

    A cue that ends before it starts goes on to the start of the next, or as
    long as its words take; its start stands. What lies beyond ``duration_ms``
    is drawn back to it. Cues may overlap: two people may speak at once.
    """
    last = duration_ms or 0
    ordered = sorted(cues, key=lambda cue: cue.start_ms)
    starts = [max(cue.start_ms, 0) for cue in ordered]
    done = []
    for cue, start in zip(ordered, starts, strict=True):
        end = cue.end_ms
        if end <= start:
            end = start + max(round(syllables(cue.text) / SPEED * 1000), _SHORTEST_MS)
            following = bisect_right(starts, start)
            end = min(end, starts[following]) if following < len(starts) else end
        if last:
            start, end = min(start, last), min(end, last)
        done.append(dataclasses.replace(cue, start_ms=start, end_ms=end))
    return tuple(done)
