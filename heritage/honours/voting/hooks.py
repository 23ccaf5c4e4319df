"""Public votes in the admin; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from heritage.honours.capacities import is_office
from heritage.honours.voting import admin_views
from heritage.honours.voting.domain import LOG


@hooks.register("register_admin_urls")
def vote_urls():
    patterns = [
        path("", admin_views.votes, name="votes"),
        path("<int:campaign_pk>/", admin_views.vote, name="vote"),
        path("<int:campaign_pk>/candidates/", admin_views.candidates, name="candidates"),
        path("<int:campaign_pk>/candidates/<int:pk>/", admin_views.entry, name="entry"),
        path("<int:campaign_pk>/codes/", admin_views.codes, name="codes"),
        path("<int:campaign_pk>/remove/", admin_views.remove, name="remove"),
        path("<int:campaign_pk>/restore/<int:pk>/", admin_views.restore, name="restore"),
    ]
    return [path("honours/votes/", include((patterns, "honour_votes")))]


class VoteMenuItem(MenuItem):
    """Shown to the selection office."""

    def is_shown(self, request):
        return is_office(request.user)


@hooks.register("register_honours_menu_item")
def votes_menu_item():
    return VoteMenuItem(
        _("Public votes"),
        reverse("honour_votes:votes"),
        name="honour-votes",
        icon_name=admin_views.ICON,
        order=55,
    )


@hooks.register("register_log_actions")
def vote_actions(actions):
    for name, label in (
        ("settings", _("Settings of the vote saved")),
        ("candidates", _("Candidates put to the vote")),
        ("shown", _("Candidate of the vote changed")),
        ("codes", _("Codes of the vote made")),
        ("removed", _("Votes taken out of the count")),
        ("restored", _("Votes put back into the count")),
    ):
        actions.register_action(f"{LOG}{name}", label, label)
