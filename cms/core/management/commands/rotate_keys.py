"""Encrypts everything anew under the first key of the ring."""

from __future__ import annotations

import json

from django.core.management.base import BaseCommand, CommandError

from cms.core.intake import keys
from cms.core.intake.rotation import Rotation, rotate


class Command(BaseCommand):
    help = (
        "Encrypts all encrypted fields under the first intake key and computes look-up indexes "
        "anew. May run beside the site, be killed, and be run again."
    )

    def add_arguments(self, parser):
        parser.add_argument("--json", action="store_true", help="Print the result as JSON.")

    def handle(self, **options):
        done = rotate(progress=(lambda rotation: None) if options["json"] else self._say)
        if options["json"]:
            self._print_json(done)
        else:
            changed = sum(rotation.rewritten for rotation in done)
            self.stdout.write(f"{changed} rows are now under key {keys.ring().first}")
        unreadable = {r.model: r.unreadable for r in done if r.unreadable}
        if unreadable:
            raise CommandError(
                "no key opens these rows (put the old key back into INTAKE_KEYS): "
                + "; ".join(f"{model} {pks}" for model, pks in unreadable.items())
            )

    def _say(self, rotation: Rotation) -> None:
        self.stdout.write(
            f"{rotation.model}: {rotation.seen}/{rotation.rows}, {rotation.rewritten} rewritten"
        )

    def _print_json(self, done: list[Rotation]) -> None:
        lines = [
            {
                "model": rotation.model,
                "rows": rotation.seen,
                "rewritten": rotation.rewritten,
                "unreadable": rotation.unreadable,
            }
            for rotation in done
        ]
        self.stdout.write(json.dumps({"key": keys.ring().first, "models": lines}))
