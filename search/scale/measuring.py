"""Latencies, and the memory of this process and those it started."""

from __future__ import annotations

import gc
import os
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

_EVERY = 0.25
"""Seconds between two looks at the memory."""


@dataclass(frozen=True, slots=True)
class Latency:
    """Milliseconds a call, over ``calls`` calls."""

    calls: int
    p50_ms: float
    p95_ms: float
    worst_ms: float


def latencies(call: Callable[[str], object], texts: Iterable[str]) -> Latency:
    """How long ``call`` takes with each of ``texts``."""
    taken = []
    for text in texts:
        started = time.perf_counter()
        call(text)
        taken.append((time.perf_counter() - started) * 1000)
    return summed_up(taken)


def summed_up(taken: list[float]) -> Latency:
    """The usual figures of latencies in milliseconds; there must be one at least."""
    cuts = quantiles(taken, n=20) if len(taken) > 1 else taken * 19
    return Latency(len(taken), cuts[9], cuts[18], max(taken))


@dataclass(slots=True)
class Memory:
    """The most bytes that were in memory at once: all, and without pages of files."""

    peak: int = 0
    peak_own: int = 0


@contextmanager
def watched_memory() -> Iterator[Memory]:
    """The peak over this process and all it started, while inside. Linux only; else zero."""
    seen, done = Memory(), threading.Event()

    def watch() -> None:
        while True:
            everything, own = _memory_of(os.getpid())
            seen.peak, seen.peak_own = max(seen.peak, everything), max(seen.peak_own, own)
            if done.wait(_EVERY):
                return

    gc.collect()
    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield seen
    finally:
        done.set()
        watcher.join()


def _memory_of(root: int) -> tuple[int, int]:
    """Bytes of ``root`` and its descendants: resident, and resident but not of files."""
    everything = own = 0
    children: dict[int, list[int]] = {}
    status: dict[int, dict[str, str]] = {}
    for path in Path("/proc").glob("[0-9]*/status"):
        try:
            lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            # It ended meanwhile.
            continue
        fields = dict(line.split(":\t", 1) for line in lines if ":\t" in line)
        pid = int(path.parent.name)
        status[pid] = fields
        children.setdefault(int(fields["PPid"]), []).append(pid)
    waiting = [root]
    while waiting:
        pid = waiting.pop()
        waiting += children.get(pid, [])
        everything += _kilobytes(status.get(pid, {}), "VmRSS")
        own += _kilobytes(status.get(pid, {}), "RssAnon")
    return everything, own


def _kilobytes(fields: dict[str, str], name: str) -> int:
    return int(fields.get(name, "0 kB").split()[0]) * 1024
