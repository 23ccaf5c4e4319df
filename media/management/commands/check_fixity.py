"""``manage.py check_fixity``: are all originals what they were?"""

from __future__ import annotations

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from media.fixity.domain import check


class Command(BaseCommand):
    help = "Verify the SHA-256 of every original recording; report changed and missing files."

    def handle(self, *args, **options):
        shown = -1

        def say(done: int, total: int) -> None:
            nonlocal shown
            percent = min(100, done * 100 // total) if total else 100
            if percent != shown and self.stdout.isatty():
                shown = percent
                self.stdout.write(f"\r{percent} %", ending="")
                self.stdout.flush()

        run = check(say=say)
        if shown >= 0:
            self.stdout.write("")
        for fault in run.faults.all():
            self.stdout.write(
                f"{fault.get_kind_display()}\t{fault.title}\t{fault.expected}\t{fault.found}"
            )
        self.stdout.write(
            _("%(count)d originals checked, %(size)s read.")
            % {"count": run.checked, "size": filesizeformat(run.size)}
        )
        if count := run.faults.count():
            raise CommandError(_("%(count)d are not what they were.") % {"count": count})
