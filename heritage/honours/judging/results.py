"""The result of a round: computed from what is kept, stored whole with its digest."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _g

from heritage.honours import logbook, scoring
from heritage.honours.capacities import require_office
from heritage.honours.enums import AssignmentState, ResultKind, StageKind
from heritage.honours.judging.domain import (
    Field,
    RoundOpenError,
    as_pure,
    as_text,
    criteria_of,
    fields_of,
    is_last,
    is_over,
    last_titles,
    round_before,
    values_of,
)
from heritage.honours.models import Assignment, Campaign, PublicVote, RoundResult, ScoringRound
from heritage.honours.quotas import is_limited
from heritage.honours.screening.domain import checked_reason
from heritage.honours.voting import counting

Places = Mapping[str, int]
Panel = Mapping[str, Mapping[str, list]]


def last_result(scoring_round: ScoringRound) -> RoundResult | None:
    """The result that counts: the last one computed."""
    return scoring_round.results.order_by("-pk").first()


def rules_of(scoring_round: ScoringRound) -> scoring.Rules:
    """The rules of a round as :mod:`heritage.honours.scoring` takes them."""
    return scoring.Rules(
        aggregation=scoring_round.aggregation,
        dropped=scoring_round.dropped,
        least_scores=scoring_round.least_scores,
        tie_rules=tuple(scoring_round.tie_rules),
        vote_weight=scoring_round.vote_weight,
    )


def stars_of(field: Field, scoring_round: ScoringRound) -> dict[int, Decimal]:
    """The star levels that a field is given in its last round."""
    if field.title.result_kind != ResultKind.STARS:
        return {}
    if field.title.pk not in last_titles(scoring_round):
        return {}
    return {level.stars: level.least for level in field.title.star_levels.all()}


def compute_result(
    *,
    scoring_round: ScoringRound,
    places: Places | None = None,
    panel: Panel | None = None,
    user: AbstractBaseUser,
) -> RoundResult:
    """Compute and keep the result of a round that is over.

    ``places`` says by the key of a field how many go on; the field's quota
    where it does not. ``panel`` holds, by the key of a field, the ``order`` the
    panel gave to those who tied and its ``reasons``. Raises
    :class:`RoundOpenError`, and ``ValidationError`` before a public vote that
    has a share is over, after a result was applied, or the campaign closed,
    and for more places than there are where no round comes after.
    """
    require_office(user)
    with transaction.atomic():
        locked_campaign(scoring_round)
        if not is_over(scoring_round):
            raise RoundOpenError
        if scoring_round.results.filter(applied_at__isnull=False).exists():
            raise ValidationError(_g("Its result was applied; take that back first."))
        if scoring_round.vote_weight and not is_vote_over(scoring_round):
            raise ValidationError(_g("The public vote has a share and is not over."))
        _require_places(scoring_round, places or {})
        ties = dict(panel or {})
        data = data_of(scoring_round, places or {}, ties)
        result = RoundResult.objects.create(
            round=scoring_round,
            data=data,
            digest=logbook.digest_of(data),
            by=user,
            ties_decided=ties,
        )
        logbook.append(
            campaign=scoring_round.stage.campaign,
            action="result_computed",
            data={"round": scoring_round.pk, "result": result.pk, "digest": result.digest},
            user=user,
        )
    return result


def _require_places(scoring_round: ScoringRound, places: Places) -> None:
    """Raises ``ValidationError`` where more would be chosen than the call announced."""
    last = last_titles(scoring_round)
    for field in fields_of(scoring_round):
        is_bound = field.title.pk in last and is_limited(field.title)
        if is_bound and places.get(field.key, 0) > field.quota:
            words = _g("“%(name)s” has %(places)d places; more are not given.")
            raise ValidationError(words % {"name": field.name, "places": field.quota})


def decide_tie(
    *,
    result: RoundResult,
    key: str,
    order: list[int],
    reason: str,
    user: AbstractBaseUser,
) -> RoundResult:
    """The panel's order of candidacies that stayed equal; gives the result computed anew.

    ``key`` is that of the field. Raises ``ValidationError`` where these are no
    open tie of the result, or it is not the last one.
    """
    require_office(user)
    reason = checked_reason(reason)
    with transaction.atomic():
        if last_result(result.round) != result:
            raise ValidationError(_g("There is a later result; look at that."))
        field = next((each for each in result.data["contests"] if each["key"] == key), None)
        if field is None or sorted(order) not in [sorted(tie) for tie in field["open_ties"]]:
            raise ValidationError(_g("Order exactly those who stand equal."))
        logbook.append(
            campaign=result.round.stage.campaign,
            action="tie_decided",
            data={"round": result.round_id, "field": key, "order": order}
            | {"reason": logbook.digest_of(reason)},
            user=user,
        )
        before = result.ties_decided.get(key, {"order": [], "reasons": []})
        decided = {
            **result.ties_decided,
            key: {
                "order": [*before["order"], *order],
                "reasons": [*before["reasons"], reason[:300]],
            },
        }
        made = compute_result(
            scoring_round=result.round, places=places_of(result), panel=decided, user=user
        )
    return made


def places_of(result: RoundResult) -> dict[str, int]:
    """How many go on, by field, as the result was computed with."""
    return {field["key"]: field["places"] for field in result.data["contests"]}


def is_current(result: RoundResult) -> bool:
    """Whether the same result comes of what is kept now: scores, rules and who competes."""
    again = data_of(result.round, places_of(result), result.ties_decided)
    return logbook.digest_of(again) == result.digest == logbook.digest_of(result.data)


def data_of(scoring_round: ScoringRound, places: Places, panel: Panel) -> dict[str, object]:
    """Everything a result stands on and what comes of it, as JSON values.

    Names nobody: candidacies by number and code, judges by number. Every score
    is in it, so its digest holds each of them.
    """
    criteria = criteria_of(scoring_round)
    pure, rules = as_pure(criteria), rules_of(scoring_round)
    fields = fields_of(scoring_round)
    sheets, on_paper = sheets_of(scoring_round, fields)
    earlier = _earlier_places(scoring_round)
    votes = votes_of(scoring_round)
    contests = []
    for field in fields:
        keys = tuple(candidacy.pk for candidacy in field.candidacies)
        stars = stars_of(field, scoring_round)
        contest = scoring.Contest(
            key=field.key,
            candidates=keys,
            places=max(0, places.get(field.key, field.quota)),
            votes={key: votes[key] for key in keys if key in votes},
            earlier={key: earlier[key] for key in keys if key in earlier},
            panel=_panel_places(panel.get(field.key)),
            stars=stars,
        )
        own = [sheet for sheet in sheets if sheet.candidate in set(keys)]
        made = scoring.compute(criteria=pure, sheets=own, rules=rules, contest=contest)
        contests.append(_contest_data(field, made))
    return {
        "round": scoring_round.pk,
        "stage": scoring_round.stage.kind,
        "rubric": {"key": scoring_round.rubric_id, "digest": scoring_round.rubric.digest},
        "criteria": [
            {"key": each.pk, "most": str(each.most), "weight": str(each.weight)}
            for each in criteria
        ],
        "most": str(scoring.most_of(pure)),
        "rules": {
            "aggregation": rules.aggregation,
            "dropped": rules.dropped,
            "least_scores": rules.needed,
            "tie_rules": list(rules.tie_rules),
            "vote_weight": str(rules.vote_weight),
        },
        "contests": contests,
        "sheets": [
            {
                "candidacy": sheet.candidate,
                "judge": sheet.judge,
                "on_paper": (sheet.candidate, sheet.judge) in on_paper,
                "scores": as_text(dict(sheet.values)),
            }
            for sheet in sheets
        ],
    }


def sheets_of(
    scoring_round: ScoringRound, fields: list[Field]
) -> tuple[list[scoring.Sheet], set[tuple[int, int]]]:
    """The sheets that count, by candidacy and judge, and which of them came from paper."""
    keys = [candidacy.pk for field in fields for candidacy in field.candidacies]
    given = Assignment.objects.filter(
        round=scoring_round, candidacy__in=keys, state=AssignmentState.SUBMITTED
    ).prefetch_related("scores")
    sheets = [
        scoring.Sheet(judge=each.judge_id, candidate=each.candidacy_id, values=values_of(each))
        for each in given.order_by("candidacy", "judge")
    ]
    return sheets, {(each.candidacy_id, each.judge_id) for each in given if each.on_paper}


def votes_of(scoring_round: ScoringRound) -> Mapping[int, Decimal]:
    """The votes of the public by candidacy, where these have a share in the round."""
    if not scoring_round.vote_weight:
        return {}
    counts = counting.counts_of(scoring_round.stage.campaign)
    return {key: Decimal(count) for key, count in counts.items()}


def is_vote_over(scoring_round: ScoringRound) -> bool:
    """Whether the public has voted in the campaign of a round, or never will."""
    stages = scoring_round.stage.campaign.stages.filter(kind=StageKind.VOTE)
    return all(stage.is_over() for stage in stages)


def locked_campaign(scoring_round: ScoringRound) -> Campaign:
    """The campaign of a round, its row locked; ``ValidationError`` for a closed one."""
    campaign = Campaign.objects.select_for_update(of=("self",)).get(
        pk=scoring_round.stage.campaign_id
    )
    if campaign.closed_at is not None:
        raise ValidationError(_g("The campaign is closed."))
    return campaign


def stated_weight(scoring_round: ScoringRound) -> Decimal | None:
    """The share the public was told its vote has, where it is not that of the last round."""
    vote = PublicVote.objects.filter(stage__campaign=scoring_round.stage.campaign).first()
    if vote is None or not is_last(scoring_round) or vote.weight == scoring_round.vote_weight:
        return None
    return vote.weight


def _panel_places(decided: Mapping[str, list] | None) -> dict[int, int]:
    order = decided["order"] if decided else []
    return {key: number for number, key in enumerate(order, start=1)}


def _earlier_places(scoring_round: ScoringRound) -> dict[int, int]:
    before = round_before(scoring_round)
    result = before and last_result(before)
    if not result:
        return {}
    return {
        row["candidacy"]: row["rank"]
        for field in result.data["contests"]
        for row in field["rows"]
        if row["rank"] is not None
    }


def _contest_data(field: Field, made: scoring.ContestResult) -> dict[str, object]:
    codes = {candidacy.pk: candidacy.code for candidacy in field.candidacies}
    return {
        "key": field.key,
        "title": field.title.pk,
        "category": field.category.pk if field.category else None,
        "name": field.name,
        "places": made.contest.places,
        "stars": {str(stars): str(least) for stars, least in made.contest.stars.items()},
        "rows": [
            {
                "candidacy": row.candidate,
                "code": codes[row.candidate],
                "totals": {str(judge): str(total) for judge, total in row.totals.items()},
                "ranks": {str(judge): str(rank) for judge, rank in row.ranks.items()},
                "dropped": list(row.dropped),
                "judged": _text(row.judged),
                "votes": _text(row.votes),
                "figure": _text(row.figure),
                "rank": row.rank,
                "decided_by": row.decided_by,
                "stars": row.stars,
                "spread": _text(row.spread),
                "outlying": list(row.outlying),
            }
            for row in made.rows
        ],
        "open_ties": [list(tie) for tie in made.open_ties],
        "placed": list(made.placed),
        "w": _text(made.agreement.w),
        "w_judges": made.agreement.judges,
        "w_candidates": made.agreement.candidates,
        "leaning": {str(judge): str(value) for judge, value in made.leaning.items()},
    }


def _text(value: Decimal | None) -> str | None:
    return None if value is None else str(value)
