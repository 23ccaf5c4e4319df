"""Dates known only to the year or month, kept as they are known.

A partial date is a string in EDTF level 0 (ISO 8601-2:2019): ``1952``,
``1952-10`` or ``1952-10-12``. Strings sort in time order and never carry a
made-up first of January.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import pgettext

_SEPARATED = re.compile(r"(\d{4})(?:[-./](\d{1,2})(?:[-./](\d{1,2}))?)?")
_CHINESE = re.compile(r"(\d{4})年(?:(\d{1,2})月(?:(\d{1,2})[日号])?)?")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


class PartialDateError(ValueError):
    """The text is no date that is understood."""


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A year, a month or a day. ``month`` and ``day`` are None where unknown."""

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self):
        if self.day is not None and self.month is None:
            raise PartialDateError("a day needs a month")
        try:
            datetime.date(
                self.year,
                1 if self.month is None else self.month,
                1 if self.day is None else self.day,
            )
        except ValueError as error:
            raise PartialDateError(str(error)) from error

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Understand ``1952``, ``1952-10``, ``1952.10.12``, ``1952年10月``, ``一九五二年``.

        Raises :class:`PartialDateError` for anything else.
        """
        plain = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
        if re.match(r"[〇零○一二三四五六七八九]{4}年", plain):
            plain = plain[:4].translate(_HAN_DIGITS) + plain[4:]
        found = _SEPARATED.fullmatch(plain) or _CHINESE.fullmatch(plain)
        if not found:
            raise PartialDateError(f"not a date: {text!r}")
        return cls(*(int(part) if part else None for part in found.groups()))

    def __str__(self) -> str:
        parts = [f"{self.year:04d}"]
        if self.month is not None:
            parts.append(f"{self.month:02d}")
        if self.day is not None:
            parts.append(f"{self.day:02d}")
        return "-".join(parts)

    def to_date(self) -> datetime.date:
        """As a calendar date. Raises :class:`PartialDateError` below day precision."""
        if self.month is None or self.day is None:
            raise PartialDateError(f"{self} is not known to the day")
        return datetime.date(self.year, self.month, self.day)

    def display(self) -> str:
        """As a reader writes it, in the active language: ``1952年10月12日``."""
        values = {"year": self.year, "month": self.month, "day": self.day}
        if self.day is not None:
            return pgettext("date of day precision", "%(year)d-%(month)02d-%(day)02d") % values
        if self.month is not None:
            return pgettext("date of month precision", "%(year)d-%(month)02d") % values
        return pgettext("date of year precision", "%(year)d") % values
