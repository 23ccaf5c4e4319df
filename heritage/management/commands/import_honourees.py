"""Import who was honoured in years before this site."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.core.tables import TableError, open_table
from heritage.honours.showcase.importing import import_honourees


class Command(BaseCommand):
    help = (
        "Imports those who were honoured in past years from a table (CSV or Excel). "
        "The same table again doubles nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--source", default="", help="For rows that name no source.")
        parser.add_argument("--show", action="store_true", help="Let the public see them at once.")
        parser.add_argument("--dry-run", action="store_true", help="Tell all and keep nothing.")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, file, source, show, dry_run, as_json, **options):
        path = Path(file)
        try:
            with path.open("rb") as opened:
                report = import_honourees(
                    table=open_table(opened, name=path.name),
                    user=None,
                    source=source,
                    shown=show,
                    dry_run=dry_run,
                )
        except (OSError, TableError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise CommandError(f"{file}: {reason}") from error
        if as_json:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
            return
        for fault in report.faults:
            said = " ".join(filter(None, [fault.column, fault.value]))
            self.stdout.write(f"row {fault.row} {said}: {fault.message}")
        self.stdout.write(
            f"{len(report.created)} made, {len(report.known)} were there already, "
            f"{report.refused} rows refused"
        )
