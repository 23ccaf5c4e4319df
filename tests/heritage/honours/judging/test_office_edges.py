"""Results at their edges: votes to come, rounds that hang on one another, closed campaigns."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from heritage.honours import scoring
from heritage.honours.campaigns.forms import RoundForm
from heritage.honours.enums import CandidacyState, StageKind
from heritage.honours.judging import applying, inviting, results
from heritage.honours.models import (
    Candidacy,
    Judge,
    PublicVote,
    RegionOfficer,
    RoundResult,
    ScoringRound,
    Stage,
    StarLevel,
)
from heritage.people.models import Place
from tests.factories.honours import DAY, CampaignTitleFactory, CandidacyFactory
from tests.heritage.honours.judging.conftest import a_user, logged_in


def score(panel, candidacy: Candidacy, value: str, scoring_round: ScoringRound) -> None:
    """Let the first judge have given ``value`` for every criterion."""
    judge = panel.judges[0]
    given = scoring_round.assignments.create(candidacy=candidacy, judge=judge, state="submitted")
    for each in panel.criteria:
        given.scores.create(criterion=each, value=Decimal(value))


def a_final(panel, **fields) -> ScoringRound:
    """The final round of the campaign, over already."""
    now = timezone.now()
    stage = Stage.objects.create(
        campaign=panel.campaign,
        kind=StageKind.FINAL_ROUND,
        starts_at=now - DAY,
        ends_at=now,
        sort_order=9,
    )
    made = ScoringRound.objects.create(
        stage=stage, rubric=panel.round.rubric, least_scores=1, **fields
    )
    return ScoringRound.objects.select_related("stage__campaign", "rubric").get(pk=made.pk)


def state_of(candidacy: Candidacy) -> str:
    return str(Candidacy.objects.get(pk=candidacy.pk).state)


def test_no_result_before_the_vote_was_held(panel):
    now = timezone.now()
    stage = Stage.objects.create(
        campaign=panel.campaign, kind=StageKind.VOTE, starts_at=now + DAY, ends_at=now + 2 * DAY
    )
    PublicVote.objects.create(stage=stage, weight=10)
    ScoringRound.objects.filter(pk=panel.round.pk).update(vote_weight=10)
    score(panel, panel.candidacies[0], "9", panel.round)
    panel.close()
    with pytest.raises(ValidationError):
        results.compute_result(scoring_round=panel.round, user=panel.office)


def test_an_earlier_result_stays_while_a_later_one_is_applied(panel):
    for candidacy, value in zip(panel.candidacies, "987", strict=True):
        score(panel, candidacy, value, panel.round)
    final = a_final(panel)
    panel.close()
    key = str(panel.candidacies[0].title_id)
    first = results.compute_result(scoring_round=panel.round, places={key: 2}, user=panel.office)
    applying.apply_result(result=first, user=panel.office)
    for candidacy in panel.candidacies[:2]:
        score(panel, candidacy, "8" if candidacy == panel.candidacies[0] else "9", final)
    last = results.compute_result(scoring_round=final, places={key: 1}, user=panel.office)
    applying.apply_result(result=last, user=panel.office)
    assert list(map(state_of, panel.candidacies)) == ["not_chosen", "proposed", "not_chosen"]
    with pytest.raises(ValidationError):
        applying.take_back_result(result=first, reason="初评有误", user=panel.office)
    assert list(map(state_of, panel.candidacies)) == ["not_chosen", "proposed", "not_chosen"]
    applying.take_back_result(result=last, reason="终评有误", user=panel.office)
    applying.take_back_result(result=first, reason="初评有误", user=panel.office)
    assert list(map(state_of, panel.candidacies)) == ["eligible"] * 3


def test_a_title_without_a_further_round_is_proposed_with_its_stars(panel):
    ours = panel.candidacies[0]
    stars = CampaignTitleFactory(
        campaign=panel.campaign, name="五星级专职联络员", result_kind="stars"
    )
    StarLevel.objects.create(title=stars, stars=3, least=Decimal(10))
    StarLevel.objects.create(title=stars, stars=5, least=Decimal(18))
    liaison = CandidacyFactory(title=stars, code="900")
    final = a_final(panel)
    final.titles.set([ours.title])
    final.save()
    score(panel, ours, "9", panel.round)
    score(panel, liaison, "9", panel.round)
    panel.close()
    found = results.compute_result(scoring_round=panel.round, user=panel.office)
    page = logged_in(panel.office).get(reverse("judging:result", args=[panel.round.pk]))
    assert page.context["going_to"] == "both"
    applying.apply_result(result=found, user=panel.office, leave_out=True)
    assert (state_of(ours), state_of(liaison)) == ("shortlisted", "proposed")
    rows = [row for contest in found.data["contests"] for row in contest["rows"]]
    assert {row["code"]: row["stars"] for row in rows}["900"] == 5
    applying.take_back_result(result=found, reason="分数有误", user=panel.office)
    assert (state_of(ours), state_of(liaison)) == ("eligible", "eligible")


def test_a_sum_of_ranks_gives_no_stars(panel):
    contest = scoring.Contest(
        key="1", candidates=(1, 2), places=1, stars={3: Decimal(1), 5: Decimal(2)}
    )
    criteria = (scoring.Criterion(key=1, most=Decimal(10)),)
    sheets = [
        scoring.Sheet(judge=1, candidate=number, values={1: Decimal(value)})
        for number, value in ((1, 9), (2, 1))
    ]
    rules = scoring.Rules(aggregation="rank_sum", least_scores=1)
    made = scoring.compute(criteria=criteria, sheets=sheets, rules=rules, contest=contest)
    assert [(row.candidate, row.stars) for row in made.rows] == [(1, None), (2, None)]
    panel.campaign.titles.update(result_kind="stars")
    asked = {
        "rubric": panel.round.rubric_id,
        "aggregation": "rank_sum",
        "dropped": "0",
        "least_scores": "1",
        "vote_weight": "0",
    }
    form = RoundForm(asked, stage=panel.round.stage)
    assert list(form.errors) == ["aggregation"]
    assert not RoundForm({**asked, "aggregation": "mean"}, stage=panel.round.stage).errors


def test_nothing_is_computed_or_taken_back_after_the_closing(panel):
    score(panel, panel.candidacies[0], "9", panel.round)
    panel.close()
    found = results.compute_result(scoring_round=panel.round, user=panel.office)
    applying.apply_result(result=found, user=panel.office, leave_out=True)
    Candidacy.objects.filter(state=CandidacyState.PROPOSED).update(state="dropped")
    panel.campaign.closed_at = timezone.now()
    panel.campaign.save()
    client = logged_in(panel.office)
    back = reverse("judging:take_back", args=[found.pk])
    assert client.post(back, {"reason": "分数有误"}).status_code == 400
    RoundResult.objects.update(applied_at=None)
    again = reverse("judging:result", args=[panel.round.pk])
    assert client.post(again, {}).status_code == 400
    assert RoundResult.objects.count() == 1
    invite = reverse("judging:judges", args=[panel.campaign.pk])
    asked = {"name": "周老师", "email": "zhou@example.org"}
    assert client.post(invite, asked).status_code == 400
    client.post(reverse("judging:resend", args=[panel.judges[0].pk]))
    assert set(Judge.objects.values_list("email", "token_digest")) == {("", "")}


def test_an_officer_of_a_region_does_not_become_a_judge(panel):
    officer = a_user("officer", "access_admin")
    RegionOfficer.objects.create(user=officer, place=Place.objects.create(name="某县"))
    judge, link = inviting.invite(campaign=panel.campaign, name="周老师", user=panel.office)
    token = link.rstrip("/").rsplit("/", 1)[1]
    with pytest.raises(ValidationError):
        inviting.accept_as(token=token, user=officer)
    judge.refresh_from_db()
    assert judge.user is None
