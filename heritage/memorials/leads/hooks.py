"""Leads in the admin's menu, addresses and log; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from heritage.memorials.leads import admin_views
from heritage.memorials.leads.domain import LOG
from heritage.memorials.models import KinLead


@hooks.register("register_admin_urls")
def lead_urls():
    patterns = [
        path("<int:pk>/answer/", admin_views.answer, name="answer"),
        path("<int:pk>/confirm/", admin_views.confirm, name="confirm"),
    ]
    return [path("kin-leads/", include((patterns, "kin_leads")))]


class LeadMenuItem(MenuItem):
    """Shown to those who may see leads."""

    def is_shown(self, request):
        return request.user.has_perm(KinLead.permission("view"))


@hooks.register("register_memorials_menu_item")
def lead_menu_item():
    return LeadMenuItem(
        _("Kin leads"),
        reverse("rongguang_intake_records", kwargs={"name": KinLead.kind}),
        name="kin-leads",
        icon_name="group",
        order=60,
    )


@hooks.register("register_log_actions")
def lead_actions(actions):
    actions.register_action(f"{LOG}answered", _("Write to the family"), _("Wrote to the family"))
    actions.register_action(
        "heritage.entry.amended_by_lead", _("Amend by a lead"), _("Amended by a confirmed lead")
    )
