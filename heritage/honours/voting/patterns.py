"""Votes that look as if a program gave them; a person decides whether they count.

``burst``
    many votes for one candidate from one address within an hour.
``even``
    votes from one address at intervals so even that no crowd gives them: the
    standard deviation of the intervals is under a tenth of their mean.
"""

from __future__ import annotations

import datetime
import hashlib
import statistics
from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Max, Min
from django.db.models.functions import TruncHour
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from heritage.honours import logbook
from heritage.honours.candidacies import StaleError
from heritage.honours.capacities import require_office
from heritage.honours.models import Campaign, PublicVote, Vote, VoteRemoval
from heritage.honours.voting.counting import counted
from heritage.honours.voting.domain import LOG

BURST_LEAST = 20
EVEN_LEAST = 10
EVEN_SPREAD = 0.1
MOST_SHOWN = 200
REASON_LEAST = 2


@dataclass(frozen=True, slots=True)
class Pattern:
    """Votes for one candidacy from one address, first to last, that look alike."""

    kind: str
    candidacy: int
    address: str
    first: datetime.datetime
    last: datetime.datetime
    count: int

    @property
    def key(self) -> str:
        """What names it in a form; changes when a vote comes to it or is taken out."""
        said = f"{self.kind} {self.candidacy} {self.address} {self.first} {self.last} {self.count}"
        return hashlib.sha256(said.encode()).hexdigest()[:32]


def patterns_of(vote: PublicVote) -> list[Pattern]:
    """What stands out among the votes that count, the most votes first."""
    found = [*_bursts(vote), *_even(vote)]
    return sorted(found, key=lambda each: (-each.count, each.first, each.key))[:MOST_SHOWN]


def _bursts(vote: PublicVote) -> list[Pattern]:
    rows = (
        counted(vote)
        .exclude(address_digest="")
        .order_by()
        .annotate(hour=TruncHour("cast_at"))
        .values_list("candidacy_id", "address_digest", "hour")
        .annotate(first=Min("cast_at"), last=Max("cast_at"), number=Count("pk"))
        .filter(number__gte=BURST_LEAST)
    )
    return [
        Pattern("burst", candidacy, address, first, last, number)
        for candidacy, address, _hour, first, last, number in rows
    ]


def _even(vote: PublicVote) -> list[Pattern]:
    many = (
        counted(vote)
        .exclude(address_digest="")
        .order_by()
        .values_list("address_digest")
        .annotate(number=Count("pk"))
        .filter(number__gte=EVEN_LEAST)
        .values_list("address_digest", flat=True)
    )
    times: dict[tuple[int, str], list[datetime.datetime]] = defaultdict(list)
    rows = (
        counted(vote)
        .filter(address_digest__in=many)
        .order_by("cast_at", "pk")
        .values_list("candidacy_id", "address_digest", "cast_at")
    )
    for candidacy, address, at in rows.iterator():
        times[candidacy, address].append(at)
    return [
        Pattern("even", candidacy, address, found[0], found[-1], len(found))
        for (candidacy, address), found in times.items()
        if _is_even(found)
    ]


def _is_even(times: list[datetime.datetime]) -> bool:
    if len(times) < EVEN_LEAST:
        return False
    intervals = [(later - earlier).total_seconds() for earlier, later in pairwise(times)]
    mean = statistics.fmean(intervals)
    return mean > 0 and statistics.pstdev(intervals) < EVEN_SPREAD * mean


def _votes_of(vote: PublicVote, pattern: Pattern):
    return counted(vote).filter(
        candidacy=pattern.candidacy,
        address_digest=pattern.address,
        cast_at__range=(pattern.first, pattern.last),
    )


def remove(*, vote: PublicVote, key: str, reason: str, user: AbstractBaseUser) -> VoteRemoval:
    """Take the votes of a pattern out of the count; who, why and how many is kept and logged.

    Raises ``PermissionDenied``, ``ValidationError`` without a reason, and
    :class:`~heritage.honours.candidacies.StaleError` when the pattern is not as
    it was looked at.
    """
    require_office(user)
    reason = _reason(reason)
    with transaction.atomic():
        campaign = _locked(vote)
        pattern = next((each for each in patterns_of(vote) if each.key == key), None)
        if pattern is None:
            raise StaleError
        removal = VoteRemoval.objects.create(
            vote=vote,
            reason=reason,
            pattern={
                "kind": pattern.kind,
                "candidacy": pattern.candidacy,
                "first": pattern.first.isoformat(),
                "last": pattern.last.isoformat(),
            },
            count=0,
            by=user,
        )
        removal.count = _votes_of(vote, pattern).update(removed_by=removal)
        removal.save(update_fields=["count"])
        _append(campaign, "vote.removed", removal, reason, user)
    return removal


def undo(*, removal: VoteRemoval, reason: str, user: AbstractBaseUser) -> VoteRemoval:
    """Let votes that were taken out count again; raises as :func:`remove`."""
    require_office(user)
    reason = _reason(reason)
    with transaction.atomic():
        campaign = _locked(removal.vote)
        locked = VoteRemoval.objects.select_for_update().get(pk=removal.pk)
        if locked.undone_at is not None:
            raise StaleError
        Vote.objects.filter(removed_by=locked).update(removed_by=None)
        locked.undone_at = timezone.now()
        locked.save(update_fields=["undone_at"])
        _append(campaign, "vote.restored", locked, reason, user)
    return locked


def _locked(vote: PublicVote) -> Campaign:
    campaign = Campaign.objects.select_for_update().get(pk=vote.stage.campaign_id)
    if campaign.closed_at is not None:
        raise ValidationError(_("The campaign is closed."))
    return campaign


def _reason(reason: str) -> str:
    reason = " ".join(reason.split())[:300]
    if len(reason) < REASON_LEAST:
        raise ValidationError({"reason": _("Say why.")})
    return reason


def _append(campaign, action: str, removal: VoteRemoval, reason: str, user) -> None:
    data = {
        "vote": removal.vote_id,
        "removal": removal.pk,
        "count": removal.count,
        "kind": removal.pattern["kind"],
        "candidacy": removal.pattern["candidacy"],
        "reason": logbook.digest_of(reason),
    }
    logbook.append(campaign=campaign, action=action, data=data, user=user)
    name = action.removeprefix("vote.")
    log(instance=removal.vote, action=f"{LOG}{name}", user=user, data={"note": reason})
