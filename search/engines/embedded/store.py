"""Index folders on disk: the pointer to the one in use, and readers of it.

::

    <directory>/current.json     {"schema": 1, "folder": "index-3"}
    <directory>/index-3/         the Tantivy index in use
    <directory>/write.lock       held while something is written
    <directory>/rebuild.lock     held while a new index is built
    <directory>/rebuild.journal  what changed meanwhile

A new index is built in a folder of its own; then the pointer is replaced in
one step. Folders are never renamed: a reader may have them open.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from dataclasses import dataclass
from pathlib import Path

from tantivy import Index, Searcher

from search.engines.analysis import SCHEMA_VERSION
from search.engines.base import IndexDamaged, IndexMissing
from search.engines.embedded.edge import engine_edge
from search.engines.embedded.schema import SCHEMA

_FOLDER = re.compile(r"index-(\d+)")
_ATTEMPTS = 5

Signature = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Store:
    """The directory of one engine."""

    directory: Path

    @property
    def pointer(self) -> Path:
        """The file that names the index in use."""
        return self.directory / "current.json"

    @property
    def write_lock(self) -> Path:
        """Held while something is written."""
        return self.directory / "write.lock"

    @property
    def rebuild_lock(self) -> Path:
        """Held while a new index is built."""
        return self.directory / "rebuild.lock"

    @property
    def journal(self) -> Path:
        """What changed since a rebuild began; there only while one runs."""
        return self.directory / "rebuild.journal"

    def current(self) -> Path:
        """The folder in use. Raises :class:`IndexMissing` or :class:`IndexDamaged`."""
        try:
            data = json.loads(self.pointer.read_text(encoding="utf-8"))
            schema, folder = data["schema"], str(data["folder"])
        except FileNotFoundError as error:
            raise IndexMissing("no index has been built yet") from error
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(f"{self.pointer.name} cannot be read: {error}") from error
        if schema != SCHEMA_VERSION:
            raise IndexMissing(f"the index has schema {schema}, this version {SCHEMA_VERSION}")
        if not _FOLDER.fullmatch(folder):
            raise IndexDamaged(f"{self.pointer.name} names no index folder: {folder!r}")
        return self.directory / folder

    def new_folder(self) -> Path:
        """Make an empty folder beside all others."""
        self.directory.mkdir(parents=True, exist_ok=True)
        number = 1 + max((number for number, _folder in self._folders()), default=0)
        folder = self.directory / f"index-{number}"
        folder.mkdir()
        return folder

    def point_to(self, folder: Path) -> None:
        """Put ``folder`` in use, in one step that survives a power cut."""
        beside = self.pointer.with_suffix(".new")
        with beside.open("w", encoding="utf-8") as handle:
            json.dump({"schema": SCHEMA_VERSION, "folder": folder.name}, handle)
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(beside, self.pointer)
        directory = os.open(self.directory, os.O_RDONLY)
        try:
            os.fsync(directory)
        finally:
            os.close(directory)

    def remove_unused(self) -> None:
        """Delete every index folder but the one in use; who has one open keeps reading it."""
        try:
            used = self.current()
        except IndexMissing:
            used = None
        for _number, folder in self._folders():
            if folder != used:
                shutil.rmtree(folder, ignore_errors=True)

    def _folders(self) -> list[tuple[int, Path]]:
        return [
            (int(match[1]), path)
            for path in self.directory.glob("index-*")
            if (match := _FOLDER.fullmatch(path.name))
        ]


def open_index(folder: Path) -> Index:
    """Open the index in ``folder``. Raises :class:`IndexDamaged`."""
    with engine_edge(f"opening {folder.name}", IndexDamaged):
        if not Index.exists(str(folder)):
            raise IndexDamaged(f"{folder.name} holds no index")
        index = Index(SCHEMA, str(folder))
        # Readers look themselves whether there is something new; see Reader.
        index.config_reader(reload_policy="manual")
        return index


class Reader:
    """Gives searchers that see the last commit of any process; for any thread.

    Two ``stat`` calls a search tell whether the pointer or the index changed,
    so nothing has to be watched in the background.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._index: Index | None = None
        self._folder: Path | None = None
        self._pointer: Signature | None = None
        self._meta: Signature | None = None
        self._process = os.getpid()

    def searcher(self) -> Searcher:
        """A searcher on the newest state. Raises :class:`IndexMissing`."""
        with self._lock:
            for _attempt in range(_ATTEMPTS - 1):
                try:
                    return self._fresh()
                except IndexDamaged:
                    # A swap or merge may have removed files between two steps of opening.
                    self._index = None
            return self._fresh()

    def _fresh(self) -> Searcher:
        try:
            pointer = _signature(self._store.pointer)
        except FileNotFoundError as error:
            self._index = None
            raise IndexMissing("no index has been built yet") from error
        forked = self._process != os.getpid()
        if self._index is None or self._folder is None or pointer != self._pointer or forked:
            folder = self._store.current()
            meta = _meta_signature(folder)
            self._index = open_index(folder)
            self._folder, self._pointer, self._meta = folder, pointer, meta
            self._process = os.getpid()
        else:
            meta = _meta_signature(self._folder)
            if meta != self._meta:
                with engine_edge("reading the last commit", IndexDamaged):
                    self._index.reload()
                self._meta = meta
        with engine_edge("opening a searcher", IndexDamaged):
            return self._index.searcher()


def _meta_signature(folder: Path) -> Signature:
    try:
        return _signature(folder / "meta.json")
    except FileNotFoundError as error:
        raise IndexDamaged(f"{folder.name} holds no index") from error


def _signature(path: Path) -> Signature:
    status = path.stat()
    return status.st_mtime_ns, status.st_ino, status.st_size
