"""Printing from the list of people; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from heritage.people.printed.bulk_actions import GazetteerBulkAction

hooks.register("register_bulk_action", GazetteerBulkAction)


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(
        "heritage.export", _("Export for a chronicle"), _("Exported for a local chronicle")
    )
