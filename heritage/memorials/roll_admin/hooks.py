"""Rolls of names in the admin's menu, addresses and log; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heritage.memorials.rolls import domain


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
