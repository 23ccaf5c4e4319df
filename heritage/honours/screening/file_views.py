"""The file of one candidacy in the admin, and every step that is taken from it."""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.core.intake.models import Evidence
from heritage.honours.candidacies import IllegalTransitionError, StaleError
from heritage.honours.capacities import require_office, visible_candidacies
from heritage.honours.models import Candidacy, Nomination, OnSiteCheck, Recommendation
from heritage.honours.screening import (
    corrections,
    domain,
    files,
    parting,
    recommending,
    selecting,
    visits,
)
from heritage.honours.screening.forms import AmendForm, SeenForm
from heritage.honours.screening.list_views import page, require_screener
from heritage.honours.screening.showing import file_of, forms_of, outcomes_of, places_of
from heritage.honours.standing import StageClosedError

SAID = {
    "start": lambda: _("It is yours to screen now."),
    "findings": lambda: _("The checklist is kept."),
    "correction": lambda: _("The nominator is asked, and told."),
    "pass": lambda: _("Passed the screening."),
    "refuse": lambda: _("Kept: did not pass the screening."),
    "withdraw": lambda: _("Withdrawn."),
    "propose": lambda: _("Proposed; the next step is a public notice."),
    "pass-over": lambda: _("Kept: not chosen."),
    "drop": lambda: _("Taken out of the selection."),
    "recommend": lambda: _("The recommendation is kept."),
    "visit": lambda: _("The visit is kept."),
    "opinion": lambda: _("The opinion is kept."),
    "part": lambda: _("The merge is taken back; its nominations are here again."),
}


def candidacy_or_404(request, pk: int) -> Candidacy:
    """A candidacy the user may see; another's is as if it were not there."""
    require_screener(request)
    known = visible_candidacies(request.user).select_related(
        "campaign__place", "title", "category", "place", "officer", "merged_into"
    )
    return get_object_or_404(known, pk=pk)


@never_cache
@require_safe
def candidacy(request, pk: int):
    """Everything known of a candidacy, and what may be done."""
    return _show(request, candidacy_or_404(request, pk))


def _show(request, shown: Candidacy, bound: dict | None = None, status: int = 200, **more):
    forms = forms_of(shown, request.user) | (bound or {})
    for name, form in (bound or {}).items():
        # What was typed stays; sent again, it is about the file as it is now.
        form.data = form.data.copy()
        form.data["seen"] = shown.version
        if "seen_kept" in form.fields and shown.merged_into:
            form.data["seen_kept"] = shown.merged_into.version
        more["faulty"] = name
    return page(
        request,
        "candidacy",
        _("No. %(code)s") % {"code": shown.code},
        status,
        page_subtitle=shown.nominee_name,
        forms=forms,
        outcomes=outcomes_of(forms),
        **file_of(shown, request.user),
        **more,
    )


def _started(form, candidacy: Candidacy, user) -> None:
    domain.start(
        candidacy=candidacy,
        user=user,
        seen=form.cleaned_data["seen"],
        reason=form.cleaned_data["reason"],
    )


def _found(form, candidacy: Candidacy, user) -> None:
    domain.save_findings(
        candidacy=candidacy, user=user, seen=form.cleaned_data["seen"], found=form.found()
    )


def _asked(form, candidacy: Candidacy, user) -> None:
    nomination = form.cleaned_data["nomination"]
    nomination.candidacy = candidacy
    corrections.ask_correction(
        nomination=nomination,
        asked=form.cleaned_data["asked"],
        due_at=form.due_at(),
        user=user,
        seen=form.cleaned_data["seen"],
    )


def _plainly(use_case: Callable) -> Callable:
    def step(form, candidacy: Candidacy, user) -> None:
        use_case(candidacy=candidacy, user=user, **form.cleaned_data)

    return step


STEPS: dict[str, Callable] = {
    "start": _started,
    "findings": _found,
    "correction": _asked,
    "pass": _plainly(domain.pass_screening),
    "refuse": _plainly(domain.refuse),
    "withdraw": _plainly(domain.withdraw),
    "propose": _plainly(selecting.propose),
    "pass-over": _plainly(selecting.pass_over),
    "drop": _plainly(selecting.drop),
    "recommend": _plainly(recommending.recommend),
    "visit": _plainly(visits.record_visit),
    "opinion": _plainly(visits.record_opinion),
    "part": _plainly(parting.part),
}


@never_cache
@require_POST
def step(request, pk: int, name: str):
    """One step; where it cannot be taken, the file again with what was typed and why not."""
    shown = candidacy_or_404(request, pk)
    if name not in STEPS:
        raise Http404
    form = forms_of(shown, request.user, data=request.POST, files=request.FILES, only=name).get(
        name
    )
    if form is None:
        raise PermissionDenied
    if not form.is_valid():
        return _show(request, shown, {name: form}, 400)
    try:
        STEPS[name](form, shown, request.user)
    except StaleError:
        return _show(request, _again(request, pk), {name: form}, 409, is_stale=True)
    except (
        IllegalTransitionError,
        StageClosedError,
        domain.MissingError,
        ValidationError,
    ) as error:
        _tell(form, error)
        return _show(request, _again(request, pk), {name: form}, 400)
    messages.success(request, SAID[name]())
    return redirect("screening:candidacy", pk)


def _again(request, pk: int) -> Candidacy:
    """The candidacy as it is now, not as the failed step left it in memory."""
    return candidacy_or_404(request, pk)


def _tell(form, error: Exception) -> None:
    """Say in the form why a step cannot be taken; beside its field where it is about one."""
    if isinstance(error, domain.MissingError):
        for fault in error.faults:
            form.add_error(None, fault)
    elif isinstance(error, StageClosedError):
        form.add_error(
            None, _("The stage is not open now. The office can extend it in the campaign.")
        )
    elif isinstance(error, IllegalTransitionError):
        form.add_error(None, _("This step is not possible from the state it is in."))
    elif hasattr(error, "error_dict"):
        for field, faults in error.error_dict.items():
            form.add_error(field if field in form.fields else None, faults)
    else:
        form.add_error(None, error)


@never_cache
@require_POST
def take_back(request, pk: int, recommendation_pk: int):
    """Take a region's recommendation back."""
    shown = candidacy_or_404(request, pk)
    given = get_object_or_404(
        Recommendation.objects.select_related("candidacy__campaign", "candidacy__place", "place"),
        pk=recommendation_pk,
        candidacy=shown,
    )
    form = SeenForm(request.POST)
    seen = form.cleaned_data["seen"] if form.is_valid() else None
    try:
        recommending.take_back(recommendation=given, user=request.user, seen=seen)
    except StaleError:
        return _show(request, _again(request, pk), status=409, is_stale=True)
    except (IllegalTransitionError, StageClosedError):
        messages.error(request, _("It can no longer be taken back."))
    else:
        messages.success(request, _("The recommendation is taken back."))
    return redirect("screening:candidacy", pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def amend(request, pk: int):
    """Put the facts right that the judges will read."""
    require_office(request.user)
    shown = candidacy_or_404(request, pk)
    places = places_of(shown.campaign)
    status, is_stale = 200, False
    form = AmendForm(request.POST or None, instance=shown, places=places)
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                domain.amend(
                    candidacy=Candidacy.objects.get(pk=pk),
                    changes=form.changes(),
                    user=request.user,
                    seen=form.cleaned_data["seen"],
                )
            except StaleError:
                status, is_stale = 409, True
                form.data = form.data.copy()
                form.data["seen"] = Candidacy.objects.get(pk=pk).version
            except (IllegalTransitionError, ValidationError) as error:
                _tell(form, error)
            else:
                messages.success(request, _("The facts are put right."))
                return redirect("screening:candidacy", pk)
    return page(
        request,
        "amend",
        _("Put facts right"),
        status,
        page_subtitle=_("No. %(code)s") % {"code": shown.code},
        form=form,
        candidacy=shown,
        is_stale=is_stale,
    )


@never_cache
@require_POST
def evidence(request, pk: int, nomination_pk: int, file_pk: int):
    """A file that came with a nomination; that it was opened is logged."""
    shown = candidacy_or_404(request, pk)
    nomination = get_object_or_404(Nomination, pk=nomination_pk, candidacy=shown)
    try:
        file = files.open_evidence(
            candidacy=shown, nomination=nomination, pk=file_pk, user=request.user
        )
    except Evidence.DoesNotExist as error:
        raise Http404 from error
    return files.evidence_response(file)


@never_cache
@require_safe
def scan(request, pk: int, kind: str, row_pk: int):
    """The stamped form of a recommendation, or the signed record of a visit."""
    shown = candidacy_or_404(request, pk)
    if kind == "recommendation":
        return files.scan_response(
            get_object_or_404(Recommendation, pk=row_pk, candidacy=shown).scan
        )
    if kind == "visit":
        return files.scan_response(get_object_or_404(OnSiteCheck, pk=row_pk, candidacy=shown).file)
    raise Http404


@never_cache
@require_POST
def unmask(request, pk: int):
    """Show the nominee's telephone once, with a reason that is logged."""
    shown = candidacy_or_404(request, pk)
    try:
        phone = files.unmask_phone(
            candidacy=shown, reason=request.POST.get("reason", ""), user=request.user
        )
    except ValidationError as error:
        for fault in error.messages:
            messages.error(request, fault)
        return redirect(reverse("screening:candidacy", args=[pk]))
    return _show(request, shown, phone=phone)
