"""What follows from a result: who goes on, who does not, and taking that back."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _g

from heritage.honours import logbook, quotas
from heritage.honours.candidacies import move
from heritage.honours.capacities import require_office
from heritage.honours.enums import CandidacyState, Role
from heritage.honours.judging.domain import (
    RoundOpenError,
    is_over,
    last_titles,
    rounds_of,
)
from heritage.honours.judging.results import is_current, last_result, locked_campaign
from heritage.honours.models import Candidacy, RoundResult
from heritage.honours.screening.domain import checked_reason


class ResultChangedError(Exception):
    """Scores, rules or the field changed since the result was computed, or a later one stands."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What applying a result does: candidacies by number, in the order of the ranking."""

    going_on: tuple[int, ...]
    leaving: tuple[int, ...]
    without_figure: tuple[int, ...]
    open_ties: int


def outcome_of(result: RoundResult) -> Outcome:
    """Who would go on and who would not.

    Where star levels are given, everybody with a star goes on; else those who
    have one of the places.
    """
    going, leaving, without, ties = [], [], [], 0
    for field in result.data["contests"]:
        ties += len(field["open_ties"])
        placed = set(field["placed"])
        for row in field["rows"]:
            key = row["candidacy"]
            if row["figure"] is None:
                without.append(key)
            elif (row["stars"] is not None) if field["stars"] else key in placed:
                going.append(key)
            else:
                leaving.append(key)
    return Outcome(tuple(going), tuple(leaving), tuple(without), ties)


def apply_result(
    *, result: RoundResult, user: AbstractBaseUser, leave_out: bool = False
) -> RoundResult:
    """Move the candidacies of a round on: SHORTLISTED, after their title's last round PROPOSED.

    All others become NOT_CHOSEN; those without enough valid scores only where
    ``leave_out`` says so. Raises ``ValidationError`` while ties are open or
    figures missing, and where more would be proposed than there are places;
    :class:`ResultChangedError` and :class:`RoundOpenError`.
    """
    require_office(user)
    outcome = outcome_of(result)
    if outcome.open_ties:
        raise ValidationError(_g("The panel has to decide who goes on among those who tied."))
    if outcome.without_figure and not leave_out:
        raise ValidationError(_g("Some have too few valid scores; say that they are left out."))
    with transaction.atomic():
        locked_campaign(result.round)
        held = RoundResult.objects.select_for_update(of=("self",)).get(pk=result.pk)
        if not is_over(result.round):
            raise RoundOpenError
        if held.applied_at is not None:
            return held
        if last_result(result.round) != held or not is_current(result):
            raise ResultChangedError
        them = Candidacy.objects.in_bulk(
            [*outcome.going_on, *outcome.leaving, *outcome.without_figure]
        )
        last, going_on = last_titles(result.round), frozenset(outcome.going_on)
        for key, candidacy in them.items():
            move(
                candidacy=candidacy,
                to=_after(candidacy, last) if key in going_on else CandidacyState.NOT_CHOSEN,
                role=Role.OFFICE,
                user=user,
                data={"result": held.pk},
            )
        if too_many := quotas.beyond(result.round.stage.campaign) if last else []:
            raise ValidationError(too_many)
        held.applied_at = timezone.now()
        held.save(update_fields=["applied_at"])
        logbook.append(
            campaign=result.round.stage.campaign,
            action="result_applied",
            data={"result": held.pk, "digest": held.digest, "going_on": list(outcome.going_on)},
            user=user,
        )
    return held


def take_back_result(*, result: RoundResult, reason: str, user: AbstractBaseUser) -> RoundResult:
    """Undo what applying a result did, for those still where it brought them.

    Raises ``ValidationError`` for a result not applied, once a candidacy is on
    public notice or a later round's result was applied, and in a closed campaign.
    """
    require_office(user)
    reason = checked_reason(reason)
    with transaction.atomic():
        campaign = locked_campaign(result.round)
        held = RoundResult.objects.select_for_update(of=("self",)).get(pk=result.pk)
        if held.applied_at is None:
            raise ValidationError(_g("This result was not applied."))
        rounds = [each.pk for each in rounds_of(campaign)]
        later = rounds[rounds.index(held.round_id) + 1 :]
        if RoundResult.objects.filter(round__in=later, applied_at__isnull=False).exists():
            raise ValidationError(_g("A later round's result was applied; take that back first."))
        rows = [row["candidacy"] for field in held.data["contests"] for row in field["rows"]]
        them = list(Candidacy.objects.filter(pk__in=rows))
        beyond = {CandidacyState.ON_NOTICE, CandidacyState.HONOURED, CandidacyState.REVOKED}
        if any(candidacy.state in beyond for candidacy in them):
            raise ValidationError(_g("Some of them are before the public already."))
        before, last = _states_before(held), last_titles(result.round)
        for candidacy in them:
            if candidacy.state in (_after(candidacy, last), CandidacyState.NOT_CHOSEN):
                move(
                    candidacy=candidacy,
                    to=before[candidacy.pk],
                    role=Role.OFFICE,
                    user=user,
                    reason=reason,
                    data={"result_taken_back": held.pk},
                )
        held.applied_at = None
        held.save(update_fields=["applied_at"])
        logbook.append(
            campaign=result.round.stage.campaign,
            action="result_taken_back",
            data={"result": held.pk, "reason": logbook.digest_of(reason)},
            user=user,
        )
    return held


def _after(candidacy: Candidacy, last: frozenset[int]) -> CandidacyState:
    """Where going on brings a candidacy; ``last`` are the titles without a further round."""
    if candidacy.title_id in last:
        return CandidacyState.PROPOSED
    return CandidacyState.SHORTLISTED


def _states_before(result: RoundResult) -> dict[int, str]:
    """From which state each candidacy was moved when the result was applied."""
    moves = result.round.stage.campaign.log.filter(action="moved", data__result=result.pk)
    return {entry.data["candidacy"]: entry.data["from"] for entry in moves}
