"""The ``Range`` header of a request (RFC 9110, section 14), for one file of known size."""

from __future__ import annotations

import re
from dataclasses import dataclass

# More parts than a player ever asks for; who asks for more gets the whole.
MOST_PARTS = 16
_SPEC = re.compile(r"(\d{0,19})-(\d{0,19})")


@dataclass(frozen=True, slots=True)
class Span:
    """Bytes ``start`` to ``end`` of a file, both counted from 0, ``end`` not within.

    ``is_open``: whoever asked named no end.
    """

    start: int
    end: int
    is_open: bool = False

    @property
    def size(self) -> int:
        """How many bytes."""
        return self.end - self.start


class Unsatisfiable(ValueError):
    """None of the ranges lies within the file: 416."""


def requested(header: str, size: int) -> list[Span]:
    """The parts of a file of ``size`` bytes that a header asks for.

    Empty where the whole is to be sent: no header, another unit, a spelling
    that is none, too many parts. Raises :class:`Unsatisfiable`.
    """
    unit, equals, specs = header.partition("=")
    if not equals or unit.strip().lower() != "bytes":
        return []
    found, named = [], 0
    for spec in specs.split(","):
        if not spec.strip():
            continue
        match = _SPEC.fullmatch(spec.strip())
        if not match or match[0] == "-":
            return []
        first, last = match.groups()
        if first and last and int(last) < int(first):
            return []
        named += 1
        if named > MOST_PARTS:
            return []
        span = _span(first, last, size)
        if span is not None:
            found.append(span)
    if named and not found:
        raise Unsatisfiable(header)
    return found


def _span(first: str, last: str, size: int) -> Span | None:
    if not first:
        wanted = min(int(last), size)
        return Span(size - wanted, size) if wanted else None
    if int(first) >= size:
        return None
    return Span(int(first), min(int(last) + 1, size) if last else size, is_open=not last)
