"""Compare the public index with the database, document by document."""

from __future__ import annotations

import sys

from django.core.management.base import BaseCommand, CommandError

from search.checking import Differing, check
from search.engines.base import EngineError
from search.management.progress import ProgressLine

LABELS = {"missing": "missing", "left_over": "left over", "outdated": "outdated"}


class Command(BaseCommand):
    help = (
        "Compares the search index with the database: what is missing, left over or outdated. "
        "Ends with status 1 where something differs and was not repaired."
    )

    def add_arguments(self, parser):
        parser.add_argument("--repair", action="store_true", help="Make the index agree.")

    def handle(self, *, repair, **options):
        try:
            with ProgressLine(self.stderr) as progress:
                found = check(repair=repair, progress=progress)
        except EngineError as error:
            raise CommandError(f"The index cannot be compared: {error}") from error
        for name, label in LABELS.items():
            self._list(label, getattr(found, name))
        self.stdout.write(f"{found.compared} documents compared, {found.count} differ")
        if repair:
            self.stdout.write(f"{found.repaired} repaired")
        if found.remaining:
            sys.exit(1)

    def _list(self, label: str, differing: Differing) -> None:
        if not differing.count:
            return
        more = " …" if differing.count > len(differing.keys) else ""
        self.stdout.write(f"{label} ({differing.count}): {' '.join(differing.keys)}{more}")
