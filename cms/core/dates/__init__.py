"""Dates of people and events: exact to what is known, and as sources write them."""

from .enums import Calendar, Precision
from .historical import HistoricalDate, display_span
from .partial import PartialDate, PartialDateError
from .understanding import Understanding, understand

__all__ = [
    "Calendar",
    "HistoricalDate",
    "PartialDate",
    "PartialDateError",
    "Precision",
    "Understanding",
    "display_span",
    "understand",
]
