"""Which stories and articles go with a record of a person, unit, war, honour or place."""

from __future__ import annotations

from functools import singledispatch

from django.db.models import Model, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from heritage.people import gathering
from heritage.people.enums import Topic
from heritage.people.models import (
    Battle,
    Conflict,
    Honour,
    Organisation,
    Person,
    PersonConflict,
    PersonHonour,
    PersonService,
    Place,
    Unit,
)
from heritage.people.models.counting import count_pages
from heritage.people.models.showing import showing
from heritage.stories.models import ArticlePage, StoryPage, StoryPerson, StoryPlace


@singledispatch
def stories_about(record: Model) -> QuerySet[StoryPage]:
    """Public stories an editor put to the record, or about people who belong to it.

    Somebody living whose record does not show the tie leads to none. Newest first.
    """
    return StoryPage.objects.none()


@stories_about.register
def _stories_of_person(person: Person) -> QuerySet[StoryPage]:
    return _stories(Q(pk__in=person.shown_on.values("page")))


@stories_about.register
def _stories_of_unit(unit: Unit) -> QuerySet[StoryPage]:
    units = Unit.objects.published().within(unit)
    served = PersonService.objects.filter(_shown(Topic.SERVICE), unit__in=units)
    return _stories(Q(pk__in=_linked("units", units)) | _about_people(served))


@stories_about.register
def _stories_of_conflict(conflict: Conflict) -> QuerySet[StoryPage]:
    battles = conflict.battles.published()
    fought = PersonConflict.objects.filter(
        _shown(Topic.CONFLICTS), Q(conflict=conflict) | Q(battle__in=battles)
    )
    return _stories(
        Q(pk__in=conflict.stories.values("pk"))
        | Q(pk__in=_linked("battles", battles))
        | _about_people(fought)
    )


@stories_about.register
def _stories_of_battle(battle: Battle) -> QuerySet[StoryPage]:
    fought = PersonConflict.objects.filter(_shown(Topic.CONFLICTS), battle=battle)
    return _stories(Q(pk__in=battle.stories.values("pk")) | _about_people(fought))


@stories_about.register
def _stories_of_honour(honour: Honour) -> QuerySet[StoryPage]:
    given = PersonHonour.objects.filter(_shown(Topic.HONOURS), honour=honour)
    return _stories(Q(pk__in=honour.stories.values("pk")) | _about_people(given))


@stories_about.register
def _stories_of_place(place: Place) -> QuerySet[StoryPage]:
    links = StoryPlace.objects.filter(place__path__startswith=place.path)
    return _stories(Q(pk__in=links.values("page")))


@singledispatch
def articles_about(record: Model) -> QuerySet[ArticlePage]:
    """Public articles on the work of an organisation or from a place, newest first."""
    return ArticlePage.objects.none()


@articles_about.register
def _articles_of_organisation(organisation: Organisation) -> QuerySet[ArticlePage]:
    return _articles(Q(organisation__path__startswith=organisation.path))


@articles_about.register
def _articles_of_place(place: Place) -> QuerySet[ArticlePage]:
    return _articles(Q(place__path__startswith=place.path))


def _stories(wanted: Q) -> QuerySet[StoryPage]:
    return StoryPage.objects.published().filter(wanted).newest_first().for_cards()


def _articles(wanted: Q) -> QuerySet[ArticlePage]:
    found = ArticlePage.objects.published().filter(wanted)
    return found.select_related("organisation", "place").newest_first()


def _linked(relation: str, records: QuerySet) -> QuerySet:
    return StoryPage.objects.filter(**{f"{relation}__in": records}).values("pk")


def _about_people(links: QuerySet) -> Q:
    people = links.filter(person__live=True).values("person")
    return Q(pk__in=StoryPerson.objects.filter(person__in=people).values("page"))


def _shown(topic: Topic) -> Q:
    return showing(topic, person="person__")


def _stories_by_place() -> QuerySet:
    public = StoryPage.objects.published()
    return StoryPlace.objects.filter(page__in=public).values_list("place", "page")


def _articles_by_place() -> QuerySet:
    return ArticlePage.objects.published().exclude(place=None).values_list("place", "pk")


gathering.register(
    gathering.Kind(name="story", title=_("Stories"), card="components/card_story.html"),
    stories_about,
)
gathering.register(
    gathering.Kind(
        name="article",
        title=_("Articles"),
        card="components/card_article.html",
        layout="article-list",
    ),
    articles_about,
)
count_pages(_stories_by_place)
count_pages(_articles_by_place)
