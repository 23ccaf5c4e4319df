"""Search the public index from the command line."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand, CommandError

from search.configured import engine
from search.engines.base import EngineError, EngineUnavailable, SearchQuery
from search.outbox import drain
from search.views import results_as_data


class Command(BaseCommand):
    help = "Searches the public index."

    def add_arguments(self, parser):
        parser.add_argument("query")
        parser.add_argument("--limit", type=int, default=10)
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, query, limit, as_json, **options):
        # What a stopped site left waiting is brought in first: here nobody else will.
        try:
            drain()
        except EngineUnavailable as error:
            self.stderr.write(f"Some changes wait: {error}")
        try:
            results = engine().search(SearchQuery(text=query, limit=limit))
        except EngineUnavailable as error:
            raise CommandError(f"The search does not answer: {error}") from error
        except EngineError as error:
            raise CommandError(f"The index cannot answer: {error}. Run search_rebuild.") from error
        if as_json:
            self.stdout.write(
                json.dumps(results_as_data(results, query), ensure_ascii=False, indent=1)
            )
            return
        self.stdout.write(f"{results.total} found in {results.took_ms:.1f} ms")
        for hit in results.hits:
            title = "".join(fragment.text for fragment in hit.title)
            self.stdout.write(f"{hit.kind:8} {title}  {hit.url}")
            for passage in hit.passages:
                self.stdout.write("         " + "".join(_marked(f) for f in passage))


def _marked(fragment) -> str:
    return f"[{fragment.text}]" if fragment.match else fragment.text
