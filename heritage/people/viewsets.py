"""People, places and organisations in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from heritage.people.models import Organisation, Person, Place


class PersonViewSet(SnippetViewSet):
    """Records of people."""

    model = Person
    icon = "user"
    menu_label = _("People")
    menu_order = 100
    list_display = [
        "name",
        Column("life_span", label=_("Years")),
        "native_place",
        Column("get_life_status_display", label=_("Life status"), sort_key="life_status"),
        LiveStatusTagColumn(),
    ]
    list_filter = ["life_status", "live", "is_sample"]
    ordering = ["slug"]
    list_per_page = 50


class PlaceViewSet(SnippetViewSet):
    """Places by division code."""

    model = Place
    icon = "site"
    menu_label = _("Places")
    menu_order = 110
    list_display = ["name", "level", "code", "parent"]
    list_filter = ["level"]
    list_per_page = 50


class OrganisationViewSet(SnippetViewSet):
    """Organisations that articles name."""

    model = Organisation
    icon = "group"
    menu_label = _("Organisations")
    menu_order = 120
    list_display = ["name", "kind", "place"]
    list_filter = ["kind"]
