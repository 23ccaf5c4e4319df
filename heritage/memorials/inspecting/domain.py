"""Use cases of inspections: keeping a schedule, reporting a visit, mending what was found."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.intake.sniffing import PICTURES, check_evidence
from cms.core.uploads import strip_location
from heritage.memorials.enums import (
    DEFECT_TRANSITIONS,
    DefectState,
    Grade,
    InspectionPart,
    Severity,
)
from heritage.memorials.models import (
    Defect,
    Inspection,
    InspectionItem,
    InspectionPicture,
    InspectionSchedule,
    MemorialSitePage,
)

LOG = "heritage.inspection."
MOST_PICTURES = 60
LARGEST_PICTURE = 20 * 1024 * 1024


class IllegalStepError(Exception):
    """A defect may not go from its state to the one asked for."""


class StaleError(Exception):
    """Somebody else moved the defect on since it was looked at."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of one part."""

    part: InspectionPart
    grade: Grade
    note: str = ""
    pictures: Sequence[UploadedFile] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A defect as it is reported."""

    part: InspectionPart
    severity: Severity
    what: str
    deadline: datetime.date | None = None
    pictures: Sequence[UploadedFile] = field(default=())


def may(user: AbstractBaseUser, action: str, model: str = "inspection") -> bool:
    """Whether somebody may ``view``, ``add`` or ``change`` inspections (or defects, schedules)."""
    return user.has_perm(f"heritage.{action}_{model}")


def _require(user: AbstractBaseUser, action: str, model: str = "inspection") -> None:
    if not may(user, action, model):
        raise PermissionDenied(f"this user may not {action} {model}")


def clean_picture(file: UploadedFile) -> UploadedFile:
    """A photograph that is whole, of a taken kind and size, without the place it was taken at.

    Raises ``ValidationError``.
    """
    if file.size > LARGEST_PICTURE:
        raise ValidationError(
            _("“%(name)s” is larger than %(size)d MB."),
            code="too_large",
            params={"name": file.name, "size": LARGEST_PICTURE // 1024**2},
        )
    check_evidence(file, PICTURES)
    return strip_location(file)


def report_inspection(
    *,
    site: MemorialSitePage,
    on: datetime.date,
    inspector_name: str,
    found: Sequence[Found],
    faults: Sequence[Fault] = (),
    note: str = "",
    client_key: str | None = None,
    user: AbstractBaseUser,
) -> tuple[Inspection, bool]:
    """Keep the record of a visit; gives it and whether it is new.

    The same ``client_key`` sent again, after a connection that broke, gives the
    record of the first time. Raises ``PermissionDenied`` or ``ValidationError``;
    nothing is kept then.
    """
    _require(user, "add")
    if known := _sent_before(client_key, user):
        return known, False
    _check(on, found, faults)
    inspection = Inspection(
        site=site,
        on=on,
        by=user,
        inspector_name=inspector_name,
        note=note,
        client_key=client_key or None,
    )
    inspection.full_clean(exclude=["client_key"])
    cleaned = {
        id(file): clean_picture(file) for each in (*found, *faults) for file in each.pictures
    }
    try:
        with transaction.atomic(), _album() as album:
            inspection.save()
            for each in found:
                _keep_item(inspection, each, cleaned, album)
            for each in faults:
                _keep_fault(inspection, each, cleaned, album)
            log(
                instance=inspection,
                action=f"{LOG}reported",
                user=user,
                data={"site": site.pk, "on": on.isoformat(), "defects": len(faults)},
            )
    except IntegrityError:
        # Its twin was quicker.
        if known := _sent_before(client_key, user):
            return known, False
        raise
    return inspection, True


def _sent_before(client_key: str | None, user) -> Inspection | None:
    if not client_key:
        return None
    known = Inspection.objects.filter(client_key=client_key).first()
    if known and known.by_id != user.pk:
        raise PermissionDenied("this key belongs to somebody else's inspection")
    return known


def _check(on: datetime.date, found: Sequence[Found], faults: Sequence[Fault]) -> None:
    if on > timezone.localdate():
        raise ValidationError({"on": _("The day of the visit has not come yet.")})
    if not found:
        raise ValidationError(_("Say of one part at least how it stands."))
    if len({each.part for each in found}) != len(found):
        raise ValidationError(_("A part is graded twice."))
    if sum(len(each.pictures) for each in (*found, *faults)) > MOST_PICTURES:
        raise ValidationError(
            _("At most %(count)d pictures."), params={"count": MOST_PICTURES}, code="too_many"
        )
    for fault in faults:
        if fault.deadline and fault.deadline < on:
            raise ValidationError(_("A defect is to be mended before it was found."))


def _keep_item(inspection: Inspection, found: Found, cleaned, album) -> None:
    item = InspectionItem(
        inspection=inspection, part=found.part, grade=found.grade, note=found.note
    )
    item.full_clean()
    item.save()
    for file in found.pictures:
        _keep_picture(album, inspection, cleaned[id(file)], part=found.part)


def _keep_fault(inspection: Inspection, fault: Fault, cleaned, album) -> None:
    defect = Defect(
        inspection=inspection,
        part=fault.part,
        severity=fault.severity,
        what=fault.what,
        deadline=fault.deadline,
    )
    defect.full_clean()
    defect.save()
    for file in fault.pictures:
        _keep_picture(album, inspection, cleaned[id(file)], part=fault.part, defect=defect)


def _keep_picture(album: list, inspection: Inspection, file: UploadedFile, **more) -> None:
    picture = InspectionPicture(inspection=inspection, file=file, **more)
    picture.save()
    album.append(picture)


@contextmanager
def _album() -> Iterator[list[InspectionPicture]]:
    """Photographs kept meanwhile; taken off the disk again where the whole fails."""
    album: list[InspectionPicture] = []
    try:
        yield album
    except BaseException:
        for picture in album:
            picture.file.storage.delete(picture.file.name)
        raise


def report_repair(
    *,
    defect: Defect,
    seen: str,
    on: datetime.date,
    what: str,
    pictures: Sequence[UploadedFile] = (),
    user: AbstractBaseUser,
) -> Defect:
    """Say that a defect was mended, when and how; it waits to be confirmed.

    Raises ``PermissionDenied``, ``ValidationError``, :class:`StaleError` or
    :class:`IllegalStepError`.
    """
    _require(user, "change", "defect")
    if on > timezone.localdate():
        raise ValidationError({"on": _("This day has not come yet.")})
    if on < defect.inspection.on:
        raise ValidationError({"on": _("It was mended before it was found.")})
    cleaned = [clean_picture(file) for file in pictures[:MOST_PICTURES]]
    with transaction.atomic(), _album() as album:
        locked = _step(
            defect, DefectState.REPAIRED, seen, user, repaired_on=on, repair=what.strip()
        )
        for file in cleaned:
            _keep_picture(
                album, locked.inspection, file, part=locked.part, defect=locked, after_repair=True
            )
    return locked


def confirm_repair(*, defect: Defect, seen: str, user: AbstractBaseUser) -> Defect:
    """Confirm a repair after looking at it; raises as :func:`report_repair` does."""
    _require(user, "change")
    return _step(defect, DefectState.CONFIRMED, seen, user, confirmed_by=user)


def reopen(*, defect: Defect, seen: str, why: str, user: AbstractBaseUser) -> Defect:
    """Say that a repair did not do; the defect is open again, the reason is in the log."""
    _require(user, "change")
    if not why.strip():
        raise ValidationError({"why": _("Say what is still wrong.")})
    return _step(defect, DefectState.OPEN, seen, user, note=why.strip()[:300])


def _step(defect: Defect, to: DefectState, seen: str, user, note: str = "", **changes) -> Defect:
    with transaction.atomic():
        locked = Defect.objects.select_for_update().get(pk=defect.pk)
        before = locked.state
        if before != seen:
            raise StaleError
        if to not in DEFECT_TRANSITIONS[DefectState(before)]:
            raise IllegalStepError(f"{before} → {to}")
        locked.state = to
        for name, value in changes.items():
            setattr(locked, name, value)
        locked.full_clean()
        locked.save(update_fields=["state", *changes])
        data = {"from": str(before), "to": str(to), "note": note or changes.get("repair", "")}
        log(instance=locked, action=f"{LOG}defect_moved", user=user, data=data)
    return locked


def set_schedule(
    *, site: MemorialSitePage, values: dict, user: AbstractBaseUser
) -> InspectionSchedule:
    """Say how often a site is inspected and by whom; raises as a model's ``full_clean`` does."""
    _require(user, "change", "inspectionschedule")
    with transaction.atomic():
        schedule = InspectionSchedule.objects.select_for_update().filter(site=site).first()
        schedule = schedule or InspectionSchedule(site=site)
        for name, value in values.items():
            setattr(schedule, name, value)
        schedule.full_clean()
        schedule.save()
        log(
            instance=schedule,
            action=f"{LOG}scheduled",
            user=user,
            data={"every_months": schedule.every_months, "suspended": schedule.suspended},
        )
    return schedule
