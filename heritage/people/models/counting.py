"""How much there is about each place, what lies in it included."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, Model, QuerySet

from cms.core.stamp import kept
from heritage.people.enums import Topic
from heritage.people.models.organisations import Organisation
from heritage.people.models.person import Person
from heritage.people.models.places import Place
from heritage.people.models.showing import showing
from heritage.people.models.teams import Team
from heritage.people.models.trees import SEPARATOR
from heritage.people.models.units import Battle, Unit

_RECORDS: tuple[type[Model], ...] = (Battle, Unit, Organisation, Team)
_page_sources: list[Callable[[], QuerySet]] = []


@dataclass(slots=True)
class PlaceCount:
    """People who come from a place, public pages about it, other records of it."""

    people: int = 0
    pages: int = 0
    records: int = 0


def count_pages(source: Callable[[], QuerySet]) -> None:
    """Let rows count as pages about a place.

    ``source`` gives pairs of place and page by primary key, from a model
    whose ``place`` is the place.
    """
    _page_sources.append(source)


def place_counts() -> dict[int, PlaceCount]:
    """Counts by the primary key of the place, for places that have any; kept until a change."""
    return kept("records:places", _place_counts)


def natives(place: Place):
    """Published people who come from a place or a part of it, as far as that may be told."""
    shown = showing(Topic.NATIVE_PLACE)
    return Person.objects.published().filter(shown, place__path__startswith=place.path)


def has_content(place: Place) -> bool:
    """Whether there is anything about a place or a part of it; the same as being counted."""
    return natives(place).exists() or any(
        rows.filter(place__path__startswith=place.path).exists()
        for rows in (
            *(model.objects.published() for model in _RECORDS),
            *(source() for source in _page_sources),
        )
    )


def with_content(ids: Iterable[int] | None = None) -> set[int]:
    """Primary keys of places about which or a part of which there is anything, as of now.

    Of ``ids`` where they are given, else of all.
    """
    if ids is None:
        return set(_place_counts())
    wanted = list(Place.objects.filter(pk__in=list(ids)))
    own = {
        pk
        for rows in (
            Person.objects.published().filter(showing(Topic.NATIVE_PLACE)),
            *(model.objects.published() for model in _RECORDS),
            *(source() for source in _page_sources),
        )
        for pk in rows.filter(place__in=wanted)
        .values_list("place", flat=True)
        .order_by()
        .distinct()
    }
    # Of most that are asked about, somebody comes from the place itself.
    filled = {pk for place in wanted if place.pk in own for pk in (place.pk, *place.ancestor_ids())}
    return {place.pk for place in wanted if place.pk in filled or has_content(place)}


def _place_counts() -> dict[int, PlaceCount]:
    counts: dict[int, PlaceCount] = defaultdict(PlaceCount)
    above = _ancestry()
    people = Person.objects.published().filter(showing(Topic.NATIVE_PLACE))
    for place, number in _by_place(people):
        for pk in above(place):
            counts[pk].people += number
    for model in _RECORDS:
        for place, number in _by_place(model.objects.published()):
            for pk in above(place):
                counts[pk].records += number
    pages: dict[int, set[int]] = defaultdict(set)
    for source in _page_sources:
        for place, page in source():
            for pk in above(place):
                pages[pk].add(page)
    for pk, found in pages.items():
        counts[pk].pages = len(found)
    return dict(counts)


def _by_place(queryset) -> Iterable[tuple[int, int]]:
    placed = queryset.exclude(place=None).order_by()
    return placed.values_list("place").annotate(number=Count("pk"))


def _ancestry() -> Callable[[int], list[int]]:
    """A function from a place to itself and all it lies in."""
    paths = dict(Place.objects.order_by().values_list("pk", "path"))
    return lambda pk: [int(part) for part in paths[pk].strip(SEPARATOR).split(SEPARATOR)]
