"""Rolls of names in the admin's menu, addresses and log; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from heritage.memorials.roll_admin import views
from heritage.memorials.rolls import domain


@hooks.register("register_admin_urls")
def roll_urls():
    patterns = [
        path("", views.rolls, name="list"),
        path("add/", views.RollView.as_view(), name="add"),
        path("<int:pk>/", views.RollView.as_view(), name="edit"),
        path("<int:pk>/export/", views.export, name="export"),
        path("<int:roll>/names/add/", views.EntryView.as_view(), name="add_entry"),
        path("names/", views.entries, name="entries"),
        path("names/<int:pk>/", views.EntryView.as_view(), name="entry"),
        path("names/<int:pk>/part/", views.unmerge, name="unmerge"),
        path("pairs/", views.pairs, name="pairs"),
        path("pairs/<int:pk>/", views.decide, name="decide"),
    ]
    return [path("rolls/", include((patterns, "rolls")))]


class RollMenuItem(MenuItem):
    """Shown to those who may see names on rolls."""

    def is_shown(self, request):
        return domain.may(request.user, "view")


_ITEMS = (
    ("list", _("Rolls of names"), "list-ul", 10),
    ("entries", _("Names on rolls"), "clipboard-list", 20),
    ("pairs", _("Possible duplicates"), "group", 25),
)


def _register(name: str, label, icon: str, order: int) -> None:
    @hooks.register("register_memorials_menu_item")
    def item():
        return RollMenuItem(
            label, reverse(f"rolls:{name}"), name=f"rolls-{name}", icon_name=icon, order=order
        )


for _item in _ITEMS:
    _register(*_item)


@hooks.register("register_log_actions")
def log_actions(actions):
    for name, label in (
        ("created", _("Name put on a roll")),
        ("changed", _("Changed")),
        ("published", _("Published")),
        ("unpublished", _("Unpublished")),
        ("kin_sought", _("Kin are sought")),
        ("kin_not_sought", _("Kin are no longer sought")),
        ("merged", _("Joined to another entry")),
        ("merged_here", _("Another entry joined to it")),
        ("unmerged", _("Parted from another entry")),
        ("pair_different", _("Found to be two people")),
        ("pair_open", _("To be decided again")),
    ):
        actions.register_action(f"{domain.LOG}{name}", label, label)


@hooks.register("register_permissions")
def permissions():
    """Lets a group be given the rolls."""
    return Permission.objects.filter(
        content_type__app_label="heritage", content_type__model__in=["roll", "rollentry"]
    )
