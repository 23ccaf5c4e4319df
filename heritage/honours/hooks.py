"""Honours in Wagtail's admin; loaded by ``heritage.wagtail_hooks``.

Each part puts its entries into the menu through the hook
``register_honours_menu_item``, registered in a ``hooks`` module of its own.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

MENU_HOOK = "register_honours_menu_item"


@hooks.register("register_admin_menu_item")
def honours_menu():
    return SubmenuMenuItem(
        _("Selection"),
        Menu(register_hook_name=MENU_HOOK),
        name="honours",
        icon_name="success",
        order=228,
    )


@hooks.register("register_log_actions")
def log_actions(actions):
    actions.register_action(
        "heritage.candidacy.moved", _("Candidacy moved"), _("Moved the candidacy")
    )
