"""Make a roll of invented names."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from cms.core.tables import open_table, propose_mapping, write_csv
from heritage.memorials.models import Roll
from heritage.memorials.roll_import import domain
from heritage.memorials.roll_import.inventing import HEADINGS, MARK, invented_rows
from heritage.memorials.rolls.columns import COLUMNS
from heritage.people.models import Place
from heritage.people.models.places import ABOVE


class Command(BaseCommand):
    help = (
        "Makes a roll of invented names for benchmarks, marked as made up in every row. "
        "With --file it writes the list and imports nothing."
    )

    def add_arguments(self, parser):
        parser.add_argument("--count", type=int, required=True)
        parser.add_argument("--roll", default="made-up", metavar="SLUG")
        parser.add_argument("--file", metavar="FILE", help="Write the list as CSV instead.")
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--live", action="store_true", help="Let the public see the roll.")

    def handle(self, *, count, roll, file, seed, live, verbosity, **options):
        if count < 1:
            raise CommandError("--count must be at least 1.")
        if file:
            self._write(Path(file), count, seed)
            return
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{roll}-{seed}.csv"
            self._write(path, count, seed)
            made, _new = Roll.objects.get_or_create(
                slug=roll, defaults={"name": f"试验名录（{MARK}）", "is_sample": True, "live": live}
            )
            if not made.is_sample:
                raise CommandError(f"{roll!r} is a real roll; choose another slug.")
            if made.live != live:
                made.live = live
                made.save(update_fields=["live"])
            with path.open("rb") as opened:
                table = open_table(opened, name=path.name)
                report = domain.run(
                    batch=domain.hand_in(
                        roll=made, source=path.stem, file_name=path.name, table=table
                    ),
                    table=table,
                    mapping=propose_mapping(table.headings, COLUMNS),
                    progress=self._progress if verbosity else None,
                )
        self.stdout.write(f"{report.created} names made up in “{made.slug}”")

    def _write(self, path: Path, count: int, seed: int) -> None:
        counties = Place.objects.filter(level="county").select_related(ABOVE).order_by("code")
        places = [place.full_name for place in counties]
        try:
            with path.open("wb") as target:
                write_csv(target, HEADINGS, invented_rows(count=count, places=places, seed=seed))
        except OSError as error:
            raise CommandError(str(error)) from error

    def _progress(self, done: int, total: int, message: str) -> None:
        self.stderr.write(f"\r{done}/{total} {message}   ", ending="" if done < total else "\n")
