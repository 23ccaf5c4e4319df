"""A round with three judges and three nominees, and the office."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.test import Client
from django.utils import timezone

from heritage.honours.enums import StageKind
from heritage.honours.models import Assignment, Campaign, Candidacy, Judge, ScoringRound, Stage
from tests.factories.honours import DAY, CandidacyFactory, a_campaign, a_round

WORDS = "kai-jiang-2026"


def a_user(name: str, *permissions: str):
    user = get_user_model().objects.create_user(name, password=WORDS)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


def logged_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


@dataclass
class Panel:
    """A campaign in its first round."""

    campaign: Campaign
    round: ScoringRound
    office: object
    judges: list[Judge]
    candidacies: list[Candidacy]

    def give(self, judge: int = 0, candidacy: int = 0) -> Assignment:
        return Assignment.objects.create(
            round=self.round, judge=self.judges[judge], candidacy=self.candidacies[candidacy]
        )

    def scores(self, *values: str) -> dict[str, str]:
        keys = [each.pk for each in self.criteria]
        return {f"score-{key}": value for key, value in zip(keys, values, strict=False)}

    @property
    def criteria(self):
        aspects = self.round.rubric.aspects.all()
        return [each for aspect in aspects for each in aspect.criteria.all()]

    def close(self) -> None:
        now = timezone.now()
        Stage.objects.filter(pk=self.round.stage_id).update(ends_at=now)
        self.round = ScoringRound.objects.select_related("stage__campaign", "rubric").get(
            pk=self.round.pk
        )


@pytest.fixture
def panel(home) -> Panel:
    campaign = a_campaign(StageKind.FIRST_ROUND)
    title = campaign.titles.get()
    title.quota = 1
    title.save()
    made = a_round(campaign, least_scores=1)
    judges = [
        Judge.objects.create(
            campaign=campaign, name=f"评委{n}", user=a_user(f"judge{n}"), is_lead=not n
        )
        for n in range(3)
    ]
    return Panel(
        campaign=campaign,
        round=ScoringRound.objects.select_related("stage__campaign", "rubric").get(pk=made.pk),
        office=a_user("office", "change_campaign", "access_admin"),
        judges=judges,
        candidacies=[
            CandidacyFactory(title=title, code=f"{n:03d}", nominee_name=name)
            for n, name in enumerate(["赵铁柱", "钱卫东", "孙立功"], start=1)
        ],
    )


__all__ = ["DAY", "WORDS", "Panel", "a_user", "logged_in"]
