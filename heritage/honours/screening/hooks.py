"""The screening in the admin's menu, addresses, dashboard and log; loaded by the wagtail hooks."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import AbstractBaseUser
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from heritage.honours.campaigns.overview import Link, register_links
from heritage.honours.capacities import is_office, visible_candidacies
from heritage.honours.models import Campaign
from heritage.honours.screening import (
    file_views,
    list_views,
    listing,
    office_views,
    pair_views,
)
from heritage.honours.screening.pairing import LOG, undecided

SHOWN = 8


@hooks.register("register_admin_urls")
def screening_urls():
    patterns = [
        path("", list_views.candidacies, name="list"),
        path("export/", list_views.export, name="export"),
        path("recommendations/", list_views.recommendations, name="recommendations"),
        path("letters/", list_views.letters, name="letters"),
        path("pairs/", pair_views.pairs, name="pairs"),
        path("pairs/merge/", pair_views.merge_many, name="merge_many"),
        path("pairs/<int:pk>/", pair_views.pair, name="pair"),
        path("negative/", office_views.negative_list, name="negative"),
        path("negative/new/", office_views.negative_entry, name="negative_new"),
        path("negative/import/", office_views.negative_import, name="negative_import"),
        path("negative/template.xlsx", office_views.negative_template, name="negative_template"),
        path("negative/<int:pk>/", office_views.negative_entry, name="negative_entry"),
        path("negative/<int:pk>/delete/", office_views.negative_delete, name="negative_delete"),
        path("officers/", office_views.officers, name="officers"),
        path("officers/<int:pk>/dismiss/", office_views.officer_dismiss, name="officer_dismiss"),
        path("quotas/", office_views.quota_campaigns, name="quota_campaigns"),
        path("quotas/<int:pk>/", office_views.quotas, name="quotas"),
        path("<int:pk>/", file_views.candidacy, name="candidacy"),
        path("<int:pk>/amend/", file_views.amend, name="amend"),
        path("<int:pk>/pair/", pair_views.add, name="add_pair"),
        path("<int:pk>/unmask/", file_views.unmask, name="unmask"),
        path("<int:pk>/steps/<slug:name>/", file_views.step, name="step"),
        path(
            "<int:pk>/recommendations/<int:recommendation_pk>/take-back/",
            file_views.take_back,
            name="take_back",
        ),
        path(
            "<int:pk>/nominations/<int:nomination_pk>/files/<int:file_pk>/",
            file_views.evidence,
            name="evidence",
        ),
        path("<int:pk>/scans/<slug:kind>/<int:row_pk>/", file_views.scan, name="scan"),
    ]
    return [path("candidacies/", include((patterns, "screening")))]


class ScreeningMenuItem(MenuItem):
    """Shown to the office and to officers of regions."""

    def is_shown(self, request):
        return list_views.may_screen(request.user)


class OfficeMenuItem(MenuItem):
    """Shown to the office."""

    def is_shown(self, request):
        return is_office(request.user)


@hooks.register("register_honours_menu_item")
def candidacies_item():
    return ScreeningMenuItem(
        _("Candidacies"),
        reverse("screening:list"),
        name="candidacies",
        icon_name=list_views.ICON,
        order=20,
    )


def _office_item(label: str, view: str, icon: str, order: int):
    @hooks.register("register_honours_menu_item")
    def item():
        return OfficeMenuItem(
            label,
            reverse(f"screening:{view}"),
            name=f"screening-{view}",
            icon_name=icon,
            order=order,
        )

    return item


_office_item(_("Possible duplicates"), "pairs", "group", 22)
_office_item(_("Letters to departments"), "letters", "mail", 24)
_office_item(_("Negative list"), "negative", "warning", 26)
_office_item(_("Officers of regions"), "officers", "user", 90)
_office_item(_("Quotas of regions"), "quota_campaigns", "list-ol", 92)


class WaitingPanel(Component):
    """What waits to be screened, the longest waiting first; for the office also duplicates."""

    name = "screening_waiting"
    template_name = "heritage/honours/admin/screening/waiting.html"
    order = 165

    def get_context_data(self, parent_context):
        user = parent_context["request"].user
        waiting = listing.waiting_for(user)
        return {
            "waiting": waiting[:SHOWN],
            "count": waiting.count(),
            "pairs": undecided().count() if is_office(user) else 0,
        }


def campaign_links(campaign: Campaign, user: AbstractBaseUser) -> Iterator[Link]:
    """From the overview of a campaign to what waits in the screening."""
    mine = visible_candidacies(user).filter(campaign=campaign)
    yield Link(
        label=_("Candidacies"),
        url=f"{reverse('screening:list')}?campaign={campaign.pk}",
        count=mine.filter(state__in=listing.WAITING).count(),
    )
    if is_office(user):
        yield Link(
            label=_("Possible duplicates"),
            url=f"{reverse('screening:pairs')}?campaign={campaign.pk}",
            count=undecided().filter(first__campaign=campaign).count(),
        )
        yield Link(
            label=_("Quotas of regions"), url=reverse("screening:quotas", args=[campaign.pk])
        )


register_links(20, campaign_links)


@hooks.register("construct_homepage_panels")
def dashboard(request, panels):
    if list_views.may_screen(request.user):
        panels.append(WaitingPanel())


@hooks.register("register_log_actions")
def screening_actions(actions):
    for name, label in (
        ("findings", _("Checklist filled in")),
        ("amended", _("Facts put right")),
        ("correction_asked", _("Correction asked for")),
        ("recommended", _("Recommended")),
        ("recommendation_taken_back", _("Recommendation taken back")),
        ("visited", _("Visit kept")),
        ("opinions_asked", _("Departments asked")),
        ("opinion", _("Opinion of a department kept")),
        ("paired", _("Put together as possible duplicates")),
        ("pair_different", _("Decided: two nominees")),
        ("pair_same", _("Another was merged into it")),
        ("parted", _("Merge taken back")),
        ("pair_open", _("Asked again whether it is one nominee")),
        ("exported", _("List exported")),
        ("negative_added", _("Put on the negative list")),
        ("negative_changed", _("Entry of the negative list changed")),
        ("negative_deleted", _("Taken off the negative list")),
        ("officer_appointed", _("Officer of a region appointed")),
        ("officer_dismissed", _("Officer of a region dismissed")),
    ):
        actions.register_action(f"{LOG}{name}", label, label)
