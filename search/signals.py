"""Every change that may alter what is in the index writes to the outbox.

Saves are listened to as well as Wagtail's own signals: autosave, move, copy,
privacy and code that sets ``live`` all end in one of them. Which of them
matter is not decided here; draining looks at the database.
"""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from cms.core.models import BasePage
from heritage.people.models import Person, Place
from heritage.stories.models import ArticlePage, StoryPerson, StoryPlace

from .documents import page_key, person_key
from .outbox import changed


def _subtree(page: Page) -> list[str]:
    pages = Page.objects.filter(path__startswith=page.path).values_list("pk", flat=True)
    return [page_key(pk) for pk in pages]


@receiver(post_save)
def page_saved(sender, instance, raw=False, update_fields=None, **kwargs):
    if not isinstance(instance, BasePage) or raw:
        return
    # Autosave of a page that is not live touches only its revision.
    if instance.live or update_fields is None or "live" in update_fields:
        changed([page_key(instance.pk)])


@receiver([page_published, page_unpublished])
def page_went(sender, instance, **kwargs):
    changed([page_key(instance.pk)])


@receiver([post_page_move, page_slug_changed])
def page_moved(sender, instance, **kwargs):
    changed(_subtree(instance))


@receiver(post_delete)
def page_deleted(sender, instance, **kwargs):
    if isinstance(instance, BasePage):
        changed([page_key(instance.pk)])


@receiver([post_save, post_delete], sender=PageViewRestriction)
def privacy_changed(sender, instance, **kwargs):
    changed(_subtree(instance.page))


@receiver([published, unpublished], sender=Person)
@receiver([post_save, pre_delete], sender=Person)  # After a delete no link is left.
def person_changed(sender, instance, **kwargs):
    shown_on = StoryPerson.objects.filter(person=instance).values_list("page_id", flat=True)
    changed([person_key(instance.pk), *(page_key(pk) for pk in shown_on)])


@receiver([post_save, pre_delete], sender=Place)
def place_changed(sender, instance, **kwargs):
    # A place is shown with what it lies in.
    places = _with_parts(instance)
    stories = StoryPlace.objects.filter(place__in=places).values_list("page_id", flat=True)
    articles = ArticlePage.objects.filter(place__in=places).values_list("pk", flat=True)
    natives = Person.objects.filter(place__in=places).values_list("pk", flat=True)
    changed(
        [
            *(page_key(pk) for pk in (*stories, *articles)),
            *(person_key(pk) for pk in natives),
        ]
    )


def _with_parts(place: Place) -> list[int]:
    """The keys of a place and of all that lies in it."""
    found, level = [place.pk], [place.pk]
    while level:
        parts = Place.objects.filter(parent__in=level).exclude(pk__in=found)
        level = list(parts.values_list("pk", flat=True))
        found += level
    return found
