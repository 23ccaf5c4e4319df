"""Files of the screening: what came with nominations, records of visits, scans of stamped forms."""

from __future__ import annotations

from functools import partial
from typing import BinaryIO

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models.signals import post_delete
from django.http import FileResponse, Http404
from django.utils.translation import gettext as _

from cms.core.intake import store
from cms.core.intake.domain import REASON_LEAST
from cms.core.intake.evidence import MEGABYTE, evidence_of, safe_name
from cms.core.intake.models import Evidence, UnmaskLog
from cms.core.intake.sniffing import PDF, PICTURES, check_evidence
from cms.core.text import plain
from cms.core.uploads import strip_location
from heritage.honours.capacities import visible_candidacies
from heritage.honours.models import Candidacy, Nomination, OnSiteCheck, Recommendation

LARGEST = 20 * MEGABYTE
SCANS = (PDF, *PICTURES)
_SHOWN = frozenset(kind.mime for kind in PICTURES)


def checked_scan(file: UploadedFile | None) -> UploadedFile | None:
    """A PDF or picture of at most 20 MB, the place it was made at taken out; None stays None.

    Raises ``ValidationError``.
    """
    if not file:
        return None
    if file.size > LARGEST:
        raise ValidationError(
            _("“%(name)s” is larger than %(size)d MB."),
            code="too_large",
            params={"name": file.name, "size": LARGEST // MEGABYTE},
        )
    kind = check_evidence(file, SCANS)
    file = strip_location(file) if kind in PICTURES else file
    file.name = safe_name(file.name)
    return file


def replace_file(field, file: UploadedFile) -> None:
    """Put a checked file into a ``FieldFile`` of a row about to be saved; the one before goes."""
    if field:
        transaction.on_commit(partial(field.storage.delete, field.name))
    field.save(file.name, file, save=False)


def _remove(sender, instance, **kwargs) -> None:
    field = instance.scan if isinstance(instance, Recommendation) else instance.file
    if field:
        transaction.on_commit(partial(field.storage.delete, field.name))


def connect() -> None:
    """Delete a scan or record from disk once the deletion of its row is committed."""
    for model in (Recommendation, OnSiteCheck):
        post_delete.connect(_remove, sender=model, dispatch_uid=f"{model.__name__} file")


def open_evidence(
    *, candidacy: Candidacy, nomination: Nomination, pk: int, user: AbstractBaseUser
) -> Evidence:
    """A file that came with a nomination, and a line in the log that it was looked at.

    Raises ``PermissionDenied`` for who may not see the candidacy, and
    ``Evidence.DoesNotExist``.
    """
    may = visible_candidacies(user).filter(pk=candidacy.pk).exists()
    if not may or nomination.candidacy_id != candidacy.pk:
        raise PermissionDenied("this candidacy is not one of this user's")
    file = evidence_of(nomination).get(pk=pk)
    UnmaskLog.objects.create(
        user=user,
        record=nomination,
        receipt=nomination.receipt,
        field=f"evidence {pk}",
        reason=_("Screening of No. %(code)s") % {"code": candidacy.code},
    )
    return file


def unmask_phone(*, candidacy: Candidacy, reason: str, user: AbstractBaseUser) -> str:
    """The nominee's telephone in full, and a line in the log that it was shown.

    Raises ``PermissionDenied``, and ``ValidationError`` for a missing reason.
    """
    may = visible_candidacies(user).filter(pk=candidacy.pk).exists()
    if not may or not user.has_perm("heritage.unmask_candidacy"):
        raise PermissionDenied("this user may not see personal data")
    reason = " ".join(plain(reason).split())
    if len(reason) < REASON_LEAST:
        raise ValidationError(_("Say why, in at least four characters."), code="reason")
    UnmaskLog.objects.create(
        user=user, record=candidacy, field="nominee_phone", reason=reason[:200]
    )
    return str(candidacy.nominee_phone)


def evidence_response(file: Evidence) -> FileResponse:
    """A file of the public: a picture shown, anything else as a download and nothing else."""
    try:
        content = store.path_of(file.stored_name).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    return _guarded(content, name=str(file.name), mime=file.mime)


def scan_response(field) -> FileResponse:
    """A file that an officer put in (a ``FieldFile``); 404 where there is none."""
    if not field:
        raise Http404
    try:
        content = field.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    name = field.name.rsplit("/", 1)[-1]
    is_pdf = name.lower().endswith(".pdf")
    return _guarded(content, name=name, mime="application/pdf" if is_pdf else "")


def _guarded(content: BinaryIO, *, name: str, mime: str) -> FileResponse:
    shown = mime in _SHOWN
    response = FileResponse(
        content,
        as_attachment=not shown,
        filename=name,
        content_type=mime if shown else "application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, no-store"
    return response
