"""The SQLite options of the settings are really in force."""

from __future__ import annotations

import sqlite3

import pytest
from django.db import connection, transaction

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "sqlite", reason="options of SQLite"),
]


def pragma(name: str):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA {name}")
        return cursor.fetchone()[0]


def test_write_ahead_log_and_busy_timeout():
    assert pragma("journal_mode") == "wal"
    assert pragma("synchronous") == 1
    assert pragma("busy_timeout") == 20_000
    assert pragma("foreign_keys") == 1


def test_a_transaction_takes_the_write_lock_at_its_beginning():
    other = sqlite3.connect(connection.settings_dict["NAME"], timeout=0)
    try:
        with transaction.atomic(), pytest.raises(sqlite3.OperationalError) as caught:
            other.execute("BEGIN IMMEDIATE")
        assert str(caught.value) == "database is locked"
        other.execute("BEGIN IMMEDIATE")
        other.rollback()
    finally:
        other.close()
