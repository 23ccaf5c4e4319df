"""Export a roll of names."""

from __future__ import annotations

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.core.tables import TableError, write_csv, write_xlsx
from heritage.memorials.models import Roll
from heritage.memorials.rolls.exporting import RollTable

WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


class Command(BaseCommand):
    help = (
        "Exports a roll as CSV or .xlsx under the headings it came in with; import_roll reads it "
        "back unchanged."
    )

    def add_arguments(self, parser):
        parser.add_argument("roll", metavar="SLUG")
        parser.add_argument("file", nargs="?", metavar="FILE", help="Left out: standard output.")
        parser.add_argument("--format", choices=list(WRITERS), default=None)
        parser.add_argument(
            "--understood",
            action="store_true",
            help="Add columns with what was understood: dates, codes, linked records.",
        )

    def handle(self, *, roll, file, format, understood, **options):
        kind = format or (Path(file).suffix.lower().lstrip(".") if file else "csv")
        if kind not in WRITERS:
            raise CommandError(f"There is no format {kind!r}; choose one of {', '.join(WRITERS)}.")
        found = Roll.objects.filter(slug=roll).first()
        if found is None:
            raise CommandError(f"There is no roll {roll!r}.")
        table = RollTable(found, understood=understood)
        try:
            if file is None:
                WRITERS[kind](sys.stdout.buffer, table.headings, table.rows())
            else:
                with open(file, "wb") as target:
                    WRITERS[kind](target, table.headings, table.rows())
        except (OSError, TableError) as error:
            raise CommandError(str(error)) from error
