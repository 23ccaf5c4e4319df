"""Import memorial sites."""

from __future__ import annotations

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.core.tables import TableError
from heritage.memorials.enums import Datum
from heritage.memorials.sites.importing import NoParent, Report, find_parent, import_sites

LOCATIONS = "location.jsonl"


class Command(BaseCommand):
    help = (
        "Imports memorial sites from JSON lines (relic.jsonl) as drafts, with coordinates where a "
        "file of places (location.jsonl) knows where they are. What is there already stays."
    )

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", metavar="FILE")
        parser.add_argument("--parent", default="", metavar="SLUG", help="The section to go under.")
        parser.add_argument(
            "--datum",
            choices=Datum.values,
            default=Datum.CGCS2000.value,
            help="What the files' coordinates are given in.",
        )
        parser.add_argument("--dry-run", action="store_true", help="Tell all and keep nothing.")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, files, parent, datum, dry_run, as_json, **options):
        paths = [Path(file) for file in files]
        try:
            report = import_sites(
                paths=_with_places(paths),
                parent=find_parent(parent, make=not dry_run),
                datum=Datum(datum),
                dry_run=dry_run,
            )
        except NoParent as error:
            raise CommandError(str(error)) from error
        except (OSError, TableError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            raise CommandError(f"{'、'.join(files)}: {reason}") from error
        if as_json:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False))
        else:
            self._tell(report)

    def _tell(self, report: Report) -> None:
        for file, fault in report.faults:
            said = " ".join(filter(None, [fault.column, fault.value]))
            self.stdout.write(f"{file} row {fault.row} {said}: {fault.message}")
        self.stdout.write(
            f"{len(report.created)} drafts made, {report.located} of them located, "
            f"{report.placed} put to a place; {len(report.known)} were there already; "
            f"{report.refused} rows refused"
        )


def _with_places(paths: list[Path]) -> list[Path]:
    """The files given, and the places that lie beside them."""
    beside = [path.with_name(LOCATIONS) for path in paths]
    found = [path for path in beside if path.is_file() and path not in paths]
    return [*paths, *dict.fromkeys(found)]
