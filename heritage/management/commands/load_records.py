"""Add the divisions and the managed lists that come with the programme."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from heritage.people.loading import load_lists, load_places


class Command(BaseCommand):
    help = (
        "Adds the places, wars, battles, units, honours and roles that are missing; "
        "what is there already stays as it is."
    )

    def handle(self, **options):
        def progress(done: int, total: int) -> None:
            self.stderr.write(f"\r{done}/{total}", ending="")

        for name, load in (("places", load_places), ("entries", load_lists)):
            count = load(progress=progress)
            if count:
                self.stderr.write("")
            self.stdout.write(f"{count} {name} added")
