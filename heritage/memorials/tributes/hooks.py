"""Tribute in the admin's menu, dashboard and log; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from heritage.memorials.enums import ProxyTributeState
from heritage.memorials.models import ProxyTribute
from heritage.memorials.tributes import (
    admin_views,
    moderating,
    proxy_admin_views,
    reporting,
)
from heritage.memorials.tributes.viewsets import TributeTermViewSet

_OURS = ("tributemessage", "tributeterm")
SHOWN = 8

terms = TributeTermViewSet()


@hooks.register("register_admin_viewset")
def term_viewset():
    return terms


@hooks.register("register_admin_urls")
def tribute_urls():
    patterns = [
        path("messages/<slug:name>/", admin_views.message_list, name="messages"),
        path("message/<int:pk>/", admin_views.message, name="message"),
        path("proxy/<int:pk>/report/", proxy_admin_views.report, name="proxy_report"),
        path("proxy/pictures/<int:pk>/", proxy_admin_views.picture, name="proxy_picture"),
    ]
    return [path("tributes/", include((patterns, "tributes")))]


class ModeratorsMenuItem(MenuItem):
    """Shown to those who decide on messages."""

    def is_shown(self, request):
        return moderating.may_moderate(request.user)


class TermsMenuItem(MenuItem):
    """Shown to those who keep the list of terms."""

    def is_shown(self, request):
        return request.user.has_perm("heritage.change_tributeterm")


@hooks.register("register_memorials_menu_item")
def messages_item():
    return ModeratorsMenuItem(
        _("Messages of tribute"),
        admin_views.list_url(),
        name="tribute-messages",
        icon_name=admin_views.ICON,
        order=50,
    )


@hooks.register("register_memorials_menu_item")
def terms_item():
    return TermsMenuItem(
        terms.menu_label, terms.menu_url, name="tribute-terms", icon_name=terms.icon, order=55
    )


class ProxyMenuItem(MenuItem):
    """Shown to those who see what families ask for."""

    def is_shown(self, request):
        return request.user.has_perm(ProxyTribute.permission("view"))


@hooks.register("register_memorials_menu_item")
def proxy_item():
    return ProxyMenuItem(
        _("Tributes on a family's behalf"),
        reverse("rongguang_intake_records", kwargs={"name": ProxyTribute.kind}),
        name="proxy-tributes",
        icon_name="mail",
        order=60,
    )


class ProxyPanel(Component):
    """Families who wait for tribute to be paid, the longest wait first."""

    name = "proxy_tributes_to_do"
    template_name = "heritage/memorials/admin/proxy_panel.html"
    order = 165

    def get_context_data(self, parent_context):
        waiting = ProxyTribute.objects.filter(
            state__in=(ProxyTributeState.RECEIVED, ProxyTributeState.ACCEPTED), purged_at=None
        )
        listed = waiting.select_related("entry", "site").order_by("submitted_at", "pk")
        return {"waiting": listed[:SHOWN], "count": waiting.count(), "name": ProxyTribute.kind}


class ToModeratePanel(Component):
    """How many messages wait for a moderator."""

    name = "tribute_messages_to_decide"
    template_name = "heritage/memorials/admin/tribute_panel.html"
    order = 160

    def get_context_data(self, parent_context):
        counts = moderating.waiting_counts()
        lists = [(admin_views.LISTS[name], number) for name, number in counts.items() if number]
        return {"lists": lists}


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    if moderating.may_moderate(request.user):
        panels.append(ToModeratePanel())
    if request.user.has_perm(ProxyTribute.permission("change")):
        panels.append(ProxyPanel())


@hooks.register("register_log_actions")
def log_actions(actions):
    for action, label in (
        (reporting.REPORTED, _("Reported by a reader")),
        (moderating.DECIDED, _("Decided on")),
    ):
        actions.register_action(action, label, label)


@hooks.register("register_permissions")
def permissions():
    """Lets a group be given moderation and the list of terms."""
    return Permission.objects.filter(
        content_type__app_label="heritage", content_type__model__in=_OURS
    )
