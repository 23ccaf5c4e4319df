"""The oral-history archive in Wagtail's admin; loaded by ``heritage.wagtail_hooks``.

Other parts put their entries into its menu through the hook
``register_oral_history_menu_item``.
"""

from __future__ import annotations

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import include, path, re_path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from heritage.oral_history import (
    consent_views,
    consenting,
    index_views,
    indexing,
    rights,
    signing,
    signing_views,
)
from heritage.oral_history.models import InterviewPage
from heritage.oral_history.register.hooks import register_menu_item

MENU_HOOK = "register_oral_history_menu_item"


@hooks.register("register_admin_urls")
def oral_history_urls():
    patterns = [
        path("", consent_views.interviews, name="interviews"),
        path("consent-log/", consent_views.consent_log, name="consent_log"),
        path("interviews/<int:pk>/consent/", consent_views.consent, name="consent"),
        path("interviews/<int:pk>/consent/sign/", consent_views.sign, name="sign"),
        path("interviews/<int:pk>/ranges/", consent_views.close, name="close_range"),
        path(
            "interviews/<int:pk>/ranges/<int:range_pk>/lift/",
            consent_views.lift,
            name="lift_range",
        ),
        path("consents/<int:pk>/withdraw/", consent_views.withdraw, name="withdraw"),
        path("consents/<int:pk>/attach/", consent_views.attach, name="attach"),
        path("consents/<int:pk>/document/", consent_views.document, name="consent_document"),
    ]
    patterns += [
        path("interviews/<int:pk>/indexes/", index_views.indexes, name="indexes"),
        path("indexes/<int:pk>/", index_views.index, name="index"),
        path("indexes/<int:pk>/state/", index_views.index_state, name="index_state"),
        path("indexes/<int:pk>/segments/add/", index_views.add_segment, name="add_segment"),
        path("segments/<int:pk>/", index_views.segment, name="segment"),
        path("segments/<int:pk>/remove/", index_views.remove_segment, name="remove_segment"),
        path("transcripts/<int:pk>/sign-offs/", signing_views.sign_offs, name="sign_offs"),
        path("transcripts/<int:pk>/sign-offs/add/", signing_views.print_copy, name="print_copy"),
        path("sign-offs/<int:pk>.pdf", signing_views.copy_pdf, name="copy_pdf"),
        path("sign-offs/<int:pk>/scan/", signing_views.scan, name="scan"),
        path("sign-offs/<int:pk>/return/", signing_views.take_back, name="take_back"),
        path("sign-offs/<int:pk>/void/", signing_views.make_void, name="make_void"),
        re_path(r"^names/(?P<kind>people|places)/$", index_views.names, name="names"),
    ]
    return [path("oral-history/", include((patterns, "oral_history")))]


class ConsentMenuItem(MenuItem):
    """Shown to those who may see what was agreed."""

    def is_shown(self, request):
        return consent_views.may_look(request.user)


class LogMenuItem(MenuItem):
    """Shown to those who may read the log of consent."""

    def is_shown(self, request):
        return request.user.has_perm("heritage.view_consentlog")


@hooks.register("register_admin_menu_item")
def oral_history_menu():
    return SubmenuMenuItem(
        _("Oral history"),
        Menu(register_hook_name=MENU_HOOK),
        name="oral-history",
        icon_name="openquote",
        order=225,
    )


@hooks.register(MENU_HOOK)
def interviews_item():
    return ConsentMenuItem(
        _("Interviews"),
        reverse("oral_history:interviews"),
        name="oral-history-interviews",
        icon_name="openquote",
        order=10,
    )


hooks.register(MENU_HOOK, register_menu_item)


@hooks.register(MENU_HOOK)
def log_item():
    return LogMenuItem(
        _("Log of consent"),
        reverse("oral_history:consent_log"),
        name="oral-history-consent-log",
        icon_name="history",
        order=90,
    )


@hooks.register("register_page_header_buttons")
def interview_buttons(page, user, view_name, next_url=None):
    if not isinstance(page, InterviewPage) or not page.pk:
        return
    if index_views.may_index(user):
        yield Button(
            _("Time-coded indexes"),
            reverse("oral_history:indexes", args=[page.pk]),
            icon_name="list-ul",
            priority=6,
        )
    if consent_views.may_look(user):
        yield Button(
            _("Consent"),
            reverse("oral_history:consent", args=[page.pk]),
            icon_name="key",
            priority=5,
        )


@hooks.register("register_transcript_buttons")
def transcript_buttons(transcript, user):
    if signing_views.may_see(user):
        url = reverse("oral_history:sign_offs", args=[transcript.pk])
        yield Button(_("Narrator's sign-off"), url, icon_name="doc-full")


@hooks.register("register_permissions")
def archive_permissions():
    return rights.archive_permissions()


@hooks.register("register_log_actions")
def consent_actions(actions):
    for action, label in {**consenting.LABELS, **indexing.LABELS, **signing.LABELS}.items():
        actions.register_action(action, label, label)


@hooks.register("before_publish_page")
def publishing_needs_an_agreement(request, page):
    return _refused(request, [page]) if isinstance(page, InterviewPage) else None


@hooks.register("before_bulk_action")
def bulk_publishing_needs_agreements(request, action_type, objects, action_class_instance):
    """Say what is missing instead of failing half-way through the selection."""
    if action_type != "publish":
        return None
    return _refused(request, [page.specific for page in objects if _is_interview(page)])


@hooks.register("before_copy_page")
def copies_stay_drafts(request, page):
    """A copy has no agreement of its own yet, and an alias can have none."""
    if request.method != "POST" or not (
        request.POST.get("publish_copies") or request.POST.get("alias")
    ):
        return None
    copied = page.get_descendants(inclusive=True) if request.POST.get("copy_subpages") else [page]
    if not any(_is_interview(each) for each in copied):
        return None
    messages.error(
        request,
        _("A copy of an interview begins as a draft: it needs an agreement of its own."),
    )
    return redirect("wagtailadmin_pages:copy", page.pk)


def _is_interview(page: Page) -> bool:
    return issubclass(page.specific_class or type(page), InterviewPage)


def _refused(request, pages: list[InterviewPage]):
    faults = [(page, fault) for page in pages if (fault := consenting.agreement_missing(page))]
    for _page, fault in faults:
        messages.error(request, fault)
    return redirect("oral_history:consent", faults[0][0].pk) if faults else None
