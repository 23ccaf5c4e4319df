"""The dashboard in the words of the work."""

from __future__ import annotations

from django.urls import path
from django.utils import timezone
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.models import Page, Revision
from wagtail.permission_policies.pages import PagePermissionPolicy

from home import admin_views, first_day

WAITING = 8


class FirstDayPanel(Component):
    """What a new editor tries first; gone when all is done."""

    name = "first_day"
    template_name = "home/admin/first_day_panel.html"
    order = 100

    def get_context_data(self, parent_context):
        items = first_day.checklist(user=parent_context["request"].user)
        done = sum(item["done"] for item in items)
        return {
            "items": items,
            "done": done,
            "total": len(items),
            "csrf_token": parent_context["csrf_token"],
        }


class WaitingPanel(Component):
    """Drafts I left and pieces that will go live by themselves."""

    name = "waiting"
    template_name = "home/admin/waiting_panel.html"
    order = 150

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        drafts = (
            Page.objects.filter(owner=user, has_unpublished_changes=True)
            .order_by("-latest_revision_created_at")
            .select_related("latest_revision")[:WAITING]
        )
        scheduled = (
            Revision.page_revisions.filter(approved_go_live_at__gt=timezone.now())
            .order_by("approved_go_live_at")
            .select_related("user")[:WAITING]
        )
        return {"drafts": drafts, "scheduled": scheduled}


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    # A branch's editor writes contributions, not pages: the first day's list is not theirs.
    if PagePermissionPolicy().user_has_permission(request.user, "add"):
        panels.append(FirstDayPanel())
    panels.append(WaitingPanel())


@hooks.register("register_admin_urls")
def first_day_urls():
    return [
        path(
            "first-day/<slug:item>/",
            admin_views.toggle_item,
            name="rongguang_first_day",
        )
    ]
