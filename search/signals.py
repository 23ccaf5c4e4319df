"""Every change that may alter what is in the index writes to the outbox.

Saves are listened to as well as Wagtail's own signals: autosave, move, copy,
privacy and code that sets ``live`` all end in one of them. Which of them
matter is not decided here; draining looks at the database.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import receiver
from taggit.models import Tag
from wagtail.models import Page, PageViewRestriction
from wagtail.signals import (
    page_published,
    page_slug_changed,
    page_unpublished,
    post_page_move,
    published,
    unpublished,
)

from cms.core import tasks
from cms.core.models import BasePage
from heritage.honours.models import Campaign, CampaignPage, Honouree
from heritage.honours.showcase import searchable as showcase
from heritage.memorials.models import MemorialSitePage, Roll, RollEntry, SitePerson
from heritage.memorials.roll_pages.searchable import entry_key
from heritage.memorials.signals import entries_changed
from heritage.oral_history.signals import hearing_changed
from heritage.people import searchable
from heritage.people.models import Person, Place, Record
from heritage.stories.models import ArticlePage, StoryPage, StoryPerson, StoryPlace

from .documents import page_key, person_key
from .linked import linked_changed, places_changed, places_of_pages
from .outbox import REBUILD, changed

_PLACED = (
    Person,
    ArticlePage,
    MemorialSitePage,
    *(m for m in searchable.KINDS.values() if hasattr(m, "place")),
)
# What autosave, locks and schedules write, and no reader sees.
_UNSEEN = {
    "latest_revision",
    "has_unpublished_changes",
    "locked",
    "locked_at",
    "locked_by",
    "go_live_at",
    "expire_at",
}


# A roll of more names is looked at by building the index anew: sooner done than one by one.
_FEW_ENTRIES = 20_000


def _subtree_changed(page: Page) -> None:
    pages = Page.objects.filter(path__startswith=page.path).values_list("pk", flat=True)
    _pages_changed(list(pages))
    for site in MemorialSitePage.objects.filter(path__startswith=page.path):
        linked_changed(site)


def _pages_changed(pages: list[int]) -> None:
    changed(page_key(pk) for pk in pages)
    # Whose story goes or comes has a document of their own, or no longer.
    changed(showcase.keys_of_stories(pages))
    places_changed(places_of_pages(pages))


@receiver(post_save)
def page_saved(sender, instance, raw=False, update_fields=None, **kwargs):
    if not isinstance(instance, BasePage) or raw:
        return
    # Autosave of a page that is not live touches only its revision.
    if instance.live or update_fields is None or "live" in update_fields:
        _pages_changed([instance.pk])


@receiver([page_published, page_unpublished])
def page_went(sender, instance, **kwargs):
    _pages_changed([instance.pk])
    if isinstance(instance, MemorialSitePage):
        linked_changed(instance)


@receiver(post_save, sender=Campaign)
def campaign_changed(sender, instance, **kwargs):
    _pages_changed(
        list(CampaignPage.objects.filter(campaign=instance).values_list("pk", flat=True))
    )


@receiver([post_page_move, page_slug_changed])
def page_moved(sender, instance, **kwargs):
    _subtree_changed(instance)


@receiver(post_delete)
def page_deleted(sender, instance, **kwargs):
    if isinstance(instance, BasePage):
        changed([page_key(instance.pk)])


@receiver(hearing_changed)
def interviews_changed(interviews, **kwargs):
    _pages_changed(list(interviews))


@receiver(pre_delete, sender=StoryPage)
def story_deleted(sender, instance, **kwargs):
    changed(showcase.keys_of_stories([instance.pk]))


@receiver([post_save, pre_delete], sender=Honouree)
def honouree_changed(sender, instance, **kwargs):
    changed([showcase.honouree_key(instance.pk)])


@receiver([post_save, post_delete], sender=PageViewRestriction)
def privacy_changed(sender, instance, **kwargs):
    _subtree_changed(instance.page)


@receiver([post_save, post_delete], sender=StoryPlace)
def story_place_changed(sender, instance, **kwargs):
    places_changed([instance.place_id])


@receiver(entries_changed)
def many_entries_changed(entries, **kwargs):
    if entries is None:
        transaction.on_commit(lambda: tasks.enqueue_once(REBUILD))
    else:
        changed(entry_key(pk) for pk in entries)


@receiver([post_save, pre_delete], sender=RollEntry)
def entry_changed(sender, instance, raw=False, origin=None, **kwargs):
    # With its roll the entry is looked at below.
    if not raw and not isinstance(origin, Roll):
        changed([entry_key(instance.pk)])


@receiver([post_save, pre_delete], sender=Roll)
def roll_changed(sender, instance, created=False, **kwargs):
    if created:
        return  # It has no names yet.
    is_long = instance.entries.order_by("pk")[_FEW_ENTRIES : _FEW_ENTRIES + 1].exists()
    if is_long:
        many_entries_changed(entries=None)
    else:
        linked_changed(instance, at_once=kwargs["signal"] is pre_delete)


@receiver(pre_delete, sender=MemorialSitePage)
def site_deleted(sender, instance, **kwargs):
    linked_changed(instance, at_once=True)


@receiver([published, unpublished], sender=Person)
@receiver([post_save, pre_delete], sender=Person)  # After a delete no link is left.
def person_changed(sender, instance, **kwargs):
    shown_on = StoryPerson.objects.filter(person=instance).values_list("page_id", flat=True)
    sites = SitePerson.objects.filter(person=instance).values_list("site_id", flat=True)
    changed([person_key(instance.pk), *(page_key(pk) for pk in {*shown_on, *sites})])
    changed(showcase.keys_of(instance))
    places_changed([instance.place_id])


@receiver([pre_save, pre_delete])
def placed_before(sender, instance, raw=False, **kwargs):
    """What loses its place, or is deleted, may leave nothing about that place."""
    if raw or not instance.pk or not issubclass(sender, _PLACED):
        return
    places_changed(sender.objects.filter(pk=instance.pk).values_list("place", flat=True))


@receiver([published, unpublished])
@receiver([post_save, pre_delete])
def record_changed(sender, instance, raw=False, update_fields=None, created=False, **kwargs):
    if raw or not isinstance(instance, Record):
        return
    if update_fields is not None and set(update_fields) <= _UNSEEN:
        return
    changed([searchable.key_of(instance), *showcase.keys_of(instance)])
    if not created:
        linked_changed(instance, at_once=kwargs["signal"] is pre_delete)
    places_changed([getattr(instance, "place_id", None)])


@receiver([post_save, pre_delete], sender=Place)
def place_changed(sender, instance, created=False, **kwargs):
    if created:
        return  # Nothing is about it yet.
    # A place is shown with what it lies in, and gathers what its parts have.
    linked_changed(instance, at_once=kwargs["signal"] is pre_delete)
    places_changed([instance.pk, instance.parent_id])


@receiver([post_save, pre_delete], sender=Tag)
def tag_changed(sender, instance, created=False, **kwargs):
    if not created:
        linked_changed(instance, at_once=kwargs["signal"] is pre_delete)
