"""Make the public index anew from the database."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from search.documents import count_documents
from search.engines.base import EngineError
from search.management.progress import ProgressLine
from search.outbox import build


class Command(BaseCommand):
    help = (
        "Builds the search index anew beside the old one, which answers until the new one is whole."
    )

    def handle(self, **options):
        total = count_documents()
        try:
            with ProgressLine(self.stderr) as progress:
                count, refused = build(lambda done: progress(done, total))
        except EngineError as error:
            raise CommandError(f"The index could not be built: {error}") from error
        for key, reason in refused.items():
            self.stderr.write(f"refused: {key}: {reason}")
        self.stdout.write(f"{count} documents in the index")
