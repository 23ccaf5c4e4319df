"""Where honourees come from, as a tree of places that a reader goes down.

A place stands for itself and all that lies in it, and so do the counts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count, QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from cms.core.listing import query_without
from heritage.people.enums import PlaceLevel
from heritage.people.models import Place
from heritage.people.models.places import ABOVE
from heritage.people.models.trees import SEPARATOR

PARAM = "place"
LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionLink:
    """A place with how many come from there; ``url`` narrows the list to it."""

    place: Place
    count: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Regions:
    """Where a list stands in the tree: the line down to ``here``, and what can be chosen below."""

    here: Place | None
    above: tuple[RegionLink, ...]
    parts: tuple[RegionLink, ...]
    all_url: str

    @property
    def active(self) -> list[dict[str, str]]:
        """The chosen place as a filter in use, with the address that takes it off."""
        if self.here is None:
            return []
        words = _("Place: %(name)s") % {"name": self.here.full_name}
        return [{"label": words, "remove_url": self.all_url}]


def asked(params: QueryDict) -> Place | None:
    """The place the address names, with all it lies in; ``Http404`` for one there is not."""
    slug = params.get(PARAM, "")
    if not slug:
        return None
    found = Place.objects.select_related(ABOVE).filter(slug=slug[:LONGEST_SLUG]).first()
    if found is None:
        raise Http404(_("There is no such place."))
    return found


def within(found: QuerySet, here: Place | None) -> QuerySet:
    """Of the honourees ``found`` those of ``here`` and of what lies in it; all without a place."""
    return found if here is None else found.filter(place__path__startswith=here.path)


def regions(params: QueryDict, found: QuerySet, here: Place | None) -> Regions:
    """The tree over the honourees ``found``, standing at ``here``; two queries.

    Levels where there is nothing to choose, such as the one province of all, are passed over.
    """
    counts, inside = _counted(found)
    base = here.pk if here else None
    while len(inside[base]) == 1:
        only = next(iter(inside[base]))
        if not inside[only] or counts[only] != counts[base]:
            break
        base = only
    parts = Place.objects.filter(pk__in=inside[base]).order_by("code", "slug")

    def link(place: Place) -> RegionLink:
        query = query_without(params, "page")
        query[PARAM] = place.slug
        return RegionLink(place=place, count=counts[place.pk], url=f"?{query.urlencode()}")

    return Regions(
        here=here,
        above=tuple(link(place) for place in here.line()[:-1]) if here else (),
        parts=tuple(map(link, sorted(parts, key=lambda place: place.level == PlaceLevel.FOREIGN))),
        all_url=f"?{query_without(params, PARAM, 'page').urlencode()}",
    )


def _counted(found: QuerySet) -> tuple[Counter[int | None], dict[int | None, set[int]]]:
    """By place how many come from there or below, and which places lie in it; None is the whole."""
    counts: Counter[int | None] = Counter()
    inside: dict[int | None, set[int]] = defaultdict(set)
    rows = found.exclude(place=None).order_by().values_list("place__path")
    for path, number in rows.annotate(number=Count("pk")):
        line = [None, *(int(pk) for pk in path.strip(SEPARATOR).split(SEPARATOR))]
        for above, pk in pairwise(line):
            inside[above].add(pk)
        for pk in line:
            counts[pk] += number
    return counts, inside
