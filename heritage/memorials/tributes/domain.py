"""Paying tribute: the use case of the public form and of anything else that pays."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core.intake import checks, limits
from heritage.memorials.enums import TributeKind
from heritage.memorials.models import TributeMessage
from heritage.memorials.tributes.counting import count_one
from heritage.memorials.tributes.honoured import Honoured
from heritage.memorials.tributes.terms import flags_of, known_terms

FORM = checks.carry("tribute")


def pay_tribute(
    *,
    honoured: Honoured,
    kind: TributeKind,
    proof: checks.Proof,
    address: str,
    name: str = "",
    text: str = "",
) -> TributeMessage | None:
    """Count one tribute, and keep the words left with it until somebody approves them.

    Gives the message, or None where neither words nor a name were left. All in
    one transaction with the spending of the proof: what is counted was proved
    once, and what was proved once is counted. Nothing is kept of who paid it.

    Raises ``ValidationError`` for words that are too long, a
    :class:`~cms.core.intake.checks.CheckError` for a proof that was used, and
    :class:`~cms.core.intake.limits.TooManyError`; nothing is counted then.
    """
    if kind not in TributeKind.values:
        raise ValidationError({"kind": _("This is no kind of tribute.")})
    message = _message(honoured, kind, name.strip(), text.strip())
    if checks.is_used(proof):
        raise checks.CheckUsedError("the check was used already")
    with transaction.atomic():
        checks.use(proof)
        if not proof.solved:
            limits.spend(action="tribute-unsolved", address=address)
        limits.spend(action="tribute", address=address)
        if message is not None:
            message.save(force_insert=True)
        count_one(honoured=honoured, kind=TributeKind(kind), day=timezone.localdate())
    return message


def _message(honoured: Honoured, kind: str, name: str, text: str) -> TributeMessage | None:
    if not (name or text):
        return None
    message = TributeMessage(
        **honoured.column,
        kind=kind,
        name=name,
        text=text,
        flags=flags_of(name, text, known_terms()),
    )
    message.full_clean(exclude=["site", "entry", "person"], validate_constraints=False)
    return message
