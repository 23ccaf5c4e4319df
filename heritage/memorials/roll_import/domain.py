"""Use cases of an import: hand a list in, run it, go on with it after a break, give it up.

``user`` None is the site itself, as on the command line. Raises
``PermissionDenied``, and :class:`WrongState` for a step that an import's state
does not allow.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence

from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core import tasks
from cms.core.enums import JobState
from cms.core.models import Job
from cms.core.tables import Mapping, Table
from heritage.memorials.enums import IMPORT_TRANSITIONS, ImportState
from heritage.memorials.models import Roll, RollImport, RollImportFault
from heritage.memorials.roll_import import pairs
from heritage.memorials.roll_import.importer import Progress, take_in
from heritage.memorials.roll_import.report import Report

PERMISSION = "heritage.import_rollentry"
LOG = "heritage.roll."
WORK = "heritage.import_roll"
STILL_ALIVE = datetime.timedelta(seconds=90)
"""How long after its last batch an import that says it runs is believed."""


class WrongState(ValidationError):
    """The step is not possible from the state the import is in."""


def may_import(user) -> bool:
    """Whether ``user`` may bring rolls in and take them out."""
    return user is None or user.has_perm(PERMISSION)


def _require(user) -> None:
    if not may_import(user):
        raise PermissionDenied


def hand_in(
    *, roll: Roll, source: str, file_name: str, user=None, file=None, table: Table | None = None
) -> RollImport:
    """Keep a list that is to be imported; ``file`` is stored where no address leads to."""
    _require(user)
    batch = RollImport(
        roll=roll,
        source=source[:160],
        file_name=file_name[:200],
        headings=list(table.headings) if table else [],
        user=user,
    )
    if file is not None:
        # Its own name may be longer than a file system takes.
        batch.file = File(file, name="list")
    batch.save()
    return batch


def start(*, batch: RollImport, mapping: Mapping, headings: Sequence[str], user=None) -> None:
    """Let an uploaded list be imported in the background."""
    _require(user)
    with transaction.atomic():
        locked = RollImport.objects.select_for_update().get(pk=batch.pk)
        if locked.state != ImportState.UPLOADED:
            raise WrongState(_("This list is being imported or was imported."))
        locked.mapping, locked.headings = mapping.fields, list(headings)
        _hand_over(locked)


def go_on(*, batch: RollImport, user=None) -> None:
    """Take an import that broke off up again, behind the last batch that was kept."""
    _require(user)
    with transaction.atomic():
        locked = RollImport.objects.select_for_update().get(pk=batch.pk)
        if locked.state != ImportState.BROKEN_OFF or not locked.file:
            raise WrongState(_("There is nothing to go on with."))
        pending = (JobState.WAITING, JobState.RETRYING, JobState.RUNNING)
        if Job.objects.filter(pk=locked.report.get("job") or 0, state__in=pending).exists():
            raise WrongState(_("It goes on by itself in a moment."))
        _hand_over(locked)


def _hand_over(locked: RollImport) -> None:
    _move(locked, ImportState.RUNNING)
    job = tasks.enqueue(WORK, pk=locked.pk)
    locked.report = {
        **locked.report,
        "job": job.pk,
        "at": timezone.now().isoformat(),
        "problem": "",
    }
    locked.save(update_fields=["state", "mapping", "headings", "report"])


def give_up(*, batch: RollImport, user) -> None:
    """The list is not wanted after all; what was imported of it stays."""
    _require(user)
    with transaction.atomic():
        locked = RollImport.objects.select_for_update().get(pk=batch.pk)
        _move(locked, ImportState.GIVEN_UP)
        locked.finished_at = timezone.now()
        locked.save(update_fields=["state", "finished_at"])
        _log(locked, "import_given_up", user)


def break_off(*, batch: RollImport, problem: str = "") -> None:
    """The work stopped; it can be taken up behind the last batch that was kept."""
    with transaction.atomic():
        locked = RollImport.objects.select_for_update().get(pk=batch.pk)
        if locked.state != ImportState.RUNNING:
            return
        _move(locked, ImportState.BROKEN_OFF)
        locked.report = {**locked.report, "problem": problem[:500]}
        locked.save(update_fields=["state", "report"])


def resumable(*, roll: Roll, source: str, now: datetime.datetime) -> RollImport | None:
    """The last import of this list, if it broke off or died."""
    batch = RollImport.objects.filter(roll=roll, source=source[:160]).first()
    if batch is None or batch.state == ImportState.BROKEN_OFF:
        return batch
    if batch.state != ImportState.RUNNING:
        return None
    seen = batch.report.get("at", "")
    if seen and datetime.datetime.fromisoformat(seen) > now - STILL_ALIVE:
        raise WrongState(_("This list is being imported right now."))
    break_off(batch=batch)
    batch.refresh_from_db()
    return batch


def run(
    *,
    batch: RollImport,
    table: Table,
    mapping: Mapping,
    user=None,
    progress: Progress | None = None,
    findings: Callable[[RollImportFault], None] | None = None,
) -> Report:
    """Import ``table`` to its end and look for entries that may be one person.

    An import that fails is marked as broken off, and what failed is raised.
    """
    with transaction.atomic():
        locked = RollImport.objects.select_for_update().get(pk=batch.pk)
        if locked.state != ImportState.RUNNING:
            _move(locked, ImportState.RUNNING)
        locked.mapping, locked.headings = mapping.fields, list(table.headings)
        locked.save(update_fields=["state", "mapping", "headings"])
    try:
        report = take_in(
            table=table, mapping=mapping, batch=locked, progress=progress, findings=findings
        )
        report.pairs = pairs.find(batch=locked, progress=progress)
    except BaseException as error:
        # Also where the process is told to stop: what was kept is known, and can go on.
        break_off(batch=locked, problem=f"{type(error).__name__}: {error}")
        raise
    report.finished = True
    with transaction.atomic():
        _move(locked, ImportState.DONE)
        locked.report = {**locked.report, **report.as_dict()}
        locked.finished_at = timezone.now()
        locked.save(update_fields=["state", "report", "finished_at"])
        _log(locked, "imported", user)
    return report


def _move(batch: RollImport, to: ImportState) -> None:
    if to not in IMPORT_TRANSITIONS[ImportState(batch.state)]:
        message = _("“%(state)s” cannot become “%(to)s”.")
        raise WrongState(
            message % {"state": ImportState(batch.state).label, "to": ImportState(to).label}
        )
    batch.state = to


def _log(batch: RollImport, action: str, user) -> None:
    data = {"list": batch.source, "created": batch.report.get("created", 0)}
    log(instance=batch.roll, action=f"{LOG}{action}", user=user, data=data)
