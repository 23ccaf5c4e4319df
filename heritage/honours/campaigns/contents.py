"""Campaigns, rubrics and rounds as plain data, for digests in the log and for comparing."""

from __future__ import annotations

from django.db import models

from heritage.honours.logbook import digest_of
from heritage.honours.models import (
    Campaign,
    CampaignTitle,
    EligibilityItem,
    Rubric,
    ScoringRound,
    Stage,
    StarLevel,
    TitleCategory,
)

# What is kept of a campaign besides what the office sets.
_MOVING = frozenset({"decided_at", "announced_at", "closed_at", "purged_at", "is_sample"})


def values_of(thing: models.Model, *but: str) -> dict[str, object]:
    """The columns of a row by name, without those named."""
    return {
        field.name: field.value_from_object(thing)
        for field in thing._meta.concrete_fields
        if field.name not in but
    }


def campaign_contents(campaign: Campaign) -> dict[str, object]:
    """What the office set of a campaign, as the database has it: JSON values and dates."""
    stored = Campaign.objects.get(pk=campaign.pk)
    titles = CampaignTitle.objects.filter(campaign=stored).order_by("pk")
    return {
        **values_of(stored, *_MOVING),
        "titles": [
            {
                **values_of(title),
                "categories": _rows(TitleCategory, title=title),
                "items": _rows(EligibilityItem, title=title),
                "stars": _rows(StarLevel, title=title),
            }
            for title in titles
        ],
        "stages": _rows(Stage, campaign=stored),
    }


def rubric_contents(rubric: Rubric) -> dict[str, object]:
    """What judges score by: aspects and criteria in order, with their keys and weights."""
    return {
        "rubric": rubric.pk,
        "name": rubric.name,
        "aspects": [
            {
                "name": aspect.name,
                "criteria": [
                    {
                        "criterion": each.pk,
                        "name": each.name,
                        "description": each.description,
                        "most": str(each.most),
                        "step": str(each.step),
                        "weight": str(each.weight),
                    }
                    for each in aspect.criteria.order_by("sort_order", "pk")
                ],
            }
            for aspect in Rubric.objects.get(pk=rubric.pk).aspects.order_by("sort_order", "pk")
        ],
    }


def round_contents(round: ScoringRound) -> dict[str, object]:
    """By what a round's result is computed."""
    stored = ScoringRound.objects.get(pk=round.pk)
    return {
        "round": stored.pk,
        "rubric": stored.rubric_id,
        "titles": sorted(stored.titles.values_list("pk", flat=True)),
        "aggregation": stored.aggregation,
        "dropped": stored.dropped,
        "least_scores": stored.least_scores,
        "tie_rules": list(stored.tie_rules),
        "vote_weight": str(stored.vote_weight),
    }


def campaign_digest(campaign: Campaign) -> str:
    """SHA-256 of :func:`campaign_contents`; empty for one that is not saved yet."""
    return digest_of(campaign_contents(campaign)) if campaign.pk else ""


def _rows(model: type[models.Model], **parent: object) -> list[dict[str, object]]:
    return [values_of(each) for each in model.objects.filter(**parent).order_by("pk")]
