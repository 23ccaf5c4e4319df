"""Times for speech that has few or none: shared out by how long the words take to say."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from .document import Cue

SPEED = 4.0
"""Syllables a second where nothing better is known: an old person telling, 240 a minute."""

_SLOWEST, _FASTEST = 1.0, 10.0
_LEAST_MEASURED = 20
"""Syllables between two known times that say how fast somebody speaks."""

_WORD = re.compile(r"[^\W_\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]+")
_HAN = re.compile(
    r"[\u2e80-\u2fff\u3005-\u3007\u3040-\u9fff\uac00-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_SENTENCE = re.compile(r"[^。！？!?…\n]*(?:[。！？!?…]+[”’」』）)\"]*|\n|\Z)")
_SYLLABLES_A_WORD = 2


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with the times that are known of them; None for one that is not."""

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    speaker: str = ""
    line: int = 0


def syllables(text: str) -> int:
    """About how many syllables it takes to say ``text``: one a Chinese character."""
    return len(_HAN.findall(text)) + _SYLLABLES_A_WORD * len(_WORD.findall(text))


def timed(pieces: Sequence[Piece], duration_ms: int | None = None) -> tuple[Cue, ...]:
    """The pieces as cues, one after the other.

    Known times stay; between two of them time is shared out by syllables. The
    first piece begins at 0 unless something else is known. After the last known
    time speech goes on to ``duration_ms``, or at the speed measured so far.
    """
    # One at the least, so that no two begin together.
    sums = [0, *accumulate(max(syllables(piece.text), 1) for piece in pieces)]
    anchors = _anchors(pieces, sums)
    speed = _speed(anchors)
    last_at, last_time, _ = anchors[-1]
    total = len(pieces)
    if last_at < total:
        rest = round((sums[total] - sums[last_at]) / speed * 1000)
        end = duration_ms if duration_ms and duration_ms > last_time else last_time + rest
        anchors.append((total, end, sums[total]))
    starts = [0] * (total + 1)
    for (at, time, weight), (next_at, next_time, next_weight) in pairwise(anchors):
        for number in range(at, next_at):
            share = (sums[number] - weight) / ((next_weight - weight) or 1)
            starts[number] = time + round((next_time - time) * share)
    starts[total] = anchors[-1][1]
    return tuple(
        _cue(piece, starts[number], starts[number + 1]) for number, piece in enumerate(pieces)
    )


def sentences(text: str, longest: int) -> list[str]:
    """``text`` in runs of whole sentences of at most ``longest`` characters where that can be."""
    runs: list[str] = []
    current = ""
    for match in _SENTENCE.finditer(text):
        if current.strip() and len(current) + len(match[0]) > longest:
            runs.append(current.strip())
            current = ""
        current += match[0]
    if current.strip():
        runs.append(current.strip())
    return runs


def _anchors(pieces: Sequence[Piece], sums: list[int]) -> list[tuple[int, int, int]]:
    """What is known as (number of the piece that begins there, time, syllables before it)."""
    known: list[tuple[int, int]] = []
    for number, piece in enumerate(pieces):
        if piece.start_ms is not None:
            known.append((number, piece.start_ms))
        if piece.end_ms is not None:
            # Where the next one has a start of its own, a pause lies between the two.
            known.append((number + 1, piece.end_ms))
    if not known or known[0][0]:
        known.insert(0, (0, 0))
    anchors: list[tuple[int, int, int]] = []
    for number, time in known:
        anchors.append((number, max(time, anchors[-1][1] if anchors else 0), sums[number]))
    return anchors


def _speed(anchors: list[tuple[int, int, int]]) -> float:
    _, first, before = anchors[0]
    _, last, after = anchors[-1]
    if after - before < _LEAST_MEASURED or last <= first:
        return SPEED
    return min(max((after - before) / (last - first) * 1000, _SLOWEST), _FASTEST)


def _cue(piece: Piece, start: int, following: int) -> Cue:
    begin = start if piece.start_ms is None else piece.start_ms
    end = following if piece.end_ms is None else piece.end_ms
    return Cue(
        begin,
        max(begin, end),
        text=piece.text,
        speaker=piece.speaker,
        estimated=piece.start_ms is None,
        line=piece.line,
    )
