"""Which sites, and which names on rolls, go with a record of a person, unit, war or place."""

from __future__ import annotations

from functools import singledispatch

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from heritage.memorials.models import MemorialSitePage, RollEntry
from heritage.people import gathering
from heritage.people.models import Battle, Conflict, Organisation, Person, Place, Unit
from heritage.people.models.counting import count_pages


@singledispatch
def sites_about(record: Model) -> QuerySet[MemorialSitePage]:
    """Public sites an editor put to the record, or that lie in the place; by pinyin."""
    return MemorialSitePage.objects.none()


@sites_about.register
def _of_person(person: Person) -> QuerySet[MemorialSitePage]:
    return _sites(Q(pk__in=person.site_links.values("site")))


@sites_about.register
def _of_unit(unit: Unit) -> QuerySet[MemorialSitePage]:
    return _sites(Q(unit_links__unit__in=Unit.objects.published().within(unit)))


@sites_about.register
def _of_conflict(conflict: Conflict) -> QuerySet[MemorialSitePage]:
    battles = conflict.battles.published()
    return _sites(
        Q(pk__in=conflict.sites.values("pk"))
        | Q(pk__in=MemorialSitePage.objects.filter(battles__in=battles).values("pk"))
    )


@sites_about.register
def _of_battle(battle: Battle) -> QuerySet[MemorialSitePage]:
    return _sites(Q(pk__in=battle.sites.values("pk")))


@sites_about.register
def _of_place(place: Place) -> QuerySet[MemorialSitePage]:
    return _sites(Q(place__path__startswith=place.path))


@sites_about.register
def _of_organisation(organisation: Organisation) -> QuerySet[MemorialSitePage]:
    return _sites(Q(organisation=organisation))


@singledispatch
def names_about(record: Model) -> QuerySet[RollEntry]:
    """Public names on rolls that were understood to belong to the record; in no order.

    Each is one look-up in an index of the entries, and stops at what is shown:
    there may be two million.
    """
    return RollEntry.objects.none()


@names_about.register
def _names_of_person(person: Person) -> QuerySet[RollEntry]:
    return _names(person=person)


@names_about.register
def _names_of_unit(unit: Unit) -> QuerySet[RollEntry]:
    return _names(unit__in=list(Unit.objects.published().within(unit).values_list("pk", flat=True)))


@names_about.register
def _names_of_conflict(conflict: Conflict) -> QuerySet[RollEntry]:
    return _names(conflict=conflict)


@names_about.register
def _names_of_battle(battle: Battle) -> QuerySet[RollEntry]:
    return _names(battle=battle)


@names_about.register
def _names_of_place(place: Place) -> QuerySet[RollEntry]:
    within = Place.objects.within(place).values_list("pk", flat=True)
    return _names(native_place__in=list(within))


def _sites(wanted: Q) -> QuerySet[MemorialSitePage]:
    return (
        MemorialSitePage.objects.published()
        .filter(wanted)
        .order_by("slug", "pk")
        .distinct()
        .select_related("cover", "place__parent__parent")
        .prefetch_related("cover__renditions", "designations")
    )


def _names(**wanted) -> QuerySet[RollEntry]:
    found = RollEntry.objects.published().filter(**wanted).order_by()
    return found.select_related("native_place__parent__parent")


def _by_place() -> QuerySet:
    return MemorialSitePage.objects.published().exclude(place=None).values_list("place", "pk")


def register() -> None:
    """Show sites and names with the records, and count sites with the places."""
    gathering.register(
        gathering.Kind(
            name="site",
            title=_("Memorial sites"),
            card="components/card_site.html",
            layout="site-list",
        ),
        sites_about,
    )
    gathering.register(
        gathering.Kind(
            name="entry",
            title=_("Names on rolls of martyrs"),
            card="components/card_entry.html",
            layout="name-list",
        ),
        names_about,
    )
    count_pages(_by_place)
