"""An interview as files: what an audience may read of it, in every format, on one time line."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from heritage.oral_history.models import InterviewPage
from heritage.oral_history.telling import Chapter, Tape, told
from heritage.oral_history.times import clock
from media import ohms, speech_text, srt, webvtt
from media.formats.document import Document, GpsPoint, Hyperlink, IndexPoint
from media.models import Transcript
from media.reading import Format as Written
from media.transcripts.exporting import open_document, write


@dataclass(frozen=True, slots=True)
class Format:
    """A file the interview is given as; ``name`` is the last part of its address."""

    name: str
    label: Any
    mime: str


VTT = Format("transcript.vtt", _("WebVTT captions"), "text/vtt")
SRT = Format("transcript.srt", _("SubRip captions"), "application/x-subrip")
TEXT = Format("transcript.txt", _("Plain text"), "text/plain")
PDF = Format("transcript.pdf", _("PDF to print"), "application/pdf")
OHMS = Format("ohms.xml", _("OHMS XML 6.0"), "application/xml")
FORMATS = {each.name: each for each in (PDF, TEXT, VTT, SRT, OHMS)}
_NEED_WORDS = {VTT.name, SRT.name, TEXT.name, PDF.name}


@dataclass(frozen=True, slots=True)
class Export:
    """A file that can be had."""

    label: str
    url: str


def exports_of(page: InterviewPage, tapes: list[Tape], chapters: list[Chapter]) -> list[Export]:
    """The files an interview can be had as; none where there is nothing to read."""
    has_words = any(tape.transcript for tape in tapes)
    return [
        Export(str(each.label), reverse("interview_export", args=[page.pk, each.name]))
        for each in FORMATS.values()
        if page.pk and (has_words or (chapters and each.name not in _NEED_WORDS))
    ]


def as_vtt(page: InterviewPage, tapes: list[Tape]) -> str:
    """The words as WebVTT, with their speakers as voices."""
    return webvtt.dump(document_of(tapes, Written.WEBVTT))


def as_srt(page: InterviewPage, tapes: list[Tape]) -> str:
    """The words as SubRip; a speaker stands before the words."""
    return srt.dump(document_of(tapes, Written.SRT))


def as_text(page: InterviewPage, tapes: list[Tape]) -> str:
    """The words to read: a time, the speaker where it changes, what is said."""
    return f"{page.title}\n\n{speech_text.dump(document_of(tapes, Written.TEXT))}"


def as_ohms(page: InterviewPage, tapes: list[Tape], chapters: list[Chapter], url: str) -> str:
    """Record, transcript and index as one file of OHMS 6.0; ``url`` is the page's whole address."""
    document = document_of(tapes, Written.OHMS)
    index = tuple(map(_point, chapters))
    return ohms.dump(replace(document, index=index, metadata=ohms_metadata(page, tapes, url)))


def track_of(tape: Tape, transcript: Transcript, format: Format) -> str:
    """One transcript of one tape in its own time, for ``<track>`` and for podcasts."""
    written = Written.SRT if format is SRT else Written.WEBVTT
    return write(transcript, tape.cues(transcript), format=written)


def document_of(tapes: Iterable[Tape], written: Written) -> Document:
    """All that is read along as one document on the time line, to be written in that format."""
    found = [
        open_document(tape.transcript, tape.cues(), format=written, offset_ms=tape.part.offset_ms)
        for tape in tapes
        if tape.transcript
    ]
    if len(found) == 1:
        return found[0]
    # Numbers of several tapes would repeat each other.
    cues = (replace(cue, id="") for document in found for cue in document.cues)
    regions = {region.id: region for document in found for region in document.regions}
    return Document(
        cues=tuple(cues),
        metadata=found[0].metadata if found else {},
        regions=tuple(regions.values()),
        styles=tuple(dict.fromkeys(style for document in found for style in document.styles)),
    )


def ohms_metadata(page: InterviewPage, tapes: list[Tape], url: str) -> dict[str, Any]:
    """The record of an interview under the names of OHMS 6.0."""
    duration = max((tape.part.end_ms for tape in tapes), default=0)
    known = page.recorded_on.partials() if page.recorded_on else ()
    day = known[0] if known else ""
    is_video = any(tape.part.recording.is_video for tape in tapes)
    interviewers = [each.name for each in page.collectors.all() if each.part == "interviewer"]
    unit = page.collecting_unit
    return {
        "id": str(page.pk),
        "dt": page.last_published_at.date().isoformat() if page.last_published_at else "",
        "title": page.title,
        "date": day,
        "date_format": {4: "yyyy", 7: "yyyy-mm"}.get(len(day), "yyyy-mm-dd"),
        "accession": page.archival_number,
        "duration": clock(duration),
        "repository": unit.name if unit and unit.live else "",
        "repository_url": url,
        "interviewee": tuple(each.person.name for each in page.live_narrators),
        "interviewer": tuple(interviewers),
        "language": page.languages,
        "description": page.summary,
        "rights": page.rights,
        "fmt": "video" if is_video else "audio",
        "media_url": url,
        "type": "interview",
    }


def _point(chapter: Chapter) -> IndexPoint:
    segment = chapter.segment
    return IndexPoint(
        start_ms=chapter.start_ms,
        title=segment.title,
        title_alt=segment.title_alt,
        partial_transcript=segment.partial_transcript,
        partial_transcript_alt=segment.partial_transcript_alt,
        synopsis=segment.synopsis,
        synopsis_alt=segment.synopsis_alt,
        keywords=tuple(segment.keywords.splitlines()),
        keywords_alt=tuple(segment.keywords_alt.splitlines()),
        subjects=tuple(segment.subjects.splitlines()),
        subjects_alt=tuple(segment.subjects_alt.splitlines()),
        gps_points=tuple(_gps(segment)),
        hyperlinks=tuple(
            Hyperlink(each.get("url", ""), each.get("text", ""), each.get("text_alt", ""))
            for each in segment.links
        ),
    )


def _gps(segment) -> Iterable[GpsPoint]:
    if segment.latitude is not None and segment.longitude is not None:
        yield GpsPoint(
            f"{segment.latitude}, {segment.longitude}",
            segment.map_zoom,
            segment.map_note,
            segment.map_note_alt,
        )
    for each in segment.points:
        yield GpsPoint(
            each.get("gps", ""), each.get("zoom"), each.get("text", ""), each.get("text_alt", "")
        )


WRITERS: dict[str, Callable[[InterviewPage, list[Tape]], str]] = {
    VTT.name: as_vtt,
    SRT.name: as_srt,
    TEXT.name: as_text,
}


def lines_of(tapes: list[Tape]) -> list[dict[str, str]]:
    """The words as the printed transcript sets them: time, speaker where it changes, words."""
    found: list[dict[str, str]] = []
    speaker = ""
    for cue in told(tapes):
        found.append(
            {
                "time": clock(cue.start_ms),
                "speaker": cue.speaker if cue.speaker != speaker else "",
                "text": " ".join(cue.text.split()),
            }
        )
        speaker = cue.speaker
    return found
