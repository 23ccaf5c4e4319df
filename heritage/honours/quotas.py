"""How many may be chosen: the places of a title or category, and who holds them.

The places are those the call announced. Nobody is proposed, put on notice or
honoured beyond them, and their number stays once the judges have begun.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from heritage.honours.enums import CandidacyState, ResultKind
from heritage.honours.models import (
    Campaign,
    CampaignTitle,
    Candidacy,
    ScoringRound,
    TitleCategory,
)

PUBLIC = (CandidacyState.ON_NOTICE, CandidacyState.HONOURED)
TAKEN = (CandidacyState.PROPOSED, *PUBLIC)
"""In which states somebody holds a place."""


def places_for(
    title: CampaignTitle,
    category: TitleCategory | None,
    categories: Iterable[TitleCategory] | None = None,
) -> int:
    """How many may be chosen of a category, or of a title where there is none.

    Who has no category of a title that has some competes for what ``categories``,
    which are read where they are not given, leave.
    """
    if category is not None:
        return category.quota
    if categories is None:
        categories = title.categories.all()
    return max(0, title.quota - sum(each.quota for each in categories))


def is_limited(title: CampaignTitle) -> bool:
    """Whether places are counted; star levels go to as many as reach them."""
    return title.result_kind != ResultKind.STARS


def beyond(
    campaign: Campaign, *, states: Collection[str] = TAKEN, also: Iterable[Candidacy] = ()
) -> list[str]:
    """Where those in ``states``, with ``also``, are more than there are places, in words."""
    who = Q(state__in=states) | Q(pk__in=[each.pk for each in also])
    counted = (
        Candidacy.objects.filter(who, campaign=campaign)
        .order_by()
        .values_list("title", "category")
        .annotate(number=Count("pk"))
    )
    numbers = {(title, category): number for title, category, number in counted}
    told = []
    titles = CampaignTitle.objects.filter(pk__in={title for title, _category in numbers})
    for title in filter(is_limited, titles.order_by("sort_order", "pk")):
        categories = list(title.categories.all())
        for category in (*categories, None):
            number = numbers.get((title.pk, category.pk if category else None), 0)
            places = places_for(title, category, categories)
            if number > places:
                told.append(_words(title, category, places, number))
    return told


def has_room(candidacy: Candidacy) -> bool:
    """Whether there is a place left for somebody who holds none."""
    if not is_limited(candidacy.title):
        return True
    taken = Candidacy.objects.filter(
        title=candidacy.title_id, category=candidacy.category_id, state__in=TAKEN
    )
    places = places_for(candidacy.title, candidacy.category)
    return taken.exclude(pk=candidacy.pk).count() < places


def are_settled(title: CampaignTitle) -> bool:
    """Whether the number of places stays: judges began to score for it, or somebody holds one."""
    if title.pk is None:
        return False
    if Candidacy.objects.filter(title=title, state__in=TAKEN).exists():
        return True
    opened = ScoringRound.objects.filter(stage__campaign=title.campaign_id).exclude(opened_at=None)
    return opened.filter(Q(titles=title) | Q(titles=None)).exists()


def _words(title, category, places: int, number: int) -> str:
    name = f"{title.name} · {category.name}" if category else title.name
    words = _("“%(name)s” has %(places)d places; there would be %(number)d.")
    return words % {"name": name, "places": places, "number": number}
