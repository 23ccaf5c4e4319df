"""The programmes in Wagtail's admin."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from heritage.honours import hooks as honours_hooks  # noqa: F401
from heritage.honours.campaigns import hooks as campaign_hooks  # noqa: F401
from heritage.honours.judging import hooks as judging_hooks  # noqa: F401
from heritage.honours.nominating import hooks as nominating_hooks  # noqa: F401
from heritage.honours.noticing import hooks as noticing_hooks  # noqa: F401
from heritage.honours.screening import hooks as screening_hooks  # noqa: F401
from heritage.honours.showcase import hooks as showcase_hooks  # noqa: F401
from heritage.honours.voting import hooks as voting_hooks  # noqa: F401
from heritage.memorials import hooks as memorial_hooks  # noqa: F401
from heritage.memorials.events import hooks as event_hooks  # noqa: F401
from heritage.memorials.inspecting import hooks as inspection_hooks  # noqa: F401
from heritage.memorials.labels import hooks as label_hooks  # noqa: F401
from heritage.memorials.leads import hooks as lead_hooks  # noqa: F401
from heritage.memorials.roll_admin import hooks as roll_admin_hooks  # noqa: F401
from heritage.memorials.roll_import import hooks as roll_import_hooks  # noqa: F401
from heritage.memorials.tributes import hooks as tribute_hooks  # noqa: F401
from heritage.oral_history import hooks as oral_history_hooks  # noqa: F401
from heritage.oral_history.register import hooks as register_hooks  # noqa: F401
from heritage.people import viewsets as people
from heritage.people.branches import hooks as branch_hooks  # noqa: F401  (registers its hooks)
from heritage.people.contributions import hooks as contribution_hooks  # noqa: F401
from heritage.people.figures import hooks as figure_hooks  # noqa: F401
from heritage.people.known import hooks as known_hooks  # noqa: F401
from heritage.people.lists import hooks as list_hooks  # noqa: F401
from heritage.people.merging import hooks as merge_hooks
from heritage.people.printed import hooks as printed_hooks  # noqa: F401
from heritage.people.ripple import hooks as ripple_hooks
from heritage.stories import import_views
from heritage.stories.viewsets import DayInHistoryViewSet


class ContentGroup(SnippetViewSetGroup):
    """What stories and articles stand on."""

    items = (
        people.PersonViewSet,
        people.UnitViewSet,
        people.ConflictViewSet,
        people.BattleViewSet,
        people.HonourViewSet,
        people.RoleViewSet,
        people.OrganisationViewSet,
        people.BranchEditorViewSet,
        people.TeamViewSet,
        people.TeamActivityViewSet,
        people.FigureViewSet,
        people.PlaceViewSet,
        DayInHistoryViewSet,
    )
    menu_label = _("Records")
    menu_icon = "folder-open-inverse"
    menu_order = 210

    def get_submenu_items(self):
        return [
            *super().get_submenu_items(),
            merge_hooks.merges_menu_item(),
            ripple_hooks.ripple_menu_item(),
        ]


register_snippet(ContentGroup)


@hooks.register("register_admin_urls")
def import_urls():
    patterns = [
        path("", import_views.UploadView.as_view(), name="upload"),
        path("<uuid:batch>/", import_views.ConfirmView.as_view(), name="confirm"),
    ]
    return [path("import-articles/", include((patterns, "import_articles")))]


class ImportMenuItem(MenuItem):
    """Shown to those who may add articles or stories somewhere."""

    def is_shown(self, request):
        return import_views.may_import(request.user)


@hooks.register("register_admin_menu_item")
def import_menu_item():
    return ImportMenuItem(
        _("Import articles"),
        reverse("import_articles:upload"),
        name="import-articles",
        icon_name="upload",
        order=220,
    )
