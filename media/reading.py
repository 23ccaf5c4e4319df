"""A transcript in whichever format it comes: found out by what is in the file, then read."""

from __future__ import annotations

import dataclasses
import re
from dataclasses import dataclass
from enum import StrEnum

from media import docx_text, ohms, speech_text, srt, webvtt, whisper
from media.decoding import decode
from media.formats.document import Document
from media.formats.limits import check_bytes

_HEAD = 20_000
_XML = re.compile(r"\s*<(?:\?xml|!DOCTYPE|!--|(?:\w+:)?(?:ROOT|record)\b)", re.IGNORECASE)
_ARROW = re.compile(r"[0-9][ \t]*-->[ \t]*-?[0-9]")


class Format(StrEnum):
    """The formats that are read."""

    WEBVTT = "webvtt"
    SRT = "srt"
    OHMS = "ohms"
    WHISPER = "whisper"
    DOCX = "docx"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with the format it was in; ``encoding`` is "" for what is no text."""

    document: Document
    format: Format
    encoding: str = ""


def read(data: bytes, *, duration_ms: int | None = None) -> Reading:
    """Read the bytes of a file; its name does not count, for names are often wrong.

    ``duration_ms`` of the recording helps to estimate times that are missing.
    Never raises but :class:`~media.formats.limits.TranscriptTooLarge`.
    """
    check_bytes(data)
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return Reading(docx_text.parse(data, duration_ms=duration_ms), Format.DOCX)
    decoded = decode(data)
    kind = format_of(decoded.text)
    if kind is Format.TEXT:
        document = speech_text.parse(decoded.text, duration_ms=duration_ms)
    else:
        document = _PARSERS[kind](decoded.text)
    document = dataclasses.replace(document, faults=decoded.faults + document.faults)
    return Reading(document, kind, decoded.encoding)


def format_of(text: str) -> Format:
    """The format a text is in, by how it begins; plain text where it is nothing else."""
    head = text[:_HEAD].removeprefix("\ufeff").lstrip()
    if head.startswith("WEBVTT"):
        return Format.WEBVTT
    if _XML.match(head):
        return Format.OHMS
    if head.startswith(("{", "[{", "[[")) or re.match(r"\[\s*[\[{]", head):
        return Format.WHISPER
    return Format.SRT if _ARROW.search(head) else Format.TEXT


_PARSERS = {
    Format.WEBVTT: webvtt.parse,
    Format.SRT: srt.parse,
    Format.OHMS: ohms.parse,
    Format.WHISPER: whisper.parse,
}
