"""Writing to one Tantivy index, so that one bad document harms no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from itertools import islice

from tantivy import Document, Index

from search.engines.base import SearchDocument
from search.engines.embedded.analysing import Prepared, analysed_in_workers, is_long, prepare
from search.engines.embedded.edge import FAILURES, engine_edge, is_panic
from search.engines.embedded.schema import to_document
from search.engines.outcome import Outcome

BATCH = 2_000
"""Documents a commit; that many may have to be tried again when one is bad."""

HEAP = 64_000_000
"""Bytes the writer holds before it writes a segment."""

_NO_KEY = "\x00"

Made = tuple[str, Document]


class Refused(Exception):
    """A document cannot be indexed, and why."""


def write(index: Index, documents: Iterable[SearchDocument], outcome: Outcome) -> Iterator[int]:
    """Add or replace ``documents``, giving the running count after each commit.

    Documents that are not public are removed. ``outcome`` is filled in.
    """
    long, stream = is_long(documents)
    prepared = _in_workers(stream) if long else map(prepare, stream)
    while batch := list(islice(prepared, BATCH)):
        write_batch(index, batch, outcome)
        yield outcome.indexed


def _in_workers(documents: Iterable[SearchDocument]) -> Iterator[Prepared]:
    with closing(analysed_in_workers(documents)) as pieces:
        for piece in pieces:
            yield from piece.prepared


def write_batch(index: Index, batch: Iterable[Prepared], outcome: Outcome) -> None:
    """Add or replace what was prepared in one commit, or in several when one is bad."""
    made: dict[str, Document | None] = {}
    for one in batch:
        try:
            made[one.key] = made_of(one)
        except Refused as refused:
            outcome.rejected[one.key] = str(refused)
    with engine_edge("writing"):
        delete(index, [key for key, document in made.items() if document is None])
        _commit(index, [(key, one) for key, one in made.items() if one is not None], outcome)


def made_of(prepared: Prepared) -> Document | None:
    """The Tantivy document; None for one to be removed. Raises :class:`Refused`."""
    if prepared.reason:
        raise Refused(prepared.reason)
    if prepared.values is None:
        return None
    try:
        return to_document(prepared.values)
    except (TypeError, ValueError, OverflowError) as error:
        raise Refused(f"{type(error).__name__}: {error}") from error


def delete(index: Index, keys: Sequence[str]) -> None:
    """Remove documents by key."""
    if not keys:
        return
    writer = index.writer(HEAP, num_threads=1)
    for key in keys:
        writer.delete_documents_by_term("key", key)
    writer.commit()
    writer.wait_merging_threads()


def _commit(index: Index, prepared: Sequence[Made], outcome: Outcome) -> None:
    """Commit ``prepared``; on failure, halves, down to the document that is to blame."""
    if not prepared:
        return
    failure = _try_commit(index, prepared)
    if failure is None:
        outcome.indexed += len(prepared)
    elif len(prepared) == 1:
        _probe(index, failure)
        outcome.rejected[prepared[0][0]] = failure
    else:
        middle = len(prepared) // 2
        _commit(index, prepared[:middle], outcome)
        _commit(index, prepared[middle:], outcome)


def _probe(index: Index, failure: str) -> None:
    """Raise ``EngineError`` when nothing can be committed: then no document is to blame."""
    with engine_edge(f"writing ({failure})"):
        delete(index, [_NO_KEY])


def _try_commit(index: Index, prepared: Sequence[Made]) -> str | None:
    """Commit all of ``prepared`` or nothing; gives what went wrong.

    After a failed commit a writer loses documents silently, so each try has a
    writer of its own, dropped before this returns.
    """
    writer = index.writer(HEAP, num_threads=1)
    try:
        for key, document in prepared:
            writer.delete_documents_by_term("key", key)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
    except FAILURES as error:
        return f"{type(error).__name__}: {error}"
    except BaseException as error:
        if not is_panic(error):
            raise
        return str(error)
    return None
