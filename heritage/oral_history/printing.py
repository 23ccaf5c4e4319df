"""The transcript of an interview on paper, with its times."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cms.core.print.codes import QrCode
from cms.core.print.press import render_pdf

TEMPLATE = "oral_history/transcript.typ"


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTranscript:
    """All that stands on the paper, as it is to be read.

    ``facts`` are pairs of label and value; ``chapters`` of time and title;
    ``lines`` mappings with ``time``, ``speaker`` (where it changes) and ``text``.
    ``notes`` stand in red over it: that it is a sample or a draft.
    """

    title: str
    facts: tuple[tuple[str, str], ...]
    chapters: tuple[tuple[str, str], ...]
    lines: list[dict[str, str]]
    notes: tuple[str, ...]
    citation: str
    site_name: str
    url: str
    printed_on: str


def transcript_pdf(transcript: PrintedTranscript, *, at: datetime | None = None) -> bytes:
    """The transcript on A4, tagged; a character no font draws is printed as 〓.

    Raises :class:`~cms.core.print.press.PrintError`.
    """
    content = {"transcript": transcript, "code": QrCode(transcript.url)}
    return render_pdf(TEMPLATE, content, at=at, substitute=True)
