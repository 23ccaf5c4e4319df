"""In which order a notice lists its names."""

from __future__ import annotations

from collections.abc import Iterable

from heritage.honours.enums import NoticeOrder
from heritage.honours.models import Candidacy, RoundResult

_LAST = 10**9


def ranks_of(candidacies: Iterable[Candidacy]) -> dict[int, int]:
    """The places the last applied results of the rounds gave, by key of candidacy.

    A later round counts before an earlier one; who was in none has no place.
    """
    found = list(candidacies)
    wanted = {each.pk for each in found}
    ranks: dict[int, int] = {}
    results = (
        RoundResult.objects.filter(round__stage__campaign__in={each.campaign_id for each in found})
        .exclude(applied_at=None)
        .order_by("-round__stage__sort_order", "-pk")
    )
    for result in results:
        for contest in result.data["contests"]:
            for row in contest["rows"]:
                if row["candidacy"] in wanted and row["rank"] is not None:
                    ranks.setdefault(row["candidacy"], row["rank"])
    return ranks


def in_order(candidacies: Iterable[Candidacy], order: str) -> list[Candidacy]:
    """Candidacies title by title and category by category, by strokes or by rank within each."""
    found = list(candidacies)
    ranks = ranks_of(found) if order == NoticeOrder.RANK else {}

    def place(each: Candidacy) -> tuple:
        category = (each.category.sort_order or 0, each.category_id) if each.category else (-1, 0)
        return (
            each.title.sort_order or 0,
            each.title_id,
            *category,
            ranks.get(each.pk, _LAST) if ranks else 0,
            each.stroke_key,
            each.pk,
        )

    return sorted(found, key=place)
