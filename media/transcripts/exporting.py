"""Transcripts as files, for readers and for the archive.

For readers the caller says which cues are open to them; only those go out, and
nothing that a transcriber noted beside them. For the archive all of it is
given back as it came.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable

from media import ohms, speech_text, srt, webvtt
from media.carrying import Markup, cue_of, document_of, regions_of
from media.formats.document import Cue as DocumentCue
from media.formats.document import Document
from media.models import Cue, Transcript
from media.reading import Format

SUFFIXES = {
    Format.WEBVTT: ".vtt",
    Format.SRT: ".srt",
    Format.TEXT: ".txt",
    Format.OHMS: ".xml",
}
"""The formats that are written, with the end of a file's name."""

CONTENT_TYPES = {
    Format.WEBVTT: "text/vtt; charset=utf-8",
    Format.SRT: "application/x-subrip; charset=utf-8",
    Format.TEXT: "text/plain; charset=utf-8",
    Format.OHMS: "application/xml; charset=utf-8",
}

_MARKUPS = {
    Format.WEBVTT: Markup.WEBVTT,
    Format.SRT: Markup.SRT,
    Format.TEXT: Markup.PLAIN,
    Format.OHMS: Markup.WEBVTT,
}
_DUMPS = {
    Format.WEBVTT: webvtt.dump,
    Format.SRT: srt.dump,
    Format.TEXT: speech_text.dump,
    Format.OHMS: ohms.dump,
}
_KINDS = {"captions": "captions", "translation": "subtitles", "transcript": "captions"}


def open_document(
    transcript: Transcript, cues: Iterable[Cue], *, format: Format, offset_ms: int = 0
) -> Document:
    """``cues`` of ``transcript``, and no others, as a document to be written in ``format``.

    ``offset_ms`` is where the recording begins on the time line that readers
    see. Header, metadata and notes that came with a file are left out: they
    may speak of what is closed. The metadata are kind and language.
    """
    extras = transcript.extras
    markup = _MARKUPS[format]
    own = extras.get("markup", Markup.PLAIN) == markup
    regions = regions_of(extras) if markup is Markup.WEBVTT else ()
    found = [cue_of(row, markup=markup, regions=regions, own=own) for row in cues]
    return Document(
        cues=tuple(_moved(cue, offset_ms) for cue in found) if offset_ms else tuple(found),
        metadata={"Kind": _KINDS[transcript.kind], "Language": transcript.language},
        regions=regions,
        styles=tuple(extras.get("styles", ())) if markup is Markup.WEBVTT else (),
    )


def write(
    transcript: Transcript, cues: Iterable[Cue], *, format: Format, offset_ms: int = 0
) -> str:
    """The same as the text of a file: WebVTT, SRT or plain text with times."""
    return _DUMPS[format](open_document(transcript, cues, format=format, offset_ms=offset_ms))


def write_all(
    transcript: Transcript, *, format: Format, translation: Transcript | None = None
) -> str:
    """All of a transcript, closed or not, with notes and metadata: for archivists only.

    In the format it came in, parsing it gives what was parsed then.
    """
    if format in own_formats(transcript):
        return _DUMPS[format](document_of(transcript, translation=translation))
    return write(transcript, transcript.cues.all(), format=format)


def own_formats(transcript: Transcript) -> tuple[Format, ...]:
    """The formats in which nothing of a transcript has to be written another way."""
    markup = transcript.extras.get("markup", Markup.PLAIN)
    if markup == Markup.SRT:
        return (Format.SRT,)
    if markup == Markup.WEBVTT:
        return (Format.WEBVTT, Format.OHMS)
    legacy = transcript.extras.get("metadata", {}).get(ohms.FORM) == ohms.LEGACY
    return (Format.TEXT, Format.OHMS) if legacy else (Format.TEXT,)


def _moved(cue: DocumentCue, offset_ms: int) -> DocumentCue:
    return dataclasses.replace(
        cue, start_ms=cue.start_ms + offset_ms, end_ms=cue.end_ms + offset_ms
    )
