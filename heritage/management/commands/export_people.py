"""Export records of people as a list."""

from __future__ import annotations

import sys
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.core.tables import TableError, write_csv, write_xlsx
from heritage.people.lists.exporter import HEADINGS, export_people
from heritage.people.models import Person

WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


class Command(BaseCommand):
    help = "Exports records of people as CSV or .xlsx; import_people reads it back unchanged."

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="?", metavar="FILE", help="Left out: standard output.")
        parser.add_argument("--format", choices=list(WRITERS), default=None)
        parser.add_argument("--published", action="store_true", help="Only what the public reads.")

    def handle(self, *, file, format, published, **options):
        kind = format or (Path(file).suffix.lower().lstrip(".") if file else "csv")
        if kind not in WRITERS:
            raise CommandError(f"There is no format {kind!r}; choose one of {', '.join(WRITERS)}.")
        people = Person.objects.standing().order_by("pk")
        if published:
            people = people.published()
        rows = export_people(people)
        try:
            if file is None:
                WRITERS[kind](sys.stdout.buffer, HEADINGS, rows)
            else:
                with open(file, "wb") as target:
                    WRITERS[kind](target, HEADINGS, rows)
        except (OSError, TableError) as error:
            raise CommandError(str(error)) from error
