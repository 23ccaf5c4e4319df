"""Inspections in the admin's menu, dashboard and log; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from heritage.memorials.inspecting import coverage_views, defect_views, domain, views
from heritage.memorials.inspecting.standing import overdue, overdue_defects

SHOWN = 8
MODELS = ("inspection", "defect", "inspectionschedule")


@hooks.register("register_admin_urls")
def inspection_urls():
    patterns = [
        path("", views.sites, name="sites"),
        path("coverage/", coverage_views.report, name="coverage"),
        path("coverage/export/", coverage_views.export, name="coverage_export"),
        path("defects/", defect_views.defects, name="defects"),
        path("defects/<int:pk>/repair/", defect_views.repair, name="repair"),
        path("defects/<int:pk>/decide/", defect_views.decide, name="decide"),
        path("pictures/<int:pk>/", views.picture, name="picture"),
        path("sites/<int:site_pk>/", views.of_site, name="of_site"),
        path("sites/<int:site_pk>/new/", views.report, name="report"),
        path("sites/<int:site_pk>/schedule/", defect_views.schedule, name="schedule"),
        path("<int:pk>/", views.read, name="read"),
    ]
    return [path("inspections/", include((patterns, "inspections")))]


class InspectionMenuItem(MenuItem):
    """Shown to those who may see inspections."""

    def is_shown(self, request):
        return domain.may(request.user, "view")


@hooks.register("register_memorials_menu_item")
def inspections_menu_item():
    return InspectionMenuItem(
        _("Inspections"),
        reverse("inspections:sites"),
        name="inspections",
        icon_name=views.ICON,
        order=70,
    )


@hooks.register("register_memorials_menu_item")
def defects_menu_item():
    return InspectionMenuItem(
        _("Defects"),
        reverse("inspections:defects"),
        name="inspection-defects",
        icon_name="warning",
        order=71,
    )


@hooks.register("register_reports_menu_item")
def coverage_menu_item():
    return InspectionMenuItem(
        _("Coverage of inspections"),
        reverse("inspections:coverage"),
        name="inspection-coverage",
        icon_name="table",
        order=920,
    )


class OverduePanel(Component):
    """Sites whose patrol is overdue, and defects that should be mended by now."""

    name = "inspections_overdue"
    template_name = "heritage/memorials/admin/inspecting/panel.html"
    order = 160

    def get_context_data(self, parent_context):
        today = timezone.localdate()
        late, defects = overdue(today), overdue_defects(today)
        return {
            "standings": late[:SHOWN],
            "count": len(late),
            "defects": defects[:SHOWN],
            "defect_count": defects.count(),
            "may_add": domain.may(parent_context["request"].user, "add"),
        }


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    if domain.may(request.user, "view"):
        panels.append(OverduePanel())


@hooks.register("register_permissions")
def inspection_permissions():
    return Permission.objects.filter(
        content_type__app_label="heritage", content_type__model__in=MODELS
    )


@hooks.register("register_log_actions")
def inspection_actions(actions):
    for name, label in (
        ("reported", _("Inspected")),
        ("defect_moved", _("Defect moved on")),
        ("scheduled", _("Schedule saved")),
    ):
        actions.register_action(f"{domain.LOG}{name}", label, label)
