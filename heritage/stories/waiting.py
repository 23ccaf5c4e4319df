"""Uploads that were looked at and never confirmed do not stay."""

from __future__ import annotations

import datetime

from django.utils import timezone

from cms.core import clock
from heritage.stories.models import ImportFile

KEPT_FOR = datetime.timedelta(days=1)


def forget(*, file: ImportFile) -> None:
    """Delete an uploaded file and its record."""
    file.file.delete(save=False)
    file.delete()


@clock.chore("uploads never confirmed")
def forget_unconfirmed() -> int:
    """Delete files that waited for a day; gives how many."""
    old = list(ImportFile.objects.filter(created_at__lt=timezone.now() - KEPT_FOR))
    for file in old:
        forget(file=file)
    return len(old)
