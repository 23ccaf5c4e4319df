"""Of which years, units and native places somebody or something tells, for the search.

A reader who asks for 年:1951 means what happened in 1951, not what was written
or born then: years of service and of war, when a unit or a team existed, the
year somebody fell. What a living person did not agree to show is left out, and
what is not published.
"""

from __future__ import annotations

from collections.abc import Iterable

from cms.core.dates import HistoricalDate
from heritage.people.enums import LifeStatus, Topic

Years = tuple[int, int]
"""A first and a last year."""


def span(since: HistoricalDate | None, until: HistoricalDate | None = None) -> tuple[Years, ...]:
    """The years from one date to another, as far as known; of an open end only the known year."""
    known = [
        end.year for date in (since, until) if date for end in (date.earliest, date.latest) if end
    ]
    return ((min(known), max(known)),) if known else ()


def spans(periods: Iterable[Years]) -> tuple[Years, ...]:
    """Each period once, in the order of time."""
    return tuple(sorted(set(periods)))


def event_years(battle, conflict) -> tuple[Years, ...]:
    """The years of a published battle or, where they are not known, of its published war."""
    for event in (battle, conflict):
        if event is not None and event.live and (years := span(event.began, event.ended)):
            return years
    return ()


def person_years(person) -> tuple[Years, ...]:
    """Years of service, of wars lived through, of honours, and the one somebody fell in."""
    told: list[Years] = []
    if person.shows(Topic.ENLISTMENT):
        told += span(person.enlisted)
    if person.shows(Topic.SERVICE):
        for service in person.services.all():
            told += span(service.since, service.until)
    if person.shows(Topic.CONFLICTS):
        for link in person.conflicts.all():
            told += _lived_through(person, event_years(link.battle, link.conflict))
    if person.shows(Topic.HONOURS):
        for award in person.awards.all():
            told += span(award.awarded_on)
    if person.life_status == LifeStatus.FALLEN and person.shows(Topic.DEATH):
        told += span(person.death)
    return spans(told)


def person_units(person) -> tuple[str, ...]:
    """Units somebody served in, as written and by name, with those they were part of."""
    if not person.shows(Topic.SERVICE):
        return ()
    named: list[str] = []
    for service in person.services.all():
        named += [service.as_written, *(unit_names(service.unit) if service.unit else ())]
    return tuple(dict.fromkeys(filter(None, named)))


def unit_names(unit) -> tuple[str, ...]:
    """Names of a unit and of what it is part of, as far as they are published."""
    return tuple(
        name for above in unit.line() if above.live for name in (above.name, *above.other_name_list)
    )


def person_native_places(person) -> tuple[str, ...]:
    """The native place as written, in full, and under former names of the division."""
    place = person.shown_place
    known = [place.full_name, *place.former_name_list] if place else []
    return tuple(dict.fromkeys(filter(None, [person.shown_native_place, *known])))


def _lived_through(person, years: tuple[Years, ...]) -> tuple[Years, ...]:
    """``years`` of a war as far as somebody was there and alive."""
    starts = [
        date
        for topic, date in ((Topic.BIRTH, person.birth), (Topic.ENLISTMENT, person.enlisted))
        if person.shows(topic)
    ]
    first = [years[0] for date in starts for years in span(date)]
    last = [years[1] for years in span(person.death)] if person.shows(Topic.DEATH) else []
    clipped = [(max([since, *first]), min([until, *last])) for since, until in years]
    return tuple((since, until) for since, until in clipped if since <= until)
