"""Measure how the search bears very many documents."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from search.benchmark import on_cluster
from search.configured import cluster
from search.engines.base import EngineError, SearchEngine
from search.engines.embedded import EmbeddedEngine
from search.scale.compared import StockError
from search.scale.report import lines
from search.scale.running import STOCK_PAGES, run_scale
from search.scale.site import SiteError


class Command(BaseCommand):
    help = (
        "Makes up Chinese documents, builds a throw-away index of them and prints speed, size, "
        "memory and latencies, beside Tantivy alone and Wagtail's own search. "
        "The site's database and index are left alone."
    )

    def add_arguments(self, parser):
        parser.add_argument("--documents", type=int, default=100_000, metavar="N")
        parser.add_argument("--engine", choices=["elasticsearch", "embedded"], default="embedded")
        parser.add_argument("--keep", type=Path, metavar="DIR", help="an index folder to leave")
        parser.add_argument(
            "--stock-pages",
            type=int,
            default=STOCK_PAGES,
            metavar="N",
            help="pages for Wagtail's own search; 0 leaves it out",
        )
        parser.add_argument("--site", default="", metavar="URL", help="a running site to ask too")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, documents, engine, keep, stock_pages, site, as_json, **options):
        if documents < 1 or stock_pages < 0:
            raise CommandError("There must be a document at least.")
        if engine == "elasticsearch":
            connection = cluster()
            if connection is None:
                raise CommandError("ELASTICSEARCH_URL names no cluster to measure on.")
            run, directory = on_cluster(connection), None
            report = self._measure(engine, run, documents, directory, stock_pages, site)
        else:
            with _folder(keep) as directory:
                run = _embedded_in(directory)
                report = self._measure(engine, run, documents, directory, stock_pages, site)
        if as_json:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))
            return
        for name, value in lines(report):
            self.stdout.write(f"{name:34} {value}")

    def _measure(self, engine, factory, documents, directory, stock_pages, site):
        try:
            return run_scale(
                engine,
                factory,
                documents=documents,
                directory=directory,
                stock_pages=stock_pages,
                site=site,
                say=self.stderr.write,
            )
        except (EngineError, StockError, SiteError, OSError) as error:
            raise CommandError(str(error)) from error


def _embedded_in(directory: Path):
    """The embedded engine, first in ``directory``; asked again, in a temporary one."""
    used = False

    @contextmanager
    def factory() -> Iterator[SearchEngine]:
        nonlocal used
        if not used:
            used = True
            yield EmbeddedEngine(directory)
            return
        with tempfile.TemporaryDirectory(prefix="search-scale-") as other:
            yield EmbeddedEngine(Path(other))

    return factory


@contextmanager
def _folder(keep: Path | None) -> Iterator[Path]:
    if keep is not None:
        yield keep
        return
    with tempfile.TemporaryDirectory(prefix="search-scale-") as directory:
        yield Path(directory)
