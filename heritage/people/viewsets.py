"""People, organisations, units, honours and places in the admin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, LiveStatusTagColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from heritage.people.branches.views import BranchViewSetMixin, HeldViewSetMixin
from heritage.people.figures import shown as figures
from heritage.people.lists.export_views import PeopleIndexView
from heritage.people.merging.edit_views import MergingViewSetMixin
from heritage.people.models import (
    Battle,
    BranchEditor,
    Conflict,
    Figure,
    Honour,
    Organisation,
    Person,
    Place,
    Role,
    Team,
    TeamActivity,
    Unit,
)
from heritage.people.organisation_views import OrganisationCreateView, OrganisationIndexView
from heritage.people.panels import person_edit_handler


class PersonViewSet(MergingViewSetMixin, BranchViewSetMixin, SnippetViewSet):
    """Records of people."""

    model = Person
    icon = "user"
    menu_label = _("People")
    menu_order = 100
    edit_handler = person_edit_handler
    index_view_class = PeopleIndexView
    list_export = ["name"]
    list_display = [
        "name",
        Column("life_span", label=_("Years")),
        "native_place",
        Column("get_life_status_display", label=_("Life status"), sort_key="life_status"),
        LiveStatusTagColumn(),
    ]
    list_filter = ["life_status", "live", "is_sample"]
    ordering = ["sort_pinyin"]
    list_per_page = 50

    def get_queryset(self, request):
        return Person.objects.standing()


class RecordViewSet(HeldViewSetMixin, SnippetViewSet):
    """What the managed lists share."""

    list_per_page = 50
    ordering = ["sort_pinyin"]


class UnitViewSet(RecordViewSet):
    """Military units."""

    model = Unit
    icon = "group"
    menu_label = _("Units")
    menu_order = 110
    list_display = ["name", "kind", "parent", LiveStatusTagColumn()]
    list_filter = ["kind", "live"]


class ConflictViewSet(RecordViewSet):
    """Wars and campaigns."""

    model = Conflict
    icon = "history"
    menu_label = _("Wars")
    menu_order = 120
    list_display = ["name", "began", "ended", LiveStatusTagColumn()]
    ordering = ["began"]


class BattleViewSet(RecordViewSet):
    """Battles."""

    model = Battle
    icon = "crosshairs"
    menu_label = _("Battles")
    menu_order = 130
    list_display = ["name", "conflict", "began", "place_text", LiveStatusTagColumn()]
    list_filter = ["conflict", "live"]
    ordering = ["began"]


class HonourViewSet(RecordViewSet):
    """Honours."""

    model = Honour
    icon = "pick"
    menu_label = _("Honours")
    menu_order = 140
    list_display = ["name", "kind", "grade", "awarding_body", LiveStatusTagColumn()]
    list_filter = ["kind", "live"]
    ordering = ["kind", "rank"]


class RoleViewSet(HeldViewSetMixin, SnippetViewSet):
    """Roles of veterans."""

    model = Role
    icon = "tag"
    menu_label = _("Roles")
    menu_order = 150
    list_display = ["name", "summary"]


class OrganisationViewSet(BranchViewSetMixin, RecordViewSet):
    """The tree of organisations."""

    model = Organisation
    icon = "home"
    menu_label = _("Organisations")
    menu_order = 160
    index_view_class = OrganisationIndexView
    add_view_class = OrganisationCreateView
    ordering = ["path"]
    list_display = ["name", "kind", "level", "place", LiveStatusTagColumn()]
    list_filter = ["kind", "level", "live"]


class BranchEditorViewSet(SnippetViewSet):
    """Who edits which branch; for those who may appoint."""

    model = BranchEditor
    icon = "key"
    menu_label = _("Branch editors")
    menu_order = 165
    list_display = ["user", "organisation", "may_publish"]
    copy_view_enabled = False


class TeamViewSet(BranchViewSetMixin, RecordViewSet):
    """Volunteer and lecture teams."""

    model = Team
    icon = "group"
    menu_label = _("Teams")
    menu_order = 170
    list_display = ["name", "kind", "organisation", LiveStatusTagColumn()]
    list_filter = ["kind", "live"]


class TeamActivityViewSet(BranchViewSetMixin, SnippetViewSet):
    """The log of the teams."""

    model = TeamActivity
    icon = "list-ul"
    menu_label = _("Activities of teams")
    menu_order = 180
    list_display = ["held_on", "title", "team", LiveStatusTagColumn()]
    list_filter = ["team"]
    list_per_page = 50


class FigureViewSet(BranchViewSetMixin, SnippetViewSet):
    """The ledger of figures."""

    model = Figure
    icon = "table"
    menu_label = _("Figures")
    menu_order = 190
    list_display = [
        "measure",
        Column("amount", label=_("Number"), sort_key="value"),
        Column("subject", label=_("Organisation, team or activity"), accessor=figures.subject),
        Column("period", label=_("Period"), accessor=figures.period, sort_key="period_from"),
        "source",
    ]
    list_filter = ["measure"]
    list_per_page = 50

    def get_queryset(self, request):
        return Figure.objects.select_related("organisation", "team", "activity")


class PlaceViewSet(HeldViewSetMixin, SnippetViewSet):
    """Places by division code."""

    model = Place
    icon = "site"
    menu_label = _("Places")
    menu_order = 200
    list_display = ["name", "level", "code", "parent"]
    list_filter = ["level"]
    list_per_page = 50
