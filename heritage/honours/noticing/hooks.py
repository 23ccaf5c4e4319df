"""Notices, the decision and the calendar in the admin; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import include, path, reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from heritage.honours.capacities import is_office
from heritage.honours.enums import OBJECTION_OPEN, PublicNoticeState
from heritage.honours.models import CampaignPage, Objection, PublicNotice
from heritage.honours.noticing import admin_views, calendar_views, deciding, domain

MENU_HOOK = "register_honours_menu_item"
SHOWN = 8


@hooks.register("register_admin_urls")
def notice_urls():
    patterns = [
        path("", admin_views.notices, name="notices"),
        path("new/<int:campaign_pk>/", admin_views.add, name="add"),
        path("<int:pk>/", admin_views.notice, name="notice"),
        path("<int:pk>/edit/", admin_views.edit, name="edit"),
        path("<int:pk>/publish/", admin_views.publish, name="publish"),
        path("<int:pk>/call-back/", admin_views.call_back, name="call_back"),
        path("<int:pk>/close/", admin_views.close, name="close"),
        path("<int:pk>/archive/", admin_views.archive, name="archive"),
        path("<int:pk>/notice.pdf", admin_views.printed, name="pdf"),
        path("decision/<int:campaign_pk>/", admin_views.decision, name="decision"),
        path("calendar/", calendar_views.calendar, name="calendar"),
        path("calendar/import/", calendar_views.import_days, name="calendar_import"),
        path("calendar/template.xlsx", calendar_views.template, name="calendar_template"),
    ]
    return [path("honours/notices/", include((patterns, "honour_notices")))]


class OfficeMenuItem(MenuItem):
    """Shown to the selection office."""

    def is_shown(self, request):
        return is_office(request.user)


@hooks.register(MENU_HOOK)
def notices_menu_item():
    return OfficeMenuItem(
        _("Public notices"),
        reverse("honour_notices:notices"),
        name="honour-notices",
        icon_name=admin_views.ICON,
        order=60,
    )


class ObjectionMenuItem(MenuItem):
    """Shown to those who may see objections."""

    def is_shown(self, request):
        return request.user.has_perm(Objection.permission("view"))


@hooks.register(MENU_HOOK)
def objections_menu_item():
    return ObjectionMenuItem(
        _("Objections"),
        reverse("rongguang_intake_records", kwargs={"name": Objection.kind}),
        name="honour-objections",
        icon_name="warning",
        order=61,
    )


@hooks.register(MENU_HOOK)
def calendar_menu_item():
    return OfficeMenuItem(
        _("Holidays and working days"),
        reverse("honour_notices:calendar"),
        name="honour-calendar",
        icon_name="calendar-alt",
        order=90,
    )


class NoticesPanel(Component):
    """Objections that wait for an answer, and notices whose period is over."""

    name = "honour_notices_waiting"
    template_name = "heritage/honours/admin/noticing/waiting.html"
    order = 165

    def get_context_data(self, parent_context):
        objections = (
            Objection.objects.filter(state__in=OBJECTION_OPEN, purged_at=None)
            .select_related("notice")
            .order_by("submitted_at", "pk")
        )
        over = PublicNotice.objects.filter(
            state=PublicNoticeState.PUBLISHED, ends_on__lt=timezone.localdate()
        ).order_by("ends_on")
        return {
            "objections": objections[:SHOWN],
            "count": objections.count(),
            "over": over[:SHOWN],
            "kind": Objection.kind,
        }


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    if is_office(request.user):
        panels.append(NoticesPanel())


@hooks.register("register_log_actions")
def notice_actions(actions):
    for action, label in (
        (f"{domain.LOG}prepared", _("Notice drafted")),
        (f"{domain.LOG}changed", _("Notice changed")),
        (f"{domain.LOG}published", _("Notice published")),
        (f"{domain.LOG}called_back", _("Notice called back")),
        (f"{domain.LOG}closed", _("Notice closed")),
        (deciding.DECIDED, _("Campaign decided")),
    ):
        actions.register_action(action, label, label)


@hooks.register("before_unpublish_page")
def unpublishing_waits_for_the_notice(request, page):
    return _refused(request, [page], below="include_descendants" in request.POST)


@hooks.register("before_delete_page")
def deleting_waits_for_the_notice(request, page):
    return _refused(request, [page], below=True)


@hooks.register("before_bulk_action")
def many_wait_for_the_notice(request, action_type, objects, action_class_instance):
    if action_type not in ("unpublish", "delete"):
        return None
    pages = [each for each in objects if isinstance(each, Page)]
    return _refused(request, pages, below=True)


def _refused(request, pages: Iterable[Page], *, below: bool):
    """Back to the tree where pages would go that a notice is read with, now or soon."""
    for page in pages:
        campaigns = CampaignPage.objects.filter(pk=page.pk)
        if below:
            campaigns = CampaignPage.objects.descendant_of(page, inclusive=True)
        notice = PublicNotice.objects.filter(
            state=PublicNoticeState.PUBLISHED,
            ends_on__gte=timezone.localdate(),
            campaign__page__in=campaigns,
        ).first()
        if notice is not None:
            words = _("The public reads the notice “%(title)s” with this page until %(day)s.")
            messages.error(request, words % {"title": notice.title, "day": notice.ends_on})
            return redirect("wagtailadmin_explore", page.get_parent().pk)
    return None
