"""The showcase in the admin's menu, addresses and log; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from heritage.honours.capacities import is_office
from heritage.honours.models import Campaign, Honouree
from heritage.honours.showcase import admin_views, file_views
from heritage.honours.showcase.domain import LOG

MENU_HOOK = "register_honours_menu_item"


@hooks.register("register_admin_urls")
def showcase_urls():
    patterns = [
        path("", admin_views.index, name="list"),
        path("show/", admin_views.show, name="show"),
        path("import/", file_views.import_table, name="import"),
        path("import/template.xlsx", file_views.template, name="template"),
        path("announce/<int:pk>/", admin_views.announce, name="announce"),
        path("certificates/<int:pk>.pdf", file_views.certificates, name="certificates"),
        path("<int:pk>/", admin_views.honouree, name="honouree"),
        path("<int:pk>/picture/", admin_views.picture, name="picture"),
        path("<int:pk>/revoke/", admin_views.revoke, name="revoke"),
        path("<int:pk>/<str:document>.<str:kind>", file_views.printed, name="print"),
    ]
    return [path("honourees/", include((patterns, "showcase")))]


class HonoureeMenuItem(MenuItem):
    """Shown to the selection office."""

    def is_shown(self, request):
        return is_office(request.user)


@hooks.register(MENU_HOOK)
def honouree_menu_item():
    return HonoureeMenuItem(
        _("Honourees"),
        reverse("showcase:list"),
        name="honourees",
        icon_name="success",
        order=80,
    )


class ToAnnouncePanel(Component):
    """Campaigns whose decision was made and that wait for their announcement, or to be shown."""

    name = "showcase_waiting"
    template_name = "heritage/honours/admin/showcase/waiting.html"
    order = 165

    def get_context_data(self, parent_context):
        decided = Campaign.objects.filter(decided_at__isnull=False)
        return {
            "to_announce": decided.filter(
                candidacies__state="honoured", candidacies__honouree=None
            ).distinct(),
            "to_show": Honouree.objects.filter(
                campaign__isnull=False, is_shown=False, revoked_at=None
            ).count(),
        }


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    if is_office(request.user):
        panels.append(ToAnnouncePanel())


@hooks.register("register_log_actions")
def showcase_actions(actions):
    for action, label, done in (
        ("announced", _("Announce"), _("Announced")),
        ("written", _("Write of an honouree"), _("Changed what is known of the honouree")),
        ("shown", _("Show an honouree"), _("Let the public see the honouree")),
        ("hidden", _("Hide an honouree"), _("Took the honouree out of public view")),
        ("revoked", _("Revoke an honour"), _("Revoked the honour")),
        ("imported", _("Import an honouree"), _("Imported from a table")),
    ):
        actions.register_action(f"{LOG}{action}", label, done)
