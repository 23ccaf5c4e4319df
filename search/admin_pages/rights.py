"""Who may do what for the search; groups are given these rights like any other."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import Q

READ_LOG = "search.view_searchday"
DECIDE = "search.change_searchphrase"
ADD_SYNONYMS = "search.add_synonymset"
ADD_PROMOTION = "wagtailsearchpromotions.add_searchpromotion"
READ_STATE = "search.view_outboxentry"
KEEP_INDEX = "search.change_outboxentry"


def permissions():
    """The rights that a group of editors may be given, beside those on synonym sets."""
    named = Q(pk__in=[])
    for right in (READ_LOG, DECIDE, READ_STATE, KEEP_INDEX):
        app_label, codename = right.split(".")
        named |= Q(content_type__app_label=app_label, codename=codename)
    return Permission.objects.filter(named)
