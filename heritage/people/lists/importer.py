"""Records of people from a list, made once and brought up to date by the same list.

A row is known by the name of its list and a key: the list's own number of it,
or its words about name, birth and native place. What a row said, word for word,
stays with :class:`~heritage.people.models.PersonImportRow`. Rows that may be
about somebody known are reported; nobody is merged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.tables import Fault, Mapping, Row, Table
from heritage.people.domain import lock_people
from heritage.people.importing.columns import RECORD
from heritage.people.importing.pairs import Pairs
from heritage.people.importing.reading import Reading, read_row
from heritage.people.importing.report import PossibleDuplicate, Report
from heritage.people.importing.state import State, merge
from heritage.people.known.likeness import Identity
from heritage.people.known.matching import candidates_for, reason_text
from heritage.people.lists.records_state import Links, apply, state_of
from heritage.people.lists.rows import (
    Line,
    Work,
    fault_of,
    find_known,
    lines_of,
    load_lookups,
    remember,
)
from heritage.people.models import Person, PersonImportRow

BATCH = 25
"""Rows of one transaction; while it lasts, SQLite lets nobody else write."""

Checkpoint = Callable[[Report], None]


def preview(*, table: Table, mapping: Mapping, count: int = 20) -> list[tuple[Row, Reading]]:
    """The first rows, and what would be understood of each."""
    lookups = load_lookups()
    headings = {name: heading for heading, name in mapping.fields.items()}
    return [
        (
            row,
            read_row(
                number=row.number,
                cells=mapping.pick(row.values),
                headings=headings,
                lookups=lookups,
            ),
        )
        for row in table.preview(count)
    ]


def import_people(
    *,
    table: Table,
    mapping: Mapping,
    source: str,
    user=None,
    dry_run: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
    resume: Report | None = None,
    checkpoint: Checkpoint | None = None,
) -> Report:
    """Make or bring up to date a draft for each row of ``table``.

    ``source`` is the name of the list: the same list under the same name
    doubles nothing. Rows are saved in batches, each in one transaction in
    which ``checkpoint`` is called with the report so far; given back as
    ``resume``, the work goes on behind the last batch. A dry run does all of
    it and keeps nothing.
    """
    report = resume or Report()
    work = Work(table, mapping, source[:160], user, load_lookups(), Links.load())
    pairs, total = _first_pass(work)
    if not report.last_row:
        report.not_understood.extend(table.faults)
    for batch in _batches(work, after=report.last_row):
        with transaction.atomic():
            _import_batch(work, batch, pairs, report)
            report.last_row = batch[-1].row.number
            if dry_run:
                transaction.set_rollback(True)
            elif checkpoint:
                checkpoint(report)
        if progress:
            progress(report.rows, total, _("row %(number)d") % {"number": report.last_row})
    report.finished = True
    return report


def _first_pass(work: Work) -> tuple[Pairs, int]:
    """Keys of all rows, and which of them may be one person."""
    pairs, total = Pairs(), 0
    for line in lines_of(work):
        total += 1
        work.keys.add(line.key)
        if not line.row.broken and line.identity.key:
            pairs.add(line.row.number, line.identity)
    return pairs, total


def _batches(work: Work, after: int) -> Iterator[list[Line]]:
    lines = (line for line in lines_of(work) if line.row.number > after)
    while batch := list(islice(lines, BATCH)):
        yield batch


def _import_batch(work: Work, batch: list[Line], pairs: Pairs, report: Report) -> None:
    find_known(work, batch)
    _report_duplicates(work, batch, pairs, report)
    for line in batch:
        report.rows += 1
        report.not_understood.extend(line.row.faults)
        if not line.row.broken:
            report.not_understood.extend(line.reading.faults)
            report.remarks.extend(line.reading.remarks)
        _import_line(work, line, report)


def _report_duplicates(work: Work, batch: list[Line], pairs: Pairs, report: Report) -> None:
    asked = [line for line in batch if not line.row.broken and line.identity.key]
    found = candidates_for([line.identity for line in asked], limit=20)
    ids = {candidate.person.pk for each in found for candidate in each}
    # Two rows of this list are reported as rows, whether they have records yet or not.
    own = set(
        PersonImportRow.objects.filter(source=work.source, person__in=ids).values_list(
            "person", flat=True
        )
    )
    for line, people in zip(asked, found, strict=True):
        itself = line.person.pk if line.person else None
        others = [one for one in people if one.person.pk not in own and one.person.pk != itself]
        rows = [
            {"row": number, "name": name, "why": [reason_text(reason) for reason in reasons]}
            for number, name, reasons in pairs.of(line.row.number, line.identity)
        ]
        if others or rows:
            report.possible_duplicates.append(
                PossibleDuplicate(
                    row=line.row.number,
                    name=line.identity.name,
                    people=[
                        {"id": one.person.pk, "name": one.person.name, "why": list(one.reasons)}
                        for one in others
                    ],
                    rows=rows,
                )
            )


def _import_line(work: Work, line: Line, report: Report) -> None:
    known = line.known
    if known and known.digest == line.digest and known.made != line.row.broken:
        report.unchanged += 1
        line.refused = [Fault(**{**fault, "row": line.row.number}) for fault in known.faults]
        report.not_understood.extend(line.refused)
        if known.number != line.row.number or known.key != line.key:
            remember(work, line, line.person, known.taken)
        return
    if line.row.broken or not line.reading.state.get("name"):
        report.refused += 1
        if not line.row.broken:
            report.not_understood.append(fault_of(work, line, "name", _("The row has no name.")))
        if known is None:
            remember(work, line, None, {})
        return
    if known and known.made and line.person is None:
        report.unchanged += 1
        message = _("The record made of this row was deleted; it is not made again.")
        report.remarks.append(Fault(line.row.number, "", line.identity.name, message))
        return
    if line.person is None:
        _create(work, line, report)
    else:
        _update(work, line, report)


def _create(work: Work, line: Line, report: Report) -> None:
    person = Person(live=False, has_unpublished_changes=True)
    taken = _fill(work, line, person, line.reading.state, report)
    if "name" not in taken:
        report.refused += 1
        remember(work, line, None, {})
        return
    person.save()
    _keep_revision(work, line, person, "wagtail.create")
    remember(work, line, person, taken)
    report.created += 1


def _update(work: Work, line: Line, report: Report) -> None:
    if not line.known and not _is_named(line.person, line.identity):
        message = _("This record is about %(name)s; the row was left aside.")
        message %= {"name": line.person.name}
        report.conflicts.append(fault_of(work, line, RECORD, message))
        report.unchanged += 1
        return
    stored = lock_people(line.person.pk)[line.person.pk]
    if stored.locked:
        message = _("The record is locked; the row was left aside.")
        report.conflicts.append(fault_of(work, line, "name", message))
        report.unchanged += 1
        return
    person = stored.get_latest_revision_as_object()
    merged = merge(
        taken=line.known.taken if line.known else {},
        record=state_of(person),
        row=line.reading.state,
    )
    for conflict in merged.conflicts:
        message = _("An editor has written “%(value)s”; it was kept.") % {"value": conflict.record}
        report.conflicts.append(fault_of(work, line, conflict.field, message, conflict.row))
    taken = merged.taken
    if merged.changes:
        done = _fill(work, line, person, merged.changes, report)
        refused = set(merged.changes) - set(done)
        taken = {name: value for name, value in taken.items() if name not in refused}
        if done:
            if not person.live:
                person.save()
            _keep_revision(work, line, person, "wagtail.edit")
            report.updated += 1
            remember(work, line, line.person, taken)
            return
    report.unchanged += 1
    remember(work, line, line.person, taken)


def _fill(work: Work, line: Line, person: Person, changes: State, report: Report) -> State:
    """Put in what the record can hold; each fact it cannot is named and left out."""
    changes, before = dict(changes), state_of(person)
    standing = _faults_of(person) if person.pk else {}
    apply(person=person, changes=changes, links=work.links)
    while faults := {
        name: text for name, text in _faults_of(person).items() if name not in standing
    }:
        blamed = faults.keys() & changes.keys()
        # A rule about two facts names one of them; the other one is what is new.
        blamed = blamed or set(sorted(changes, key=lambda name: name == "name")[:1])
        for name in sorted(blamed):
            value = changes.pop(name)
            shown = value if isinstance(value, str) else "；".join(value)
            message = faults.get(name) or " ".join(faults.values())
            line.refused.append(fault_of(work, line, name, message, shown))
            report.not_understood.append(line.refused[-1])
        if "name" in blamed or not changes:
            break
        apply(person=person, changes={name: before[name] for name in blamed}, links=work.links)
    return changes


def _faults_of(person: Person) -> dict[str, str]:
    """What the record's own rules say against it, by field."""
    faults: dict[str, str] = {}
    try:
        person.full_clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            faults[name] = " ".join(messages)
    for name in ("names", "services", "conflicts", "awards", "sources"):
        for item in getattr(person, name).all():
            try:
                item.full_clean(exclude=["person"])
            except ValidationError as error:
                faults[name] = " ".join(error.messages)
    return faults


def _keep_revision(work: Work, line: Line, person: Person, action: str) -> None:
    revision = person.save_revision(user=work.user, changed=True, clean=False)
    log(
        instance=person,
        action=action,
        user=work.user,
        revision=revision,
        content_changed=True,
        data={"list": work.source, "row": line.row.number},
    )


def _is_named(person: Person, asked: Identity) -> bool:
    names = {person.match_key, *(name.match_key for name in person.names.all())}
    return asked.key in names
