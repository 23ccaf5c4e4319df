"""Which interviews go with a record of a person, unit, war or place."""

from __future__ import annotations

from functools import singledispatch

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cms.core.ordering import newest_first
from heritage.oral_history.access import may_hear, open_segments, recording_access
from heritage.oral_history.enums import Audience
from heritage.oral_history.models import InterviewNarrator, InterviewPage, Segment, TimeIndex
from heritage.people import gathering
from heritage.people.enums import Topic
from heritage.people.models import (
    Battle,
    Conflict,
    Person,
    PersonConflict,
    PersonService,
    Place,
    Unit,
)
from heritage.people.models.counting import count_pages
from heritage.people.models.showing import showing


@singledispatch
def interviews_about(record: Model) -> QuerySet[InterviewPage]:
    """Public interviews an editor put to the record, whose narrators belong to it, or that
    speak of it where everybody may read so. Newest first.
    """
    return InterviewPage.objects.none()


@interviews_about.register
def _of_person(person: Person) -> QuerySet[InterviewPage]:
    told = _that_speak(person.told_of_in.all())
    return _interviews(Q(pk__in=person.interviews.values("page")) | Q(pk__in=told))


@interviews_about.register
def _of_unit(unit: Unit) -> QuerySet[InterviewPage]:
    units = Unit.objects.published().within(unit)
    served = PersonService.objects.filter(showing(Topic.SERVICE, person="person__"), unit__in=units)
    direct = InterviewPage.objects.filter(units__in=units).values("pk")
    return _interviews(Q(pk__in=direct) | _narrated_by(served))


@interviews_about.register
def _of_conflict(conflict: Conflict) -> QuerySet[InterviewPage]:
    battles = conflict.battles.published()
    fought = PersonConflict.objects.filter(
        showing(Topic.CONFLICTS, person="person__"), Q(conflict=conflict) | Q(battle__in=battles)
    )
    direct = Q(pk__in=conflict.interviews.values("pk")) | Q(
        pk__in=InterviewPage.objects.filter(battles__in=battles).values("pk")
    )
    return _interviews(direct | _narrated_by(fought))


@interviews_about.register
def _of_battle(battle: Battle) -> QuerySet[InterviewPage]:
    fought = PersonConflict.objects.filter(
        showing(Topic.CONFLICTS, person="person__"), battle=battle
    )
    return _interviews(Q(pk__in=battle.interviews.values("pk")) | _narrated_by(fought))


@interviews_about.register
def _of_place(place: Place) -> QuerySet[InterviewPage]:
    told = _that_speak(Segment.objects.filter(places__path__startswith=place.path))
    return _interviews(Q(place__path__startswith=place.path) | Q(pk__in=told))


def _interviews(wanted: Q) -> QuerySet[InterviewPage]:
    return (
        InterviewPage.objects.published()
        .filter(wanted)
        .order_by(*newest_first(), "-pk")
        .select_related("cover")
        .prefetch_related(
            "cover__renditions",
            "narrators__person",
            "recording_links__recording",
            "tagged_items__tag",
        )
    )


def _narrated_by(links: QuerySet) -> Q:
    people = links.filter(person__live=True).values("person")
    return Q(pk__in=InterviewNarrator.objects.filter(person__in=people).values("page"))


def _that_speak(segments: QuerySet[Segment]) -> set[int]:
    """Interviews with one of ``segments``, by primary key, where everybody may read that one."""
    wanted = set(segments.values_list("pk", flat=True))
    found: set[int] = set()
    for index in TimeIndex.objects.shown().filter(segments__in=wanted).distinct():
        access = recording_access(index.recording, Audience.PUBLIC)
        if access is None or not access.may_play:
            continue
        if wanted & {each.pk for each in open_segments(index, Audience.PUBLIC)}:
            pages = InterviewPage.objects.filter(recording_links__recording=index.recording)
            found |= {page.pk for page in pages if may_hear(page, Audience.PUBLIC)}
    return found


def _by_place() -> QuerySet:
    return InterviewPage.objects.published().exclude(place=None).values_list("place", "pk")


def register() -> None:
    """Show interviews with the records, and count them with the places."""
    gathering.register(
        gathering.Kind(
            name="interview",
            title=_("Oral history"),
            card="components/card_interview.html",
            layout="interview-list",
        ),
        interviews_about,
    )
    count_pages(_by_place)
