"""Campaigns with their titles and stages, candidacies, judges."""

from __future__ import annotations

import datetime
from decimal import Decimal

import factory
from django.utils import timezone

from heritage.honours.enums import CandidacyState, StageKind
from heritage.honours.models import (
    Campaign,
    CampaignPage,
    CampaignTitle,
    Candidacy,
    HonoursIndexPage,
    Nomination,
    Rubric,
    RubricAspect,
    RubricCriterion,
    ScoringRound,
    Stage,
)

from .pages import BasePageFactory

DAY = datetime.timedelta(days=1)


class CampaignFactory(factory.django.DjangoModelFactory):
    """A campaign without titles and stages; :func:`a_campaign` makes one that runs."""

    class Meta:
        model = Campaign

    title = factory.Sequence(lambda number: f"最美退役军人选树{number}")
    slug = factory.Sequence(lambda number: f"zuimei-{number}")
    year = 2026


class CampaignTitleFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = CampaignTitle

    campaign = factory.SubFactory(CampaignFactory)
    name = "最美退役军人"


class CandidacyFactory(factory.django.DjangoModelFactory):
    """Give ``title``; the campaign is its own."""

    class Meta:
        model = Candidacy

    campaign = factory.LazyAttribute(lambda made: made.title.campaign)
    code = factory.Sequence(lambda number: f"{number + 1:03d}")
    nominee_name = factory.Sequence(lambda number: f"王建国{number}")
    deeds = "退役后返乡带领乡亲修路种果树。" * 40
    state = CandidacyState.ELIGIBLE


class NominationFactory(factory.django.DjangoModelFactory):
    """Give ``title`` and, where wanted, ``candidacy``."""

    class Meta:
        model = Nomination

    nominee_name = factory.Sequence(lambda number: f"王建国{number}")
    contact_name = "李大爷"
    contact_phone = "13800130001"
    deeds = "退役后返乡带领乡亲修路种果树。" * 40


class HonoursIndexPageFactory(BasePageFactory):
    class Meta:
        model = HonoursIndexPage

    title = "年度榜样"


class CampaignPageFactory(BasePageFactory):
    """Give ``parent`` and ``campaign``."""

    class Meta:
        model = CampaignPage

    title = factory.LazyAttribute(lambda made: made.campaign.title)


def a_campaign(*open_now: StageKind, over: tuple[StageKind, ...] = (), **fields) -> Campaign:
    """A campaign with one title, stages ``open_now``, and stages that are ``over``."""
    campaign = CampaignFactory(**fields)
    CampaignTitleFactory(campaign=campaign)
    now = timezone.now()
    for number, kind in enumerate([*over, *open_now]):
        starts, ends = (now - 20 * DAY, now - 10 * DAY) if kind in over else (now - DAY, now + DAY)
        Stage.objects.create(
            campaign=campaign, kind=kind, starts_at=starts, ends_at=ends, sort_order=number
        )
    return Campaign.objects.get(pk=campaign.pk)


def a_rubric(*weights: str, most: str = "10") -> Rubric:
    """A rubric of one aspect with a criterion for each weight."""
    rubric = Rubric.objects.create(name="评分细则")
    aspect = RubricAspect.objects.create(rubric=rubric, name="事迹", sort_order=0)
    for number, weight in enumerate(weights):
        RubricCriterion.objects.create(
            aspect=aspect,
            name=f"指标{number + 1}",
            weight=Decimal(weight),
            most=Decimal(most),
            sort_order=number,
        )
    return rubric


def a_round(campaign: Campaign, kind: StageKind = StageKind.FIRST_ROUND, **fields) -> ScoringRound:
    """The scoring round of a campaign's stage of that kind."""
    stage = campaign.stages.get(kind=kind)
    fields.setdefault("rubric", None) or fields.update(rubric=a_rubric("1", "1"))
    return ScoringRound.objects.create(stage=stage, **fields)
