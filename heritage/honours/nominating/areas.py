"""Places a nominee or a recommending station may lie in: those of the campaign's area."""

from __future__ import annotations

from django.db.models import QuerySet

from heritage.honours.models import Campaign
from heritage.people.importing.places import Division, PlaceFinder
from heritage.people.models import Place

MOST_LISTED = 400
_DEEPEST_INDENT = 4


def places_of(campaign: Campaign) -> QuerySet[Place]:
    """The places of a campaign's area, itself included; all of them where it names none."""
    places = Place.objects.order_by("path")
    if campaign.place is None:
        return places
    return places.filter(path__startswith=campaign.place.path)


def listed(campaign: Campaign) -> list[tuple[str, str]]:
    """Choices of key and indented name, branch by branch; none where they are too many to list.

    Read once a campaign object, as many forms may be made for it.
    """
    if "_places" not in campaign.__dict__:
        campaign.__dict__["_places"] = _read(campaign)
    return campaign.__dict__["_places"]


def _read(campaign: Campaign) -> list[tuple[str, str]]:
    if campaign.place is None:
        return []
    places = list(places_of(campaign).only("pk", "name", "path")[: MOST_LISTED + 1])
    if len(places) > MOST_LISTED:
        return []
    top = campaign.place.path.count("/")
    return [
        (str(place.pk), "　" * min(place.path.count("/") - top, _DEEPEST_INDENT) + place.name)
        for place in places
    ]


def found(campaign: Campaign, text: str) -> Place | None:
    """The place of the area that words such as ``四川省中江县`` mean; None for no or several."""
    area = places_of(campaign)
    named = list(area.filter(name=text)[:2])
    if len(named) == 1:
        return named[0]
    division = _finder(campaign).find(text)
    return area.filter(pk=division.pk).first() if division else None


def _finder(campaign: Campaign) -> PlaceFinder:
    """Knows every place; made once a campaign object, as a table asks for each of its rows."""
    if "_finder" not in campaign.__dict__:
        rows = Place.objects.values_list("pk", "name", "code", "level", "former_names")
        campaign.__dict__["_finder"] = PlaceFinder(Division(*row) for row in rows)
    return campaign.__dict__["_finder"]
