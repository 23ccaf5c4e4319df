"""Lists of people in the admin's menu and addresses; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.urls import include, path
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from heritage.people.lists import views


@hooks.register("register_admin_urls")
def import_people_urls():
    patterns = [
        path("", views.UploadView.as_view(), name="upload"),
        path("<int:pk>/", views.LookView.as_view(), name="look"),
        path("<int:pk>/report/", views.ReportView.as_view(), name="report"),
        path("<int:pk>/findings.csv", views.FaultsView.as_view(), name="faults"),
    ]
    return [path("import-people/", include((patterns, "import_people")))]


class ImportPeopleMenuItem(MenuItem):
    """Shown to those who may add and change people everywhere."""

    def is_shown(self, request):
        return views.may_import(request.user)


@hooks.register("register_admin_menu_item")
def import_people_menu_item():
    return ImportPeopleMenuItem(
        _("Import people"),
        views.upload_url(),
        name="import-people",
        icon_name="upload",
        order=221,
    )
