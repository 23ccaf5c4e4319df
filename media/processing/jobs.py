"""The background work that makes a recording ready for the web."""

from __future__ import annotations

import time

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core.tasks import Progress, background
from media.enums import ProcessingState
from media.models import Recording
from media.processing.domain import WORK, move, settle_without_ffmpeg
from media.processing.making import Fault, make_missing
from media.processing.running import MakingFailed
from media.ranges import parsed
from media.streaming.files import is_complete
from media.tools import find

# No more often than this is progress written down.
PAUSE = 1.0


@background(WORK, label=gettext_lazy("Make a recording ready for the web"), max_attempts=3)
def make_ready(progress: Progress, *, recording: int, silenced: str = "") -> None:
    """Make what is missing of a recording's copies, with these stretches silent.

    Safe to run again after it was cut off: a copy that is whole is not made
    twice. Raises :class:`MakingFailed` so that it is tried again.
    """
    found = Recording.objects.filter(pk=recording).first()
    if found is None:
        return
    if silenced:
        faults = _make(found, silenced, progress)
        if faults:
            raise MakingFailed(_in_words(faults))
        return
    if not _begin(found):
        return
    try:
        faults = _make(found, silenced, progress)
    except (OSError, ValidationError, MakingFailed) as error:
        words = error.messages[0] if isinstance(error, ValidationError) else str(error)
        _end(found, ProcessingState.FAILED, words)
        raise
    if is_complete(found, ()):
        _end(found, ProcessingState.READY, _in_words(faults))
    else:
        _end(found, ProcessingState.FAILED, _in_words(faults))
    if faults:
        raise MakingFailed(_in_words(faults))


def _make(recording: Recording, silenced: str, progress: Progress) -> list[Fault]:
    last = 0.0

    def say(done: int, total: int, message: str) -> None:
        nonlocal last
        now = time.monotonic()
        if now - last >= PAUSE or done == total:
            last = now
            progress(done, total, message)

    return make_missing(recording, parsed(silenced), say)


def _begin(recording: Recording) -> bool:
    with transaction.atomic():
        locked = Recording.objects.select_for_update().get(pk=recording.pk)
        if find(settings.FFMPEG) is None:
            settle_without_ffmpeg(locked)
            return False
        # A worker that was killed left it as it was.
        if locked.processing != ProcessingState.WAITING:
            move(locked, ProcessingState.WAITING)
        move(locked, ProcessingState.RUNNING)
    return True


def _end(recording: Recording, state: ProcessingState, note: str) -> None:
    with transaction.atomic():
        locked = Recording.objects.select_for_update().get(pk=recording.pk)
        if locked.processing == ProcessingState.RUNNING:
            move(locked, state, note=note)


def _in_words(faults: list[Fault]) -> str:
    return "；".join(
        _("%(copy)s could not be made: %(why)s") % {"copy": fault.made.name, "why": fault.why}
        for fault in faults
    )
