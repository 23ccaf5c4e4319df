"""Noting what is searched and opened, with nothing in it about who did.

Each note is one statement that adds to the row of the day. The search never
waits for it: a database that is locked is left alone, with a line in the log.
"""

from __future__ import annotations

import logging
import re
from contextlib import contextmanager

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import Q
from django.utils import timezone

from search.curation.personal import notable
from search.models import SearchDay, SearchOpening, SearchPhrase
from search.text.normalise import normalise
from search.text.pinyin import typed_pinyin

logger = logging.getLogger("search.log")

PATIENCE_MS = 50
"""How long a note may wait for a database that somebody else writes to."""

_KEY = re.compile(r"[a-z_]{1,30}:\d{1,18}")
_MOST = 2_000_000_000
_CANDIDATES = 200


def note_search(text: str, total: int) -> None:
    """Add to today's log that ``text`` was searched and found ``total``; never raises."""
    plain = notable(text)
    if not plain:
        return
    table = SearchDay._meta.db_table
    found = max(0, min(total, _MOST))
    _write(
        f"INSERT INTO {table} (day, text, asked, empty, found) VALUES (%s, %s, 1, %s, %s) "
        f"ON CONFLICT (day, text) DO UPDATE SET asked = {table}.asked + 1, "
        f"empty = {table}.empty + excluded.empty, found = excluded.found",
        [timezone.localdate(), plain, int(found == 0), found],
    )


def note_opened(text: str, key: str) -> None:
    """Add to today's log that ``key`` was opened from the results of ``text``; never raises."""
    plain = notable(text)
    if not plain or not _KEY.fullmatch(key):
        return
    table = SearchOpening._meta.db_table
    _write(
        f"INSERT INTO {table} (day, text, key, opened) VALUES (%s, %s, %s, 1) "
        f"ON CONFLICT (day, text, key) DO UPDATE SET opened = {table}.opened + 1",
        [timezone.localdate(), plain, key],
    )


def past_searches(prefix: str, limit: int) -> list[str]:
    """Searches that an editor approved, have results and go on from ``prefix``.

    By characters, pinyin or initials; the shortest first. At most one query.
    """
    plain = " ".join(normalise(prefix).split())
    if not plain or limit < 1:
        return []
    begins = Q(text__startswith=plain)
    if letters := typed_pinyin(plain):
        begins |= Q(letters__startswith=letters) | Q(initials__startswith=letters)
    offered = SearchPhrase.objects.filter(begins, suggested=True, hidden=False, found__gt=0)
    found = offered.exclude(text=plain).values_list("text", flat=True)[:_CANDIDATES]
    return sorted(found, key=lambda text: (len(text), text))[:limit]


def _write(statement: str, values: list) -> None:
    try:
        with _short_patience(), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement, values)
    except DatabaseError as error:
        logger.warning("a search was not noted: %s", error)


@contextmanager
def _short_patience():
    """Let this connection wait for a lock only shortly.

    PostgreSQL locks rows: two notes of one search meet for microseconds.
    """
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    usual = int(1000 * settings.DATABASES["default"].get("OPTIONS", {}).get("timeout", 5))
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA busy_timeout = {PATIENCE_MS}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {usual}")
