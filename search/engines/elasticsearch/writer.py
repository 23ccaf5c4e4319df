"""Writing in bulk, so that one bad document harms no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from elasticsearch import Elasticsearch
from elasticsearch.helpers import streaming_bulk

from search.engines.base import Access, EngineBusy, EngineUnavailable, IndexMissing, SearchDocument
from search.engines.elasticsearch.edge import OVERLOADED, engine_edge
from search.engines.elasticsearch.schema import GONE, prepare
from search.engines.outcome import Outcome

BATCH = 500
"""Documents a request."""

BATCH_BYTES = 8_000_000
RETRIES = 5
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 8.0
"""Seconds to wait before what an overloaded cluster refused is sent again."""

_NOT_THERE = 404
_NEWER_THERE = 409

Action = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Target:
    """An alias to write to.

    Into one that is being ``built`` deletions go as marks, which outlast what
    the builder read from the database before. Its ``builder`` never replaces
    what is there: it came later.
    """

    alias: str
    built: bool = False
    builder: bool = False

    def put(self, key: str, body: dict[str, Any]) -> Action:
        """Add or replace a document."""
        return {"_op_type": "create" if self.builder else "index", "_id": key, "_source": body}

    def remove(self, key: str) -> Action:
        """Take a document away."""
        if self.built:
            return self.put(key, {"key": key, GONE: True})
        return {"_op_type": "delete", "_id": key}


def write(
    client: Elasticsearch,
    target: Target,
    documents: Iterable[SearchDocument],
    outcome: Outcome,
) -> Iterator[int]:
    """Add or replace ``documents``, giving the running count after each batch.

    Documents that are not public are removed. ``outcome`` is filled in.
    """
    incoming = iter(documents)
    while batch := list(islice(incoming, BATCH)):
        actions: dict[str, Action] = {}
        for document in batch:
            if document.access != Access.PUBLIC:
                actions[document.key] = target.remove(document.key)
                continue
            try:
                actions[document.key] = target.put(document.key, prepare(document))
            except (TypeError, ValueError, AttributeError, OverflowError) as error:
                outcome.rejected[str(document.key)] = f"{type(error).__name__}: {error}"
        put = {key for key, action in actions.items() if "card" in action.get("_source", ())}
        refused = send(client, target, actions.values())
        outcome.indexed += len(put - refused.keys())
        outcome.rejected |= refused
        yield outcome.indexed


def delete(client: Elasticsearch, target: Target, keys: Iterable[str]) -> None:
    """Remove documents by key."""
    send(client, target, (target.remove(key) for key in dict.fromkeys(keys)))


def send(client: Elasticsearch, target: Target, actions: Iterable[Action]) -> dict[str, str]:
    """Send ``actions``; gives why the cluster refused some, by key.

    What an overloaded cluster puts off is sent again, later each time. Raises
    :class:`~search.engines.base.EngineUnavailable` when it stays so and
    :class:`~search.engines.base.IndexMissing` when there is no such alias.
    """
    refused: dict[str, str] = {}
    with engine_edge("writing"):
        for done, item in streaming_bulk(
            client,
            actions,
            chunk_size=BATCH,
            max_chunk_bytes=BATCH_BYTES,
            raise_on_error=False,
            max_retries=RETRIES,
            initial_backoff=FIRST_PAUSE,
            max_backoff=LONGEST_PAUSE,
            retry_on_status=OVERLOADED,
            index=target.alias,
            require_alias=True,
        ):
            ((operation, answer),) = item.items()
            if not done and (reason := _refusal(target, operation, answer)):
                refused[answer["_id"]] = reason
    return refused


def _refusal(target: Target, operation: str, answer: Mapping[str, Any]) -> str:
    """Why one document was refused; "" where that is as it should be."""
    status, error = answer["status"], answer.get("error") or {}
    if status == _NOT_THERE:
        if operation == "delete" and not error:
            return ""
        if target.builder:
            raise EngineBusy("another process began to build the index")
        raise IndexMissing("no index has been built yet")
    if status == _NEWER_THERE and target.builder:
        return ""
    if status in OVERLOADED:
        raise EngineUnavailable(f"writing: {error.get('reason', status)}")
    cause = error.get("caused_by") or {}
    return ": ".join(filter(None, [error.get("reason"), cause.get("reason")])) or str(status)
