"""Sheets of labels as PDF: a name, what tells it from others, and the way to its page."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from cms.core.print.codes import QrCode
from cms.core.print.press import render_pdf

TEMPLATE = "memorials/labels.typ"


class LabelSize(TextChoices):
    """Labels on a sheet of A4, by where they are fixed."""

    WALL = "wall", _("wall of names: 62 × 38 mm, 21 on a sheet")
    GRAVE = "grave", _("grave: 94 × 68 mm, 8 on a sheet")


@dataclass(frozen=True, slots=True)
class Format:
    """Columns and rows of labels on A4, and their size in millimetres."""

    columns: int
    rows: int
    width: int
    height: int
    code: int


FORMATS = {
    LabelSize.WALL: Format(columns=3, rows=7, width=62, height=38, code=26),
    LabelSize.GRAVE: Format(columns=2, rows=4, width=94, height=68, code=44),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """One label; ``code`` leads to the page that reads itself aloud."""

    name: str
    life_span: str
    where: str
    code: QrCode


def label_of(*, name: str, life_span: str, where: str, url: str) -> Label:
    """A label; its code bears that 30 per cent of it weather away."""
    return Label(name=name, life_span=life_span, where=where, code=QrCode(url, error="H"))


def labels_pdf(
    labels: Iterable[Label], *, size: LabelSize, title: str, at: datetime | None = None
) -> bytes:
    """The labels in their order on sheets of A4; 〓 stands for what no font draws."""
    content = {
        "title": title,
        "format": FORMATS[size],
        "labels": list(labels),
        "hint": "手机扫码，听这一位的事迹",
    }
    return render_pdf(TEMPLATE, content, at=at, substitute=True)
