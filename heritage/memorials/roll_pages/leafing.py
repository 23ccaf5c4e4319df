"""The names of one roll, by strokes of the surname, a page at a time.

A page begins behind the last name of the one before: the way to the millionth
name is one step in an index, as is the way to the first.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import BadRequest
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _g

from cms.core.choosers import is_key
from heritage.memorials.models import Roll, RollEntry
from search.text.strokes import stroke_count, stroke_key

PER_PAGE = 120
LONGEST_SURNAME = 4


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of names; ``groups`` are (strokes of the surname or None, entries)."""

    groups: list[tuple[int | None, list[RollEntry]]]
    previous: int | None
    next: int | None


def leaf(roll: Roll, params: QueryDict) -> Leaf:
    """The page that ``after``, ``before`` (numbers of entries) or ``from`` (a surname) asks for.

    Raises ``BadRequest`` for what is no number or too long a surname.
    """
    names = RollEntry.objects.published().filter(roll=roll)
    forward = names.order_by("sort_strokes", "pk")
    start = params.get("from", "").strip()
    if len(start) > LONGEST_SURNAME:
        raise BadRequest(_g("A surname has at most four characters."))
    if "before" in params:
        here = _place(roll, params["before"])
        backward = _beyond(names, here, lower=True).order_by("-sort_strokes", "-pk")
        found = list(backward[: PER_PAGE + 1])
        more, found = len(found) > PER_PAGE, found[:PER_PAGE][::-1]
        return _leaf(found, has_previous=more, has_next=here is not None)
    if "after" in params:
        here = _place(roll, params["after"])
        found = list(
            _beyond(names, here, lower=False).order_by("sort_strokes", "pk")[: PER_PAGE + 1]
        )
        return _leaf(
            found[:PER_PAGE], has_previous=here is not None, has_next=len(found) > PER_PAGE
        )
    if start:
        forward = forward.filter(sort_strokes__gte=stroke_key(start, len(start)))
    found = list(forward[: PER_PAGE + 1])
    return _leaf(found[:PER_PAGE], has_previous=bool(start), has_next=len(found) > PER_PAGE)


def _leaf(found: list[RollEntry], *, has_previous: bool, has_next: bool) -> Leaf:
    groups = groupby(found, key=lambda entry: stroke_count(entry.name[:1]))
    return Leaf(
        groups=[(strokes, list(group)) for strokes, group in groups],
        previous=found[0].pk if found and has_previous else None,
        next=found[-1].pk if found and has_next else None,
    )


def _place(roll: Roll, text: str) -> tuple[str, int] | None:
    """Where an entry of the roll stands; None for one that is gone."""
    if not is_key(text):
        raise BadRequest(_g("The page must be a whole number."))
    rows = RollEntry.objects.filter(pk=int(text), roll=roll)
    return rows.values_list("sort_strokes", "pk").first()


def _beyond(
    names: QuerySet[RollEntry], here: tuple[str, int] | None, *, lower: bool
) -> QuerySet[RollEntry]:
    if here is None:
        return names
    key, pk = here
    # The first condition alone is a range of the index; the second sorts out equals.
    if lower:
        return names.filter(
            Q(sort_strokes__lt=key) | Q(sort_strokes=key, pk__lt=pk), sort_strokes__lte=key
        )
    return names.filter(
        Q(sort_strokes__gt=key) | Q(sort_strokes=key, pk__gt=pk), sort_strokes__gte=key
    )
