"""The import of a list of people as background work, and what is left of it afterwards."""

from __future__ import annotations

import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core import clock, tasks
from cms.core.tables import Fault, Mapping, TableError, open_table
from heritage.people.importing.report import Report
from heritage.people.lists import importer
from heritage.people.models import PersonImport

WORK = "heritage.import_people"
KEPT_FOR = datetime.timedelta(days=1)
"""How long an uploaded list waits to be confirmed, and stays after it was taken in."""


class AlreadyStarted(Exception):
    """The list is being imported or was imported."""


def start(*, upload: PersonImport, mapping: Mapping) -> None:
    """Begin to import an uploaded list in the background. Raises :class:`AlreadyStarted`."""
    with transaction.atomic():
        locked = PersonImport.objects.select_for_update().get(pk=upload.pk)
        if locked.job_id or locked.report:
            raise AlreadyStarted
        locked.mapping = mapping.fields
        locked.job = tasks.enqueue(WORK, pk=locked.pk)
        locked.save(update_fields=["mapping", "job"])


@tasks.background(WORK, label=gettext_lazy("Import a list of people"))
def run(progress, *, pk: int) -> None:
    """Import the list; after a break it goes on behind the last batch that was kept."""
    upload = PersonImport.objects.get(pk=pk)
    if upload.report.get("finished"):
        return

    def keep(report: Report) -> None:
        upload.report = report.as_dict()
        upload.save(update_fields=["report"])

    with upload.file.open("rb") as file:
        try:
            table = open_table(file, name=upload.name)
        except TableError as error:
            keep(Report(finished=True, not_understood=[Fault(0, "", upload.name, str(error))]))
            return
        report = importer.import_people(
            table=table,
            mapping=Mapping(upload.mapping),
            source=upload.source,
            user=upload.owner,
            progress=progress,
            resume=Report.from_dict(upload.report) if upload.report else None,
            checkpoint=keep,
        )
    keep(report)
    progress(report.rows, report.rows, _("done"))


@clock.chore("lists of people never confirmed")
def forget_lists() -> int:
    """Delete lists that waited for a day, and the files of those taken in; gives how many."""
    old = PersonImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR).exclude(file="")
    forgotten = 0
    for upload in old:
        if upload.job_id and not upload.report.get("finished"):
            continue
        upload.file.delete(save=False)
        if upload.report:
            upload.save(update_fields=["file"])
        else:
            upload.delete()
        forgotten += 1
    return forgotten
