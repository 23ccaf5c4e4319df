"""Documents of any format as rows of the database, and back again.

What the rows hold comes back equal: ``document_of(import(document))`` is
:func:`media.formats.repairing.repaired` of ``document``, its index and its
translation apart, which are records of their own.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any

from media import ohms, srt, webvtt
from media.formats.document import NO_SETTINGS, Document, Note, Region, Settings
from media.formats.document import Cue as DocumentCue
from media.formats.faults import Fault, FaultCode
from media.models import Cue, Transcript
from media.reading import Format


class Markup(StrEnum):
    """How the marked text of a cue is written."""

    WEBVTT = "webvtt"
    SRT = "srt"
    PLAIN = "plain"


def markup_of(format: Format, document: Document) -> Markup:
    """How the cues of a document that was read in ``format`` are written."""
    if format == Format.SRT:
        return Markup.SRT
    if format == Format.WEBVTT or (format == Format.OHMS and not ohms.is_legacy(document)):
        return Markup.WEBVTT
    return Markup.PLAIN


def extras_of(document: Document, *, markup: Markup) -> dict[str, Any]:
    """What ``Transcript.extras`` keeps of a document, as JSON; nothing empty is among it.

    ``markup``, ``header`` (lines), ``regions`` (their fields), ``styles``,
    ``notes`` (pairs of the number of a cue and a text), ``metadata`` (names to
    texts, lists of texts or such mappings).
    """
    found = {
        "markup": str(markup),
        "header": list(document.header),
        "regions": [dataclasses.asdict(region) for region in document.regions],
        "styles": list(document.styles),
        "notes": [[note.before, note.text] for note in document.notes],
        "metadata": dict(document.metadata),
    }
    return {name: value for name, value in found.items() if value}


def rows_of(document: Document, *, markup: Markup) -> list[Cue]:
    """The cues of a repaired document as rows, in order; they belong to no transcript yet."""
    return [_row(cue, position, markup) for position, cue in enumerate(document.cues)]


def faults_of(document: Document) -> list[dict[str, Any]]:
    """The faults of a document as ``Transcript.faults`` keeps them."""
    return [
        {"line": fault.line, "code": str(fault.code), "params": dict(fault.params)}
        for fault in document.faults
    ]


def faults_from(kept: Iterable[Mapping[str, Any]]) -> tuple[Fault, ...]:
    """The faults that :func:`faults_of` wrote."""
    return tuple(Fault(each["line"], FaultCode(each["code"]), each["params"]) for each in kept)


def document_of(transcript: Transcript, *, translation: Transcript | None = None) -> Document:
    """All of a transcript as it was read, for those who may read all of it.

    Notes and metadata are in it, which are nobody's but the archivist's: what
    readers are given is :func:`media.transcripts.exporting.open_document`.
    """
    extras = transcript.extras
    regions = regions_of(extras)
    markup = Markup(extras.get("markup", Markup.PLAIN))
    return Document(
        cues=tuple(cue_of(row, markup=markup, regions=regions) for row in transcript.cues.all()),
        metadata={name: _from_json(value) for name, value in extras.get("metadata", {}).items()},
        faults=faults_from(transcript.faults),
        header=tuple(extras.get("header", ())),
        regions=regions,
        styles=tuple(extras.get("styles", ())),
        notes=tuple(Note(text, before) for before, text in extras.get("notes", ())),
        translation=document_of(translation) if translation else None,
    )


def regions_of(extras: Mapping[str, Any]) -> tuple[Region, ...]:
    """The regions that ``Transcript.extras`` keeps."""
    return tuple(Region(**fields) for fields in extras.get("regions", ()))


def cue_of(
    row: Cue, *, markup: Markup, regions: tuple[Region, ...], own: bool = True
) -> DocumentCue:
    """A row as a cue written in ``markup``; ``own`` where that is what its marks are in."""
    return DocumentCue(
        row.start_ms,
        row.end_ms,
        text=(row.marked if own else "") or written(row.text, row.speaker, markup),
        id=row.identifier,
        settings=_settings(row.settings, regions),
        speaker=row.speaker,
        estimated=row.estimated,
    )


def written(words: str, speaker: str, markup: Markup) -> str:
    """Words as a cue of that markup has them where nothing is marked."""
    if markup is Markup.SRT:
        return srt.escape(words)
    if markup is Markup.PLAIN:
        return words
    return (
        f"<v {webvtt.escape(speaker)}>{webvtt.escape(words)}" if speaker else webvtt.escape(words)
    )


def words_of(text: str, markup: Markup) -> str:
    """The words of a cue as it is written."""
    if markup is Markup.SRT:
        return srt.plain_text(text)
    return webvtt.plain_text(text) if markup is Markup.WEBVTT else text


def _row(cue: DocumentCue, position: int, markup: Markup) -> Cue:
    words = words_of(cue.text, markup)
    return Cue(
        position=position,
        start_ms=cue.start_ms,
        end_ms=cue.end_ms,
        speaker=cue.speaker,
        text=words,
        marked="" if written(words, cue.speaker, markup) == cue.text else cue.text,
        identifier=cue.id,
        settings={
            name: value.id if isinstance(value, Region) else value
            for name, value in cue.settings.items()
        },
        estimated=cue.estimated,
    )


def _settings(kept: Mapping[str, Any], regions: tuple[Region, ...]) -> Settings:
    if not kept:
        return NO_SETTINGS
    given = dict(kept)
    if "region" in given:
        # Of several with one name the last counts, as where they were read.
        name = given.pop("region")
        named = [region for region in regions if region.id == name]
        if named:
            given["region"] = named[-1]
    return Settings(given)


def _from_json(value: Any) -> Any:
    """Lists back to tuples."""
    return tuple(value) if isinstance(value, list) else value
