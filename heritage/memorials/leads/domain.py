"""Use cases of leads: giving one, writing to and fro, following it up, confirming it."""

from __future__ import annotations

from collections.abc import Mapping

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.intake import domain as intake
from cms.core.intake import limits
from cms.core.intake.models import Draft, PrivacyNotice
from cms.core.intake.notices import notify
from cms.core.intake.receipts import grouped
from heritage.memorials.enums import Kinship, LeadState
from heritage.memorials.leads.amending import amend
from heritage.memorials.models import KinLead, LeadMessage, RollEntry

RECEIVED = "kin-lead.received"
MOVED = "kin-lead.moved"
ANSWERED = "kin-lead.answered"
LOG = "heritage.kin_lead."


class LeadClosedError(Exception):
    """Nothing more is written about a lead that is closed."""


def give_lead(
    *,
    entry: RollEntry,
    name: str,
    phone: str,
    kinship: Kinship,
    knows: str,
    relation: str = "",
    email: str = "",
    notice: PrivacyNotice,
    origin: intake.Origin,
    once: str = "",
    draft: Draft | None = None,
) -> tuple[KinLead, bool]:
    """Take in what somebody knows about a name on a roll, and tell its receipt number.

    Files come with ``draft``. Raises as ``cms.core.intake.domain.hand_in``
    does, and ``ValidationError`` for a name that is not public any more.
    """
    if not RollEntry.objects.published().filter(pk=entry.pk).exists():
        raise ValidationError(_("This name is not shown at present; please call us."))
    lead = KinLead(
        entry=entry,
        contact_name=name,
        contact_phone=phone,
        contact_email=email,
        kinship=kinship,
        relation=relation,
        knows=knows,
    )
    with transaction.atomic():
        lead, is_new = intake.hand_in(
            record=lead, notice=notice, origin=origin, once=once, draft=draft
        )
        if is_new:
            _notify(RECEIVED, lead)
    return lead, is_new


def write(*, lead: KinLead, text: str, address: str) -> LeadMessage:
    """A message from whoever holds the receipt; the same twice in a row is one.

    Raises :class:`LeadClosedError`, ``ValidationError`` or
    :class:`~cms.core.intake.limits.TooManyError`.
    """
    with transaction.atomic():
        locked = _open(lead)
        last = locked.messages.order_by("-sent_at", "-pk").first()
        if last and not last.from_office and last.text == text:
            return last
        limits.spend(action="message", address=address, receipt=locked.receipt)
        return _written(locked, text)


def answer(*, lead: KinLead, text: str, user: AbstractBaseUser) -> LeadMessage:
    """A message from the custodian; the family is told that there is one.

    Raises ``PermissionDenied``, :class:`LeadClosedError` or ``ValidationError``.
    """
    _require(lead, user)
    with transaction.atomic():
        locked = _open(lead)
        message = _written(locked, text, by=user, from_office=True)
        log(instance=locked, action=f"{LOG}answered", user=user)
        _notify(ANSWERED, locked)
    return message


def move_lead(
    *, record: KinLead, to: str, seen: str, answer: str, user: AbstractBaseUser
) -> KinLead:
    """Bring a lead into another state and tell the family; raises as ``intake.move`` does.

    ``answer`` is what was found; the family reads it under the receipt. One
    is confirmed by :func:`confirm` only.
    """
    if to == LeadState.CONFIRMED:
        raise intake.IllegalTransitionError(f"{record!r} is confirmed with its amendment")
    return _moved(record, to=to, seen=seen, answer=answer, user=user)


def confirm(
    *,
    lead: KinLead,
    seen: str,
    version: int,
    finding: str,
    source: str,
    changes: Mapping[str, object],
    user: AbstractBaseUser,
) -> tuple[KinLead, list[str]]:
    """Confirm a lead and amend the entry with it as a source; gives it and what was not understood.

    ``version`` is the entry's as it was looked at: ``ValidationError`` where it
    was changed since. ``changes`` are new values of :data:`~.amending.AMENDABLE` fields; ``source``
    is what the public reads of where they come from, never who. Raises as
    ``intake.move`` does, ``PermissionDenied`` for one who may not change
    entries, and ``ValidationError`` for a lead whose entry is gone; nothing is
    changed then.
    """
    if not user.has_perm("heritage.change_rollentry"):
        raise PermissionDenied("this user may not change names on rolls")
    with transaction.atomic():
        moved = _moved(lead, to=LeadState.CONFIRMED, seen=seen, answer=finding, user=user)
        if moved.entry_id is None:
            raise ValidationError(_("The name on the roll was deleted meanwhile."))
        unread = amend(
            entry=moved.entry,
            version=version,
            lead=moved,
            source=source,
            changes=dict(changes),
            user=user,
        )
    return moved, unread


def _moved(lead: KinLead, **step) -> KinLead:
    with transaction.atomic():
        moved = intake.answer(record=lead, **step)
        _notify(MOVED, moved, state=str(moved.get_state_display()))
    return moved


def _open(lead: KinLead) -> KinLead:
    locked = KinLead.objects.select_for_update().get(pk=lead.pk)
    if locked.is_closed or locked.purged_at:
        raise LeadClosedError
    return locked


def _written(lead: KinLead, text: str, **more) -> LeadMessage:
    message = LeadMessage(lead=lead, text=text, **more)
    message.full_clean()
    message.save()
    return message


def _require(lead: KinLead, user: AbstractBaseUser) -> None:
    if not user.has_perm(lead.permission("change")):
        raise PermissionDenied("this user may not follow up leads")


def _notify(kind: str, lead: KinLead, **more: str) -> None:
    if to := lead.contact_phone or lead.contact_email:
        notify(kind=kind, to=str(to), context={"receipt": grouped(lead.receipt), **more})
