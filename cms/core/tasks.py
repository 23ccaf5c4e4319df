"""Background work that is not lost: retries, dead letters, progress.

Django tasks run a function once and forget its failure. Here a piece of work
is a :class:`~cms.core.models.Job` row, written in the caller's transaction;
after commit a Django task is enqueued that runs it. A failure is tried again
with growing pauses, then given up and shown in the admin. A job whose worker
died, or whose task was never enqueued because the process was killed between
commit and enqueue, is taken back by the clock (:func:`take_back`).
"""

from __future__ import annotations

import datetime
import logging
import threading
import traceback
from collections.abc import Callable
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from .enums import JOB_TRANSITIONS, JobState
from .models.jobs import Job

logger = logging.getLogger("cms.tasks")

HEARTBEAT = datetime.timedelta(seconds=10)
LOST_AFTER = datetime.timedelta(seconds=60)
FORGOTTEN_AFTER = datetime.timedelta(seconds=30)
FIRST_PAUSE = datetime.timedelta(seconds=5)
KEEP_DONE = datetime.timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Work:
    """A registered function: ``run(progress, **arguments)``."""

    name: str
    run: Callable
    max_attempts: int
    label: str = ""


class Progress:
    """Handed to the work, to say how far it is: ``progress(done, total, message)``."""

    def __init__(self, job: Job):
        self.job_id = job.pk

    def __call__(self, done: int, total: int = 0, message: str = "") -> None:
        Job.objects.filter(pk=self.job_id).update(
            done=done, total=total, message=message[:300], seen_at=timezone.now()
        )


_registry: dict[str, Work] = {}


class IllegalTransition(Exception):
    """A job may not go from its state to the one asked for."""


def background(name: str, *, label: str = "", max_attempts: int = 5) -> Callable:
    """Register a function as background work under ``name``.

    ``label`` says in words what it does, for the admin. The function is called as ``function(progress, **arguments)``; it must be
    safe to run again after it was cut off.
    """

    def register(function: Callable) -> Callable:
        if name in _registry:
            raise ValueError(f"background work {name!r} is registered twice")
        _registry[name] = Work(
            name=name, run=function, max_attempts=max_attempts, label=label or name
        )
        return function

    return register


def label_of(name: str) -> str:
    """What work of this name does, in words; the name where it is no longer known."""
    return str(_registry[name].label) if name in _registry else name


def enqueue(name: str, **arguments) -> Job:
    """Do ``name`` in the background once the current transaction commits."""
    if name not in _registry:
        raise LookupError(f"no background work is registered as {name!r}")
    job = Job.objects.create(name=name, arguments=arguments)
    _hand_over(job)
    return job


def enqueue_once(name: str) -> Job:
    """Like :func:`enqueue`, but joins a job of that name that has not begun.

    For work that takes everything that waits, such as draining the outbox.
    """
    waiting = Job.objects.filter(name=name, state=JobState.WAITING).first()
    return waiting or enqueue(name)


def try_again(job: Job) -> None:
    """Give a dead job a new set of attempts."""
    with transaction.atomic():
        locked = Job.objects.select_for_update().get(pk=job.pk)
        _move(locked, JobState.WAITING, attempts=0, run_at=timezone.now(), error="")
        _hand_over(locked)


def _hand_over(job: Job) -> None:
    transaction.on_commit(lambda: run_job.using(run_after=job.run_at).enqueue(job.pk))


def _move(job: Job, state: JobState, **values) -> None:
    if state not in JOB_TRANSITIONS[JobState(job.state)]:
        raise IllegalTransition(f"{job}: {job.state} → {state}")
    job.state = state
    for field, value in values.items():
        setattr(job, field, value)
    job.save(update_fields=["state", *values])


@task()
def run_job(job_id: int) -> None:
    """Run one job if it is due; another worker, or a row done before, is no fault."""
    with transaction.atomic():
        job = (
            Job.objects.select_for_update(skip_locked=_can_skip_locked()).filter(pk=job_id).first()
        )
        if job is None or job.state not in (JobState.WAITING, JobState.RETRYING):
            return
        _move(job, JobState.RUNNING, attempts=job.attempts + 1, seen_at=timezone.now())
    work = _registry.get(job.name)
    try:
        if work is None:
            raise LookupError(f"no background work is registered as {job.name!r}")
        with _heartbeat(job):
            work.run(Progress(job), **job.arguments)
    except Exception:
        logger.exception("%s failed (attempt %d)", job, job.attempts)
        _failed(job, work.max_attempts if work else 1, traceback.format_exc())
    else:
        with transaction.atomic():
            job = Job.objects.select_for_update().get(pk=job.pk)
            if job.state == JobState.RUNNING:
                _move(job, JobState.DONE, finished_at=timezone.now(), error="")


def _can_skip_locked() -> bool:
    return connection.features.has_select_for_update_skip_locked


def _failed(job: Job, max_attempts: int, error: str) -> None:
    with transaction.atomic():
        job = Job.objects.select_for_update().get(pk=job.pk)
        if job.state != JobState.RUNNING:
            return
        now = timezone.now()
        if job.attempts >= max_attempts:
            _move(job, JobState.DEAD, error=error, finished_at=now)
            return
        pause = FIRST_PAUSE * 4 ** (job.attempts - 1)
        _move(job, JobState.RETRYING, error=error, run_at=now + pause)
        _hand_over(job)


@contextmanager
def _heartbeat(job: Job):
    """Sign of life while the work runs, so that a long job is not taken for a lost one."""
    stop = threading.Event()

    def beat():
        while not stop.wait(HEARTBEAT.total_seconds()):
            Job.objects.filter(pk=job.pk).update(seen_at=timezone.now())
        connection.close()

    thread = threading.Thread(target=beat, name=f"heartbeat-{job.pk}", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()


def take_back() -> int:
    """Put lost and forgotten jobs back to work; gives how many.

    Lost: RUNNING without a sign of life. Forgotten: due for a while with no
    task behind it. Running a job twice is harmless (:func:`run_job` takes it
    only once), so a job that merely waits in a long queue may be handed over
    again.
    """
    now = timezone.now()
    lost = list(Job.objects.filter(state=JobState.RUNNING, seen_at__lt=now - LOST_AFTER))
    for job in lost:
        work = _registry.get(job.name)
        _failed(job, work.max_attempts if work else 1, "The worker stopped while it ran.")
    forgotten = list(Job.objects.due().filter(run_at__lt=now - FORGOTTEN_AFTER))
    for job in forgotten:
        with transaction.atomic():
            Job.objects.filter(pk=job.pk).update(run_at=now)
            job.run_at = now
            _hand_over(job)
    return len(lost) + len(forgotten)


def forget_done() -> int:
    """Delete jobs and task results finished long ago; gives how many jobs."""
    before = timezone.now() - KEEP_DONE
    DBTaskResult.objects.successful().filter(finished_at__lt=before).delete()
    deleted, _ = Job.objects.filter(state=JobState.DONE, finished_at__lt=before).delete()
    return deleted
