"""Nominations in Wagtail's admin; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from heritage.honours.models import Nomination
from heritage.honours.nominating import admin_views, batch_views
from heritage.honours.nominating.domain import may_find

MENU_HOOK = "register_honours_menu_item"


@hooks.register("register_admin_urls")
def nominating_urls():
    patterns = [
        path("new/", admin_views.choose_title, name="choose"),
        path("new/<str:pk>/", admin_views.fill_in, name="fill_in"),
        path("find/", admin_views.find_receipt, name="find"),
        path("files/<str:pk>/", admin_views.add_files, name="files"),
        path("tables/", batch_views.batches, name="batches"),
        path("tables/template/<str:pk>/", batch_views.template, name="template"),
        path("tables/<str:pk>/", batch_views.batch, name="batch"),
        path("tables/<str:pk>/take-in/", batch_views.take_in, name="take_in"),
    ]
    return [path("nominations/", include((patterns, "nominating")))]


class AddingMenuItem(MenuItem):
    """Shown to those who may enter nominations."""

    def is_shown(self, request):
        return request.user.has_perm(Nomination.permission("add"))


class FindingMenuItem(MenuItem):
    """Shown to those who may look for lost receipts."""

    def is_shown(self, request):
        return may_find(request.user)


@hooks.register(MENU_HOOK)
def fill_in_item():
    return AddingMenuItem(
        _("Fill in a nomination"),
        reverse("nominating:choose"),
        name="nominating-fill-in",
        icon_name="edit",
        order=30,
    )


@hooks.register(MENU_HOOK)
def tables_item():
    return AddingMenuItem(
        _("Tables of nominations"),
        reverse("nominating:batches"),
        name="nominating-tables",
        icon_name="table",
        order=31,
    )


@hooks.register(MENU_HOOK)
def find_item():
    return FindingMenuItem(
        _("Find a lost receipt"),
        reverse("nominating:find"),
        name="nominating-find",
        icon_name="search",
        order=32,
    )


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(
        "heritage.nomination.found", _("Receipt found"), _("Found the receipt by telephone number")
    )
