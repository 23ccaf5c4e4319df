"""What the office decides beside the judges: proposing, calling up (递补), passing over, dropping."""

from __future__ import annotations

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from heritage.honours.candidacies import move
from heritage.honours.capacities import require_office
from heritage.honours.enums import CandidacyState, Role
from heritage.honours.models import Campaign, Candidacy, RoundResult, ScoringRound
from heritage.honours.quotas import has_room
from heritage.honours.screening.domain import checked_reason


def propose(
    *, candidacy: Candidacy, reason: str, user: AbstractBaseUser, seen: int | None = None
) -> Candidacy:
    """Propose somebody by a decision of the office: where there are no rounds, or to fill a place.

    Raises ``ValidationError`` while judges still have to decide and where all
    places of the title are taken, and as :func:`~heritage.honours.candidacies.move` does.
    """
    require_office(user)
    with transaction.atomic():
        # Two officers filling one place wait for each other.
        Campaign.objects.select_for_update(of=("self",)).get(pk=candidacy.campaign_id)
        if _judges_decide(candidacy):
            raise ValidationError(_("The result of the judges comes first."))
        if not has_room(candidacy):
            raise ValidationError(_("All places of this title are taken."))
        return _moved(candidacy, CandidacyState.PROPOSED, reason, user, seen)


def pass_over(
    *, candidacy: Candidacy, reason: str, user: AbstractBaseUser, seen: int | None = None
) -> Candidacy:
    """Decide that somebody is not chosen; raises as :func:`propose` does."""
    require_office(user)
    return _moved(candidacy, CandidacyState.NOT_CHOSEN, reason, user, seen)


def drop(
    *, candidacy: Candidacy, reason: str, user: AbstractBaseUser, seen: int | None = None
) -> Candidacy:
    """Take somebody out of the selection for good after a check; raises as :func:`propose` does."""
    require_office(user)
    return _moved(candidacy, CandidacyState.DROPPED, reason, user, seen)


def _judges_decide(candidacy: Candidacy) -> bool:
    rounds = ScoringRound.objects.filter(stage__campaign=candidacy.campaign_id)
    applied = RoundResult.objects.filter(round__in=rounds, applied_at__isnull=False)
    asked = rounds.exclude(pk__in=applied.values("round"))
    return any(_is_for(each, candidacy) for each in asked.prefetch_related("titles"))


def _is_for(scoring_round: ScoringRound, candidacy: Candidacy) -> bool:
    titles = {title.pk for title in scoring_round.titles.all()}
    return not titles or candidacy.title_id in titles


def _moved(candidacy, to: CandidacyState, reason: str, user, seen: int | None) -> Candidacy:
    return move(
        candidacy=candidacy,
        to=to,
        role=Role.OFFICE,
        user=user,
        seen=seen,
        reason=checked_reason(reason),
    )
