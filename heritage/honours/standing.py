"""Where a campaign stands, by the clock."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.utils import timezone

from heritage.honours.enums import StageKind
from heritage.honours.models import Campaign, Stage


class StageClosedError(Exception):
    """What was asked for belongs to a stage that is not open; ``stage`` may be None."""

    def __init__(self, kind: StageKind, stage: Stage | None):
        super().__init__(f"the stage {kind} is not open")
        self.kind, self.stage = kind, stage


def stages_of(campaign: Campaign) -> list[Stage]:
    """The stages in the office's order, with their extensions; read once an object."""
    if "_stages" not in campaign.__dict__:
        campaign.__dict__["_stages"] = list(
            campaign.stages.order_by("sort_order", "pk").prefetch_related("extensions")
        )
    return campaign.__dict__["_stages"]


def load_stages(campaigns: Sequence[Campaign]) -> None:
    """Read the stages of many campaigns for :func:`stages_of`, in two queries."""
    by_key: dict[int, list[Stage]] = {campaign.pk: [] for campaign in campaigns}
    stages = Stage.objects.filter(campaign__in=by_key).order_by("sort_order", "pk")
    for stage in stages.prefetch_related("extensions"):
        by_key[stage.campaign_id].append(stage)
    for campaign in campaigns:
        campaign.__dict__["_stages"] = by_key[campaign.pk]


def stage_of(campaign: Campaign, kind: StageKind) -> Stage | None:
    """The first stage of a kind."""
    return next((stage for stage in stages_of(campaign) if stage.kind == kind), None)


def open_stages(campaign: Campaign, now: datetime.datetime | None = None) -> list[Stage]:
    """The stages that are open at ``now``."""
    now = now or timezone.now()
    return [stage for stage in stages_of(campaign) if stage.is_open(now)]


def is_open(campaign: Campaign, kind: StageKind, now: datetime.datetime | None = None) -> bool:
    """Whether a stage of that kind is open at ``now``; False after the campaign was closed."""
    if campaign.closed_at is not None:
        return False
    return any(stage.kind == kind for stage in open_stages(campaign, now))


def require_open(
    campaign: Campaign, kind: StageKind, now: datetime.datetime | None = None
) -> Stage:
    """The open stage of that kind; raises :class:`StageClosedError` where none is."""
    if not is_open(campaign, kind, now):
        raise StageClosedError(kind, stage_of(campaign, kind))
    return next(stage for stage in open_stages(campaign, now) if stage.kind == kind)


def screening_is_over(campaign: Campaign, now: datetime.datetime | None = None) -> bool:
    """Whether the last screening closed, so that nothing is withdrawn by its nominator."""
    screening = [s for s in stages_of(campaign) if s.kind == StageKind.SCREENING]
    if not screening:
        return False
    return all(stage.is_over(now) for stage in screening)
