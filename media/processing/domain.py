"""When copies of a recording are made, and what is said where they cannot be."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.signals import post_delete
from django.utils.translation import gettext as _

from cms.core import tasks
from cms.core.enums import JobState
from cms.core.models import Job
from media.enums import PROCESSING_TRANSITIONS, ProcessingState
from media.models import Recording, Rendition
from media.ranges import Range, canonical
from media.renditions import plays_in_browsers
from media.tools import find

WORK = "media.make_ready"
_OPEN = (JobState.WAITING, JobState.RUNNING, JobState.RETRYING)


class IllegalTransition(Exception):
    """A recording may not go from its state of processing to the one asked for."""


def process(*, recording: Recording) -> Job | None:
    """Have what is missing of its copies made in the background, nothing silent in them.

    Joins a job that has not ended. Without ffmpeg nothing is begun and None is
    given; the recording then says what is missing.
    """
    with transaction.atomic():
        locked = Recording.objects.select_for_update().get(pk=recording.pk)
        if find(settings.FFMPEG) is None:
            settle_without_ffmpeg(locked)
            job = None
        else:
            job = jobs_for(locked, ()).filter(state__in=_OPEN).first()
            if job is None:
                job = tasks.enqueue(WORK, recording=locked.pk, silenced="")
                move(locked, ProcessingState.WAITING, job=job)
    recording.refresh_from_db(fields=["processing", "processing_note", "job"])
    return job


def want(*, recording: Recording, silenced: Iterable[Range] = ()) -> Job | None:
    """Have a copy made in which exactly these stretches are silent, unless one is on its way.

    One that was given up is not begun again by a reader's asking: somebody has
    to look at it and try again. None where nothing is begun or under way.
    """
    closed = canonical(silenced)
    if find(settings.FFMPEG) is None:
        return None
    if not closed and recording.processing == ProcessingState.FAILED:
        return None
    known = jobs_for(recording, silenced).exclude(state=JobState.DONE).first()
    if known is not None:
        return known if known.state != JobState.DEAD else None
    if not closed:
        return process(recording=recording)
    return tasks.enqueue(WORK, recording=recording.pk, silenced=closed)


def jobs_for(recording: Recording, silenced: Iterable[Range]) -> QuerySet[Job]:
    """The jobs that make copies with exactly these stretches silent, newest first."""
    return Job.objects.filter(
        name=WORK, arguments__recording=recording.pk, arguments__silenced=canonical(silenced)
    )


def settle_without_ffmpeg(recording: Recording) -> None:
    """Say what cannot be had; the original itself is played where a browser can."""
    if plays_in_browsers(recording.mime, recording.audio_codec, recording.video_codec):
        move(recording, ProcessingState.AS_IT_IS, note=_note_as_it_is(recording))
    else:
        note = _("ffmpeg is not installed, and browsers do not play this kind of file.")
        move(recording, ProcessingState.FAILED, note=note)


def _note_as_it_is(recording: Recording) -> str:
    note = _(
        "ffmpeg is not installed: there is no smaller copy for slow lines, no waveform, and "
        "closed ranges cannot be silenced, so that the whole is withheld while there are any."
    )
    if not recording.duration_ms:
        note += _(" The duration is not known.")
    return note


def move(recording: Recording, state: ProcessingState, *, note: str = "", **values) -> None:
    """Take a recording, whose row is locked, to a state of processing.

    Raises :class:`IllegalTransition`.
    """
    before = ProcessingState(recording.processing)
    if state != before and state not in PROCESSING_TRANSITIONS[before]:
        raise IllegalTransition(f"{recording}: {before} → {state}")
    recording.processing, recording.processing_note = state, note[:300]
    for name, value in values.items():
        setattr(recording, name, value)
    recording.save(update_fields=["processing", "processing_note", *values])


def connect() -> None:
    """Delete a rendition's file from disk once the deletion of its row is committed."""
    post_delete.connect(_remove_file, sender=Rendition, dispatch_uid="rendition file")


def _remove_file(sender, instance: Rendition, **kwargs) -> None:
    transaction.on_commit(partial(instance.file.storage.delete, instance.file.name))
