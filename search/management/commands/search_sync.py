"""Bring the public index up to date with what a crash left waiting."""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError

from search.engines.base import EngineError
from search.outbox import drain


class Command(BaseCommand):
    help = "Drains the search outbox."

    def handle(self, **options):
        def progress(done: int, total: int) -> None:
            self.stderr.write(f"\r{done}/{total}", ending="")

        try:
            count = drain(progress)
        except EngineError as error:
            raise CommandError(f"The changes wait: {error}") from error
        if count:
            self.stderr.write("")
        self.stdout.write(f"{count} changes brought to the index")
