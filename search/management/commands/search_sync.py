"""Bring the public index up to date with what a crash left waiting."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineError
from search.management.progress import ProgressLine
from search.outbox import drain


class Command(BaseCommand):
    help = "Drains the search outbox."

    def handle(self, **options):
        try:
            with ProgressLine(self.stderr) as progress:
                count = drain(progress)
        except EngineError as error:
            raise CommandError(f"The changes wait: {error}") from error
        self.stdout.write(f"{count} changes brought to the index")
