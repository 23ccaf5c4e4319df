"""To whom tribute is paid: never to the living, never at a site without martyrs."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from django.db.models import Q

from heritage.memorials.models import MemorialSitePage, RollEntry
from heritage.people.enums import LifeStatus
from heritage.people.models import Person
from heritage.people.models.showing import MAY_LIVE_YEARS


class NotHonouredError(Exception):
    """Nobody, nothing public, or one that tribute is not paid to."""


@dataclass(frozen=True, slots=True)
class Honoured:
    """One that tribute is paid to.

    ``kind`` names the column of the counts and messages: ``site``, ``entry`` or
    ``person``. ``pks`` are its own number and those of entries joined to it,
    whose tribute is counted with its own as long as they are.
    """

    kind: str
    thing: MemorialSitePage | RollEntry | Person
    pks: tuple[int, ...]

    @property
    def pk(self) -> int:
        return self.thing.pk

    @property
    def name(self) -> str:
        """Its title or name."""
        return str(self.thing)

    @property
    def url(self) -> str:
        """The path of its public page."""
        return self.thing.url

    @property
    def column(self) -> dict[str, int]:
        """The column and value a new row is written with."""
        return {f"{self.kind}_id": self.pk}

    @property
    def rows(self) -> Q:
        """Rows of counts and messages that belong to it."""
        return Q(**{f"{self.kind}_id__in": self.pks})


def honoured(kind: str, pk: int) -> Honoured:
    """The public site, entry or person of that number; raises :class:`NotHonouredError`."""
    find = {"site": _site, "entry": _entry, "person": _person}.get(kind)
    found = find(pk) if find else None
    if found is None:
        raise NotHonouredError(f"{kind} {pk}")
    return found


def honoured_thing(thing: object) -> Honoured | None:
    """The same for a page or record in hand; None where tribute is not paid to it."""
    if isinstance(thing, MemorialSitePage):
        return _site(thing.pk)
    if isinstance(thing, RollEntry):
        return _of_entry(thing)
    if isinstance(thing, Person):
        return _of_person(thing)
    return None


def _site(pk: int) -> Honoured | None:
    site = MemorialSitePage.objects.published().filter(pk=pk, takes_tribute=True).first()
    if site is None or not site.is_martyrs_facility:
        return None
    return Honoured("site", site, (site.pk,))


def _entry(pk: int) -> Honoured | None:
    asked = RollEntry.objects.filter(pk=pk).values_list("merged_into_id", flat=True).first()
    entry = RollEntry.objects.select_related("roll", "person").filter(pk=asked or pk).first()
    return _of_entry(entry) if entry else None


def _of_entry(entry: RollEntry) -> Honoured | None:
    if not (entry.live and entry.roll.live) or entry.merged_into_id:
        return None
    # A roll says that somebody died; a record that says they live is believed.
    if entry.person_id and entry.person.life_status == LifeStatus.LIVING:
        return None
    joined = RollEntry.objects.filter(merged_into=entry).values_list("pk", flat=True)
    return Honoured("entry", entry, (entry.pk, *joined))


def _person(pk: int) -> Honoured | None:
    person = Person.objects.filter(pk=pk).select_related("merged_into").first()
    if person and person.merged_into:
        person = person.merged_into
    return _of_person(person) if person else None


def _of_person(person: Person) -> Honoured | None:
    if not person.live or person.merged_into_id or not has_died(person):
        return None
    merged = Person.objects.filter(merged_into=person).values_list("pk", flat=True)
    return Honoured("person", person, (person.pk, *merged))


def has_died(person: Person) -> bool:
    """Whether somebody is known to have died, or was born too long ago to be alive.

    Somebody missing is not mourned while they may yet be alive.
    """
    if person.life_status == LifeStatus.MISSING and not person.death:
        born = person.birth.last_day if person.birth else None
        return born is not None and born.year <= datetime.date.today().year - MAY_LIVE_YEARS
    return not person.may_be_living
