"""Where files lie that no address leads to."""

from __future__ import annotations

from pathlib import Path

from django.conf import settings
from django.core.files.storage import FileSystemStorage


def private_storage() -> FileSystemStorage:
    """Files under the state directory and outside ``MEDIA_ROOT``: given out only by a view."""
    return FileSystemStorage(location=Path(settings.VAR_DIR) / "private")
