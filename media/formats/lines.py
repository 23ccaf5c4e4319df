"""Text of a file made ready: one kind of line end, nothing that no file can hold."""

from __future__ import annotations

import re

from .faults import FaultCode, FaultList
from .limits import check_length

REPLACEMENT = "\ufffd"
_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(text: str) -> str:
    """``text`` with LF for CRLF and CR, and U+FFFD for NUL and lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", REPLACEMENT)
    return text if text.isascii() else _SURROGATE.sub(REPLACEMENT, text)


def prepared(text: str, faults: FaultList) -> str:
    """A whole file: its byte order mark taken off, cleaned, NULs told.

    Raises :class:`~media.formats.limits.TranscriptTooLarge`.
    """
    check_length(text)
    if nuls := text.count("\0"):
        before = text[: text.index("\0")].replace("\r\n", "\n").replace("\r", "\n")
        faults.add(before.count("\n") + 1, FaultCode.NUL, count=nuls)
    return clean(text.removeprefix("\ufeff"))


def without_blank_lines(text: str) -> str:
    """``text`` cleaned, its empty lines left out: in most formats they end a cue."""
    return "\n".join(line for line in clean(text).split("\n") if line)


def one_line(text: str) -> str:
    """``text`` cleaned, its lines joined by spaces."""
    return " ".join(clean(text).split("\n")).strip()
