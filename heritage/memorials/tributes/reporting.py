"""A reader reports a message: it is hidden at once, until a person has looked."""

from __future__ import annotations

from django.db import transaction
from wagtail.log_actions import log

from cms.core.intake import checks, limits
from heritage.memorials.enums import MESSAGE_TRANSITIONS, MessageState
from heritage.memorials.models import TributeMessage, TributeReport

FORM = checks.carry("tribute-report")
REPORTED = "heritage.tribute.reported"


def report_message(
    *, message: TributeMessage, why: str, proof: checks.Proof, address: str
) -> TributeMessage:
    """Write a report down and hide the message; gives it as it is now.

    A message that a person approved after an earlier report stays where it is:
    the report puts it before the moderators again. Raises as
    :func:`~heritage.memorials.tributes.domain.pay_tribute` does.
    """
    if checks.is_used(proof):
        raise checks.CheckUsedError("the check was used already")
    with transaction.atomic():
        checks.use(proof)
        if not proof.solved:
            limits.spend(action="submit-unsolved", address=address)
        limits.spend(action="tribute-report", address=address)
        locked = TributeMessage.objects.select_for_update().get(pk=message.pk)
        TributeReport.objects.create(message=locked, why=why.strip())
        was_looked_at = locked.reports > 0
        locked.reports += 1
        before = locked.state
        if not was_looked_at and MessageState.REPORTED in MESSAGE_TRANSITIONS[before]:
            locked.state = MessageState.REPORTED
        locked.save(update_fields=["state", "reports"])
        log(
            instance=locked,
            action=REPORTED,
            data={"from": str(before), "to": str(locked.state), "note": why.strip()},
        )
    return locked
