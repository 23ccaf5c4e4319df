"""How much text is read. Beyond it a file is a mistake or an attack."""

from __future__ import annotations

MAX_CHARACTERS = 20_000_000
"""Of one file; ten hours of speech are about a million with their times."""

MAX_BYTES = 4 * MAX_CHARACTERS
"""Of one file that is still to be decoded."""

MAX_CUES = 200_000
"""Of one document; ten hours have about 12,000."""

MAX_FAULTS = 500
"""Faults that are told one by one; one more then says how many were left out."""

MAX_HOUR_DIGITS = 12
"""A longer number of hours is no time; below it milliseconds fit into 64 bits."""


class TranscriptTooLarge(ValueError):
    """The one exception of all readers here: the file passes a limit, and nothing was read.

    ``size`` is what was found, ``limit`` what is allowed, ``unit`` one of
    ``bytes``, ``characters``, ``cues``.
    """

    def __init__(self, size: int, limit: int, unit: str) -> None:
        super().__init__(f"{size} {unit}, and no more than {limit} are read")
        self.size = size
        self.limit = limit
        self.unit = unit


def check_length(text: str) -> None:
    """Raise :class:`TranscriptTooLarge` for a text of more than ``MAX_CHARACTERS``."""
    if len(text) > MAX_CHARACTERS:
        raise TranscriptTooLarge(len(text), MAX_CHARACTERS, "characters")


def check_bytes(data: bytes) -> None:
    """Raise :class:`TranscriptTooLarge` for more than ``MAX_BYTES``."""
    if len(data) > MAX_BYTES:
        raise TranscriptTooLarge(len(data), MAX_BYTES, "bytes")


def check_cues(count: int) -> None:
    """Raise :class:`TranscriptTooLarge` for more than ``MAX_CUES``."""
    if count > MAX_CUES:
        raise TranscriptTooLarge(count, MAX_CUES, "cues")
