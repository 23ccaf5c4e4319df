"""People as a local chronicle (地方志) prints them, as DOCX.

``biographies_docx`` writes the chapter on people: 人物传略 for those who have
died and 人物简介 for the living, since a chronicle writes no biography of the
living (生不立传). ``martyr_roll_docx`` writes the table 烈士英名录. Both put
down what the entry holds and nothing else.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime
from enum import StrEnum
from itertools import groupby

from docx.document import Document

from heritage.people.printed.chronicle_form import (
    FIRST,
    add_bookmark,
    add_page_of,
    new_document,
    set_face,
    tidy,
    wide_table,
)
from search.text.names import name_pinyin, plain_pinyin
from search.text.strokes import stroke_key

# Words that make a date a statement of its own: 1950年5月入团, 党员, 1938年参加八路军.
SAYS_WHAT = re.compile("[入参加投从党团军伍员]")
SEPARATORS = "，。；、！？ "


class Order(StrEnum):
    """How the entries follow each other."""

    DEATH = "death"
    """By year of death (以卒年为序), the living by year of birth; unknown years last."""
    STROKES = "strokes"
    """By strokes of the surname (按姓氏笔画)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """Where somebody served: period as shown, unit, and post if known."""

    period: str = ""
    unit: str
    post: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """An honour: date as shown, its name, and who gave it if known."""

    date: str = ""
    title: str
    body: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class GazetteerEntry:
    """What a chronicle says of a person; all texts as they are to be read.

    ``birth`` and ``death`` stand in the brackets behind the name (``1915``,
    ``约1890``, or empty: unknown); the years as numbers only sort.
    ``other_names`` are pairs of kind and name (曾用名, 字, 号). ``joined`` and
    ``party`` are a date (``1933年12月``) or a phrase (``1950年5月入团``).
    ``end`` tells of the death: ``1944年9月5日在陕北安塞县牺牲``. ``life`` is
    prose, paragraphs apart by line ends. ``pinyin`` of the name sorts the
    index and is made where empty.
    """

    name: str
    birth: str = ""
    death: str = ""
    birth_year: int | None = None
    death_year: int | None = None
    is_living: bool = False
    other_names: tuple[tuple[str, str], ...] = ()
    gender: str = ""
    ethnicity: str = ""
    native_place: str = ""
    joined: str = ""
    party: str = ""
    career: tuple[Post, ...] = ()
    end: str = ""
    life: str = ""
    honours: tuple[Award, ...] = ()
    sources: tuple[str, ...] = ()
    pinyin: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RollRow:
    """A row of 烈士英名录; fields in the order of ``ROLL_HEADINGS``."""

    name: str
    gender: str = ""
    birth: str = ""
    native_place: str = ""
    joined: str = ""
    party: str = ""
    unit_and_post: str = ""
    fallen: str = ""
    awards: str = ""
    remarks: str = ""
    page: str = ""


ROLL_HEADINGS = (
    "姓名",
    "性别",
    "出生年月",
    "籍贯",
    "参加革命年月",
    "入党团年月",
    "牺牲时所在军队及其职务",
    "牺牲时间、地点、原因",
    "何时何单位授何奖励",
    "备注",
    "书页",
)
ROLL_WIDTHS_CM = (1.7, 1.0, 1.7, 2.6, 1.8, 1.8, 4.2, 4.2, 3.0, 2.2, 1.3)


def biographies_docx(
    entries: Iterable[GazetteerEntry],
    *,
    title: str = "人物",
    order: Order = Order.DEATH,
    at: datetime | None = None,
) -> bytes:
    """The chapter as DOCX: 人物传略, 人物简介 (if any live), 人名索引 by pinyin.

    ``at`` dates the file, now if left out. Page numbers of the index are fields
    that Word and LibreOffice fill in on opening.
    """
    ordered = sorted(entries, key=lambda entry: _sort_key(entry, order))
    parts = (
        ("人物传略", [entry for entry in ordered if not entry.is_living]),
        ("人物简介", [entry for entry in ordered if entry.is_living]),
    )
    document = new_document(title, at=at)
    marked: list[tuple[GazetteerEntry, str]] = []
    for heading, chosen in parts:
        if chosen:
            document.add_heading(heading, level=1)
        for entry in chosen:
            marked.append((entry, _add_entry(document, entry, len(marked) + 1)))
    _add_index(document, marked)
    return _saved(document)


def martyr_roll_docx(
    rows: Sequence[RollRow], *, title: str = "烈士英名录", at: datetime | None = None
) -> bytes:
    """The roll as a table on A4 across, its headings repeated on each page."""
    document = new_document(title, at=at, across=True)
    document.add_heading(title, level=1)
    cells = [[tidy(getattr(row, field.name)) for field in fields(RollRow)] for row in rows]
    wide_table(document, ROLL_HEADINGS, cells, ROLL_WIDTHS_CM)
    return _saved(document)


def opening(entry: GazetteerEntry) -> str:
    """The words behind the name: ``（1915—1944），曾用名谷娃子，四川仪陇人``."""
    words = [entry.gender if entry.gender == "女" else ""]
    words.append(entry.ethnicity if entry.ethnicity not in ("", "汉", "汉族") else "")
    words += [f"{kind}{name}" for kind, name in entry.other_names]
    place = entry.native_place
    words.append(place if not place or place.endswith("人") else f"{place}人")
    said = "，".join(tidy(word) for word in words if word)
    return f"{years(entry)}{'，' if said else ''}{said}"


def years(entry: GazetteerEntry) -> str:
    """``（1915—1944）``, ``（？—1944）``, ``（1930—）`` of the living; empty if neither is known."""
    birth, death = tidy(entry.birth), tidy(entry.death)
    if entry.is_living:
        return f"（{birth}—）" if birth else ""
    return f"（{birth or '？'}—{death or '？'}）" if birth or death else ""


def sentences(entry: GazetteerEntry) -> list[str]:
    """The facts of an entry, one sentence each, in the order of a life."""
    said = [_dated(entry.joined, "参加革命"), _dated(entry.party, "加入中国共产党")]
    for post in entry.career:
        verb = "任" if post.post else "在"
        period = f"{post.period}，" if post.period else ""
        said.append(f"{period}{verb}{post.unit}{post.post}")
    for award in entry.honours:
        given = f"（{award.body}）" if award.body else ""
        said.append(f"{award.date}获{award.title}{given}")
    said.append(entry.end)
    return [_closed(tidy(words)) for words in said if tidy(words)]


def _dated(words: str, verb: str) -> str:
    words = tidy(words)
    return words if not words or SAYS_WHAT.search(words) else f"{words}{verb}"


def _closed(words: str) -> str:
    return f"{words.rstrip(SEPARATORS)}。"


def _sort_key(entry: GazetteerEntry, order: Order) -> tuple:
    strokes = (stroke_key(entry.name), _plain(entry), entry.name)
    if order is Order.STROKES:
        return strokes
    year = entry.birth_year if entry.is_living else entry.death_year
    return (year is None, year or 0, *strokes)


def _plain(entry: GazetteerEntry) -> str:
    return plain_pinyin(entry.pinyin or name_pinyin(entry.name))


def _add_entry(document: Document, entry: GazetteerEntry, number: int) -> str:
    """Write the entry; gives the bookmark at its heading."""
    mark = add_bookmark(document.add_heading(tidy(entry.name), level=2), number)
    paragraph = document.add_paragraph(style="Body Text")
    name = paragraph.add_run(tidy(entry.name))
    name.bold = True
    set_face(name, FIRST)
    paragraph.add_run(_closed(opening(entry)) + "".join(sentences(entry)))
    for words in entry.life.splitlines():
        if tidy(words):
            document.add_paragraph(tidy(words), style="Body Text")
    if entry.sources:
        paragraph = document.add_paragraph(style="Sources")
        listed = "；".join(
            f"[{number}] {tidy(source)}" for number, source in enumerate(entry.sources, start=1)
        )
        paragraph.add_run(f"资料来源：{listed}")
    return mark


def _add_index(document: Document, marked: list[tuple[GazetteerEntry, str]]) -> None:
    if not marked:
        return
    document.add_page_break()
    document.add_heading("人名索引", level=1)
    by_sound = sorted((_plain(entry), entry.name, mark) for entry, mark in marked)
    for letter, group in groupby(by_sound, key=lambda item: _letter(item[0])):
        document.add_heading(letter, level=3)
        for _sound, name, mark in group:
            paragraph = document.add_paragraph(f"{tidy(name)}\t", style="Name Index")
            add_page_of(paragraph, mark)


def _letter(sound: str) -> str:
    first = sound[:1].upper()
    return first if "A" <= first <= "Z" else "其他"


def _saved(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
