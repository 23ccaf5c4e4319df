"""The register in the admin's menu, dashboard and log; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from heritage.oral_history.models import RegisterEntry
from heritage.oral_history.register import domain, list_views, views
from heritage.oral_history.register.urgency import WAITING, band_of

SHOWN = 8


@hooks.register("register_admin_urls")
def register_urls():
    patterns = [
        path("", views.register_list, name="list"),
        path("add/", views.WriteView.as_view(), name="add"),
        path("report/", list_views.birth_report, name="report"),
        path("export/", list_views.export_list, name="export"),
        path("import/", list_views.UploadView.as_view(), name="upload"),
        path("import/<slug:name>/", list_views.LookView.as_view(), name="look"),
        path("<int:pk>/", views.read, name="read"),
        path("<int:pk>/edit/", views.WriteView.as_view(), name="edit"),
        path("<int:pk>/unmask/", views.unmask, name="unmask"),
        path("<int:pk>/delete/", views.delete, name="delete"),
        path("<int:pk>/visits/<int:visit_pk>/", views.outcome, name="outcome"),
        path("<int:pk>/<slug:name>/", views.step, name="step"),
    ]
    return [path("oral-history-register/", include((patterns, "register")))]


class RegisterMenuItem(MenuItem):
    """Shown to those who may see the register."""

    def is_shown(self, request):
        return domain.may(request.user, "view")


def register_menu_item() -> MenuItem:
    """The register, for the menu of oral history."""
    return RegisterMenuItem(
        _("Old soldiers to record"),
        reverse("register:list"),
        name="oral-history-register",
        icon_name=views.ICON,
        order=20,
    )


@hooks.register("register_reports_menu_item")
def report_menu_item():
    return RegisterMenuItem(
        _("Register by year of birth"),
        reverse("register:report"),
        name="register-by-birth",
        icon_name="table",
        order=910,
    )


class ToVisitPanel(Component):
    """Those I am to record, the most urgent first."""

    name = "register_to_visit"
    template_name = "heritage/oral_history/admin/register/panel.html"
    order = 150

    def get_context_data(self, parent_context):
        mine = RegisterEntry.objects.filter(
            state__in=WAITING, interviewer=parent_context["request"].user
        )
        entries = list(mine.select_related("place")[:SHOWN])
        for entry in entries:
            entry.band = band_of(entry.state, entry.urgency)
        return {"entries": entries, "count": mine.count()}


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    if domain.may(request.user, "change"):
        panels.append(ToVisitPanel())


@hooks.register("register_log_actions")
def log_actions(actions):
    for name, label in (
        ("registered", _("Registered")),
        ("changed", _("Changed")),
        ("assigned", _("Assigned")),
        ("given_back", _("Interviewer taken off")),
        ("visit_planned", _("Visit planned")),
        ("visit_noted", _("Outcome of a visit noted")),
        ("declined", _("Declined to be recorded")),
        ("too_late", _("Can no longer be recorded")),
        ("taken_up", _("To be asked again")),
        ("linked", _("Interview named")),
        ("unlinked", _("Interview taken off")),
        ("erased", _("Contact and health deleted")),
        ("deleted", _("Taken off the register")),
    ):
        actions.register_action(f"{domain.LOG}{name}", label, label)


@hooks.register("register_permissions")
def permissions():
    """Lets a group be given the register."""
    return Permission.objects.filter(
        content_type__app_label="heritage", content_type__model="registerentry"
    )
