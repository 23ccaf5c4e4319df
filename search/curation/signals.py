"""Changes after which what processes keep of names and promotions is old; starts the chores."""

from __future__ import annotations

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.signals import published, unpublished

from search.curation import chores  # noqa: F401  (registers with the clock)
from search.curation.synonyms import NAMED
from search.models import SynonymSet, VocabularyStamp

_EDITED = (SynonymSet, Query, SearchPromotion)
_NAMING = {"live", "name", "other_names", "aliases"}


@receiver([post_save, post_delete])
def vocabulary_changed(sender, update_fields=None, **kwargs):
    """Something editors keep for the search, or a record with other names, was written."""
    # Autosave of a record touches only which revision is the latest.
    named = sender in NAMED and (update_fields is None or _NAMING & set(update_fields))
    if named or sender in _EDITED:
        VocabularyStamp.advance()


@receiver([published, unpublished])
def record_went(sender, **kwargs):
    """A record came to be public or ceased to."""
    if sender in NAMED:
        VocabularyStamp.advance()
