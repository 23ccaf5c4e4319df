"""The foundation in Wagtail's admin."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AbstractBaseUser, Permission
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from . import admin_views
from .intake import admin_hooks  # noqa: F401  (registers its own)
from .models import BasePage, Job
from .publishing import missing_alt_texts
from .viewsets import MourningPeriodViewSet


@hooks.register("register_admin_viewset")
def mourning():
    return MourningPeriodViewSet()


@hooks.register("register_admin_urls")
def job_urls():
    return [
        path("jobs/", admin_views.jobs, name="rongguang_jobs"),
        path(
            "jobs/<int:pk>/again/",
            admin_views.try_job_again,
            name="rongguang_job_again",
        ),
    ]


class JobsMenuItem(MenuItem):
    """Shown to those who may see background jobs."""

    def is_shown(self, request):
        return request.user.has_perm("core.view_job")


@hooks.register("register_reports_menu_item")
def jobs_menu_item():
    return JobsMenuItem(
        _("Background jobs"), reverse("rongguang_jobs"), icon_name="cogs", order=900
    )


@hooks.register("register_permissions")
def job_permissions():
    return Permission.objects.filter(content_type__app_label="core", content_type__model="job")


@hooks.register("register_log_actions")
def job_actions(actions):
    actions.register_action(
        "core.job.try_again",
        _("Try a job again"),
        _("A job that was given up is tried again"),
    )


class DeadJobsPanel(Component):
    """On the dashboard: background work that was given up."""

    name = "dead_jobs"
    template_name = "core/admin/dead_jobs_panel.html"
    order = 90

    def get_context_data(self, parent_context):
        request = parent_context["request"]
        may_see = request.user.has_perm("core.view_job")
        return {"dead": Job.objects.dead().count() if may_see else 0}


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    panels.append(DeadJobsPanel())


@hooks.register("insert_global_admin_css")
def admin_css():
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("before_bulk_action")
def bulk_publish_needs_alt_texts(request, action_type, objects, action_class_instance):
    """Say what is missing instead of failing half-way through the selection."""
    if action_type != "publish":
        return None
    pages = [page.get_latest_revision_as_object() for page in objects if _is_ours(page)]
    return _refuse(request, pages)


@hooks.register("before_publish_page")
def publish_needs_alt_texts(request, page):
    return _refuse(request, [page]) if isinstance(page, BasePage) else None


@hooks.register("before_delete_user")
def an_account_with_work_stays(request, user):
    return _refuse_deletion(request, [user])


@hooks.register("before_bulk_action")
def accounts_with_work_stay(request, action_type, objects, action_class_instance):
    if action_type != "delete":
        return None
    return _refuse_deletion(request, [each for each in objects if _is_account(each)])


def _is_account(thing) -> bool:
    return isinstance(thing, get_user_model())


def _refuse_deletion(request, users: list[AbstractBaseUser]):
    """Back to the accounts where records say that one of them did something."""
    for user in users:
        try:
            Collector(using=user._state.db, origin=user).collect([user])
        except (ProtectedError, RestrictedError):
            words = _(
                "“%(name)s” stands in records that are kept. Make the account inactive instead."
            )
            messages.error(request, words % {"name": user.get_username()})
            return redirect("wagtailusers_users:index")
    return None


def _is_ours(page) -> bool:
    return issubclass(page.specific_class or type(page), BasePage)


def _refuse(request, pages):
    faults = [
        f"{page.title}：{message}"
        for page in pages
        for texts in missing_alt_texts(page).values()
        for message in texts
    ]
    if not faults:
        return None
    for fault in faults:
        messages.error(request, fault)
    return redirect("wagtailadmin_explore", pages[0].get_parent().pk)
