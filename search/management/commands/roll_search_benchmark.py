"""Measure how the search bears very many names."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from search.configured import engine
from search.engines.base import EngineError
from search.scale.rolls import NoNames, RollSearchReport, ask_for_names, lines, run_roll_search
from search.scale.site import SiteError


class Command(BaseCommand):
    help = (
        "Builds a throw-away index of all public names on rolls and prints how long that took and "
        "how quickly names are found in it, with the machine. make_roll makes names up."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--queries", type=int, default=200, metavar="N", help="searches of each sort"
        )
        parser.add_argument("--site", default="", metavar="URL", help="a running site to ask too")
        parser.add_argument(
            "--own-index",
            action="store_true",
            help="ask the index of this site as it stands instead of building one",
        )
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, queries, site, own_index, as_json, **options):
        if queries < 1:
            raise CommandError("There must be a search at least.")
        asking = {"each": queries, "site": site, "say": self.stderr.write}
        try:
            report = ask_for_names(engine(), **asking) if own_index else _built_and_asked(asking)
        except NoNames as error:
            raise CommandError("There are no public names; see make_roll.") from error
        except (EngineError, SiteError, OSError) as error:
            raise CommandError(str(error)) from error
        if as_json:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))
            return
        for name, value in lines(report):
            self.stdout.write(f"{name:34} {value}")


def _built_and_asked(asking: dict[str, Any]) -> RollSearchReport:
    with tempfile.TemporaryDirectory(prefix="roll-search-") as directory:
        return run_roll_search(Path(directory), **asking)
