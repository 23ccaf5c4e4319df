"""Rolls in and out in the admin's menu, addresses and log; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heritage.memorials.roll_import import domain


@hooks.register("register_log_actions")
def log_actions(actions):
    for name, label in (
        ("imported", _("List imported")),
        ("import_given_up", _("Import given up")),
    ):
        actions.register_action(f"{domain.LOG}{name}", label, label)
