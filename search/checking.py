"""Whether the index holds exactly what the database says it should, document by document.

Both sides are written down as key and fingerprint in a temporary file, so that a
million documents take no more memory than a few thousand. What differs is looked
at a second time: it may have been changed while the two sides were read, or wait
in the outbox.
"""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core import tasks

from .configured import engines
from .documents import all_documents, count_documents, documents_for
from .engines.base import IndexMissing, SearchDocument, SearchEngine
from .engines.fingerprint import fingerprint
from .models import OutboxEntry
from .outbox import build, changed, drain

CHECK = "search.check"
BATCH = 500
LISTED = 100
"""Most keys that are named of each sort of difference."""

Progress = Callable[[int, int], None]
Fingerprints = Iterable[tuple[str, str]]

_TABLES = """
CREATE TABLE wanted (key TEXT PRIMARY KEY, print TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE found (key TEXT PRIMARY KEY, print TEXT NOT NULL) WITHOUT ROWID;
"""
_DIFFERENT = {
    "missing": "SELECT key FROM wanted WHERE key NOT IN (SELECT key FROM found) ORDER BY key",
    "left_over": "SELECT key FROM found WHERE key NOT IN (SELECT key FROM wanted) ORDER BY key",
    "outdated": "SELECT key FROM wanted JOIN found USING (key) "
    "WHERE wanted.print <> found.print ORDER BY key",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Differing:
    """How many documents differ in one way, and the keys of the first of them."""

    count: int = 0
    keys: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What an index has otherwise than the database, of ``compared`` documents.

    ``missing`` should be there, ``left_over`` should not, ``outdated`` have other
    contents. Of several engines each counts. ``repaired`` says how many of them
    are right by now.
    """

    compared: int
    missing: Differing
    left_over: Differing
    outdated: Differing
    repaired: int = 0

    @property
    def count(self) -> int:
        """All that differed."""
        return self.missing.count + self.left_over.count + self.outdated.count

    @property
    def remaining(self) -> int:
        """What differs still."""
        return self.count - self.repaired


def check(*, repair: bool = False, progress: Progress | None = None) -> Difference:
    """Compare every index of the site with the database; with ``repair`` make them agree.

    An index that cannot be read counts as empty and is built anew. ``progress`` is
    told documents read and about how many there are to read. What merely waits in
    the outbox is no difference. Raises :class:`~search.engines.base.EngineError`.
    """
    total = count_documents() * (1 + len(engines()))
    with _written_down() as book:
        done = book.note("wanted", _prints(all_documents()), _told(progress, 0, total))
        compared, sums = done, dict.fromkeys(_DIFFERENT, Differing())
        repaired = 0
        for engine in engines():
            readable = book.note_engine(engine, _told(progress, done, total))
            done += book.count("found")
            if book.differs():
                book.look_again(engine)
            for name in sums:
                sums[name] = _added(sums[name], book, name)
            if repair and (differing := book.differs()):
                _repair(book, readable)
                book.look_again(engine)
                repaired += differing - book.differs()
    return Difference(compared=compared, **sums, repaired=repaired)


@tasks.background(CHECK, label=gettext_lazy("Check and repair the search index"), max_attempts=3)
def check_in_background(progress: tasks.Progress) -> None:
    """Compare, and repair what differs; the job's message says what was found."""
    found = check(repair=True, progress=progress)
    message = _(
        "%(compared)d documents compared: %(missing)d missing, %(left_over)d left over, "
        "%(outdated)d outdated; %(repaired)d repaired"
    )
    values = {
        "compared": found.compared,
        "missing": found.missing.count,
        "left_over": found.left_over.count,
        "outdated": found.outdated.count,
        "repaired": found.repaired,
    }
    progress(found.compared, found.compared, message % values)


class _Book:
    """What should be in an index (``wanted``) and what is (``found``), in a file."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def note(self, table: str, prints: Fingerprints, told: Callable[[int], None]) -> int:
        """Write down one side; gives how many."""
        incoming, done = iter(prints), 0
        while batch := list(islice(incoming, BATCH)):
            self._connection.executemany(f"INSERT OR REPLACE INTO {table} VALUES (?, ?)", batch)
            done += len(batch)
            told(done)
        return done

    def note_engine(self, engine: SearchEngine, told: Callable[[int], None] = int) -> bool:
        """Write down what ``engine`` holds; False where it has no index that can be read."""
        self._connection.execute("DELETE FROM found")
        try:
            self.note("found", engine.fingerprints(), told)
        except IndexMissing:
            self._connection.execute("DELETE FROM found")
            return False
        return True

    def count(self, table: str) -> int:
        """How many are written down."""
        return self._connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]

    def differs(self) -> int:
        """How many documents differ in any way."""
        return sum(self.count(f"({query})") for query in _DIFFERENT.values())

    def keys(self, name: str) -> Iterator[str]:
        """Keys that differ in one way, in order."""
        return (key for (key,) in self._connection.execute(_DIFFERENT[name]))

    def look_again(self, engine: SearchEngine) -> None:
        """Read anew what differs, from both sides, and leave out what merely waits in the outbox.

        The database is read last: what it says of a change that falls between
        is right, and its outbox entry is seen.
        """
        self._connection.execute("CREATE TEMP TABLE doubtful (key TEXT PRIMARY KEY)")
        for query in _DIFFERENT.values():
            self._connection.execute(f"INSERT OR IGNORE INTO doubtful {query}")
        self.note_engine(engine)
        doubtful = (key for (key,) in self._connection.execute("SELECT key FROM doubtful"))
        for keys in _batches(doubtful):
            documents, gone = documents_for(keys)
            self._forget("wanted", gone)
            self.note("wanted", _prints(documents), int)
            waiting = OutboxEntry.objects.filter(key__in=keys, attempts=0)
            left_out = list(waiting.values_list("key", flat=True))
            self._forget("wanted", left_out)
            self._forget("found", left_out)
        self._connection.execute("DROP TABLE doubtful")

    def _forget(self, table: str, keys: Iterable[str]) -> None:
        self._connection.executemany(f"DELETE FROM {table} WHERE key = ?", ((key,) for key in keys))


@contextmanager
def _written_down() -> Iterator[_Book]:
    with tempfile.TemporaryDirectory(prefix="search-check-") as folder:
        connection = sqlite3.connect(Path(folder) / "book.sqlite3")
        try:
            # Thrown away at the end: nothing has to survive a power cut, nothing is taken back.
            connection.execute("PRAGMA synchronous = OFF")
            connection.execute("PRAGMA journal_mode = OFF")
            connection.executescript(_TABLES)
            yield _Book(connection)
        finally:
            connection.close()


def _repair(book: _Book, readable: bool) -> None:
    if not readable:
        build()
        return
    for name in _DIFFERENT:
        for keys in _batches(book.keys(name)):
            changed(keys)
    drain()


def _prints(documents: Iterable[SearchDocument]) -> Iterator[tuple[str, str]]:
    return ((document.key, fingerprint(document)) for document in documents)


def _batches(keys: Iterable[str]) -> Iterator[list[str]]:
    incoming = iter(keys)
    while batch := list(islice(incoming, BATCH)):
        yield batch


def _added(so_far: Differing, book: _Book, name: str) -> Differing:
    count = book.count(f"({_DIFFERENT[name]})")
    more = tuple(islice(book.keys(name), LISTED - len(so_far.keys)))
    return Differing(count=so_far.count + count, keys=so_far.keys + more)


def _told(progress: Progress | None, before: int, total: int) -> Callable[[int], None]:
    def told(done: int) -> None:
        if progress:
            progress(before + done, max(total, before + done))

    return told
