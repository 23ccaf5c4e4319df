"""Judges in the admin: the panel of a campaign, invitations, who leaves."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heritage.honours.campaigns.gate import office_only
from heritage.honours.enums import ROUNDS
from heritage.honours.judging import admin_forms, domain, inviting
from heritage.honours.judging.admin_pages import page
from heritage.honours.judging.progress import progress_of
from heritage.honours.models import Campaign, Judge


@require_safe
@office_only
def index(request):
    """Campaigns that are not closed, with their judges and rounds."""
    campaigns = Campaign.objects.filter(closed_at=None, stages__kind__in=ROUNDS).distinct()
    rows = [
        (
            campaign,
            campaign.judges.filter(left_at=None).count(),
            [
                (each, progress_of(each), domain.is_open(each))
                for each in domain.rounds_of(campaign)
            ],
        )
        for campaign in campaigns
    ]
    return page(request, "index", _("Judging"), rows=rows)


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def judges(request, pk: int):
    """The panel of a campaign; POST invites a judge and shows the link once."""
    campaign = get_object_or_404(Campaign, pk=pk)
    form, status, link, invited = (
        admin_forms.JudgeForm(request.POST or None, campaign=campaign),
        200,
        "",
        None,
    )
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                invited, link = inviting.invite(
                    campaign=campaign, user=request.user, **form.given()
                )
            except ValidationError as error:
                form.add_error(None, error)
            else:
                form, status = admin_forms.JudgeForm(campaign=campaign), 200
    return page(
        request,
        "judges",
        _("Judges"),
        str(campaign),
        status,
        campaign=campaign,
        judges=campaign.judges.select_related("user").prefetch_related("categories", "assignments"),
        rounds=domain.rounds_of(campaign),
        form=form,
        link=link,
        invited=invited,
        now=timezone.now(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def judge(request, pk: int):
    """Change what is kept of a judge."""
    found = get_object_or_404(Judge.objects.select_related("campaign"), pk=pk)
    form = admin_forms.JudgeForm(request.POST or None, campaign=found.campaign, judge=found)
    if request.method == "POST" and form.is_valid():
        inviting.amend(judge=found, user=request.user, **form.given())
        messages.success(request, _("Saved."))
        return redirect("judging:judges", pk=found.campaign_id)
    status = 400 if request.method == "POST" else 200
    return page(request, "judge", _("Judge"), found.name, status, judge=found, form=form)


@require_POST
@office_only
def resend(request, pk: int):
    """Send a new link, and show it once."""
    found = get_object_or_404(Judge.objects.select_related("campaign"), pk=pk)
    try:
        link = inviting.resend(judge=found, user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("judging:judges", pk=found.campaign_id)
    return page(request, "link", _("Invitation"), found.name, judge=found, link=link)


@require_POST
@office_only
def leave(request, pk: int):
    """Let a judge leave the panel."""
    found = inviting.leave(judge=get_object_or_404(Judge, pk=pk), user=request.user)
    messages.success(request, _("%(name)s has left the panel.") % {"name": found.name})
    return redirect("judging:judges", pk=found.campaign_id)
