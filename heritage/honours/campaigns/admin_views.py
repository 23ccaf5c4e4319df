"""Campaigns in the admin: all of them, one at a look, its stages, copying and closing."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from heritage.honours import standing
from heritage.honours.campaigns import deletion, domain, overview, rounds
from heritage.honours.campaigns.cloning import clone_campaign
from heritage.honours.campaigns.forms import (
    CloneForm,
    CloseForm,
    ExtensionForm,
    PageForm,
    RoundForm,
)
from heritage.honours.campaigns.gate import office_only
from heritage.honours.campaigns.showing import now_open
from heritage.honours.candidacies import StaleError
from heritage.honours.enums import ROUNDS, CandidacyState
from heritage.honours.models import (
    Campaign,
    CampaignPage,
    HonoursIndexPage,
    ScoringRound,
    Stage,
)

ICON = "success"
PER_PAGE = 50
FORM = "heritage/honours/admin/campaigns/form.html"
read_or_post = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@office_only
def index(request):
    """Campaigns, the newest year first, with what is open and how many stand."""
    asked = request.GET.get("q", "").strip()[:60]
    counted = Count("candidacies", filter=~Q(candidacies__state=CandidacyState.MERGED))
    listed = Campaign.objects.annotate(received=counted).order_by("-year", "title", "pk")
    if asked:
        listed = listed.filter(title__contains=asked)
    page_obj = Paginator(listed, PER_PAGE).get_page(request.GET.get("p"))
    standing.load_stages(list(page_obj))
    pages = CampaignPage.objects.filter(campaign__in=[each.pk for each in page_obj])
    by_campaign = {page.campaign_id: page for page in pages}
    context = {
        "rows": [
            {"campaign": each, "open": now_open(each), "page": by_campaign.get(each.pk)}
            for each in page_obj
        ],
        "page_obj": page_obj,
        "asked": asked,
        "page_title": _("Campaigns"),
        "header_icon": ICON,
    }
    return render(request, "heritage/honours/admin/campaigns/index.html", context)


@require_safe
@office_only
def show(request, pk: int):
    """One campaign: what waits, counts by title and state, stages, the ways on."""
    campaign = _campaign(pk)
    page = CampaignPage.objects.filter(campaign=campaign).first()
    links = overview.links_of(campaign, request.user)
    lines = overview.stages(campaign)
    context = {
        "campaign": campaign,
        "page": page,
        "page_form": PageForm() if page is None else None,
        "waiting": [link for link in links if link.count],
        "links": [link for link in links if not link.count],
        "lines": lines,
        "warnings": [] if campaign.closed_at else overview.warnings(campaign, lines, page),
        "states": [state.label for state in overview.STATES],
        "counts": overview.counts_of(campaign),
        "what_is_open": domain.what_is_open(campaign),
        "deletion_due_at": domain.deletion_due_at(campaign),
        "reports": deletion.reports(campaign),
        "page_title": campaign.title,
        "header_icon": ICON,
    }
    return render(request, "heritage/honours/admin/campaigns/overview.html", context)


@read_or_post
@office_only
def extend(request, pk: int, stage_pk: int):
    """Make a stage longer."""
    stage = _stage(pk, stage_pk)
    form = ExtensionForm(request.POST or None, initial={"ends_at": stage.ends_at})
    if request.method == "POST" and form.is_valid():
        done = _attempt(
            form, lambda asked: domain.extend_stage(stage=stage, user=request.user, **asked)
        )
        if done:
            messages.success(request, _("The stage is extended."))
            return _back(pk)
    return _form(request, form, stage.campaign, _("Extend the stage"), stage.name)


@read_or_post
@office_only
def set_round(request, pk: int, stage_pk: int):
    """How the round of a stage is scored; shown and no more once it opened."""
    stage = _stage(pk, stage_pk, kind__in=ROUNDS)
    round = ScoringRound.objects.filter(stage=stage).first() or ScoringRound(stage=stage)
    if round.opened_at is not None and request.method != "POST":
        context = {
            "campaign": stage.campaign,
            "round": round,
            "tie_rules": round_rules(round),
            "page_title": stage.name,
            "page_subtitle": stage.campaign.title,
            "header_icon": ICON,
        }
        return render(request, "heritage/honours/admin/campaigns/round.html", context)
    form = RoundForm(request.POST or None, instance=round, stage=stage)
    if request.method == "POST" and form.is_valid():
        titles, seen = form.cleaned_data["titles"], form.cleaned_data["seen"]
        try:
            done = _attempt(
                form,
                lambda _asked: rounds.save_round(
                    round=form.instance, titles=titles, user=request.user, seen=seen
                ),
            )
        except StaleError:
            form.add_error(
                None, _("Somebody else changed it since you opened this page. Load it again.")
            )
            return _form(request, form, stage.campaign, stage.name, _("How it is scored"), 409)
        if done:
            messages.success(request, _("The round is set."))
            return _back(pk)
    return _form(request, form, stage.campaign, stage.name, _("How it is scored"))


def round_rules(round: ScoringRound) -> list[str]:
    """Its rules for ties, in words."""
    from_table = dict(RoundForm.base_fields["tie_rules"].fields[0].choices)
    return [str(from_table[rule]) for rule in round.tie_rules]


@read_or_post
@office_only
def clone(request, pk: int):
    """Make a campaign of another year like this one."""
    campaign = _campaign(pk)
    form = CloneForm(request.POST or None, initial={"year": campaign.year + 1})
    if request.method == "POST" and form.is_valid():
        try:
            made = clone_campaign(campaign=campaign, user=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("It is made. Look at every day of its stages."))
            return _back(made.pk)
    return _form(request, form, campaign, _("Make next year's from it"), campaign.title)


@read_or_post
@office_only
def close(request, pk: int):
    """Close a campaign for good."""
    campaign = _campaign(pk)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = _attempt(
            form, lambda _asked: domain.close_campaign(campaign=campaign, user=request.user)
        )
        if done:
            messages.success(request, _("The campaign is closed."))
            return _back(pk)
    return _form(request, form, campaign, _("Close the campaign"), campaign.title)


@require_http_methods(["POST"])
@office_only
def begin_page(request, pk: int):
    """Begin the page that the public will read."""
    campaign = _campaign(pk)
    form = PageForm(request.POST)
    if form.is_valid():
        section: HonoursIndexPage = form.cleaned_data["section"]
        try:
            page = domain.draft_page(campaign=campaign, section=section, user=request.user)
        except domain.ClosedError:
            form.add_error(None, _("This campaign is closed."))
        else:
            return redirect("wagtailadmin_pages:edit", page.pk)
    return _form(request, form, campaign, _("Begin its page"), campaign.title)


def _attempt(form, use_case) -> bool:
    """Whether a use case did what was asked; what stands against it is said in the form."""
    try:
        use_case(form.cleaned_data)
    except ValidationError as error:
        form.add_error(None, error)
    except domain.ClosedError:
        form.add_error(None, _("This campaign is closed."))
    except rounds.FrozenError:
        form.add_error(None, _("The round has opened: it stays as it is."))
    else:
        return True
    return False


def _campaign(pk: int) -> Campaign:
    return get_object_or_404(Campaign.objects.select_related("place"), pk=pk)


def _stage(campaign_pk: int, pk: int, **more) -> Stage:
    stages = Stage.objects.select_related("campaign")
    return get_object_or_404(stages, pk=pk, campaign=campaign_pk, **more)


def _back(pk: int):
    return redirect("honour_campaigns:overview", pk)


def _form(request, form, campaign: Campaign, title: str, subtitle: str, status: int = 400):
    context = {
        "form": form,
        "campaign": campaign,
        "back_url": reverse("honour_campaigns:overview", args=[campaign.pk]),
        "page_title": title,
        "page_subtitle": subtitle,
        "header_icon": ICON,
    }
    return render(request, FORM, context, status=status if form.is_bound else 200)
