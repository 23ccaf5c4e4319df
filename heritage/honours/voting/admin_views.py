"""The public vote in the admin: settings, candidates, codes, counts, suspicious votes."""

from __future__ import annotations

import tempfile

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import registry

from cms.core.choosers import is_key
from cms.core.tables import XLSX, write_xlsx
from heritage.honours.candidacies import StaleError
from heritage.honours.capacities import require_office
from heritage.honours.enums import StageKind, VoterProof
from heritage.honours.models import (
    Campaign,
    Candidacy,
    PublicVote,
    Stage,
    VoteEntry,
    VoteRemoval,
)
from heritage.honours.standing import stage_of
from heritage.honours.voting import counting, domain, patterns, proving, showing
from heritage.honours.voting.forms import (
    CandidatesForm,
    CodesForm,
    EntryForm,
    ReasonForm,
    SettingsForm,
)

ICON = "tasks"
FOLDER = "heritage/honours/admin/voting"


def _page(request, template: str, title: str, *, status: int = 200, **context):
    context = {"page_title": title, "header_icon": ICON, **context}
    return render(request, f"{FOLDER}/{template}.html", context, status=status)


def _campaign_or_404(request, pk: int) -> Campaign:
    require_office(request.user)
    if not is_key(pk):
        raise Http404
    return get_object_or_404(Campaign, pk=pk)


def _vote_or_404(request, pk: int) -> PublicVote:
    found = domain.vote_of(_campaign_or_404(request, pk))
    if found is None:
        raise Http404
    return found


@require_safe
@require_admin_access
def votes(request):
    """Campaigns with a stage of a public vote."""
    require_office(request.user)
    stages = Stage.objects.filter(kind=StageKind.VOTE).select_related("campaign", "vote")
    return _page(request, "votes", _("Public votes"), stages=stages.order_by("-starts_at", "-pk"))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def vote(request, campaign_pk: int):
    """One vote: how it is held, how it stands, what stands out."""
    campaign = _campaign_or_404(request, campaign_pk)
    stage = stage_of(campaign, StageKind.VOTE)
    if stage is None:
        raise Http404
    found = domain.vote_of(campaign)
    if request.method != "POST":
        return _show(request, campaign, stage, found)
    form = SettingsForm(request.POST, instance=found)
    if not form.is_valid():
        return _show(request, campaign, stage, found, form=form, status=400)
    try:
        domain.save_settings(stage=stage, fields=form.cleaned_data, user=request.user)
    except ValidationError as error:
        form.add_error(None, error)
        return _show(request, campaign, stage, found, form=form, status=400)
    messages.success(request, _("Saved."))
    return redirect("honour_votes:vote", campaign.pk)


def _show(request, campaign, stage, found, *, form=None, faults=(), reason="", status: int = 200):
    context = {
        "campaign": campaign,
        "stage": stage,
        "vote": found,
        "form": form or SettingsForm(instance=found),
        "has_begun": stage.has_begun(),
        "faults": faults,
        "reason": reason,
        "page_subtitle": campaign.title,
    }
    if found is not None:
        names = dict(Candidacy.objects.filter(campaign=campaign).values_list("pk", "nominee_name"))
        context |= {
            "is_counted": domain.is_counted(found),
            "groups": showing.results(found),
            "days": counting.days_of(found),
            "patterns": [
                {"found": each, "name": names.get(each.candidacy, "")}
                for each in patterns.patterns_of(found)
            ],
            "removals": [
                {"done": each, "name": names.get(each.pattern.get("candidacy"), "")}
                for each in found.removals.select_related("by")
            ],
            "gives_codes": found.proof == VoterProof.CODE,
            "codes": found.codes.filter(expires_at=None).count(),
            "codes_form": CodesForm(initial={"count": 100}),
            "history": registry.get_logs_for_instance(found).select_related("user"),
        }
    return _page(request, "vote", _("Public vote"), status=status, **context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def candidates(request, campaign_pk: int):
    """Who is put to the vote, with the summaries the public reads."""
    found = _vote_or_404(request, campaign_pk)
    campaign = found.stage.campaign
    listed, faults, status = list(domain.in_the_running(campaign)), [], 200
    if request.method == "POST":
        form = CandidatesForm(request.POST, listed=listed, vote=found)
        try:
            domain.put_to_vote(vote=found, summaries=form.summaries, user=request.user)
        except ValidationError as error:
            faults, status = error.messages, 400
        else:
            messages.success(request, _("Saved."))
            return redirect("honour_votes:candidates", campaign.pk)
    else:
        form = CandidatesForm(listed=listed, vote=found)
    return _page(
        request,
        "candidates",
        _("Candidates of the vote"),
        status=status,
        page_subtitle=campaign.title,
        campaign=campaign,
        form=form,
        faults=faults,
        has_begun=found.stage.has_begun(),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def entry(request, campaign_pk: int, pk: int):
    """How one candidate is shown: summary, picture, and the right to it."""
    found = _vote_or_404(request, campaign_pk)
    if not is_key(pk):
        raise Http404
    shown = get_object_or_404(VoteEntry.objects.select_related("candidacy"), pk=pk, vote=found)
    form = EntryForm(request.POST or None, instance=shown)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                domain.show_entry(entry=shown, user=request.user, **form.cleaned_data)
            except StaleError:
                words = _("Somebody else changed it since you opened this page. Load it again.")
                form.add_error(None, words)
                status = 409
            except ValidationError as error:
                form.add_error(None, error)
            else:
                messages.success(request, _("Saved."))
                return redirect("honour_votes:candidates", campaign_pk)
    return _page(
        request,
        "entry",
        _("Candidate of the vote"),
        status=status,
        page_subtitle=shown.candidacy.nominee_name,
        campaign=found.stage.campaign,
        form=form,
        media=form.media,
    )


@require_POST
@require_admin_access
def codes(request, campaign_pk: int):
    """Make codes and give them out as a table, this once."""
    found = _vote_or_404(request, campaign_pk)
    campaign, form = found.stage.campaign, CodesForm(request.POST)
    if not form.is_valid():
        faults = form.errors["count"]
        return _show(request, campaign, found.stage, found, faults=faults, status=400)
    try:
        made = proving.make_codes(vote=found, user=request.user, **form.cleaned_data)
    except ValidationError as error:
        return _show(request, campaign, found.stage, found, faults=error.messages, status=400)
    heading = _("Code")
    # The answer closes it.
    file = tempfile.TemporaryFile()  # noqa: SIM115
    write_xlsx(file, [heading], [{heading: code} for code in made])
    file.seek(0)
    name = f"vote-codes-{campaign.slug}.xlsx"
    answer = FileResponse(file, as_attachment=True, filename=name, content_type=XLSX)
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@require_admin_access
def remove(request, campaign_pk: int):
    """Take the votes of a pattern out of the count."""
    found, form = _vote_or_404(request, campaign_pk), ReasonForm(request.POST)
    key = request.POST.get("pattern", "")
    return _changed(
        request,
        found,
        form,
        lambda reason: patterns.remove(vote=found, key=key, reason=reason, user=request.user),
    )


@require_POST
@require_admin_access
def restore(request, campaign_pk: int, pk: int):
    """Let votes that were taken out count again."""
    found, form = _vote_or_404(request, campaign_pk), ReasonForm(request.POST)
    if not is_key(pk):
        raise Http404
    removal = get_object_or_404(VoteRemoval, pk=pk, vote=found)
    return _changed(
        request,
        found,
        form,
        lambda reason: patterns.undo(removal=removal, reason=reason, user=request.user),
    )


def _changed(request, found: PublicVote, form: ReasonForm, use_case):
    campaign = found.stage.campaign
    form.is_valid()
    reason = form.cleaned_data.get("reason", "")
    try:
        use_case(reason)
    except StaleError:
        faults, status = [_("The votes have changed meanwhile; look at them again.")], 409
    except ValidationError as error:
        faults, status = error.messages, 400
    else:
        messages.success(request, _("The count is made anew."))
        return redirect("honour_votes:vote", campaign.pk)
    shown = {"faults": faults, "reason": reason, "status": status}
    return _show(request, campaign, found.stage, found, **shown)
