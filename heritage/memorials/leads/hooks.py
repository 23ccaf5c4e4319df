"""Leads in the admin's menu, addresses and log; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from heritage.memorials.leads import admin_views, listing
from heritage.memorials.leads.domain import LOG
from heritage.memorials.models import KinLead

SHOWN = 8


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


class WaitingLeadsPanel(Component):
    """Leads nobody has looked at yet, and those whose last message is the family's."""

    name = "kin_leads_waiting"
    template_name = "heritage/memorials/admin/leads/waiting.html"
    order = 155

    def get_context_data(self, parent_context):
        return {"waiting": listing.waiting()[:SHOWN], "count": listing.waiting().count()}


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    if request.user.has_perm(KinLead.permission("change")):
        panels.append(WaitingLeadsPanel())


@hooks.register("register_log_actions")
def lead_actions(actions):
    actions.register_action(f"{LOG}answered", _("Write to the family"), _("Wrote to the family"))
    actions.register_action(
        "heritage.entry.amended_by_lead", _("Amend by a lead"), _("Amended by a confirmed lead")
    )
