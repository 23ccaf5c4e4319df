"""What the office sees of a campaign at one look; the other parts add what waits with them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

from django.contrib.auth.models import AbstractBaseUser
from django.db.models import Count
from django.utils.translation import gettext as _

from heritage.honours.campaigns.showing import StageRow, timetable
from heritage.honours.enums import ROUNDS, CandidacyState
from heritage.honours.models import (
    Campaign,
    CampaignPage,
    Candidacy,
    RubricCriterion,
    ScoringRound,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A way from the overview; ``count`` is how many wait there, None for a mere way."""

    label: str
    url: str
    count: int | None = None


LinkFunction = Callable[[Campaign, AbstractBaseUser], Iterable[Link]]

_links: list[tuple[int, LinkFunction]] = []


def register_links(order: int, function: LinkFunction) -> None:
    """Let a higher part say where one goes from a campaign, and what waits there.

    ``function`` gets the campaign and the user; it gives what that user may open.
    """
    _links.append((order, function))
    _links.sort(key=lambda each: each[0])


def links_of(campaign: Campaign, user: AbstractBaseUser) -> list[Link]:
    """Every way from a campaign, in order."""
    return [link for _order, function in _links for link in function(campaign, user)]


@dataclass(frozen=True, slots=True, kw_only=True)
class TitleCounts:
    """How many candidacies for one title stand where, beside :data:`STATES`."""

    title: str
    quota: int
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of them but those merged into another."""
        return sum(self.counts)


STATES = tuple(state for state in CandidacyState if state != CandidacyState.MERGED)


def counts_of(campaign: Campaign) -> list[TitleCounts]:
    """Candidacies by title and state; one query for all counts."""
    rows = (
        Candidacy.objects.filter(campaign=campaign)
        .order_by()
        .values_list("title", "state")
        .annotate(number=Count("pk"))
    )
    found = {(title, state): number for title, state, number in rows}
    return [
        TitleCounts(
            title=title.name,
            quota=title.quota,
            counts=tuple(found.get((title.pk, state), 0) for state in STATES),
        )
        for title in campaign.titles.order_by("sort_order", "pk")
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """A stage with what the office can do about it."""

    row: StageRow
    is_round: bool
    round: ScoringRound | None


def stages(campaign: Campaign) -> list[StageLine]:
    """The timetable with the settings of the rounds."""
    rounds = {
        each.stage_id: each
        for each in ScoringRound.objects.filter(stage__campaign=campaign).select_related("rubric")
    }
    return [
        StageLine(row=row, is_round=row.stage.kind in ROUNDS, round=rounds.get(row.stage.pk))
        for row in timetable(campaign)
    ]


def warnings(campaign: Campaign, lines: list[StageLine], page: CampaignPage | None) -> list[str]:
    """What should be mended before it is too late, in words."""
    found = []
    if page is None:
        found.append(_("It has no page yet: the public cannot read of it."))
    elif not page.live:
        found.append(_("Its page is not published."))
    for above, line in pairwise(lines):
        if line.row.stage.starts_at < above.row.stage.starts_at:
            found.append(
                _("“%(stage)s” begins before the stage above it.") % {"stage": line.row.stage.name}
            )
    for line in lines:
        name = line.row.stage.name
        if line.is_round and line.round is None:
            found.append(_("“%(stage)s” has no rubric yet.") % {"stage": name})
        elif (
            line.round
            and not RubricCriterion.objects.filter(aspect__rubric=line.round.rubric_id).exists()
        ):
            found.append(
                _("The rubric of “%(stage)s” has no criteria: it cannot open.") % {"stage": name}
            )
    if not (campaign.supervision_phone and campaign.supervision_address):
        found.append(_("A public notice will need supervision telephone and address."))
    return found
