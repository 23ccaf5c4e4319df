"""Old soldiers from a list, each registered once however often the list comes.

A row with the number of an entry changes that entry. A row without one is about
an entry of the same name unless births or telephone numbers say otherwise; it
fills what is empty there, and where it says something else the entry stays as
it is and the row is reported. Nobody is merged on a guess: of two entries that
could be meant, none is touched.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.core.intake.contacts import normal_phone
from cms.core.tables import Fault, Mapping, Table
from heritage.oral_history.enums import RegisterState
from heritage.oral_history.models import RegisterEntry
from heritage.oral_history.register import domain
from heritage.oral_history.register.columns import NUMBER
from heritage.oral_history.register.reading import Lookups, Reading, RowReader

MOST_ROWS = 5_000
"""Rows of one list; more are to be given in several lists."""


@dataclass(slots=True)
class Report:
    """What was done, or would be: rows by what became of them, and findings by row."""

    rows: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    faults: list[Fault] = field(default_factory=list)
    kept: list[Fault] = field(default_factory=list)


class _Undo(Exception):
    """Takes back what a look at the list did."""


@dataclass(slots=True)
class _Work:
    mapping: Mapping
    source: str
    user: object
    lookups: Lookups
    report: Report
    claimed: dict[int, int] = field(default_factory=dict)

    def note(self, into: list[Fault], row: int, name: str, value: str, message: str) -> None:
        into.append(Fault(row, self.mapping.heading_of(name), value, message))


def import_list(
    *,
    table: Table,
    mapping: Mapping,
    source: str,
    user,
    dry_run: bool = False,
    progress: Callable[[int], None] = lambda row: None,
) -> Report:
    """Register or bring up to date one entry a row, all in one transaction.

    A row that cannot be taken is refused and the others are taken. ``source`` is
    noted with new entries that name none. A dry run does all of it and keeps
    nothing. Raises ``PermissionDenied`` for a user who may not add and change,
    ``ValidationError`` for a list of more than :data:`MOST_ROWS` rows.
    """
    report = Report(faults=list(table.faults))
    work = _Work(mapping, source[:200], user, Lookups(), report)
    try:
        with transaction.atomic():
            for row in table:
                report.rows += 1
                if report.rows > MOST_ROWS:
                    raise ValidationError(
                        _("At most %(most)d rows of one list are read; give it in parts.")
                        % {"most": MOST_ROWS}
                    )
                report.faults.extend(row.faults)
                if row.broken:
                    report.refused += 1
                else:
                    _take(work, row.number, mapping.pick(row.values))
                progress(row.number)
            if dry_run:
                raise _Undo
    except _Undo:
        pass
    return report


def _take(work: _Work, number: int, cells: dict[str, str]) -> None:
    headings = {name: heading for heading, name in work.mapping.fields.items()}
    reading = RowReader(number=number, cells=cells, headings=headings, lookups=work.lookups).read()
    report = work.report
    report.faults.extend(reading.faults)
    entry = None if reading.refused else _find(work, reading)
    if reading.refused:
        report.refused += 1
        return
    try:
        with transaction.atomic():
            done = _create(work, reading) if entry is None else _update(work, entry, reading)
    except ValidationError as error:
        report.refused += 1
        for message in error.messages:
            work.note(report.faults, number, "", "", message)
        return
    setattr(report, done, getattr(report, done) + 1)


def _find(work: _Work, reading: Reading) -> RegisterEntry | None:
    """The entry a row is about; a row in doubt is refused."""
    if reading.number is not None:
        entry = RegisterEntry.objects.filter(pk=reading.number).first()
        if entry is None:
            return _refuse(work, reading, NUMBER, _("There is no entry of this number."))
        name = reading.fields.get("name")
        if name and name != entry.name:
            message = _("This is the number of %(name)s.") % {"name": entry.name}
            return _refuse(work, reading, NUMBER, message)
    else:
        same = RegisterEntry.objects.filter(name=reading.fields["name"]).order_by("pk")
        meant = [each for each in same if not _contradicts(each, reading)]
        if not meant:
            return None
        if len(meant) > 1:
            numbers = "、".join(str(each.pk) for each in meant)
            message = _("Several entries may be meant (%(numbers)s); give the number.")
            return _refuse(work, reading, "name", message % {"numbers": numbers})
        entry = meant[0]
    if before := work.claimed.get(entry.pk):
        message = _("May be the same as row %(row)d; give the birth or the telephone.")
        return _refuse(work, reading, "name", message % {"row": before})
    work.claimed[entry.pk] = reading.row
    return entry


def _refuse(work: _Work, reading: Reading, name: str, message: str) -> None:
    reading.refused = True
    work.note(work.report.faults, reading.row, name, str(reading.fields.get("name", "")), message)


def _contradicts(entry: RegisterEntry, reading: Reading) -> bool:
    birth = reading.fields.get("birth")
    if birth and entry.birth and not birth.compatible_with(entry.birth):
        return True
    phones = [reading.details.get("contact_phone", ""), str(entry.contact_phone or "")]
    told = [normal_phone(phone) for phone in phones if phone]
    # The same birth with another telephone is the same person with a new number.
    return len(set(told)) > 1 and not (birth and birth == entry.birth)


def _create(work: _Work, reading: Reading) -> str:
    entry = RegisterEntry(**reading.fields)
    entry.source = entry.source or work.source
    domain.write(
        entry=entry,
        user=work.user,
        conflicts=reading.conflicts,
        battles=reading.battles,
        details=reading.details,
    )
    work.claimed[entry.pk] = reading.row
    if reading.interviewer:
        domain.assign(entry=entry, interviewer=reading.interviewer, user=work.user)
    return "created"


def _update(work: _Work, entry: RegisterEntry, reading: Reading) -> str:
    by_number = reading.number is not None
    changed = _fill(work, entry, reading, by_number)
    details = {
        name: text
        for name, text in reading.details.items()
        if _takes(work, entry, reading, name, text, by_number)
    }
    links = []
    for name in ("conflicts", "battles"):
        there, given = list(getattr(entry, name).all()), getattr(reading, name)
        added = [record for record in given if record not in there]
        if by_number and given:
            changed |= set(given) != set(there)
            links.append(given)
        else:
            changed |= bool(added)
            links.append([*there, *added])
    if changed or details:
        domain.write(
            entry=entry, user=work.user, conflicts=links[0], battles=links[1], details=details
        )
    assigned = _assign(work, entry, reading, by_number)
    return "updated" if changed or details or assigned else "unchanged"


def _fill(work: _Work, entry: RegisterEntry, reading: Reading, by_number: bool) -> bool:
    changed = False
    for name, value in reading.fields.items():
        if name == "name" or (name == "source" and entry.source):
            continue
        if _takes(work, entry, reading, name, value, by_number):
            setattr(entry, name, value)
            changed = True
    return changed


def _takes(
    work: _Work, entry: RegisterEntry, reading: Reading, name: str, value, by_number: bool
) -> bool:
    """Whether a value of the row goes into the entry; one that is kept out is reported."""
    there = getattr(entry, name)
    if there in (None, ""):
        return True
    if there == value:
        return False
    if by_number:
        return True
    column = name.removesuffix("_id")
    shown = "" if name in domain.DETAILS else str(value)
    message = _("Entry %(number)d says something else, which was kept.") % {"number": entry.pk}
    work.note(
        work.report.kept, reading.row, {"person": "record"}.get(column, column), shown, message
    )
    return False


def _assign(work: _Work, entry: RegisterEntry, reading: Reading, by_number: bool) -> bool:
    wanted = reading.interviewer
    if wanted is None or wanted == entry.interviewer:
        return False
    if entry.interviewer and not by_number:
        return _takes(work, entry, reading, "interviewer", wanted, by_number)
    if entry.state not in (RegisterState.REGISTERED, RegisterState.ASSIGNED):
        return False
    domain.assign(entry=entry, interviewer=wanted, user=work.user)
    return True
