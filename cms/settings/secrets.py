"""Secrets made at first run and kept in the state directory."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def read_or_make(path: Path, *, length: int = 50) -> str:
    """The secret in ``path``; made on first use, readable by its owner alone.

    ``O_EXCL`` lets only one of two processes that start together create it.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="utf-8").strip()
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        secret = secrets.token_urlsafe(length)
        file.write(secret + "\n")
    return secret
