"""The tree of places that a reader goes down to narrow a list; the address says where it stands.

A place stands for itself and all that lies in it, and so do the counts.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from cms.core.listing import query_without
from heritage.people.enums import PlaceLevel
from heritage.people.models import Place
from heritage.people.models.places import ABOVE

PARAM = "place"
LONGEST_SLUG = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceLink:
    """A place in the tree, with how many of the list lie in it; ``url`` narrows the list to it."""

    place: Place
    count: int
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceTree:
    """Where a list stands in the tree: the line down to ``here``, and what can be chosen below."""

    here: Place | None
    above: tuple[PlaceLink, ...]
    parts: tuple[PlaceLink, ...]
    all_url: str

    @property
    def active(self) -> list[dict[str, str]]:
        """The chosen place as a filter in use, with the address that takes it off."""
        if self.here is None:
            return []
        words = _("Place: %(name)s") % {"name": self.here.full_name}
        return [{"label": words, "remove_url": self.all_url}]


def place_asked(params: QueryDict) -> Place | None:
    """The place the address names, with all it lies in; ``Http404`` for one there is not."""
    slug = params.get(PARAM, "")
    if not slug:
        return None
    found = Place.objects.select_related(ABOVE).filter(slug=slug[:LONGEST_SLUG]).first()
    if found is None:
        raise Http404(_("There is no such place."))
    return found


def place_tree(
    params: QueryDict, *, here: Place | None, parts: QuerySet[Place], counts: Counter
) -> PlaceTree:
    """The tree at ``here``, with what lies below in ``parts``: by code, abroad last.

    ``counts`` has how many lie in a place, by its key. One query.
    """

    def link(place: Place) -> PlaceLink:
        query = query_without(params, "page")
        query[PARAM] = place.slug
        return PlaceLink(place=place, count=counts[place.pk], url=f"?{query.urlencode()}")

    by_code = parts.order_by("code", "slug")
    ordered = sorted(by_code, key=lambda place: place.level == PlaceLevel.FOREIGN)
    return PlaceTree(
        here=here,
        above=tuple(map(link, here.line()[:-1])) if here else (),
        parts=tuple(map(link, ordered)),
        all_url=f"?{query_without(params, PARAM, 'page').urlencode()}",
    )
