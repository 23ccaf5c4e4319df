"""What the campaign's page shows of its vote."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from heritage.honours.campaigns.overview import Link, register_links
from heritage.honours.campaigns.showing import register_block
from heritage.honours.capacities import is_office
from heritage.honours.enums import StageKind
from heritage.honours.models import Campaign, PublicVote
from heritage.honours.standing import stage_of
from heritage.honours.voting.counting import counts_of
from heritage.honours.voting.domain import is_open, vote_of, voted_on


def block(campaign: Campaign, request: HttpRequest) -> tuple[str, dict] | None:
    """The block of a campaign's page: the way to the vote while it is open."""
    vote = vote_of(campaign)
    if vote is None or not is_open(vote):
        return None
    return "heritage/honours/voting/block.html", {"vote": vote, "campaign": campaign}


def results(vote: PublicVote) -> list[dict]:
    """Those who were voted on under their titles, with their votes, the most first."""
    counts = counts_of(vote.stage.campaign)
    found = groupby(voted_on(vote), key=lambda entry: entry.candidacy.title)
    groups = [{"title": title, "entries": list(entries)} for title, entries in found]
    for group in groups:
        for entry in group["entries"]:
            entry.count = counts.get(entry.candidacy_id, 0)
        group["entries"].sort(key=lambda entry: (-entry.count, entry.candidacy.stroke_key))
        group["total"] = sum(entry.count for entry in group["entries"])
    return groups


def links(campaign: Campaign, user: AbstractBaseUser) -> Iterator[Link]:
    """From the overview of a campaign: its vote, where it has one."""
    if is_office(user) and stage_of(campaign, StageKind.VOTE) is not None:
        yield Link(label=_("Public vote"), url=reverse("honour_votes:vote", args=[campaign.pk]))


def register() -> None:
    """Make the vote known to the campaigns; called once, when the site starts."""
    register_block(50, block)
    register_links(55, links)
