"""In which order a notice lists its names."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from heritage.honours.enums import NoticeOrder
from heritage.honours.models import Candidacy, RoundResult

_LAST = 10**9


def ranks_of(candidacies: Iterable[Candidacy]) -> dict[int, int]:
    """The places the last applied results of the rounds gave, by key of candidacy.

    A later round counts before an earlier one; who was in none has no place.
    """
    found = list(candidacies)
    wanted = {str(each.pk) for each in found}
    ranks: dict[int, int] = {}
    results = (
        RoundResult.objects.filter(round__stage__campaign__in={each.campaign_id for each in found})
        .exclude(applied_at=None)
        .order_by("-round__stage__sort_order", "-pk")
    )
    for result in results:
        for row in _rows(result.data):
            key = str(row.get("candidate", ""))
            if key in wanted and isinstance(row.get("rank"), int):
                ranks.setdefault(int(key), row["rank"])
    return ranks


def _rows(data: object) -> Iterable[Mapping]:
    """Every object within the data of a result that speaks of a candidate."""
    if isinstance(data, Mapping):
        if "candidate" in data:
            yield data
        for value in data.values():
            yield from _rows(value)
    elif isinstance(data, list):
        for value in data:
            yield from _rows(value)


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
