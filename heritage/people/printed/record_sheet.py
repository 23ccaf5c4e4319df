"""The record sheet of a person (人物档案页) as PDF."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cms.core.print.codes import QrCode
from cms.core.print.press import render_pdf

TEMPLATE = "people/record.typ"


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One row of the table of facts: its label and value as shown, and its sources.

    ``sources`` here and below are numbers into ``RecordSheet.sources``,
    counted from 1.
    """

    label: str
    value: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """A unit or post, with its period as shown (``1937.8—1940``, or empty)."""

    period: str
    unit: str
    post: str = ""
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class HonourLine:
    """An honour with class, date as shown, awarding body and document."""

    date: str
    title: str
    body: str = ""
    document: str = ""
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """What one side of a dispute says."""

    value: str
    sources: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A matter on which sources differ; the statements are printed side by side."""

    subject: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordSheet:
    """All that stands on the sheet, as it is to be read.

    ``pinyin`` has one syllable a character of the name, apart by spaces
    (``zhāng sī dé``); empty leaves the readings out. ``portrait`` is a PNG or
    JPEG picture. ``other_names`` are pairs of kind and name. ``life`` is the
    short life, paragraphs apart by line ends. ``url`` is the whole address of
    the record; ``printed_on`` the day as shown. ``is_sample`` marks what is
    shown as an example.
    """

    name: str
    pinyin: str = ""
    epithet: str = ""
    other_names: tuple[tuple[str, str], ...] = ()
    portrait: bytes | None = None
    portrait_credit: str = ""
    facts: tuple[Fact, ...] = ()
    services: tuple[Service, ...] = ()
    honours: tuple[HonourLine, ...] = ()
    disputes: tuple[Dispute, ...] = ()
    life: str = ""
    sources: tuple[str, ...] = ()
    site_name: str
    url: str
    printed_on: str
    is_sample: bool = False


def record_sheet_pdf(
    sheet: RecordSheet, *, at: datetime | None = None, substitute: bool = False
) -> bytes:
    """The sheet on A4, tagged, with the name as title of the file.

    Raises ``MissingCharactersError`` naming each character no font draws,
    unless ``substitute`` asks for 〓 in its place, and ``PrintError``.
    """
    content = {"sheet": sheet, "code": QrCode(sheet.url)}
    return render_pdf(TEMPLATE, content, at=at, substitute=substitute)
