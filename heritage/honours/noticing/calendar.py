"""Use cases of the calendar of holidays and make-up working days."""

from __future__ import annotations

import calendar as months
import datetime
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import BinaryIO

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.tables import Column, Fault, TableError, open_table, propose_mapping
from heritage.honours.capacities import require_office
from heritage.honours.models import SpecialDay
from heritage.honours.models.campaigns import FIRST_YEAR, LAST_YEAR
from heritage.honours.noticing.published_days import Day, published_days
from heritage.honours.working_days import is_working

MOST_ROWS = 800
COLUMNS = (
    Column("day", gettext_lazy("Day"), ("日期", "date")),
    Column("is_working", gettext_lazy("Worked or off"), ("上班或休息", "班休", "类型", "type")),
    Column("name", gettext_lazy("Name"), ("名称", "节日", "name")),
)
WORKED = {"班", "上班", "调休上班", "补班", "是", "1", "true", "yes", "work", "worked"}
OFF = {"休", "放假", "休息", "休假", "节假日", "否", "0", "false", "no", "off", "holiday"}
# Without signs between them month and day have two figures each: 2026111 may mean two days.
_DATE = re.compile(
    r"(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))(?:[ T]0+:00(?::00)?)?"
)
LONGEST_NAME = SpecialDay._meta.get_field("name").max_length


class FaultsError(Exception):
    """A table cannot be taken in; ``faults`` say in which rows and why."""

    def __init__(self, faults: list[Fault]):
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One day of a month as it is shown; ``kind`` is ``off``, ``worked`` or empty for usual."""

    day: datetime.date
    is_working: bool
    kind: str
    name: str


def year_view(year: int) -> list[list[list[CalendarDay | None]]]:
    """Twelve months of weeks from Monday, None outside the month; one query."""
    special = {each.day: each for each in SpecialDay.objects.filter(day__year=year)}
    worked = {day: each.is_working for day, each in special.items()}
    weeks_of = months.Calendar().monthdatescalendar

    def shown(day: datetime.date, month: int) -> CalendarDay | None:
        if day.month != month:
            return None
        entry = special.get(day)
        kind = "" if entry is None else ("worked" if entry.is_working else "off")
        return CalendarDay(day, is_working(day, worked), kind, entry.name if entry else "")

    return [
        [[shown(day, month) for day in week] for week in weeks_of(year, month)]
        for month in range(1, 13)
    ]


def read_days(file: BinaryIO, *, name: str) -> list[Day]:
    """The days of a table; raises ``TableError``, or :class:`FaultsError` naming every bad row."""
    table = open_table(file, name=name)
    mapping = propose_mapping(table.headings, COLUMNS)
    missing = [str(each.label) for each in COLUMNS[:2] if not mapping.heading_of(each.field)]
    if missing:
        raise TableError(_("The table has no column “%s”.") % "、".join(missing))
    days: dict[datetime.date, Day] = {}
    faults: list[Fault] = []
    for count, row in enumerate(table, start=1):
        if count > MOST_ROWS:
            raise TableError(_("The table has more than %d rows.") % MOST_ROWS)
        cells = {field: value.strip() for field, value in mapping.pick(row.values).items()}
        faults.extend(row.faults)
        day, is_worked = _date(cells["day"]), _worked(cells["is_working"])
        if day is None:
            message = _("This is no date; write it as 2026-10-01.")
            faults.append(Fault(row.number, mapping.heading_of("day"), cells["day"], message))
        elif day in days:
            message = _("This day stands twice in the table.")
            faults.append(Fault(row.number, mapping.heading_of("day"), cells["day"], message))
        if is_worked is None:
            heading = mapping.heading_of("is_working")
            message = _("Write 上班 for a day that is worked, 放假 for a day off.")
            faults.append(Fault(row.number, heading, cells["is_working"], message))
        if day is not None and is_worked is not None:
            days.setdefault(day, (day, is_worked, cells.get("name", "")[:LONGEST_NAME]))
    if faults:
        raise FaultsError(faults)
    return sorted(days.values())


def _date(text: str) -> datetime.date | None:
    found = _DATE.fullmatch(text.strip())
    if found is None:
        return None
    try:
        day = datetime.date(*(int(part) for part in found.groups() if part))
    except ValueError:
        return None
    return day if FIRST_YEAR <= day.year <= LAST_YEAR else None


def _worked(text: str) -> bool | None:
    plain = text.strip().casefold()
    if plain in WORKED:
        return True
    return False if plain in OFF else None


def enter(*, days: Iterable[Day], user: AbstractBaseUser | None) -> int:
    """Enter days, in place of what was said of the same ones; gives how many.

    ``user`` is None where a command enters them. Notices that were published
    keep the last day they were published with.
    """
    if user is not None:
        require_office(user)
    days = list(days)
    with transaction.atomic():
        SpecialDay.objects.filter(day__in=[day for day, _worked_too, _name in days]).delete()
        SpecialDay.objects.bulk_create(
            SpecialDay(day=day, is_working=is_worked, name=name) for day, is_worked, name in days
        )
    return len(days)


def enter_published(*, year: int, user: AbstractBaseUser | None) -> int:
    """Enter the days of a year that come with the site; ``ValidationError`` where none do."""
    days = published_days(year)
    if not days:
        raise ValidationError(_("The days of this year do not come with the site."))
    return enter(days=days, user=user)


def remove(*, day: SpecialDay, user: AbstractBaseUser) -> None:
    """Let a day be what its weekday makes it."""
    require_office(user)
    day.delete()
