"""Where honourees come from, as a tree of places that a reader goes down."""

from __future__ import annotations

from collections import Counter, defaultdict
from itertools import pairwise

from django.db.models import Count, QuerySet
from django.http import QueryDict

from heritage.people.models import Place
from heritage.people.models.trees import SEPARATOR
from heritage.people.place_tree import PlaceTree, place_tree


def within(found: QuerySet, here: Place | None) -> QuerySet:
    """Of the honourees ``found`` those of ``here`` and of what lies in it; all without a place."""
    return found if here is None else found.filter(place__path__startswith=here.path)


def regions(params: QueryDict, found: QuerySet, here: Place | None) -> PlaceTree:
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
    below = Place.objects.filter(pk__in=inside[base])
    return place_tree(params, here=here, parts=below, counts=counts)


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
