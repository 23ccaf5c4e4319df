"""Rolls in from a list in the admin's menu, addresses and log; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from heritage.memorials.roll_import import domain, views


@hooks.register("register_admin_urls")
def roll_import_urls():
    patterns = [
        path("", views.UploadView.as_view(), name="upload"),
        path("<int:pk>/", views.LookView.as_view(), name="look"),
        path("<int:pk>/report/", views.ReportView.as_view(), name="report"),
        path("<int:pk>/findings.csv", views.FindingsView.as_view(), name="findings"),
    ]
    return [path("import-roll/", include((patterns, "roll_import")))]


class RollImportMenuItem(MenuItem):
    """Shown to those who may bring rolls in."""

    def is_shown(self, request):
        return domain.may_import(request.user)


@hooks.register("register_memorials_menu_item")
def roll_import_item():
    return RollImportMenuItem(
        _("Import a roll"),
        reverse("roll_import:upload"),
        name="roll-import",
        icon_name="upload",
        order=30,
    )


@hooks.register("register_log_actions")
def log_actions(actions):
    for name, label in (
        ("imported", _("List imported")),
        ("import_given_up", _("Import given up")),
    ):
        actions.register_action(f"{domain.LOG}{name}", label, label)
