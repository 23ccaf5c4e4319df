"""Import articles or stories from files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext

from heritage.stories import importer
from heritage.stories.importing.api import to_json
from heritage.stories.importing.messages import ImportFault
from heritage.stories.importing.readers import READERS


class Command(BaseCommand):
    help = (
        "Imports .txt, .html and .docx files as articles or hero stories; a folder gives its files."
    )

    def add_arguments(self, parser):
        parser.add_argument("paths", nargs="+", metavar="PATH")
        parser.add_argument(
            "--parent", default="", metavar="SLUG", help="The index page to go under."
        )
        parser.add_argument(
            "--type",
            choices=[kind.value for kind in importer.PageKind],
            default=importer.PageKind.ARTICLE.value,
            dest="kind",
        )
        parser.add_argument("--publish", action="store_true", help="Publish at once.")
        parser.add_argument("--json", action="store_true", dest="as_json")

    def handle(self, *, paths, parent, kind, publish, as_json, **options):
        kind = importer.PageKind(kind)
        try:
            index = importer.find_parent(kind=kind, slug=parent)
        except importer.NoParent as error:
            raise CommandError(str(error)) from error
        reports = [self._import(path, index, kind, publish) for path in _files(paths)]
        if as_json:
            self.stdout.write(json.dumps(reports, ensure_ascii=False, indent=1))
        else:
            for report in reports:
                self._tell(report)
        if not reports:
            known = ", ".join(READERS)
            raise CommandError(f"There is no file of the kinds {known} in {', '.join(paths)}.")
        failed = sum("error" in report for report in reports)
        if failed:
            raise CommandError(f"{failed} of {len(reports)} files could not be imported.")

    def _import(self, path: Path, index, kind, publish) -> dict:
        try:
            data = path.read_bytes()
            article = importer.read(data, path.name)
            done = importer.import_article(
                article=article, data=data, parent=index, kind=kind, publish=publish
            )
        except OSError as error:
            return {"file": str(path), "error": error.strerror or str(error)}
        except ImportFault as fault:
            return {
                "file": str(path),
                "error": gettext(fault.template) % fault.params,
                "code": fault.code.value,
            }
        return {
            **to_json(article),
            "file": str(path),
            "outcome": done.outcome.value,
            "live": done.page.live,
            "url": done.page.get_url() or "",
        }

    def _tell(self, report: dict) -> None:
        if "error" in report:
            self.stderr.write(f"{report['file']}: {report['error']}")
            return
        self.stdout.write(f"{report['outcome']:9} {report['title']}  {report['url']}")
        for dropped in report["dropped"]:
            self.stdout.write(f"          left out ({dropped['reason']}): {dropped['text'][:60]}")


def _files(paths: list[str]) -> Iterator[Path]:
    for text in paths:
        path = Path(text)
        if path.is_dir():
            yield from sorted(p for p in path.iterdir() if p.suffix.lower() in READERS)
        else:
            yield path
