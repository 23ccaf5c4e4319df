"""Search the public index from the command line."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand

from search.asking.domain import ask
from search.engines.base import EngineUnavailable, SearchQuery
from search.outbox import drain
from search.views.data import answer_as_data
from search.views.presentation import clock


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
        answer = ask(SearchQuery(text=query, limit=limit))
        if as_json:
            self.stdout.write(json.dumps(answer_as_data(answer), ensure_ascii=False, indent=1))
        else:
            self._show(answer)

    def _show(self, answer):
        results = answer.results
        self.stdout.write(f"{results.total} found in {results.took_ms:.1f} ms")
        if results.from_database:
            self.stdout.write("No index answers; titles and names were looked through.")
        if results.loosened:
            self.stdout.write("Nothing has all of it; these have parts.")
        for correction in answer.corrections:
            self.stdout.write(f"Did you mean {correction.text} ({correction.total})?")
        for part in answer.wider:
            self.stdout.write(f"Wider: {part.query.text} ({part.total})")
        for hit in results.hits:
            title = "".join(fragment.text for fragment in hit.title)
            self.stdout.write(f"{hit.kind:8} {title}  {hit.url}")
            for passage in hit.passages:
                self.stdout.write("         " + _marked(passage))
            for moment in hit.moments:
                told = _marked(moment.fragments)
                self.stdout.write(f"         {clock(moment.start_ms)} {moment.speaker} {told}")


def _marked(fragments) -> str:
    return "".join(f"[{one.text}]" if one.match else one.text for one in fragments)
