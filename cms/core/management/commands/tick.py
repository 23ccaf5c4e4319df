"""The clock: what must happen by itself happens here."""

from __future__ import annotations

import signal
import threading

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from cms.core.clock import TickBusy, tick


class Command(BaseCommand):
    help = "Does what is due: scheduled publishing and expiry, the search outbox, lost jobs."

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="Go on until stopped.")
        parser.add_argument("--interval", type=float, default=10.0, help="Seconds between ticks.")

    def handle(self, *, loop, interval, **options):
        stop = threading.Event()
        if loop:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_: stop.set())
        while True:
            close_old_connections()
            try:
                done = tick()
            except TickBusy:
                self.stderr.write("another tick is running")
                done = {}
            for name, count in done.items():
                if count:
                    self.stdout.write(f"{name}: {count}")
            if not loop or stop.wait(interval):
                return
