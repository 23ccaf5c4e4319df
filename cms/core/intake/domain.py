"""Use cases of what the public hands in; forms, admin, API and commands call these."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from . import checks, evidence, keys, limits
from .enums import EnteredVia
from .fields import phone_index
from .kinds import all_kinds, kind_of
from .models import Consent, Draft, IntakeRecord, PrivacyNotice, UnmaskLog
from .receipts import parse_receipt

REASON_LEAST = 4


class NotFoundError(Exception):
    """No record has this receipt number together with this telephone number."""


class IllegalTransitionError(Exception):
    """A record may not go from its state to the one asked for."""


class StaleError(Exception):
    """Somebody else changed the record since it was looked at."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a form came from: by whom, how, and on what basis.

    The public's own has a ``proof`` and an ``address``; one that a clerk fills
    in (代填) has ``clerk``, ``via`` and ``basis`` instead. ``is_admitted`` where
    :func:`admit` let in the form that several records come by.
    """

    proof: checks.Proof | None = None
    address: str = ""
    clerk: AbstractBaseUser | None = None
    via: EnteredVia = EnteredVia.WEB
    basis: str = ""
    is_admitted: bool = False


def hand_in(
    *,
    record: IntakeRecord,
    notice: PrivacyNotice,
    origin: Origin,
    once: str = "",
    draft: Draft | None = None,
) -> tuple[IntakeRecord, bool]:
    """Take in a record; gives it and whether it is new.

    The same answers sent again with the same ``once`` (a double click, the
    back button) give the record of the first time. Raises ``ValidationError``,
    :class:`~.checks.CheckError`, :class:`~.limits.TooManyError` or
    ``PermissionDenied``; nothing is kept then.
    """
    _check_origin(record, origin)
    record.entered_via, record.entered_by = origin.via, origin.clerk
    record.entered_basis = origin.basis.strip()
    record.submission_key = _submission_key(record, once) if once else None
    if origin.address:
        record.address_digest = keys.digest("source address", origin.address)
    record.full_clean(exclude=["receipt", "submission_key", "consent"])
    if found := _handed_in_before(record):
        return found, False
    if origin.proof and not origin.is_admitted and checks.is_used(origin.proof):
        raise checks.CheckUsedError("the check was used already")
    try:
        with transaction.atomic():
            _save_new(record, notice, origin, draft)
    except (IntegrityError, checks.CheckUsedError):
        # A twin of this request was quicker, or somebody else used the same proof.
        if found := _handed_in_before(record):
            return found, False
        raise
    return record, True


def admit(*, origin: Origin, contact: str) -> Origin:
    """Use up the proof of a form of the public, and count it against the limits.

    To be called in the transaction of what it takes in. Where that is several
    records, :func:`hand_in` is called for each with the origin this gives.
    Raises :class:`~.checks.CheckUsedError` and :class:`~.limits.TooManyError`.
    """
    if origin.proof is None:
        raise PermissionDenied("a form of the public needs a proof")
    checks.use(origin.proof)
    if not origin.proof.solved:
        limits.spend(action="submit-unsolved", address=origin.address)
    limits.spend(action="submit", address=origin.address, contact=contact)
    return replace(origin, is_admitted=True)


def _check_origin(record: IntakeRecord, origin: Origin) -> None:
    if origin.clerk is None:
        if origin.proof is None or origin.via != EnteredVia.WEB:
            raise PermissionDenied("a form of the public needs a proof")
        return
    if not origin.clerk.has_perm(record.permission("add")):
        raise PermissionDenied("this clerk may not fill in for others")
    if origin.via == EnteredVia.WEB or not origin.basis.strip():
        raise ValidationError(
            {"entered_basis": _("Say on what basis: number of the signed paper, or the call.")}
        )


def _submission_key(record: IntakeRecord, once: str) -> str:
    said = {
        field.name: field.value_from_object(record)
        for field in record._meta.concrete_fields
        if field.editable and not field.primary_key
    }
    text = json.dumps([record.kind, once, said], default=str, sort_keys=True)
    return keys.digest("submission", text)


def _handed_in_before(record: IntakeRecord):
    if not record.submission_key:
        return None
    return type(record).objects.filter(submission_key=record.submission_key).first()


def _save_new(record, notice: PrivacyNotice, origin: Origin, draft: Draft | None) -> None:
    if origin.proof and not origin.is_admitted:
        admit(origin=origin, contact=record.contact_phone or record.contact_email)
    record.consent = Consent.objects.create(
        notice=notice, via=origin.via, recorded_by=origin.clerk, basis=record.entered_basis
    )
    record.save(force_insert=True)
    if draft is not None:
        evidence.hand_over(draft=draft, record=record)
        draft.delete()
    log(
        instance=record,
        action="core.intake.received",
        user=origin.clerk,
        data={"via": str(origin.via)},
    )


def look_up(*, receipt: str, phone: str, address: str) -> IntakeRecord:
    """The record with this receipt number, for whoever knows its telephone number too.

    The whole number is asked for, not its last digits: those stand on the
    receipt. One that was handed in without any is found by its number alone,
    of which 63 bits are random. Raises a :class:`~.receipts.ReceiptError` for a mistyped number,
    :class:`NotFoundError` alike for one that does not exist and for another's
    telephone number, and :class:`~.limits.TooManyError` for guessing.
    """
    number = parse_receipt(receipt)
    limits.spend(action="look-up", address=address, receipt=number)
    given = phone_index(phone)
    found = None
    for kind in all_kinds():
        found = found or kind.model.objects.filter(receipt=number).first()
    expected = found.phone_index if found else ""
    # Compared also where there is nothing to compare with, so that time tells nothing.
    same = hmac.compare_digest(given or "-" * 64, expected or "x" * 64)
    if found is not None and not phone and found.is_followed_by_number:
        same = found.purged_at is None
    if found is None or not same:
        raise NotFoundError
    return found


def move(
    *,
    record: IntakeRecord,
    to: str,
    user: AbstractBaseUser,
    seen: str | None = None,
    changes: Mapping[str, object] | None = None,
) -> IntakeRecord:
    """Bring a record into another state, as its kind's table allows; gives it as it is now.

    ``seen`` is the state the officer was looking at: when it is no longer so,
    raises :class:`StaleError`. ``changes`` are fields to set with it. Raises
    ``PermissionDenied`` or :class:`IllegalTransitionError` otherwise.
    """
    if not user.has_perm(record.permission("change")):
        raise PermissionDenied("this user may not change such records")
    with transaction.atomic():
        locked = _locked(record)
        if seen is not None and locked.state != seen:
            raise StaleError
        if to not in record.transitions.get(locked.state, ()) or locked.purged_at:
            raise IllegalTransitionError(f"{locked!r}: {locked.state} → {to}")
        return _moved(locked, to, user, changes or {})


def answer(
    *, record: IntakeRecord, to: str, seen: str, answer: str, user: AbstractBaseUser
) -> IntakeRecord:
    """Move a record on, with what the office says to it; raises as :func:`move` does.

    An empty ``answer`` leaves the one that is there.
    """
    field = kind_of(record.kind).answer_field
    changes = {field: answer.strip()} if field and answer.strip() else {}
    return move(record=record, to=to, seen=seen, user=user, changes=changes)


def withdraw(*, record: IntakeRecord) -> IntakeRecord:
    """The person takes a record back; raises :class:`IllegalTransitionError` when too late."""
    with transaction.atomic():
        locked = _locked(record)
        if not locked.can_be_withdrawn:
            raise IllegalTransitionError(f"{locked!r}: {locked.state} → withdrawn")
        return _moved(locked, locked.withdrawn_state, None, {})


def _locked(record: IntakeRecord) -> IntakeRecord:
    return type(record).objects.select_for_update().get(pk=record.pk)


def _moved(locked, to, user, changes: Mapping[str, object]) -> IntakeRecord:
    before, locked.state = locked.state, to
    for name, value in changes.items():
        setattr(locked, name, value)
        locked._meta.get_field(name).clean(value, locked)
    locked.closed_at = timezone.now() if locked.is_closed else None
    locked.save(update_fields=["state", "closed_at", "changed_at", *changes])
    log(
        instance=locked,
        action="core.intake.moved",
        user=user,
        data={"from": str(before), "to": str(to)},
    )
    return locked


def set_hold(
    *, record: IntakeRecord, hold: bool, reason: str, user: AbstractBaseUser
) -> IntakeRecord:
    """Keep a record's personal data from the purge, or give them free; says why in the log."""
    if not user.has_perm(record.permission("hold")):
        raise PermissionDenied("this user may not hold records")
    reason = _checked_reason(reason)
    with transaction.atomic():
        locked = _locked(record)
        locked.hold, locked.hold_reason = hold, reason if hold else ""
        locked.save(update_fields=["hold", "hold_reason", "changed_at"])
        action = "core.intake.held" if hold else "core.intake.released"
        log(
            instance=locked,
            action=action,
            user=user,
            data={"note": reason},
        )
    return locked


def unmask(*, record: IntakeRecord, field: str, reason: str, user: AbstractBaseUser) -> str:
    """The whole value of a personal field, and a line in the log that it was shown.

    Raises ``PermissionDenied``, ``ValidationError`` for a missing reason, and
    ``LookupError`` for a field that is not personal.
    """
    if not user.has_perm(record.permission("unmask")):
        raise PermissionDenied("this user may not see personal data")
    if field not in {personal.name for personal in readable_fields(record)}:
        raise LookupError(field)
    _log_unmasking(record, field, _checked_reason(reason), user)
    return str(getattr(record, field))


def open_evidence(*, record: IntakeRecord, pk: int, reason: str, user: AbstractBaseUser):
    """A file of a record for download, and a line in the log that it was taken.

    Raises ``PermissionDenied``, ``ValidationError`` or ``Evidence.DoesNotExist``.
    """
    if not user.has_perm(record.permission("unmask")):
        raise PermissionDenied("this user may not see personal data")
    file = evidence.evidence_of(record).get(pk=pk)
    _log_unmasking(record, f"evidence {pk}", _checked_reason(reason), user)
    return file


def readable_fields(record: IntakeRecord) -> list[models.Field]:
    """The personal fields that hold something to be read."""
    return [
        field
        for field in record.personal_fields()
        if field.editable and getattr(record, field.name)
    ]


def _checked_reason(reason: str) -> str:
    text = " ".join(reason.split())
    if len(text) < REASON_LEAST:
        raise ValidationError(_("Say why, in at least four characters."), code="reason")
    return text[:200]


def _log_unmasking(record: IntakeRecord, field: str, reason: str, user) -> None:
    UnmaskLog.objects.create(
        user=user, record=record, receipt=record.receipt, field=field, reason=reason
    )
