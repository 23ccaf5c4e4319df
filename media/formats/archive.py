"""Whether an archive from outside may be unpacked."""

from __future__ import annotations

import io
import zipfile

MAX_UNPACKED = 200_000_000
"""Bytes of all parts of a document together."""

MAX_PARTS = 10_000


def may_be_unpacked(data: bytes) -> bool:
    """Whether ``data`` is a ZIP archive within the limits, by its own account of itself.

    Python's reader unpacks no part further than the archive says it is long.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    return len(parts) <= MAX_PARTS and sum(part.file_size for part in parts) <= MAX_UNPACKED
