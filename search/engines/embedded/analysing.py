"""Documents made ready for the index, in other processes where there are many.

Analysis takes most of the time an index needs, and Python one processor at a
time. A stream that turns out long is analysed in worker processes, a short one
here. The order stays, and no more than a few pieces are under way at once.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice

from search.engines.base import Access, EngineError, SearchDocument
from search.engines.embedded.schema import Values, document_values

SEVERAL_FROM = 4_000
"""A stream with fewer documents is analysed in the process that writes."""

PIECE = 200
"""Documents that are analysed together."""

UNDER_WAY = 3
"""Pieces a worker has waiting at most."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document ready to be written, under its ``key``.

    ``values`` is None for one that is not public: it is to be removed. With a
    ``reason`` it cannot be indexed.
    """

    key: str
    values: Values | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some documents ready to be written, and they themselves, pickled."""

    prepared: list[Prepared]
    packed: bytes

    def again(self) -> list[Prepared]:
        """The same documents made ready once more."""
        return prepare_all(self.packed)


def prepare(document: SearchDocument) -> Prepared:
    """Make ``document`` ready; what is wrong with it becomes the ``reason``."""
    if document.access != Access.PUBLIC:
        return Prepared(document.key)
    try:
        return Prepared(document.key, document_values(document))
    except (TypeError, ValueError, AttributeError, OverflowError) as error:
        return Prepared(str(document.key), None, f"{type(error).__name__}: {error}")


def prepare_all(packed: bytes) -> list[Prepared]:
    """Make pickled documents ready; runs in a worker."""
    return [prepare(document) for document in pickle.loads(packed)]


def is_long(documents: Iterable[SearchDocument]) -> tuple[bool, Iterator[SearchDocument]]:
    """Whether worker processes are worth starting for ``documents``, and all of these."""
    stream = iter(documents)
    first = list(islice(stream, SEVERAL_FROM))
    return len(first) == SEVERAL_FROM, chain(first, stream)


def analysed_in_workers(documents: Iterable[SearchDocument]) -> Iterator[Piece]:
    """``documents`` made ready, in their order; close it to end the workers.

    Raises :class:`~search.engines.base.EngineError` when a worker dies.
    """
    workers = _processors()
    # A forked child would inherit threads' locks and open database connections.
    context = multiprocessing.get_context("spawn")
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_begin)
    waiting: deque[tuple[bytes, Future[list[Prepared]]]] = deque()
    try:
        for packed in _packed(iter(documents)):
            waiting.append((packed, pool.submit(prepare_all, packed)))
            if len(waiting) >= workers * UNDER_WAY:
                yield _finished(*waiting.popleft())
        while waiting:
            yield _finished(*waiting.popleft())
    except BrokenProcessPool as error:
        raise EngineError("a process that analyses documents died") from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _packed(documents: Iterator[SearchDocument]) -> Iterator[bytes]:
    while piece := list(islice(documents, PIECE)):
        yield pickle.dumps(piece, pickle.HIGHEST_PROTOCOL)


def _finished(packed: bytes, future: Future[list[Prepared]]) -> Piece:
    return Piece(future.result(), packed)


def _processors() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _begin() -> None:
    """A worker ends with the process that started it, even when that is killed."""
    # The dictionaries stay; to look through them for garbage took a sixth of the time.
    gc.freeze()
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    parent.join()
    os._exit(1)
