"""Entries of a roll from a list, made once and brought up to date by the same list.

Rows are taken in batches, each in one transaction with the report so far:
after a break the work goes on behind the last batch that was kept. What a row
said stays with its entry word for word; a row that cannot be taken in stays
with its fault. Entries that may be one person are put to somebody afterwards
(:mod:`.pairs`); nobody is joined here.
"""

from __future__ import annotations

import datetime
import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import islice

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.tables import Fault, Mapping, Row, Table
from heritage.memorials.models import RollEntry, RollImport, RollImportFault
from heritage.memorials.roll_import.keys import Keys
from heritage.memorials.roll_import.making import Made, Maker
from heritage.memorials.roll_import.report import Report
from heritage.memorials.roll_import.updating import Updater
from heritage.memorials.rolls.lookups import Lookups
from heritage.memorials.rolls.reading import Reading, read_row
from heritage.memorials.signals import entries_changed

BATCH = 1_000
"""Rows of one transaction; while it lasts, SQLite lets nobody else write."""

FEW = 10_000
"""Up to so many rows, every entry is told to those who listen; of more, only that they changed."""

CACHE_KIB = 131_072
"""Of SQLite's own pages, while a list is imported."""

Progress = Callable[[int, int, str], None]


@dataclass(slots=True)
class Line:
    """A row on its way: as it stands in the list, its key, and what was understood."""

    row: Row
    key: str
    written: list[str]
    reading: Reading

    @property
    def is_sound(self) -> bool:
        """Whether an entry can be made of it."""
        return not self.row.broken and "name" in self.reading.values


@dataclass(slots=True)
class Work:
    """What one import carries along."""

    table: Table
    mapping: Mapping
    batch: RollImport
    lookups: Lookups
    today: datetime.date
    report: Report
    is_known: bool
    dry_run: bool
    tells_all: bool
    maker: Maker
    updater: Updater
    keys: Keys
    headings: dict[str, str] = field(default_factory=dict)
    findings: list[RollImportFault] = field(default_factory=list)


def preview(
    *, table: Table, mapping: Mapping, lookups: Lookups, count: int = 20
) -> list[tuple[Row, Reading]]:
    """The first rows, and what would be understood of each."""
    headings = {name: heading for heading, name in mapping.fields.items()}
    today = timezone.localdate()
    return [
        (
            row,
            read_row(
                number=row.number,
                cells=mapping.pick(row.values),
                headings=headings,
                lookups=lookups,
                today=today,
            ),
        )
        for row in table.preview(count)
    ]


def take_in(
    *,
    table: Table,
    mapping: Mapping,
    batch: RollImport,
    dry_run: bool = False,
    progress: Progress | None = None,
    findings: Callable[[RollImportFault], None] | None = None,
) -> Report:
    """Make or bring up to date an entry for each row of ``table``.

    Goes on behind ``batch.report`` where that is of an import that broke off.
    A dry run reads and counts everything and keeps nothing; ``findings`` is
    called with every fault. Gives the report; pairs are looked for elsewhere.
    """
    work = _begin(table, mapping, batch, dry_run)
    report, total = work.report, table.row_count()
    if not report.last_row:
        work.findings.extend(_finding(work, fault) for fault in (*mapping.faults, *table.faults))
    with _settled_memory(), room_for_indexes():
        for rows in _batches(_lines(work)):
            with transaction.atomic():
                changed = _take_batch(work, rows)
                report.last_row = rows[-1].row.number
                report.faults += len(work.findings)
                if not dry_run:
                    _keep(work)
                    if work.tells_all and changed:
                        entries_changed.send(RollEntry, entries=changed)
            _tell_findings(work, findings)
            if progress:
                progress(report.rows, total, _("row %(number)d") % {"number": report.last_row})
        _finish(work, findings)
    return report


@contextmanager
def _settled_memory() -> Iterator[None]:
    """Keep the collector from looking again and again through what was there before."""
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


@contextmanager
def room_for_indexes() -> Iterator[None]:
    """Let SQLite keep more of its indexes in memory: two million rows go into a dozen of them."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        before = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = {before}")


def _begin(table: Table, mapping: Mapping, batch: RollImport, dry_run: bool) -> Work:
    report = Report.from_dict(batch.report)
    lookups = Lookups(roll=batch.roll)
    earlier = RollImport.objects.filter(roll=batch.roll_id, source=batch.source)
    is_known = batch.roll_id is not None and earlier.exclude(pk=batch.pk).exists()
    work = Work(
        table=table,
        mapping=mapping,
        batch=batch,
        lookups=lookups,
        today=timezone.localdate(),
        report=report,
        is_known=is_known,
        dry_run=dry_run,
        tells_all=table.row_count() <= FEW,
        maker=Maker(batch),
        updater=Updater(batch, lookups, timezone.localdate()),
        keys=Keys(batch.source),
        headings={name: heading for heading, name in mapping.fields.items()},
    )
    if is_known:
        everywhere = Keys(batch.source)
        for row in table:
            everywhere.of(mapping.pick(row.values))
        work.updater.keys = everywhere
    return work


def _lines(work: Work) -> Iterator[Line]:
    """The rows behind the last one kept; those before it only count among the keys."""
    pick, headings, after = work.mapping.pick, work.table.headings, work.report.last_row
    for row in work.table:
        cells = pick(row.values)
        key = work.keys.of(cells)
        if row.number <= after:
            continue
        written = [row.values[heading] for heading in headings]
        reading = read_row(
            number=row.number,
            cells=cells,
            headings=work.headings,
            lookups=work.lookups,
            today=work.today,
        )
        yield Line(row, key, written, reading)


def _batches(lines: Iterator[Line]) -> Iterator[list[Line]]:
    while batch := list(islice(lines, BATCH)):
        yield batch


def _take_batch(work: Work, lines: list[Line]) -> list[int]:
    """Take some rows in; gives the primary keys of entries made or changed."""
    report = work.report
    known = work.updater.find(lines) if work.is_known else {}
    new: list[Made] = []
    changed: list[int] = []
    for line in lines:
        report.rows += 1
        if not line.is_sound:
            _refuse(work, line)
            continue
        for fault in (*line.row.faults, *line.reading.faults):
            work.findings.append(_finding(work, fault))
        if entry := known.get(line.key):
            updated, conflicts = work.updater.update(entry, line, keep=not work.dry_run)
            work.findings.extend(_finding(work, fault) for fault in conflicts)
            report.updated += updated
            report.unchanged += not updated
            if updated:
                changed.append(entry.pk)
            continue
        report.created += 1
        if not work.dry_run:
            new.append(work.maker.make(line))
    changed.extend(work.maker.save(new))
    return changed


def _refuse(work: Work, line: Line) -> None:
    """Keep the row with what is wrong with it; no entry is made."""
    work.report.refused += 1
    faults = [*line.row.faults, *line.reading.faults]
    if not line.row.broken and not line.reading.values.get("name"):
        heading = work.headings.get("name", "")
        faults.append(Fault(line.row.number, heading, "", _("The row has no name.")))
    found = [_finding(work, fault, refused=True) for fault in faults]
    found[0].written = line.written
    work.findings.extend(found)


def _finding(work: Work, fault: Fault, *, refused: bool = False) -> RollImportFault:
    return RollImportFault(
        batch=work.batch,
        row=fault.row,
        column=fault.column[:200],
        value=fault.value.replace("\0", "\ufffd")[:300],
        message=fault.message[:400],
        refused=refused,
    )


def _keep(work: Work) -> None:
    RollImportFault.objects.bulk_create(work.findings)
    work.batch.report |= {**work.report.as_dict(), "at": timezone.now().isoformat()}
    work.batch.save(update_fields=["report"])


def _tell_findings(work: Work, findings) -> None:
    if findings:
        for finding in work.findings:
            findings(finding)
    work.findings.clear()


def _finish(work: Work, findings: Iterable | None) -> None:
    with transaction.atomic():
        work.report.faults += len(work.findings)
        if not work.dry_run:
            _keep(work)
            if not work.tells_all:
                entries_changed.send(RollEntry, entries=None)
    _tell_findings(work, findings)
