"""Campaigns and rubrics in the admin's menu and log; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.models import Permission
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from heritage.honours.campaigns import admin_views, editing_views, log_views, rubric_views
from heritage.honours.campaigns.overview import stages, warnings
from heritage.honours.campaigns.showing import now_open
from heritage.honours.capacities import is_office
from heritage.honours.models import Campaign, CampaignPage
from heritage.honours.standing import load_stages

SHOWN = 8

MODELS = (
    "campaign",
    "candidacy",
    "honouree",
    "judge",
    "logentry",
    "negativeentry",
    "nomination",
    "objection",
    "publicnotice",
    "publicvote",
    "regionofficer",
    "rubric",
    "scoringround",
    "specialday",
)


@hooks.register("register_admin_urls")
def campaign_urls():
    campaigns = [
        path("", admin_views.index, name="index"),
        path("new/", editing_views.CampaignCreateView.as_view(), name="add"),
        path("<int:pk>/", admin_views.show, name="overview"),
        path("<int:pk>/edit/", editing_views.CampaignEditView.as_view(), name="edit"),
        path("<int:pk>/log/", log_views.log, name="log"),
        path("<int:pk>/log.csv", log_views.log_csv, name="log_csv"),
        path("<int:pk>/clone/", admin_views.clone, name="clone"),
        path("<int:pk>/close/", admin_views.close, name="close"),
        path("<int:pk>/page/", admin_views.begin_page, name="begin_page"),
        path("<int:pk>/stages/<int:stage_pk>/extend/", admin_views.extend, name="extend"),
        path("<int:pk>/stages/<int:stage_pk>/round/", admin_views.set_round, name="round"),
    ]
    rubrics = [
        path("", rubric_views.index, name="index"),
        path("new/", editing_views.RubricCreateView.as_view(), name="add"),
        path("<int:pk>/", rubric_views.show, name="rubric"),
        path("<int:pk>/edit/", editing_views.RubricEditView.as_view(), name="edit"),
        path("<int:pk>/copy/", rubric_views.copy, name="copy"),
    ]
    return [
        path("honours/campaigns/", include((campaigns, "honour_campaigns"))),
        path("honours/rubrics/", include((rubrics, "honour_rubrics"))),
    ]


class OfficeMenuItem(MenuItem):
    """Shown to the selection office."""

    def is_shown(self, request):
        return is_office(request.user)


@hooks.register("register_honours_menu_item")
def campaigns_menu_item():
    return OfficeMenuItem(
        _("Campaigns"),
        reverse("honour_campaigns:index"),
        name="honour-campaigns",
        icon_name=admin_views.ICON,
        order=10,
    )


@hooks.register("register_honours_menu_item")
def rubrics_menu_item():
    return OfficeMenuItem(
        _("Rubrics"),
        reverse("honour_rubrics:index"),
        name="honour-rubrics",
        icon_name=editing_views.RUBRIC_ICON,
        order=80,
    )


class RunningPanel(Component):
    """Campaigns that run: what is open until when, and what should be mended."""

    name = "campaigns_running"
    template_name = "heritage/honours/admin/campaigns/panel.html"
    order = 150

    def get_context_data(self, parent_context):
        running = list(
            Campaign.objects.filter(closed_at=None, stages__ends_at__gt=timezone.now())
            .distinct()
            .order_by("-year", "title", "pk")[:SHOWN]
        )
        load_stages(running)
        pages = CampaignPage.objects.filter(campaign__in=running)
        by_campaign = {page.campaign_id: page for page in pages}
        return {
            "rows": [
                {
                    "campaign": each,
                    "open": now_open(each),
                    "warnings": warnings(each, stages(each), by_campaign.get(each.pk)),
                }
                for each in running
            ]
        }


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    if is_office(request.user):
        panels.append(RunningPanel())


@hooks.register("before_copy_page")
def one_page_a_campaign(request, page):
    """A campaign has one page: next year's is begun from the campaign made from this one."""
    below = isinstance(page.specific, CampaignPage) or "copy_subpages" in request.POST
    if not below or not CampaignPage.objects.descendant_of(page, inclusive=True).exists():
        return None
    messages.error(request, _("A campaign has one page. Make next year's from the campaign."))
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("register_permissions")
def honour_permissions():
    return Permission.objects.filter(
        content_type__app_label="heritage", content_type__model__in=MODELS
    )


@hooks.register("register_log_actions")
def campaign_actions(actions):
    for name, label in (
        ("campaign.extended", _("Stage extended")),
        ("campaign.closed", _("Campaign closed")),
        ("campaign.cloned", _("Campaign made from an earlier one")),
        ("campaign.round_set", _("Round set")),
        ("campaign.data_deleted", _("Personal data deleted")),
        ("rubric.frozen", _("Rubric frozen")),
    ):
        actions.register_action(f"heritage.{name}", label, label)
