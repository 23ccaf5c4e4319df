"""What the admin shows of a recording: its state, its copies, what is still to be made."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from cms.core.enums import JobState
from cms.core.models import Job
from media.enums import ProcessingState
from media.models import Recording, Rendition
from media.processing.domain import WORK
from media.ranges import Range, parsed
from media.sources import Sources, admin_sources_for
from media.tools import find

RUNNING = (JobState.WAITING, JobState.RUNNING, JobState.RETRYING)


@dataclass(frozen=True, slots=True)
class State:
    """How far a recording is; ``percent`` None where it is not known, or nothing is done."""

    label: str
    note: str
    percent: int | None
    message: str
    is_running: bool
    has_failed: bool


@dataclass(frozen=True, slots=True)
class SilencedSet:
    """The copies in which the same stretches are silent, and the job that makes them."""

    ranges: tuple[Range, ...]
    renditions: tuple[Rendition, ...]
    job: Job | None

    @property
    def has_failed(self) -> bool:
        """Whether it was given up."""
        return self.job is not None and self.job.state == JobState.DEAD


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything the page about a recording says beside its form."""

    recording: Recording
    state: State
    sources: Sources | None
    renditions: tuple[Rendition, ...]
    silenced: tuple[SilencedSet, ...]
    lacks: tuple[str, ...]


def shown(recording: Recording) -> Shown:
    """What there is to show of a recording."""
    renditions = list(recording.renditions.order_by("kind", "mime"))
    return Shown(
        recording=recording,
        state=state_of(recording),
        sources=admin_sources_for(recording),
        renditions=tuple(each for each in renditions if not each.silenced),
        silenced=tuple(_silenced_sets(recording, renditions)),
        lacks=lacks(),
    )


def state_of(recording: Recording) -> State:
    """How far its copies are; a job that was given up counts as failed."""
    job = recording.job
    is_dead = job is not None and job.state == JobState.DEAD
    is_running = job is not None and job.state in RUNNING
    has_failed = recording.processing == ProcessingState.FAILED or (
        is_dead and recording.processing != ProcessingState.READY
    )
    label = ProcessingState.FAILED.label if has_failed else recording.get_processing_display()
    return State(
        label=str(label),
        note=recording.processing_note,
        percent=job.percent if is_running else None,
        message=job.message if is_running else "",
        is_running=is_running,
        has_failed=has_failed,
    )


def lacks() -> tuple[str, ...]:
    """What this server cannot do for want of a program, in words."""
    found = []
    if find(settings.FFPROBE) is None:
        found.append(
            _("ffprobe is not installed: codecs and picture size of a new recording stay unknown.")
        )
    if find(settings.FFMPEG) is None:
        found.append(
            _(
                "ffmpeg is not installed: recordings are played as they were uploaded, where "
                "browsers can, and nothing that has a closed range is played."
            )
        )
    return tuple(found)


def _silenced_sets(recording: Recording, renditions: list[Rendition]) -> list[SilencedSet]:
    jobs: dict[str, Job] = {}
    for job in Job.objects.filter(name=WORK, arguments__recording=recording.pk).order_by("pk"):
        if silenced := job.arguments.get("silenced", ""):
            jobs[silenced] = job
    spelt = dict.fromkeys([*(each.silenced for each in renditions if each.silenced), *jobs])
    return [
        SilencedSet(
            ranges=parsed(silenced),
            renditions=tuple(each for each in renditions if each.silenced == silenced),
            job=jobs.get(silenced),
        )
        for silenced in spelt
    ]
