"""Moderators decide on messages, one or many at a time; what they did is logged."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from cms.core.text import plain
from heritage.memorials.enums import MESSAGE_TRANSITIONS, MessageState
from heritage.memorials.models import TributeMessage, TributeReport

PERMISSION = "heritage.change_tributemessage"
DECIDED = "heritage.tribute.decided"
MOST_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Decided:
    """How many messages were decided on, and how many stood elsewhere by then."""

    done: int
    passed_over: int


def may_moderate(user: AbstractBaseUser) -> bool:
    """Whether ``user`` decides on messages."""
    return user.has_perm(PERMISSION)


def reported_again() -> QuerySet[TributeMessage]:
    """Approved messages that were reported since a person last looked at them."""
    newer = TributeReport.objects.filter(
        message=OuterRef("pk"), created_at__gt=OuterRef("decided_at")
    )
    return TributeMessage.objects.filter(Exists(newer), state=MessageState.APPROVED, reports__gt=0)


def decide(
    *,
    pks: Iterable[int],
    to: str,
    seen: str,
    user: AbstractBaseUser,
    reason: str = "",
) -> Decided:
    """Bring messages from the state they were ``seen`` in to another, all in one transaction.

    A message that stands elsewhere by then (another moderator was quicker, a
    reader reported it) is passed over. Approving what is approved already
    answers new reports of it. Raises ``PermissionDenied``, and
    ``ValidationError`` for a step that leads nowhere, a removal without a
    reason, or too many at once.
    """
    if not may_moderate(user):
        raise PermissionDenied("this user may not decide on messages")
    keeps = seen == to == MessageState.APPROVED
    if (not keeps and to not in MESSAGE_TRANSITIONS.get(seen, ())) or to == MessageState.REPORTED:
        raise ValidationError(_("This step is not possible from the state the message is in."))
    reason = " ".join(plain(reason).split())
    if to == MessageState.REMOVED and not reason:
        raise ValidationError(_("Say why it is taken down."))
    if len(reason) > (longest := TributeMessage._meta.get_field("reason").max_length):
        raise ValidationError(_("The reason is longer than %d characters.") % longest)
    wanted = set(pks)
    if len(wanted) > MOST_AT_ONCE:
        raise ValidationError(_("At most %d messages at once.") % MOST_AT_ONCE)
    done = 0
    with transaction.atomic():
        # In one order, so that two moderators never wait for each other.
        found = TributeMessage.objects.select_for_update().filter(pk__in=wanted).order_by("pk")
        for message in found:
            if message.state == seen:
                _enter(message, to, user, reason)
                done += 1
    return Decided(done=done, passed_over=len(wanted) - done)


def _enter(message: TributeMessage, to: str, user: AbstractBaseUser, reason: str) -> None:
    before, message.state = message.state, to
    message.decided_by, message.decided_at, message.reason = user, timezone.now(), reason
    message.save(update_fields=["state", "decided_by", "decided_at", "reason"])
    log(
        instance=message,
        action=DECIDED,
        user=user,
        data={"from": str(before), "to": str(to), "note": reason},
    )


def waiting_counts() -> dict[str, int]:
    """How many messages wait for a person, by the list they are in."""
    return {
        "waiting": TributeMessage.objects.filter(state=MessageState.WAITING).count(),
        "reported": TributeMessage.objects.filter(state=MessageState.REPORTED).count(),
        "again": reported_again().count(),
    }
