"""Where evidence files lie: apart from everything public, under names nobody can guess."""

from __future__ import annotations

import datetime
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.conf import settings
from django.utils import timezone

ORPHAN_AFTER = datetime.timedelta(days=1)


def private_dir() -> Path:
    """The folder of evidence, under the state directory and outside ``MEDIA_ROOT``."""
    return Path(settings.VAR_DIR) / "private" / "evidence"


def path_of(stored_name: str) -> Path:
    """Where a stored file lies; raises ``ValueError`` for a name we did not make."""
    if not (stored_name.isascii() and stored_name.isalnum()):
        raise ValueError("not a stored name")
    return private_dir() / stored_name[:2] / stored_name


def put(chunks: Iterable[bytes]) -> str:
    """Store a file for its owner's eyes only; gives its random name (256 bits)."""
    name = secrets.token_hex(32)
    path = path_of(name)
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        for chunk in chunks:
            file.write(chunk)
    return name


def remove(stored_name: str) -> bool:
    """Delete a stored file; gives whether it was there."""
    try:
        path_of(stored_name).unlink()
    except FileNotFoundError:
        return False
    return True


def older_files(now: datetime.datetime | None = None) -> Iterator[str]:
    """Names of files that lie there for more than a day.

    Younger ones may belong to a transaction that has not committed yet.
    """
    before = ((now or timezone.now()) - ORPHAN_AFTER).timestamp()
    for path in sorted(private_dir().glob("??/*")):
        if path.is_file() and path.stat().st_mtime < before:
            yield path.name
