"""How a campaign stands, as its page, the section and the first page show it."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from cms.core.intake.models import PrivacyNotice
from heritage.honours.enums import StageKind
from heritage.honours.models import Campaign, CampaignPage, Nomination, Stage, StageExtension
from heritage.honours.standing import is_open, stages_of

Block = tuple[str, dict[str, Any]]
BlockFunction = Callable[[Campaign, HttpRequest], Block | None]

_blocks: list[tuple[int, BlockFunction]] = []


class Standing(StrEnum):
    """Where a stage stands by the clock."""

    OVER = "over"
    OPEN = "open"
    TO_COME = "to_come"

    @property
    def label(self) -> str:
        """In words."""
        return _STANDINGS[self]


_STANDINGS = {
    Standing.OVER: pgettext_lazy("stage", "over"),
    Standing.OPEN: pgettext_lazy("stage", "open now"),
    Standing.TO_COME: pgettext_lazy("stage", "to come"),
}


@dataclass(frozen=True, slots=True)
class StageRow:
    """One line of the timetable.

    ``first`` and ``last`` are local days, both included; ``first_whole`` and
    ``last_whole`` say that the stage fills them, so that no hour need be read.
    """

    stage: Stage
    standing: Standing
    first: datetime.date
    last: datetime.date
    first_whole: bool
    last_whole: bool
    extensions: tuple[StageExtension, ...]


def row_of(stage: Stage, now: datetime.datetime | None = None) -> StageRow:
    """A stage as a line of the timetable at ``now``."""
    now = now or timezone.now()
    starts, ends = timezone.localtime(stage.starts_at), timezone.localtime(stage.ends_at)
    # A stage that ends at midnight ends with the day before.
    last = (ends - datetime.timedelta(microseconds=1)).date()
    if stage.is_over(now):
        standing = Standing.OVER
    else:
        standing = Standing.OPEN if stage.has_begun(now) else Standing.TO_COME
    return StageRow(
        stage=stage,
        standing=standing,
        first=starts.date(),
        last=last,
        first_whole=starts.time() == datetime.time.min,
        last_whole=ends.time() == datetime.time.min,
        extensions=tuple(stage.extensions.all()),
    )


def timetable(campaign: Campaign, now: datetime.datetime | None = None) -> list[StageRow]:
    """The stages of a campaign in the office's order."""
    now = now or timezone.now()
    return [row_of(stage, now) for stage in stages_of(campaign)]


def now_open(campaign: Campaign, now: datetime.datetime | None = None) -> list[StageRow]:
    """What is open now; nothing after the campaign was closed."""
    if campaign.closed_at is not None:
        return []
    return [row for row in timetable(campaign, now) if row.standing == Standing.OPEN]


def nominate_url(campaign: Campaign, now: datetime.datetime | None = None) -> str:
    """Where one nominates; empty while the call is not open or no privacy notice is in force."""
    address = url_of("nominate", campaign.slug)
    if not (address and is_open(campaign, StageKind.CALL, now)):
        return ""
    return address if PrivacyNotice.objects.in_force(Nomination.kind, now) else ""


def open_calls(now: datetime.datetime | None = None) -> list[dict[str, Any]]:
    """The calls the public can answer now: page, stage and the way to nominate, soonest end first.

    Two queries, and one for the privacy notice where a call is open.
    """
    now = now or timezone.now()
    stages = (
        Stage.objects.filter(
            kind=StageKind.CALL, starts_at__lte=now, ends_at__gt=now, campaign__closed_at=None
        )
        .select_related("campaign")
        .prefetch_related("extensions")
        .order_by("ends_at", "pk")
    )
    found = list(stages)
    if not found:
        return []
    pages = {
        page.campaign_id: page
        for page in CampaignPage.objects.published().filter(
            campaign__in=[stage.campaign_id for stage in found]
        )
    }
    can_hand_in = PrivacyNotice.objects.in_force(Nomination.kind, now) is not None
    return [
        {
            "page": pages[stage.campaign_id],
            "row": row_of(stage, now),
            "nominate_url": url_of("nominate", stage.campaign.slug) if can_hand_in else "",
        }
        for stage in found
        if stage.campaign_id in pages
    ]


def register_block(order: int, function: BlockFunction) -> None:
    """Let a higher part add a block to the pages of campaigns, in the order of ``order``.

    ``function`` gets the campaign and the request, and gives a template with
    its context, or None where it has nothing to show. The template is rendered
    with that context and ``campaign``; it is a ``section`` with a heading of level 2.
    """
    _blocks.append((order, function))
    _blocks.sort(key=lambda each: each[0])


def blocks_of(campaign: Campaign, request: HttpRequest) -> list[str]:
    """What the higher parts show on the page of a campaign, rendered."""
    given: Iterable[Block | None] = (function(campaign, request) for _order, function in _blocks)
    return [
        render_to_string(template, {"campaign": campaign, **context}, request)
        for template, context in filter(None, given)
    ]


def url_of(name: str, *args: object) -> str:
    """The address of a view that a higher part may offer; empty where it offers none."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
