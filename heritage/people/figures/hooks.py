"""The report of contradicting figures in the admin; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from heritage.people.figures import views as figure_views


class ContradictionsMenuItem(MenuItem):
    """Shown to those who look after figures."""

    def is_shown(self, request):
        return figure_views.may_read(request.user)


@hooks.register("register_admin_urls")
def figure_urls():
    return [
        path(
            "contradicting-figures/",
            figure_views.contradicting_figures,
            name="rongguang_contradicting_figures",
        )
    ]


@hooks.register("register_reports_menu_item")
def contradictions_menu_item():
    return ContradictionsMenuItem(
        _("Contradicting figures"),
        reverse("rongguang_contradicting_figures"),
        name="contradicting-figures",
        icon_name=figure_views.ICON,
        order=900,
    )
