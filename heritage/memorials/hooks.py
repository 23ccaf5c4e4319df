"""Memorials in Wagtail's admin; loaded by ``heritage.wagtail_hooks``.

Each part puts its entries into the menu through the hook
``register_memorials_menu_item``, registered in a ``hooks`` module of its own.
"""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, SubmenuMenuItem

MENU_HOOK = "register_memorials_menu_item"


@hooks.register("register_admin_menu_item")
def memorials_menu():
    return SubmenuMenuItem(
        _("Memorials"),
        Menu(register_hook_name=MENU_HOOK),
        name="memorials",
        icon_name="clipboard-list",
        order=227,
    )
