"""What the public handed in, in Wagtail's admin; loaded by ``cms.core.wagtail_hooks``."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.db.models import Q
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from . import admin_views
from .kinds import all_kinds
from .models import CallBackRequest, PrivacyNotice
from .viewsets import PrivacyNoticeViewSet

LOGS = ("unmasklog", "purgereport", "noticelog", "privacynotice")


@hooks.register("register_admin_viewset")
def privacy_notices():
    return PrivacyNoticeViewSet()


@hooks.register("register_admin_urls")
def intake_urls():
    return [
        path("intake/unmaskings/", admin_views.unmask_log, name="rongguang_unmask_log"),
        path("intake/notices/", admin_views.notice_log, name="rongguang_notice_log"),
        path("intake/deletions/", admin_views.purge_reports, name="rongguang_purge_reports"),
        path(
            f"intake/{CallBackRequest.kind}/new/",
            admin_views.add_call_back,
            name="rongguang_add_call_back",
        ),
        path("intake/<slug:name>/", admin_views.records, name="rongguang_intake_records"),
        path("intake/<slug:name>/<int:pk>/", admin_views.record, name="rongguang_intake_record"),
        path(
            "intake/<slug:name>/<int:pk>/unmask/",
            admin_views.unmask,
            name="rongguang_intake_unmask",
        ),
        path("intake/<slug:name>/<int:pk>/move/", admin_views.move, name="rongguang_intake_move"),
        path("intake/<slug:name>/<int:pk>/hold/", admin_views.hold, name="rongguang_intake_hold"),
        path(
            "intake/<slug:name>/<int:pk>/files/<int:file_pk>/",
            admin_views.evidence_file,
            name="rongguang_intake_file",
        ),
    ]


class PermittedMenuItem(MenuItem):
    """Shown to those who hold its permission."""

    def __init__(self, *args, permission: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.permission = permission

    def is_shown(self, request):
        return request.user.has_perm(self.permission)


class IntakeMenu(Menu):
    """One entry a kind of record, then the logs."""

    @property
    def registered_menu_items(self):
        entries = [
            (
                kind.label,
                reverse("rongguang_intake_records", kwargs={"name": kind.name}),
                kind.model.permission("view"),
                "mail",
            )
            for kind in all_kinds()
        ]
        entries += [
            (_("Unmaskings"), reverse("rongguang_unmask_log"), "core.view_unmasklog", "view"),
            (_("Notices sent"), reverse("rongguang_notice_log"), "core.view_noticelog", "mail"),
            (
                _("Deletion reports"),
                reverse("rongguang_purge_reports"),
                "core.view_purgereport",
                "bin",
            ),
            (
                _("Privacy notices"),
                reverse("privacynotice:index"),
                f"core.change_{PrivacyNotice._meta.model_name}",
                "doc-full",
            ),
        ]
        return [
            PermittedMenuItem(
                label, url, name=f"intake-{order}", icon_name=icon, order=order, permission=needed
            )
            for order, (label, url, needed, icon) in enumerate(entries, start=1)
        ]


@hooks.register("register_admin_menu_item")
def intake_menu():
    return SubmenuMenuItem(
        _("From the public"), IntakeMenu(), name="intake", icon_name="mail", order=450
    )


@hooks.register("register_permissions")
def intake_permissions():
    kinds = [kind.model._meta.model_name for kind in all_kinds()]
    core = Q(content_type__app_label="core", content_type__model__in=LOGS)
    records = Q(content_type__model__in=kinds)
    return Permission.objects.filter(core | records)


@hooks.register("register_log_actions")
def intake_actions(actions):
    for name, label in (
        ("received", _("Was handed in")),
        ("moved", _("State changed")),
        ("held", _("Kept from deletion")),
        ("released", _("No longer kept from deletion")),
    ):
        actions.register_action(f"core.intake.{name}", label, label)
