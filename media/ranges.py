"""Stretches of a time line, in integer milliseconds; the end is not within."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Range:
    """From ``start_ms`` up to, and not with, ``end_ms``."""

    start_ms: int
    end_ms: int

    def overlaps(self, start_ms: int, end_ms: int) -> bool:
        """Whether anything from ``start_ms`` to ``end_ms`` lies within; a bare moment too."""
        return start_ms < self.end_ms and max(end_ms, start_ms + 1) > self.start_ms


def merged(ranges: Iterable[Range]) -> tuple[Range, ...]:
    """The same stretches in order, those that touch or overlap as one."""
    found: list[Range] = []
    for each in sorted(ranges):
        if found and each.start_ms <= found[-1].end_ms:
            found[-1] = Range(found[-1].start_ms, max(found[-1].end_ms, each.end_ms))
        elif each.end_ms > each.start_ms:
            found.append(each)
    return tuple(found)


def canonical(ranges: Iterable[Range]) -> str:
    """One spelling for the same stretches: ``1000-2000,5000-9000``; "" for none."""
    return ",".join(f"{each.start_ms}-{each.end_ms}" for each in merged(ranges))


def parsed(text: str) -> tuple[Range, ...]:
    """The ranges that :func:`canonical` wrote. Raises ``ValueError`` for anything else."""
    pairs = (part.split("-") for part in text.split(",") if part)
    return tuple(Range(int(start), int(end)) for start, end in pairs)


def covered(ranges: Iterable[Range], start_ms: int, end_ms: int) -> bool:
    """Whether anything from ``start_ms`` to ``end_ms`` lies within one of ``ranges``."""
    return any(each.overlaps(start_ms, end_ms) for each in ranges)
