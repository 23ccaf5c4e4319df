"""Proposing beside the judges: only after them, only for a free place, only by the office."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from heritage.honours import rights
from heritage.honours.enums import CandidacyState, StageKind
from heritage.honours.models import RoundResult
from heritage.honours.screening import selecting
from tests.factories import UserFactory
from tests.factories.honours import CandidacyFactory, a_campaign, a_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(wagtail_base):
    user = UserFactory()
    user.groups.add(rights.office())
    return user


def test_without_judges_places_are_filled_up_to_the_quota(officer):
    title = a_campaign(StageKind.SCREENING).titles.get()
    title.quota = 1
    title.save()
    first, second = CandidacyFactory(title=title), CandidacyFactory(title=title)
    with pytest.raises(PermissionDenied):
        selecting.propose(candidacy=first, reason="集体研究确定", user=UserFactory())
    with pytest.raises(ValidationError):
        selecting.propose(candidacy=first, reason=" ", user=officer)
    proposed = selecting.propose(candidacy=first, reason="集体研究确定", user=officer)
    assert proposed.state == CandidacyState.PROPOSED
    with pytest.raises(ValidationError, match="名额已满"):
        selecting.propose(candidacy=second, reason="集体研究确定", user=officer)
    selecting.drop(candidacy=proposed, reason="考察发现问题", user=officer)
    called_up = selecting.propose(candidacy=second, reason="按名次递补", user=officer)
    assert called_up.state == CandidacyState.PROPOSED


def test_the_judges_come_first(officer):
    campaign = a_campaign(StageKind.FINAL_ROUND)
    scoring = a_round(campaign, StageKind.FINAL_ROUND)
    candidacy = CandidacyFactory(title=campaign.titles.get())
    with pytest.raises(ValidationError, match="评委"):
        selecting.propose(candidacy=candidacy, reason="集体研究确定", user=officer)
    RoundResult.objects.create(round=scoring, data={}, digest="0", applied_at=timezone.now())
    passed_over = selecting.pass_over(candidacy=candidacy, reason="未进入名额", user=officer)
    assert passed_over.state == CandidacyState.NOT_CHOSEN
    assert (
        selecting.propose(candidacy=passed_over, reason="按名次递补", user=officer).state
        == CandidacyState.PROPOSED
    )
