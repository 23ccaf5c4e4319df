"""A lock between processes (and threads) that waits, freed when its holder dies."""

from __future__ import annotations

import errno
import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from search.engines.base import EngineBusy

_PAUSE = 0.02
_LONGEST_PAUSE = 0.2


@contextmanager
def exclusive(path: Path, *, timeout: float) -> Iterator[None]:
    """Hold the lock file at ``path``; waits up to ``timeout`` seconds.

    ``flock`` belongs to the open file: two threads exclude each other too, and
    the kernel frees it even after ``kill -9``. Raises
    :class:`~search.engines.base.EngineBusy` when the wait is over.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        _wait(handle, path, time.monotonic() + timeout)
        yield
    finally:
        os.close(handle)


def is_held(path: Path) -> bool:
    """Whether someone holds the lock file at ``path`` now."""
    try:
        with exclusive(path, timeout=0):
            return False
    except EngineBusy:
        return True


def _wait(handle: int, path: Path, deadline: float) -> None:
    pause = _PAUSE
    while True:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if error.errno not in (errno.EWOULDBLOCK, errno.EACCES):
                raise
        if time.monotonic() >= deadline:
            raise EngineBusy(f"{path.name} is held by another process")
        time.sleep(pause)
        pause = min(pause * 2, _LONGEST_PAUSE)
