"""What entries of rolls link to, read once for very many of them.

Two million names lead to some thousand places, units, battles and sites. Each is
read once, and kept as the words that pages and the search need of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from heritage.memorials.models import MemorialSitePage, Roll, RollEntry, RollEntryName
from heritage.people.models import Battle, Conflict, Honour, Place, Unit
from heritage.people.models.places import ABOVE
from heritage.people.models.told import unit_names

_UNIT_ABOVE = "parent__parent__parent__parent__parent"

PATH = "/"
"""Stands in a facet's value between what something lies in and itself."""


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place: its full name, former names, and its values in the tree of places."""

    full_name: str
    former_names: tuple[str, ...]
    paths: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownUnit:
    """A published unit: its name, and all names of it and of what it is part of."""

    name: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KnownBattle:
    """A published battle: its name, its other names, its war if that is published."""

    name: str
    other_names: tuple[str, ...]
    conflict: str


@dataclass(frozen=True, slots=True)
class KnownSite:
    """A site the public may open: its title, and its values in the tree of resting places."""

    title: str
    paths: tuple[str, ...]


class Known:
    """Records by primary key, read when a batch of entries first names them.

    What the public may not see is None.
    """

    def __init__(self) -> None:
        self.rolls: dict[int, Roll | None] = {}
        self.places: dict[int, KnownPlace | None] = {}
        self.units: dict[int, KnownUnit | None] = {}
        self.battles: dict[int, KnownBattle | None] = {}
        self.conflicts: dict[int, str | None] = {}
        self.honours: dict[int, str | None] = {}
        self.sites: dict[int, KnownSite | None] = {}
        self.names_of: dict[int, tuple[str, ...]] = {}
        self.honours_of: dict[int, tuple[str, ...]] = {}

    def read_for(self, entries: Collection[RollEntry]) -> None:
        """Read what ``entries`` link to and is not known yet; names and honours are theirs alone."""
        _read(self.rolls, (e.roll_id for e in entries), Roll.objects.all(), lambda roll: roll)
        _read(
            self.places,
            (e.native_place_id for e in entries),
            Place.objects.select_related(ABOVE),
            _place,
        )
        _read(
            self.units,
            (e.unit_id for e in entries),
            Unit.objects.published().select_related(_UNIT_ABOVE),
            _unit,
        )
        _read(
            self.battles,
            (e.battle_id for e in entries),
            Battle.objects.published().select_related("conflict"),
            _battle,
        )
        _read(
            self.conflicts, (e.conflict_id for e in entries), Conflict.objects.published(), _named
        )
        _read(
            self.sites,
            (e.site_id for e in entries),
            MemorialSitePage.objects.published().select_related(f"place__{ABOVE}"),
            _site,
        )
        self._read_names(entries)
        self._read_honours(entries)

    def _read_names(self, entries: Collection[RollEntry]) -> None:
        rows = RollEntryName.objects.filter(entry__in=[e.pk for e in entries]).order_by("pk")
        found: dict[int, list[str]] = {}
        for pk, text in rows.values_list("entry", "text"):
            found.setdefault(pk, []).append(text)
        self.names_of = {pk: tuple(dict.fromkeys(names)) for pk, names in found.items()}

    def _read_honours(self, entries: Collection[RollEntry]) -> None:
        through = RollEntry.honours.through
        rows = through.objects.filter(rollentry__in=[e.pk for e in entries])
        pairs = list(rows.order_by("pk").values_list("rollentry", "honour"))
        _read(self.honours, (honour for _pk, honour in pairs), Honour.objects.published(), _named)
        found: dict[int, list[str]] = {}
        for pk, honour in pairs:
            if name := self.honours[honour]:
                found.setdefault(pk, []).append(name)
        self.honours_of = {pk: tuple(names) for pk, names in found.items()}


def _read(known: dict, wanted: Iterable[int | None], rows: QuerySet, make: Callable) -> None:
    missing = {pk for pk in wanted if pk is not None and pk not in known}
    if not missing:
        return
    known |= dict.fromkeys(missing)
    known |= {row.pk: make(row) for row in rows.filter(pk__in=missing)}


def _named(record: Conflict | Honour) -> str:
    return record.name


def _place(place: Place) -> KnownPlace:
    return KnownPlace(place.full_name, tuple(place.former_name_list), place.search_paths)


def _unit(unit: Unit) -> KnownUnit:
    return KnownUnit(unit.name, unit_names(unit))


def _battle(battle: Battle) -> KnownBattle:
    war = battle.conflict
    return KnownBattle(
        battle.name, tuple(battle.other_name_list), war.name if war and war.live else ""
    )


def _site(site: MemorialSitePage) -> KnownSite:
    return KnownSite(site.title, site_paths(site))


def site_paths(site: MemorialSitePage) -> tuple[str, ...]:
    """A site in the tree of resting places: its province, then itself.

    ``湖南省``, ``湖南省/某某烈士陵园``; of a site without a place only its title.
    """
    title = site.title.replace(PATH, "／")
    if site.place is None:
        return (title,)
    province = site.place.search_paths[0]
    return (province, f"{province}{PATH}{title}")
