"""Import a roll of names."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from cms.core.tables import Mapping, Table, TableError, open_table, propose_mapping, read_mapping
from heritage.memorials.models import Roll, RollImport, RollImportFault
from heritage.memorials.roll_import import domain
from heritage.memorials.roll_import.choosing import NoSuchRoll, choose_roll
from heritage.memorials.roll_import.importer import take_in
from heritage.memorials.roll_import.report import Report
from heritage.memorials.rolls.columns import COLUMNS

MOST_TOLD = 500
"""Findings that are printed; all of them are kept with the import."""


class Command(BaseCommand):
    help = (
        "Imports a CSV or Excel list of names into a roll. The same list again brings its entries "
        "up to date and doubles none; entries that may be one person are put to somebody and "
        "never joined. With --resume it goes on where it broke off."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--site", default="", metavar="SLUG", help="The site the roll is of.")
        parser.add_argument("--roll", default="", metavar="SLUG", help="The roll, if not the one.")
        parser.add_argument(
            "--mapping", metavar="FILE", help='JSON: {"heading": "field"}. Left out: proposed.'
        )
        parser.add_argument("--sheet", default="", help="Of a workbook; left out: the first.")
        parser.add_argument(
            "--source", default="", metavar="NAME", help="Name of the list; left out: the file's."
        )
        parser.add_argument("--dry-run", action="store_true", help="Do it all and keep nothing.")
        parser.add_argument("--resume", action="store_true", help="Go on where it broke off.")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, file, as_json, **options):
        try:
            told = self._import(Path(file), quiet=as_json or options["verbosity"] < 1, **options)
        except (OSError, TableError, NoSuchRoll, ValidationError) as error:
            reason = _reason(error)
            if as_json:
                self.stdout.write(json.dumps({"file": file, "error": reason}, ensure_ascii=False))
            raise CommandError(f"{file}: {reason}") from error
        if as_json:
            self.stdout.write(json.dumps({"file": file, **told}, ensure_ascii=False))
        else:
            self._tell(told)

    def _import(self, path: Path, *, site, roll, mapping, sheet, source, dry_run, resume, quiet,
                **options) -> dict:  # fmt: skip
        findings: list[RollImportFault] = []

        def note(finding: RollImportFault) -> None:
            if len(findings) < MOST_TOLD:
                findings.append(finding)

        with path.open("rb") as opened:
            table = open_table(opened, name=path.name, sheet=sheet)
            mapped = self._mapping(table, mapping)
            if not mapped.heading_of("name"):
                raise TableError(
                    "No column is known to hold the names; map one to “name” by --mapping. "
                    f"Headings: {'、'.join(table.headings)}"
                )
            chosen = choose_roll(site=site, roll=roll, keep=not dry_run)
            batch = self._batch(chosen, source or path.stem, path.name, table, resume, dry_run)
            progress = None if quiet else self._progress
            if dry_run:
                report = take_in(
                    table=table,
                    mapping=mapped,
                    batch=batch,
                    dry_run=True,
                    progress=progress,
                    findings=note,
                )
            else:
                if batch.report.get("rows"):
                    mapped = Mapping(batch.mapping)
                report = domain.run(
                    batch=batch, table=table, mapping=mapped, progress=progress, findings=note
                )
        return _told(table, mapped, chosen, batch, report, findings)

    def _batch(self, roll: Roll, source: str, name: str, table: Table, resume: bool,
               dry_run: bool) -> RollImport:  # fmt: skip
        if dry_run:
            return RollImport(
                roll=roll, source=source[:160], file_name=name, headings=list(table.headings)
            )
        found = domain.resumable(roll=roll, source=source, now=timezone.now()) if resume else None
        if found is None:
            return domain.hand_in(roll=roll, source=source, file_name=name, table=table)
        if found.headings != list(table.headings):
            raise TableError("The list that broke off had other headings; import it anew.")
        return found

    def _mapping(self, table: Table, path: str | None) -> Mapping:
        if not path:
            return propose_mapping(table.headings, COLUMNS)
        text = Path(path).read_text(encoding="utf-8-sig", errors="replace")
        return read_mapping(text, table.headings, COLUMNS)

    def _progress(self, done: int, total: int, message: str) -> None:
        self.stderr.write(f"\r{done}/{total} {message}   ", ending="" if done < total else "\n")

    def _tell(self, told: dict) -> None:
        for heading, field in told["mapping"].items():
            self.stdout.write(f"{heading} → {field}")
        if told["unmapped"]:
            self.stdout.write(f"kept with the rows only: {'、'.join(told['unmapped'])}")
        for fault in told["findings"]:
            mark = "refused" if fault["refused"] else "look at"
            self.stdout.write(
                f"{mark}: row {fault['row']} {fault['column']}: {fault['value']}  {fault['message']}"
            )
        if told["faults"] > len(told["findings"]):
            self.stdout.write(f"… {told['faults']} findings in all, kept with the import")
        self.stdout.write(
            f"{told['rows']} rows read into “{told['roll']}”: {told['created']} created, "
            f"{told['updated']} updated, {told['unchanged']} unchanged, {told['refused']} refused; "
            f"{told['faults']} findings, {told['pairs']} pairs that may be one person"
        )


def _told(table: Table, mapped: Mapping, roll: Roll, batch: RollImport, report: Report,
          findings: list[RollImportFault]) -> dict:  # fmt: skip
    given = report.as_dict()
    for name in ("last_row", "finished", "problem"):
        del given[name]
    return {
        "roll": roll.slug,
        "import": batch.pk,
        "encoding": table.encoding,
        "mapping": mapped.fields,
        "unmapped": list(mapped.unused),
        **given,
        "findings": [
            {
                "row": finding.row,
                "column": finding.column,
                "value": finding.value,
                "message": finding.message,
                "refused": finding.refused,
            }
            for finding in findings
        ],
    }


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or str(error)
    return " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
