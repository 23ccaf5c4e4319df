"""Import a list of people."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.core.tables import (
    Fault,
    Mapping,
    Table,
    TableError,
    open_table,
    propose_mapping,
    read_mapping,
)
from heritage.people.importing.columns import COLUMNS
from heritage.people.importing.report import Report
from heritage.people.lists.importer import import_people


class Command(BaseCommand):
    help = (
        "Imports a CSV or Excel list of people as drafts. The same list again changes only what "
        "the list changed; rows that may be one person are reported and never merged."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument(
            "--mapping", metavar="FILE", help='JSON: {"heading": "field"}. Left out: proposed.'
        )
        parser.add_argument("--sheet", default="", help="Of a workbook; left out: the first.")
        parser.add_argument(
            "--source", default="", metavar="NAME", help="Name of the list; left out: the file's."
        )
        parser.add_argument("--dry-run", action="store_true", help="Do it all and keep nothing.")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, file, mapping, sheet, source, dry_run, as_json, verbosity, **options):
        path = Path(file)
        try:
            with path.open("rb") as opened:
                table = open_table(opened, name=path.name, sheet=sheet)
                mapped = self._mapping(table, mapping)
                if not mapped.heading_of("name"):
                    raise TableError(
                        "No column is known to hold the names; map one to “name” by --mapping. "
                        f"Headings: {'、'.join(table.headings)}"
                    )
                report = import_people(
                    table=table,
                    mapping=mapped,
                    source=source or path.stem,
                    dry_run=dry_run,
                    progress=None if as_json or verbosity < 1 else self._progress,
                )
        except (OSError, TableError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            if as_json:
                self.stdout.write(json.dumps({"file": file, "error": reason}, ensure_ascii=False))
            raise CommandError(f"{file}: {reason}") from error
        report.not_understood[:0] = mapped.faults
        if as_json:
            self.stdout.write(json.dumps(_as_json(file, table, mapped, report), ensure_ascii=False))
        else:
            self._tell(mapped, report)

    def _mapping(self, table: Table, path: str | None) -> Mapping:
        if not path:
            return propose_mapping(table.headings, COLUMNS)
        text = Path(path).read_text(encoding="utf-8-sig", errors="replace")
        return read_mapping(text, table.headings, COLUMNS)

    def _progress(self, done: int, total: int, message: str) -> None:
        self.stderr.write(f"\r{done}/{total}", ending="" if done < total else "\n")

    def _tell(self, mapped: Mapping, report: Report) -> None:
        for heading, field in mapped.fields.items():
            self.stdout.write(f"{heading} → {field}")
        if mapped.unused:
            self.stdout.write(f"kept with the rows only: {'、'.join(mapped.unused)}")
        for title, faults in (
            ("not understood", report.not_understood),
            ("kept as an editor wrote it", report.conflicts),
        ):
            for fault in faults:
                self.stdout.write(f"{title}: {_line(fault)}")
        for found in report.possible_duplicates:
            people = [
                f"{one['name']} ({one['id']}: {'，'.join(one['why'])})" for one in found.people
            ]
            rows = [
                f"row {one['row']} {one['name']} ({'，'.join(one['why'])})" for one in found.rows
            ]
            self.stdout.write(
                f"may be one person: row {found.row} {found.name} = {'; '.join(people + rows)}"
            )
        self.stdout.write(
            f"{report.rows} rows read: {report.created} created, {report.updated} updated, "
            f"{report.unchanged} unchanged, {report.refused} refused; "
            f"{len(report.not_understood)} cells not understood, "
            f"{len(report.possible_duplicates)} rows that may be somebody known"
        )


def _line(fault: Fault) -> str:
    return f"row {fault.row} {fault.column}: {fault.value}  {fault.message}"


def _as_json(file: str, table: Table, mapped: Mapping, report: Report) -> dict:
    given = report.as_dict()
    del given["last_row"], given["finished"]
    return {
        "file": file,
        "encoding": table.encoding,
        "mapping": mapped.fields,
        "unmapped": list(mapped.unused),
        **given,
    }
