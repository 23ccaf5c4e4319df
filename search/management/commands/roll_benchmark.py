"""Measure how a roll of very many names comes in and goes out."""

from __future__ import annotations

import json
import resource
import tempfile
import time
from pathlib import Path

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from cms.core.tables import open_table, propose_mapping
from heritage.memorials.models import Roll
from heritage.memorials.roll_import import domain
from heritage.memorials.rolls.columns import COLUMNS
from heritage.memorials.rolls.exporting import RollTable
from search.benchmark import describe_machine

SLUG = "roll-benchmark"
WHOLE_COUNTRY = 1_860_000
_KIB_A_MIB = 1024


class _Watch:
    """Notes how far the import is, and when it began to look for pairs."""

    def __init__(self, stderr):
        self._stderr, self._last = stderr, 0
        self.pairs_began: tuple[float, float] | None = None

    def __call__(self, done: int, total: int, message: str) -> None:
        if done < self._last and self.pairs_began is None:
            self.pairs_began = _now()
        self._last = done
        self._stderr.write(f"\r{done}/{total} {message}   ", ending="")


def _now() -> tuple[float, float]:
    """Seconds on the clock and of the processor, which tell apart where others work too."""
    return time.perf_counter(), time.process_time()


def _took(began: tuple[float, float], ended: tuple[float, float]) -> str:
    return f"{ended[0] - began[0]:.1f} ({ended[1] - began[1]:.1f} of processor)"


class Command(BaseCommand):
    help = (
        "Imports a list of invented names into the configured database, looks for possible "
        "duplicates, exports it again and prints times, memory and the machine. For a site of "
        "its own: it refuses where there is a real roll. roll_search_benchmark measures the search."
    )

    def add_arguments(self, parser):
        parser.add_argument("--count", type=int, default=WHOLE_COUNTRY)
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, count, seed, as_json, **options):
        if Roll.objects.filter(is_sample=False).exists():
            raise CommandError("This site has real rolls; measure on a site of its own.")
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / f"{SLUG}-{seed}.csv"
            call_command("make_roll", count=count, file=str(path), seed=seed)
            told = {"names": count, "MB of CSV": round(path.stat().st_size / 1e6)}
            told |= self._measure(path)
        told |= describe_machine()
        if as_json:
            self.stdout.write(json.dumps(told, ensure_ascii=False))
            return
        for name, value in told.items():
            self.stdout.write(f"{name}: {value}")

    def _measure(self, path: Path) -> dict[str, object]:
        roll, _new = Roll.objects.get_or_create(
            slug=SLUG, defaults={"name": SLUG, "is_sample": True}
        )
        watch = _Watch(self.stderr)
        with path.open("rb") as opened:
            began = _now()
            table = open_table(opened, name=path.name)
            batch = domain.hand_in(roll=roll, source=path.stem, file_name=path.name, table=table)
            mapping = propose_mapping(table.headings, COLUMNS)
            report = domain.run(batch=batch, table=table, mapping=mapping, progress=watch)
            ended = _now()
        pairs_began = watch.pairs_began or ended
        rows = sum(1 for _row in RollTable(roll).rows())
        exported = _now()
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIB_A_MIB
        return {
            "entries made": report.created,
            "refused": report.refused,
            "import, s": _took(began, pairs_began),
            "import, µs a row": round((pairs_began[0] - began[0]) / max(report.rows, 1) * 1e6),
            "looking for pairs, s": _took(pairs_began, ended),
            "pairs": report.pairs,
            "export, s": _took(ended, exported),
            "rows exported": rows,
            "peak memory, MB": round(peak),
        }
