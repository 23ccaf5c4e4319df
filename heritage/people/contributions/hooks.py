"""Contributions in the admin's menu, dashboard and log; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from heritage.people.contribution_enums import ContributionState
from heritage.people.contributions import domain as contributing
from heritage.people.contributions import views

SHOWN = 8


@hooks.register("register_admin_urls")
def contribution_urls():
    patterns = [
        path("", views.contributions, name="list"),
        path("add/", views.WriteView.as_view(), name="add"),
        path("report/", views.contribution_report, name="report"),
        path("<int:pk>/", views.ReadView.as_view(), name="read"),
        path("<int:pk>/edit/", views.WriteView.as_view(), name="edit"),
        path("<int:pk>/decide/", views.DecideView.as_view(), name="decide"),
        path("<int:pk>/hand-up/", views.step, {"name": "hand-up"}, name="hand_up"),
        path("<int:pk>/withdraw/", views.step, {"name": "withdraw"}, name="withdraw"),
    ]
    return [path("contributions/", include((patterns, "contributions")))]


class ContributionMenuItem(MenuItem):
    """Shown to those who hand up or decide."""

    def is_shown(self, request):
        return views.takes_part(request.user)


@hooks.register("register_admin_menu_item")
def contribution_menu_item():
    return ContributionMenuItem(
        _("Contributions"),
        reverse("contributions:list"),
        name="contributions",
        icon_name=views.ICON,
        order=215,
    )


class ToDecidePanel(Component):
    """Contributions that wait for my decision, the longest wait first."""

    name = "contributions_to_decide"
    template_name = "heritage/people/admin/contribution_waiting_panel.html"
    order = 140

    def get_context_data(self, parent_context):
        waiting = contributing.to_decide(parent_context["request"].user)
        return {
            "waiting": waiting.select_related("organisation")[:SHOWN],
            "count": waiting.count(),
        }


class MyContributionsPanel(Component):
    """What I handed up and where it stands."""

    name = "my_contributions"
    template_name = "heritage/people/admin/contribution_mine_panel.html"
    order = 145

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        return {
            "mine": contributing.written_by(user).select_related("page")[:SHOWN],
            "may_add": contributing.writes_for(user).exists(),
        }


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    if views.takes_part(request.user):
        panels.extend([ToDecidePanel(), MyContributionsPanel()])


@hooks.register("register_log_actions")
def log_actions(actions):
    messages = {
        ContributionState.SUBMITTED: (_("Hand up"), _("Handed up")),
        ContributionState.RETURNED: (_("Return for changes"), _("Returned for changes")),
        ContributionState.ADOPTED: (_("Adopt"), _("Adopted")),
        ContributionState.DECLINED: (_("Do not adopt"), _("Not adopted")),
        ContributionState.WITHDRAWN: (_("Withdraw"), _("Withdrawn")),
    }
    for state, (label, message) in messages.items():
        actions.register_action(contributing.LOG_ACTIONS[state], label, message)


@hooks.register("register_permissions")
def permissions():
    """Lets a group be given the decision on contributions of every organisation."""
    return Permission.objects.filter(
        content_type__app_label="heritage", codename="change_contribution"
    )
