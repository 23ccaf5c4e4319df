"""Uploaded lists between the look at them and the confirmation.

A list holds telephone numbers and states of health, so it lies in the private
storage under a name nobody can guess, is read by the one who brought it, and is
deleted once it was taken in or a day has passed.
"""

from __future__ import annotations

import datetime
import secrets
from typing import BinaryIO

from django.utils import timezone

from cms.core.storage import private_storage

FOLDER = "register-lists"
KEPT_FOR = datetime.timedelta(days=1)


def keep(file: BinaryIO, *, owner) -> str:
    """Store a list; gives the name to ask for it by."""
    name = secrets.token_hex(16)
    private_storage().save(_path(name, owner), file)
    return name


def opened(name: str, *, owner) -> BinaryIO:
    """The stored list. Raises ``FileNotFoundError`` where there is none of this owner."""
    return private_storage().open(_path(name, owner), "rb")


def forget(name: str, *, owner) -> None:
    """Delete a stored list, if it is there."""
    private_storage().delete(_path(name, owner))


def forget_old() -> int:
    """Delete the lists nobody confirmed for a day; gives how many."""
    storage = private_storage()
    if not storage.exists(FOLDER):
        return 0
    before = timezone.now() - KEPT_FOR
    old = [
        f"{FOLDER}/{name}"
        for name in storage.listdir(FOLDER)[1]
        if storage.get_modified_time(f"{FOLDER}/{name}") < before
    ]
    for path in old:
        storage.delete(path)
    return len(old)


def _path(name: str, owner) -> str:
    if not (name.isascii() and name.isalnum() and len(name) == 32):
        raise FileNotFoundError(name)
    return f"{FOLDER}/{owner.pk}-{name}"
