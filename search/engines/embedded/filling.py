"""Filling an empty index with very many documents.

One writer with much memory takes them all. What it holds uncommitted is kept,
so that a commit that fails is repeated in small ones, which find out the
document that is to blame.

Every segment costs each later query some time of its own, however little it
finds there. Tantivy merges eight segments of like size into one, and those again
(``LogMergePolicy``), so commits come where the merges leave one segment, or few.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import count
from math import ceil

from tantivy import Index, IndexWriter

from search.engines.base import SearchDocument
from search.engines.embedded.analysing import Piece, Prepared, analysed_in_workers, is_long
from search.engines.embedded.edge import FAILURES, engine_edge, is_panic
from search.engines.embedded.writer import Refused, made_of, write, write_batch
from search.engines.outcome import Outcome

LARGE_HEAP = 250_000_000
"""Bytes the writer holds before it writes a segment."""

KEPT = 64_000_000
"""Most bytes of documents, pickled, to a commit."""

MERGED = 8
"""So many segments of like size Tantivy merges."""

SMALL = 10_000
"""Segments of fewer documents are of like size, however small."""


def fill(
    index: Index, documents: Iterable[SearchDocument], outcome: Outcome, *, about: int = 0
) -> Iterator[int]:
    """Add ``documents`` to an ``index`` that has none, giving the running count.

    Of two with one key the later stays. Documents that are not public are left
    out. ``about`` says how many there are, 0 that it is not known. ``outcome`` is
    filled in.
    """
    long, stream = is_long(documents)
    if not long:
        yield from write(index, stream, outcome)
        return
    filling = _Filling(index, outcome, commits(about))
    pieces = analysed_in_workers(stream)
    with closing(pieces):
        for piece in pieces:
            with engine_edge("building the index"):
                filling.add(piece)
            yield filling.count
    with engine_edge("building the index"):
        filling.finish()
    yield filling.count


def commits(about: int) -> Iterator[int]:
    """After how many documents to commit, so that ``about`` as many end in few segments."""
    if about:
        number = MERGED * max(1, min(about // (MERGED * SMALL), MERGED))
        yield from (ceil(about * at / number) for at in range(1, number + 1))
    # There are more than was thought.
    yield from count(about + SMALL, SMALL)


class _Filling:
    """One writer, and the pieces that it holds uncommitted."""

    def __init__(self, index: Index, outcome: Outcome, commits: Iterator[int]) -> None:
        self._index = index
        self._outcome = outcome
        self._commits = commits
        self._commit_at = next(commits)
        self._taken = 0
        self._writer: IndexWriter | None = None
        self._kept: list[Piece] = []
        self._kept_bytes = 0
        self._added = 0
        self._seen: set[str] = set()

    @property
    def count(self) -> int:
        """Documents in the index and in the writer."""
        return self._outcome.indexed + self._added

    def add(self, piece: Piece) -> None:
        """Hand ``piece`` to the writer; commit when it holds much."""
        self._kept.append(Piece([], piece.packed))
        self._kept_bytes += len(piece.packed)
        self._taken += len(piece.prepared)
        due = self._taken >= self._commit_at
        while self._taken >= self._commit_at:
            self._commit_at = next(self._commits)
        if self._attempt(piece.prepared) and (due or self._kept_bytes >= KEPT):
            self._commit()

    def finish(self) -> None:
        """Commit what is left; wait until segments are merged."""
        self._commit(last=True)

    def _commit(self, *, last: bool = False) -> None:
        if self._attempt([], commit=True, last=last):
            self._outcome.indexed += self._added
            self._forget()

    def _attempt(
        self, prepared: list[Prepared], *, commit: bool = False, last: bool = False
    ) -> bool:
        """Add, and commit; whether it went well. If not, all that is kept was written in small."""
        if self._went_well(prepared, commit=commit, last=last):
            return True
        # A writer loses documents silently after a failure: nothing holds this one any more.
        kept = self._kept
        self._forget()
        for piece in kept:
            write_batch(self._index, piece.again(), self._outcome)
        return False

    def _went_well(self, prepared: list[Prepared], *, commit: bool, last: bool) -> bool:
        try:
            if self._writer is None:
                self._writer = self._index.writer(LARGE_HEAP, num_threads=1)
            for one in prepared:
                self._put(self._writer, one)
            if commit:
                self._writer.commit()
            if last:
                self._writer.wait_merging_threads()
        except FAILURES:
            self._writer = None
            return False
        except BaseException as error:
            if not is_panic(error):
                raise
            self._writer = None
            return False
        return True

    def _put(self, writer: IndexWriter, one: Prepared) -> None:
        try:
            document = made_of(one)
        except Refused as refused:
            self._outcome.rejected[one.key] = str(refused)
            return
        if one.key in self._seen:
            writer.delete_documents_by_term("key", one.key)
            self._seen.discard(one.key)
            self._added -= 1
        if document is not None:
            writer.add_document(document)
            self._seen.add(one.key)
            self._added += 1

    def _forget(self) -> None:
        self._kept, self._kept_bytes, self._added = [], 0, 0
