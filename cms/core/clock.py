"""What happens by itself, in one place and under one lock.

A chore is registered by the layer that knows it; the clock only calls. Each
is safe to be killed at any point and to run again.
"""

from __future__ import annotations

import fcntl
import logging
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.utils import timezone
from wagtail.models import DraftStateMixin, Page, Revision

from . import tasks

logger = logging.getLogger("cms.clock")

LOG = "wagtail."

_chores: dict[str, Callable[[], int]] = {}


class TickBusy(Exception):
    """Another process is ticking."""


def chore(name: str) -> Callable:
    """Register a function that does what is due and gives how much it did."""

    def register(function: Callable[[], int]) -> Callable[[], int]:
        _chores[name] = function
        return function

    return register


def tick() -> dict[str, int]:
    """Do every chore once; one that fails is logged and does not stop the others.

    Gives how much each did. Raises :class:`TickBusy` when another process
    holds the lock.
    """
    done = {}
    with _only_one():
        for name, run in _chores.items():
            try:
                done[name] = run()
            except Exception:
                logger.exception("chore %s failed", name)
                done[name] = 0
    return done


@contextmanager
def _only_one():
    """The lock of the clock; the kernel frees it however the process ends."""
    path = Path(settings.VAR_DIR) / "tick.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise TickBusy from error
        yield


@chore("scheduled publishing")
def publish_and_expire() -> int:
    """Publish what is due and take down what has expired; pages and records alike.

    Like Wagtail's ``publish_scheduled``, but one piece that may not be
    published (its text has a fault, say) does not hold up the others.
    """
    now = timezone.now()
    done = 0
    for model in _models_with_drafts():
        for thing in model.objects.filter(live=True, expire_at__lt=now):
            done += _attempt(
                thing,
                lambda t: t.unpublish(set_expired=True, log_action=f"{LOG}unpublish.scheduled"),
            )
    for revision in Revision.objects.filter(approved_go_live_at__lt=now):
        done += _attempt(revision, lambda r: r.publish(log_action=f"{LOG}publish.scheduled"))
    return done


def _models_with_drafts():
    yield Page
    for model in apps.get_models():
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page):
            yield model


def _attempt(thing, action) -> int:
    try:
        with transaction.atomic():
            action(thing)
    except Exception:
        logger.exception("scheduled change of %r failed", thing)
        return 0
    return 1


@chore("jobs taken back")
def take_back_jobs() -> int:
    """Put lost and forgotten background jobs back to work."""
    return tasks.take_back()


@chore("old jobs forgotten")
def forget_done_jobs() -> int:
    """Delete finished jobs past their keeping time."""
    return tasks.forget_done()
