"""What changes while a new index is built, to be repeated in the new one.

One JSON object a line: ``{"delete": [keys]}`` or ``{"index": document}``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from search.engines.base import Access, Moment, SearchDocument

_TUPLES = ("people", "places", "units", "native_places", "aliases", "pinyin", "dates")
_CHOICES = ("facets", "filters")


def start(path: Path) -> None:
    """Begin an empty journal; from now on writers add to it."""
    path.write_bytes(b"")


def note_documents(path: Path, documents: Iterable[SearchDocument]) -> None:
    """Add indexed ``documents``, when a journal is being kept."""
    _append(path, [{"index": asdict(document)} for document in documents])


def note_deleted(path: Path, keys: Iterable[str]) -> None:
    """Add deleted ``keys``, when a journal is being kept."""
    _append(path, [{"delete": list(keys)}])


def replay(path: Path) -> Iterator[SearchDocument | list[str]]:
    """What was noted, in order: documents to index and lists of keys to delete."""
    with path.open(encoding="utf-8", errors="surrogatepass") as lines:
        for line in lines:
            entry = json.loads(line)
            yield entry["delete"] if "delete" in entry else _document(entry["index"])


def _append(path: Path, entries: Iterable[dict[str, Any]]) -> None:
    if not path.exists():
        return
    with path.open("a", encoding="utf-8", errors="surrogatepass") as handle:
        for entry in entries:
            handle.write(json.dumps(entry, ensure_ascii=False) + "\n")
        handle.flush()
        os.fsync(handle.fileno())


def _document(data: dict[str, Any]) -> SearchDocument:
    data |= {name: tuple(data[name]) for name in _TUPLES}
    data["periods"] = tuple((first, last) for first, last in data["periods"])
    for choices in _CHOICES:
        data[choices] = {name: tuple(values) for name, values in data[choices].items()}
    data["access"] = Access(data["access"])
    data["moments"] = tuple(Moment(**moment) for moment in data["moments"])
    return SearchDocument(**data)
