"""A table of many nominations that a clerk uploads: kept, looked through, taken in."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from cms.core.intake.domain import Origin
from cms.core.intake.enums import EnteredVia
from cms.core.intake.models import PrivacyNotice
from cms.core.tables import open_table
from heritage.honours.models import BatchUpload, CampaignTitle, Nomination
from heritage.honours.nominating import tables

MOST_ROWS = 500


class BatchTakenError(Exception):
    """The table was taken in already."""


def upload(
    *, title: CampaignTitle, organisation_name: str, file: UploadedFile, user: AbstractBaseUser
) -> BatchUpload:
    """Keep a table to be looked at; raises ``TableError`` for what is none."""
    open_table(file, name=file.name)
    file.seek(0)
    return BatchUpload.objects.create(
        title=title,
        organisation_name=organisation_name,
        file=file,
        file_name=file.name[:200],
        by=user,
    )


def check(batch: BatchUpload) -> tables.Checked:
    """Read a table and say what of it could be taken in; nothing is."""
    with batch.file.open("rb") as file:
        return tables.look_through(
            file,
            name=batch.file_name,
            title=batch.title,
            shared={"organisation_name": batch.organisation_name},
            most=MOST_ROWS,
        )


def take_in(*, batch: BatchUpload, notice: PrivacyNotice, user: AbstractBaseUser) -> int:
    """Take in every row of a table, or none; gives how many.

    Raises :class:`BatchTakenError`, and as :func:`~.tables.take_rows` does.
    """
    with transaction.atomic():
        locked = BatchUpload.objects.select_for_update(of=("self",)).get(pk=batch.pk)
        if locked.taken_at is not None:
            raise BatchTakenError
        made = tables.take_rows(
            checked=check(batch),
            title=batch.title,
            notice=notice,
            origin_of=lambda number: Origin(
                clerk=user, via=EnteredVia.PAPER, basis=basis_of(locked, number)
            ),
            once=str(locked.pk),
        )
        locked.taken_at, locked.taken = timezone.now(), len(made)
        locked.save(update_fields=["taken_at", "taken"])
    return locked.taken


def basis_of(batch: BatchUpload, number: int) -> str:
    """What stands on a nomination as its basis: the table and the row it came in."""
    return f"批量推荐表{batch.pk}第{number}行"


def taken_from(batch: BatchUpload):
    """The nominations that were made of a table, as long as that is kept."""
    prefix = basis_of(batch, 0).split("第")[0] + "第"
    return Nomination.objects.filter(title=batch.title, entered_basis__startswith=prefix).order_by(
        "pk"
    )
