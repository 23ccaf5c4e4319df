"""Opening a closed round again: why, by whom, until when, and in the log."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _g
from wagtail.log_actions import log

from heritage.honours import logbook
from heritage.honours.capacities import require_office
from heritage.honours.judging.domain import LOG, RoundClosedError, has_begun, is_open
from heritage.honours.models import RoundReopening, ScoringRound
from heritage.honours.screening.domain import checked_reason

LONGEST = datetime.timedelta(days=60)


def reopen_round(
    *,
    scoring_round: ScoringRound,
    reason: str,
    until: datetime.datetime,
    user: AbstractBaseUser,
) -> RoundReopening:
    """Let scores change again until ``until``, an aware time ahead, 60 days at the most.

    Raises ``ValidationError`` by field; :class:`RoundClosedError` after the
    campaign was closed. A result that was applied has to be taken back first.
    """
    require_office(user)
    reason, now = checked_reason(reason), timezone.now()
    if not now < until <= now + LONGEST:
        raise ValidationError({"until": _g("A time ahead, within sixty days.")})
    with transaction.atomic():
        held = (
            ScoringRound.objects.select_for_update(of=("self",))
            .select_related("stage__campaign")
            .get(pk=scoring_round.pk)
        )
        campaign = held.stage.campaign
        if campaign.closed_at is not None:
            raise RoundClosedError
        if is_open(held) or not has_begun(held):
            raise ValidationError(_g("The round is not over."))
        if held.results.filter(applied_at__isnull=False).exists():
            raise ValidationError(_g("Its result was applied; take that back first."))
        reopening = RoundReopening.objects.create(
            round=held, reason=reason[:300], until=until, by=user
        )
        held.reopened_until = until
        in_utc = until.astimezone(datetime.UTC).isoformat(timespec="seconds")
        held.save(update_fields=["reopened_until"])
        log(
            instance=campaign,
            action=f"{LOG}reopened",
            user=user,
            data={"note": f"{held}: {reason}"},
        )
        logbook.append(
            campaign=campaign,
            action="round_reopened",
            data={"round": held.pk, "until": in_utc, "reason": logbook.digest_of(reason)},
            user=user,
        )
    return reopening
