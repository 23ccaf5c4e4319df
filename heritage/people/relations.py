"""Who and what goes with a record, as far as the public may know.

Everything here is published; of somebody who may be living only what they
agreed to is told.
"""

from __future__ import annotations

from django.db.models import Model, Q, QuerySet

from heritage.people.enums import Topic
from heritage.people.models import (
    Battle,
    Conflict,
    Honour,
    OrganisationHonour,
    Person,
    PersonConflict,
    PersonHonour,
    PersonService,
    TeamHonour,
    Unit,
    UnitHonour,
)
from heritage.people.models.showing import showing

BY_STROKES = ("person__stroke_key", "person__sort_pinyin", "person_id", "sort_order")


def services_in(unit: Unit) -> QuerySet[PersonService]:
    """Who served in a unit or a part of it, with post and period, by strokes of the surname."""
    return (
        PersonService.objects.filter(
            showing(Topic.SERVICE, person="person__"),
            person__live=True,
            unit__path__startswith=unit.path,
        )
        .select_related("person", "unit")
        .order_by(*BY_STROKES)
    )


def awards_of_people(honour: Honour) -> QuerySet[PersonHonour]:
    """People who were given an honour, by strokes of the surname."""
    return (
        PersonHonour.objects.filter(
            showing(Topic.HONOURS, person="person__"), person__live=True, honour=honour
        )
        .select_related("person", "honour")
        .order_by(*BY_STROKES)
    )


def awards_of_bodies(honour: Honour) -> list[Model]:
    """Published units, organisations and teams that were given an honour; ``holder`` is which."""
    found = []
    for model, holder in (
        (UnitHonour, "unit"),
        (OrganisationHonour, "organisation"),
        (TeamHonour, "team"),
    ):
        awards = model.objects.filter(honour=honour, **{f"{holder}__live": True})
        for award in awards.select_related("honour", holder).order_by(f"{holder}__sort_pinyin"):
            award.holder = getattr(award, holder)
            found.append(award)
    return found


def fighters(conflict: Conflict) -> QuerySet[Person]:
    """Who fought in a war or a battle of it, by strokes of the surname."""
    return _linked(Q(conflict=conflict) | Q(battle__conflict=conflict))


def fighters_in(battle: Battle) -> QuerySet[Person]:
    """Who fought in a battle, by strokes of the surname."""
    return _linked(Q(battle=battle))


def _linked(link: Q) -> QuerySet[Person]:
    shown = showing(Topic.CONFLICTS, person="person__")
    links = PersonConflict.objects.filter(link, shown)
    return (
        Person.objects.published()
        .filter(pk__in=links.values("person"))
        .select_related("portrait")
        .by_strokes()
    )


def battles_of(unit: Unit) -> QuerySet[Battle]:
    """Battles a unit or a part of it fought in, the earliest first."""
    fought = Unit.objects.published().within(unit)
    return Battle.objects.published().filter(units__in=fought).distinct().order_by("began", "pk")
