"""The check of all originals as background work, and once a month by itself."""

from __future__ import annotations

import datetime
import time

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core import tasks
from cms.core.clock import chore
from cms.core.enums import JobState
from cms.core.models import Job
from media.fixity.domain import check
from media.models import FixityRun, Recording

WORK = "media.check_fixity"
EVERY = datetime.timedelta(days=30)
_UNIT = 1024 * 1024
_PAUSE = 1.0


@tasks.background(WORK, label=_("Check the checksums of all originals"), max_attempts=2)
def check_all(progress: tasks.Progress) -> None:
    """One check; progress is told in megabytes."""
    last = 0.0

    def say(done: int, total: int) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= _PAUSE:
            last = now
            progress(done // _UNIT, max(1, total // _UNIT))

    check(say=say)


def begin() -> Job:
    """Have all originals checked in the background; joins a check that has not ended."""
    running = Job.objects.filter(name=WORK, state__in=[JobState.RUNNING, JobState.RETRYING]).first()
    return running or tasks.enqueue_once(WORK)


@chore("checksums of originals")
def check_monthly() -> int:
    """Begin a check where the last one was begun a month ago and there is something to check."""
    since = timezone.now() - EVERY
    if FixityRun.objects.filter(started_at__gt=since).exists():
        return 0
    if not Recording.objects.exclude(sha256="").exists():
        return 0
    if Job.objects.filter(name=WORK, created_at__gt=since).exists():
        return 0
    begin()
    return 1
