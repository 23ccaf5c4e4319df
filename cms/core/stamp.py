"""Keep what every page shows until something public changes.

Several processes serve the site, each with a cache of its own; the number in
the database (:class:`~cms.core.models.SiteStamp`) tells all of them, in one
query, whether what they keep is still right.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.cache import cache
from django.db import models, transaction
from django.db.models.signals import post_delete, post_save
from django.utils import translation
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from .models import BasePage, SiteSettings, SiteStamp

# A crash between a commit and the new number leaves at most this much delay.
LONGEST = 300
_SHOWN = {"live", "title", "slug", "url_path", "show_in_menus"}


def kept(name: str, compute: Callable[[], object]):
    """``compute()``, or what it gave before, in this language and since the last change."""
    key = f"stamp:{SiteStamp.current()}:{translation.get_language()}:{name}"
    value = cache.get(key)
    if value is None:
        value = compute()
        cache.set(key, value, LONGEST)
    return value


def touch(**kwargs) -> None:
    """Something public may have changed; all that is kept is computed anew after commit."""
    transaction.on_commit(SiteStamp.advance)


def watch(*models_shown: type[models.Model]) -> None:
    """Let saving or deleting these models count as a public change."""
    for model in models_shown:
        for signal in (post_save, post_delete):
            signal.connect(_changed, sender=model, dispatch_uid=f"stamp-{model._meta.label}")


def _changed(sender, instance, update_fields=None, **kwargs) -> None:
    # Autosave writes only which revision is the latest.
    if update_fields is None or _SHOWN & set(update_fields):
        touch()


def _page_changed(sender, instance, update_fields=None, **kwargs) -> None:
    if isinstance(instance, BasePage):
        _changed(sender, instance, update_fields)


def connect() -> None:
    """Listen to everything the foundation knows to be public."""
    for signal in (page_published, page_unpublished, page_slug_changed, post_page_move):
        signal.connect(touch, dispatch_uid="stamp-page")
    post_save.connect(_page_changed, dispatch_uid="stamp-page-saved")
    post_delete.connect(_page_changed, dispatch_uid="stamp-page-deleted")
    watch(Page, PageViewRestriction, Site, SiteSettings)
