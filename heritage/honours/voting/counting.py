"""Counting the public vote: exact figures, without the votes that were taken out."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count

from heritage.honours.models import Campaign, Candidacy, PublicVote, Vote
from heritage.honours.voting.domain import vote_of

PLACES = Decimal("0.001")


def counted(vote: PublicVote):
    """The votes that count."""
    return Vote.objects.filter(vote=vote, removed_by=None)


def counts_of(campaign: Campaign) -> dict[int, int]:
    """How many votes each candidacy has, by key; those without any are left out."""
    vote = vote_of(campaign)
    if vote is None:
        return {}
    rows = counted(vote).order_by().values_list("candidacy").annotate(number=Count("pk"))
    return dict(rows)


def share_of(campaign: Campaign) -> dict[int, Decimal]:
    """The share of each candidacy in the votes for its title, in percent to three places.

    By key of candidacy, rounded half up; those without votes are left out, and a
    campaign without a vote gives nothing. What weight it has in a result, the
    rules of the round say.
    """
    counts = counts_of(campaign)
    titles = dict(Candidacy.objects.filter(pk__in=counts).values_list("pk", "title_id"))
    totals: dict[int, int] = defaultdict(int)
    for pk, count in counts.items():
        totals[titles[pk]] += count
    return {
        pk: (Decimal(100 * count) / totals[titles[pk]]).quantize(PLACES, ROUND_HALF_UP)
        for pk, count in counts.items()
    }


def days_of(vote: PublicVote) -> list[tuple[datetime.date, int]]:
    """How many votes that count were given on each day."""
    rows = counted(vote).order_by("day").values_list("day").annotate(number=Count("pk"))
    return list(rows)
