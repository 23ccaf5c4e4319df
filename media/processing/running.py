"""ffmpeg as a child process: how far it is, why it failed, and an end in any case."""

from __future__ import annotations

import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

BLOCK = 256 * 1024
# However slow the machine, a copy that takes this many times the recording hangs.
PATIENCE_TIMES, LEAST_PATIENCE = 8, 900
_SAID = 800


class MakingFailed(RuntimeError):
    """ffmpeg ended with a fault; the words are its own."""


def run(command: list[str], *, duration_ms: int, say: Callable[[int], None]) -> int:
    """Run ffmpeg to its end; ``say`` is told the milliseconds done so far, which are also given.

    Raises :class:`MakingFailed`.
    """
    done = 0
    with _started([*command[:1], "-progress", "pipe:1", *command[1:]], duration_ms) as process:
        for line in process.stdout:
            name, _equals, value = line.decode("ascii", "replace").strip().partition("=")
            if name == "out_time_us" and value.lstrip("-").isdigit():
                done = max(done, int(value) // 1000)
                say(done)
    return done


def output(command: list[str], *, duration_ms: int) -> Iterator[bytes]:
    """What ffmpeg writes, block by block. Raises :class:`MakingFailed` at its end."""
    with _started(command, duration_ms) as process:
        while block := process.stdout.read(BLOCK):
            yield block


@contextmanager
def _started(command: list[str], duration_ms: int) -> Iterator[subprocess.Popen]:
    patience = max(LEAST_PATIENCE, PATIENCE_TIMES * duration_ms // 1000)
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=said
        )
        watch = threading.Timer(patience, process.kill)
        watch.daemon = True
        watch.start()
        try:
            yield process
            status = process.wait()
        finally:
            watch.cancel()
            if process.poll() is None:
                process.kill()
                process.wait()
            process.stdout.close()
        if status:
            said.seek(0)
            words = said.read().decode("utf-8", "replace").strip()
            raise MakingFailed(words[-_SAID:] or f"ffmpeg ended with status {status}")
