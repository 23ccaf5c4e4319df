"""Make the public index anew from the database."""

from __future__ import annotations

from django.core.management.base import BaseCommand

from search.configured import engine
from search.documents import all_documents, count_documents


class Command(BaseCommand):
    help = (
        "Builds the search index anew beside the old one, which answers until the new one is whole."
    )

    def handle(self, **options):
        total = count_documents()

        def progress(done: int) -> None:
            self.stderr.write(f"\r{done}/{total}", ending="")

        count = engine().rebuild(all_documents(), progress=progress)
        self.stderr.write("")
        self.stdout.write(f"{count} documents in the index")
