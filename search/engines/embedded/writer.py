"""Writing to one Tantivy index, so that one bad document harms no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from tantivy import Index

from search.engines.base import Access, SearchDocument
from search.engines.embedded.edge import FAILURES, engine_edge, is_panic
from search.engines.embedded.schema import Prepared, prepare

BATCH = 2_000
"""Documents a commit; that many may have to be tried again when one is bad."""

HEAP = 64_000_000
"""Bytes the writer holds before it writes a segment."""


_NO_KEY = "\x00"


@dataclass(slots=True)
class Outcome:
    """What came of a write: ``indexed`` documents, and why others were not."""

    indexed: int = 0
    rejected: dict[str, str] = field(default_factory=dict)


def write(index: Index, documents: Iterable[SearchDocument], outcome: Outcome) -> Iterator[int]:
    """Add or replace ``documents``, giving the running count after each commit.

    Documents that are not public are removed. ``outcome`` is filled in.
    """
    incoming = iter(documents)
    while batch := list(islice(incoming, BATCH)):
        prepared: dict[str, Prepared | None] = {}
        for document in batch:
            if document.access != Access.PUBLIC:
                prepared[document.key] = None
                continue
            try:
                prepared[document.key] = prepare(document)
            except (TypeError, ValueError, AttributeError, OverflowError) as error:
                outcome.rejected[str(document.key)] = f"{type(error).__name__}: {error}"
        removed = [key for key, value in prepared.items() if value is None]
        with engine_edge("writing"):
            delete(index, removed)
            _commit(index, [value for value in prepared.values() if value is not None], outcome)
        yield outcome.indexed


def delete(index: Index, keys: Sequence[str]) -> None:
    """Remove documents by key."""
    if not keys:
        return
    writer = index.writer(HEAP, num_threads=1)
    for key in keys:
        writer.delete_documents_by_term("key", key)
    writer.commit()
    writer.wait_merging_threads()


def _commit(index: Index, prepared: Sequence[Prepared], outcome: Outcome) -> None:
    """Commit ``prepared``; on failure, halves, down to the document that is to blame."""
    if not prepared:
        return
    failure = _try_commit(index, prepared)
    if failure is None:
        outcome.indexed += len(prepared)
    elif len(prepared) == 1:
        _probe(index, failure)
        outcome.rejected[prepared[0].key] = failure
    else:
        middle = len(prepared) // 2
        _commit(index, prepared[:middle], outcome)
        _commit(index, prepared[middle:], outcome)


def _probe(index: Index, failure: str) -> None:
    """Raise ``EngineError`` when nothing can be committed: then no document is to blame."""
    with engine_edge(f"writing ({failure})"):
        delete(index, [_NO_KEY])


def _try_commit(index: Index, prepared: Sequence[Prepared]) -> str | None:
    """Commit all of ``prepared`` or nothing; gives what went wrong.

    After a failed commit a writer loses documents silently, so each try has a
    writer of its own, dropped before this returns.
    """
    writer = index.writer(HEAP, num_threads=1)
    try:
        for one in prepared:
            writer.delete_documents_by_term("key", one.key)
            writer.add_document(one.document)
        writer.commit()
        writer.wait_merging_threads()
    except FAILURES as error:
        return f"{type(error).__name__}: {error}"
    except BaseException as error:
        if not is_panic(error):
            raise
        return str(error)
    return None
