"""The negative list (负面清单): who may not be chosen, and why; written by hand or from a table."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.log_actions import log

from cms.core.dates import PartialDate, PartialDateError
from cms.core.tables import Column, Fault, Table, propose_mapping
from cms.core.text import plain
from heritage.honours.capacities import require_office
from heritage.honours.models import NegativeEntry
from heritage.honours.screening.checklist import match_key
from heritage.honours.screening.pairing import LOG

MOST_ROWS = 20_000
COLUMNS = (
    Column("name", gettext_lazy("Name"), ("姓名", "名称", "单位名称", "姓名或名称")),
    Column("reason", gettext_lazy("Ground"), ("事由", "原因", "情形", "列入事由")),
    Column("document", gettext_lazy("Document"), ("文号", "依据", "文件", "依据文件")),
    Column("until", gettext_lazy("In force until"), ("有效期至", "截止日期", "期限", "有效期")),
)
TEMPLATE = ("姓名或名称", "列入事由", "依据文件", "有效期至")


@dataclass(slots=True)
class Taken:
    """What came of a table: entries made, rows already there, and what is wrong by row."""

    made: int = 0
    known: int = 0
    faults: list[Fault] = field(default_factory=list)


def write_entry(*, entry: NegativeEntry, user: AbstractBaseUser) -> NegativeEntry:
    """Keep an entry, new or changed. Raises ``PermissionDenied`` or ``ValidationError``."""
    require_office(user)
    entry.match_key = match_key(entry.name)
    if not entry.match_key:
        raise ValidationError({"name": _("This is no name.")})
    if entry.pk is None:
        entry.by = user
    entry.full_clean(exclude=["by"])
    action = "negative_added" if entry.pk is None else "negative_changed"
    with transaction.atomic():
        entry.save()
        log(instance=entry, action=f"{LOG}{action}", user=user)
    return entry


def delete_entry(*, entry: NegativeEntry, user: AbstractBaseUser) -> None:
    """Take an entry off the list; that it was there stays in the log."""
    require_office(user)
    with transaction.atomic():
        log(instance=entry, action=f"{LOG}negative_deleted", user=user, deleted=True)
        entry.delete()


def take_in(*, table: Table, user: AbstractBaseUser, dry_run: bool = False) -> Taken:
    """Take in a table, all of it or nothing; a row that is there already is not doubled.

    Faults carry the row's number as a spreadsheet shows it; where there is one
    nothing is kept. Raises ``PermissionDenied``.
    """
    require_office(user)
    mapping = propose_mapping(table.headings, COLUMNS)
    taken = Taken()
    for needed in ("name", "reason"):
        if not mapping.heading_of(needed):
            label = next(column.label for column in COLUMNS if column.field == needed)
            message = _("The table has no column “%(name)s”.") % {"name": label}
            taken.faults.append(Fault(table.heading_row, "", "", message))
    if taken.faults:
        return taken
    entries = list(_read(table, mapping, taken))
    known = set(NegativeEntry.objects.values_list("match_key", "reason", "document"))
    new = []
    for entry in entries:
        key = (entry.match_key, entry.reason, entry.document)
        if key in known:
            taken.known += 1
            continue
        known.add(key)
        new.append(entry)
    taken.made = len(new)
    if taken.faults or dry_run:
        return taken
    with transaction.atomic():
        for entry in new:
            write_entry(entry=entry, user=user)
    return taken


def _read(table: Table, mapping, taken: Taken) -> Iterable[NegativeEntry]:
    for count, row in enumerate(table, start=1):
        if count > MOST_ROWS:
            message = _("More than %(most)d rows; divide the table.") % {"most": MOST_ROWS}
            taken.faults.append(Fault(row.number, "", "", message))
            return
        taken.faults += row.faults
        cells = {name: plain(text).strip() for name, text in mapping.pick(row.values).items()}
        entry = NegativeEntry(
            name=cells["name"], reason=cells["reason"], document=cells.get("document", "")
        )
        entry.match_key = match_key(entry.name)
        if until := cells.get("until", ""):
            entry.until = _day(until)
            if entry.until is None:
                _fault(taken, row, mapping, "until", until, _("Write the day like 2027-12-31."))
                continue
        try:
            entry.full_clean(exclude=["by"])
            if not entry.match_key:
                raise ValidationError({"name": _("This is no name.")})
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                for message in messages:
                    _fault(taken, row, mapping, name, cells.get(name, ""), message)
            continue
        yield entry


def _day(text: str) -> datetime.date | None:
    """A whole day as tables write it; None for anything else."""
    try:
        read = PartialDate.parse(text.split(" ")[0])
    except PartialDateError:
        return None
    return read.to_date() if read.day else None


def _fault(taken: Taken, row, mapping, name: str, text: str, message: str) -> None:
    taken.faults.append(Fault(row.number, mapping.heading_of(name), text[:200], message))
