"""Files of the private storage: taken over by renaming, and known by their checksum."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.core.files import File

BLOCK = 1024 * 1024


class Handed(File):
    """A finished file on the state directory's disk, which the storage takes over as it lies.

    Django's storage renames what tells a temporary path instead of copying it.
    """

    def __init__(self, path: Path):
        super().__init__(None, name=path.name)
        self._path = path
        self.size = path.stat().st_size

    def temporary_file_path(self) -> str:
        """Where it lies now; the storage moves it away from there."""
        return str(self._path)

    def close(self) -> None:
        """Nothing is open."""


def sha256_of(path: Path, *, say: Callable[[int], None] = lambda size: None) -> tuple[str, int]:
    """The SHA-256 of a file as hexadecimal digits, and how many bytes were read.

    ``say`` is told the size of each block read. Raises ``OSError``.
    """
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
            size += len(block)
            say(len(block))
    return digest.hexdigest(), size


def workroom() -> Path:
    """A folder for unfinished files, on the same disk as the private storage."""
    folder = Path(settings.VAR_DIR) / "private" / "work"
    folder.mkdir(parents=True, exist_ok=True)
    return folder
