"""Labels in the admin's menu; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from heritage.memorials.labels import views
from heritage.memorials.labels.domain import may_print


@hooks.register("register_admin_urls")
def label_urls():
    patterns = [
        path("", views.order, name="order"),
        path("sheets.pdf", views.sheets, name="sheets"),
    ]
    return [path("roll-labels/", include((patterns, "roll_labels")))]


class LabelsMenuItem(MenuItem):
    """Shown to those who may print labels."""

    def is_shown(self, request):
        return may_print(request.user)


@hooks.register("register_memorials_menu_item")
def labels_menu_item():
    return LabelsMenuItem(
        _("Labels"),
        reverse("roll_labels:order"),
        name="roll-labels",
        icon_name=views.ICON,
        order=60,
    )
