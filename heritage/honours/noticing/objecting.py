"""Use cases of objections: raising one, answering it, what an upheld one changes."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from cms.core.intake import domain as intake
from cms.core.intake.models import Draft, PrivacyNotice
from cms.core.intake.notices import notify
from cms.core.intake.receipts import grouped
from heritage.honours import candidacies, logbook
from heritage.honours.capacities import require_office
from heritage.honours.enums import CandidacyState, ObjectionState, Role
from heritage.honours.models import Campaign, Candidacy, Objection, PublicNotice
from heritage.honours.noticing.domain import is_running, strike

RECEIVED = "objection.received"
ANSWERED = "objection.answered"
_DECIDING = (ObjectionState.UPHELD, ObjectionState.NOT_UPHELD)


def object_to(
    *,
    public_notice: PublicNotice,
    candidacy: Candidacy | None,
    statement: str,
    name: str = "",
    phone: str = "",
    email: str = "",
    is_anonymous: bool = False,
    notice: PrivacyNotice,
    origin: intake.Origin,
    once: str = "",
    draft: Draft | None = None,
) -> tuple[Objection, bool]:
    """Take in an objection to a name on a notice, or to the notice as a whole.

    An anonymous one keeps nothing of who raised it, not even what was typed.
    Files come with ``draft``. Raises as ``cms.core.intake.domain.hand_in`` does,
    and ``ValidationError`` once the notice has ended.
    """
    if not is_running(public_notice):
        raise ValidationError(_("The notice has ended. Please call the supervision telephone."))
    if candidacy is not None and not public_notice.rows.filter(candidacy=candidacy).exists():
        raise ValidationError(_("This name is not on the notice."))
    if is_anonymous:
        name = phone = email = ""
    elif not (name and phone):
        raise ValidationError(_("Give your name and telephone number, or object without a name."))
    objection = Objection(
        notice=public_notice,
        candidacy=candidacy,
        is_anonymous=is_anonymous,
        contact_name=name,
        contact_phone=phone,
        contact_email=email,
        statement=statement,
    )
    with transaction.atomic():
        objection, is_new = intake.hand_in(
            record=objection, notice=notice, origin=origin, once=once, draft=draft
        )
        if is_new:
            if is_anonymous:
                # Counted against the limits by now; nothing else may tell who it was.
                Objection.objects.filter(pk=objection.pk).update(address_digest="")
            _append(objection, "objection.received", actor="public")
            _tell(RECEIVED, objection)
    return objection, is_new


def answer_objection(
    *, record: Objection, to: str, seen: str, answer: str, user: AbstractBaseUser
) -> Objection:
    """Bring an objection into another state, with the office's answer; raises as ``intake.move``.

    Whether it is upheld or not, it is answered: ``ValidationError`` without words.
    An upheld one takes the candidacy out of the selection and strikes its name.
    """
    require_office(user)
    if to in _DECIDING and not answer.strip():
        raise ValidationError(_("Every objection is answered: write what was found."))
    with transaction.atomic():
        campaign = record.notice.campaign
        Campaign.objects.select_for_update().only("pk").get(pk=campaign.pk)
        if campaign.closed_at is not None:
            raise ValidationError(_("The campaign is closed."))
        moved = intake.answer(record=record, to=to, seen=seen, answer=answer, user=user)
        if to == ObjectionState.UPHELD and moved.candidacy_id:
            _drop(moved, user)
        data = {"answer": logbook.digest_of(str(moved.answer))} if to in _DECIDING else {}
        _append(moved, f"objection.{to}", user=user, **data)
        if to in _DECIDING:
            _tell(ANSWERED, moved)
    return moved


def withdraw(*, record: Objection) -> Objection:
    """Whoever objected takes it back; raises as ``intake.withdraw``, and it stands in the log."""
    with transaction.atomic():
        withdrawn = intake.withdraw(record=record)
        _append(withdrawn, "objection.withdrawn", actor="public")
    return withdrawn


def _drop(objection: Objection, user: AbstractBaseUser) -> None:
    candidacy = Candidacy.objects.get(pk=objection.candidacy_id)
    if candidacy.state == CandidacyState.HONOURED:
        raise ValidationError(
            _("The decision was made already. Revoke the honour instead, then uphold this.")
        )
    reason = _("An objection was upheld.")
    if candidacies.may_move(candidacy.state, CandidacyState.DROPPED, Role.OFFICE):
        candidacies.move(
            candidacy=candidacy,
            to=CandidacyState.DROPPED,
            role=Role.OFFICE,
            user=user,
            reason=reason,
            data={"objection": objection.pk},
        )
    strike(candidacy=candidacy, reason=reason)


def _append(objection: Objection, action: str, *, user=None, actor: str = "", **data) -> None:
    logbook.append(
        campaign=objection.notice.campaign,
        action=action,
        data={
            "objection": objection.pk,
            "notice": objection.notice_id,
            "candidacy": objection.candidacy_id,
            **data,
        },
        user=user,
        actor=actor,
    )


def _tell(kind: str, objection: Objection) -> None:
    if to := objection.contact_phone or objection.contact_email:
        notify(kind=kind, to=str(to), context={"receipt": grouped(objection.receipt)})
