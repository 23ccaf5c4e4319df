"""Deletes personal data whose time is over, now instead of at the daily hour."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand

from cms.core.intake.retention import purge, what_is_due


class Command(BaseCommand):
    help = "Deletes personal data that are kept no longer, and writes a report of it."

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help="Say what is due; delete nothing."
        )
        parser.add_argument("--json", action="store_true", help="Print the report as JSON.")

    def handle(self, *, dry_run, **options):
        lines = what_is_due() if dry_run else purge().lines
        total = sum(line["count"] for line in lines)
        if options["json"]:
            self._print_json(dry_run, lines, total)
            return
        for line in lines:
            self.stdout.write(f"{line['rule']:<24} {line['count']:>8}")
        self.stdout.write(f"{'due' if dry_run else 'deleted':<24} {total:>8}")

    def _print_json(self, dry_run: bool, lines: list[dict], total: int) -> None:
        report = {"dry_run": dry_run, "lines": lines, "total": total}
        self.stdout.write(json.dumps(report, ensure_ascii=False))
