"""How far a command is, on one line of the terminal."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.core.management.base import OutputWrapper

PAUSE = 0.1
"""Seconds between two states of the line."""


class ProgressLine:
    """``42 % 4200/10000, 1050/s`` on standard error, rewritten in place.

    Says nothing where standard error is no terminal, so that logs stay short.
    Used as a context manager, it leaves the line at its end. ``now`` gives seconds.
    """

    def __init__(self, stderr: OutputWrapper, *, now: Callable[[], float] = time.monotonic) -> None:
        self._stderr = stderr
        self._now = now
        self._shown = stderr.isatty()
        self._begun = now()
        self._last = -PAUSE
        self._wide = 0

    def __enter__(self) -> ProgressLine:
        return self

    def __exit__(self, *exc: object) -> None:
        if self._wide:
            self._stderr.write("")

    def __call__(self, done: int, total: int) -> None:
        """Show ``done`` of about ``total``."""
        now = self._now()
        if not self._shown or (done < total and now - self._last < PAUSE):
            return
        self._last = now
        percent = min(100, done * 100 // total) if total else 100
        rate = done / max(now - self._begun, 0.001)
        line = f"{percent} % {done}/{max(done, total)}, {rate:.0f}/s"
        self._stderr.write(f"\r{line:<{self._wide}}", ending="")
        self._wide = len(line)
