"""The register as a list that :mod:`.importing` reads back unchanged."""

from __future__ import annotations

from collections.abc import Iterator

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from cms.core.dates import Calendar, HistoricalDate, understand
from cms.core.intake.models import UnmaskLog
from heritage.oral_history.models import RegisterEntry
from heritage.oral_history.register import domain
from heritage.oral_history.register.columns import (
    BAND_HEADING,
    DETAIL_COLUMNS,
    GENDER_WORDS,
    HEALTH_WORDS,
    INTERVIEW_HEADING,
    OPEN_COLUMNS,
    STATE_HEADING,
)
from heritage.oral_history.register.urgency import band_of

_BETWEEN = "、"
_CHUNK = 500
_FOLLOWS = [STATE_HEADING, BAND_HEADING, INTERVIEW_HEADING]
_OPEN = [column for column in OPEN_COLUMNS if column.field != "age"]


def headings(*, details: bool) -> list[str]:
    """The headings of an export, with those of contact and health if ``details``."""
    columns = [*_OPEN, *(DETAIL_COLUMNS if details else ())]
    return [*(column.label for column in columns), *_FOLLOWS]


def export(
    *, entries: QuerySet[RegisterEntry], user, reason: str | None = None
) -> Iterator[dict[str, str]]:
    """One row an entry by heading, in the order given.

    Contact and health go along only with a ``reason``: every value is logged as
    one that was shown. Raises ``PermissionDenied`` and ``ValidationError``
    before the first row.
    """
    details = reason is not None
    if details:
        _log_all(entries, user, reason)
    chosen = entries.select_related(
        "place__parent__parent", "organisation", "person", "interviewer", "interview"
    ).prefetch_related("conflicts", "battles")
    return (_row(entry, details) for entry in chosen.iterator(chunk_size=_CHUNK))


def _log_all(entries: QuerySet[RegisterEntry], user, reason: str) -> None:
    if not domain.may(user, "unmask"):
        raise PermissionDenied
    reason = domain.checked_reason(reason)
    UnmaskLog.objects.bulk_create(
        (
            UnmaskLog(user=user, record=entry, field=name, reason=reason)
            for entry in entries.iterator(chunk_size=_CHUNK)
            for name in domain.DETAILS
            if getattr(entry, name)
        ),
        batch_size=_CHUNK,
    )


def _row(entry: RegisterEntry, details: bool) -> dict[str, str]:
    said = {
        "number": str(entry.pk),
        "name": entry.name,
        "gender": GENDER_WORDS[entry.gender][0] if entry.gender else "",
        "birth": _date(entry.birth),
        "place": entry.place.full_name if entry.place else "",
        "organisation": entry.organisation.name if entry.organisation else "",
        "service": entry.service,
        "conflicts": _BETWEEN.join(each.name for each in entry.conflicts.all()),
        "battles": _BETWEEN.join(each.name for each in entry.battles.all()),
        "dialect": entry.dialect,
        "interviewer": domain.name_of(entry.interviewer),
        "record": entry.person.slug if entry.person else "",
        "note": entry.note,
        "source": entry.source,
    }
    cells = {column.label: said[column.field] for column in _OPEN}
    if details:
        for column in DETAIL_COLUMNS:
            value = str(getattr(entry, column.field) or "")
            if column.field == "health" and value:
                value = HEALTH_WORDS[value][0]
            cells[column.label] = value
    cells[STATE_HEADING] = entry.get_state_display()
    cells[BAND_HEADING] = str(band_of(entry.state, entry.urgency).label)
    cells[INTERVIEW_HEADING] = entry.interview.title if entry.interview else ""
    return cells


def _date(date: HistoricalDate | None) -> str:
    """As a reader writes it, where that is understood as the very same date."""
    if date is None:
        return ""
    understood = understand(date.display())
    same = understood.date == date and understood.calendar == Calendar.GREGORIAN
    return date.display() if same and not understood.note else str(date)
