"""Rounds in the admin: assigning, following, reopening, sheets from paper."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from heritage.honours.campaigns.gate import office_only
from heritage.honours.enums import AssignmentState
from heritage.honours.judging import (
    admin_forms,
    assigning,
    domain,
    paper,
    printing,
    reopening,
    sheets,
)
from heritage.honours.judging.admin_pages import page, pdf, round_or_404
from heritage.honours.judging.forms import SheetForm
from heritage.honours.judging.progress import progress_of
from heritage.honours.models import Assignment, Judge, ScoringRound

PER_PAGE = 50


def _round_page(request, scoring_round: ScoringRound, status: int = 200, **forms):
    panel = assigning.panel_of(scoring_round)
    progress = progress_of(scoring_round, scoring_round.least_scores)
    held = {
        (each.candidacy_id, each.judge_id): each
        for tally in progress.judges
        for each in tally.assignments
    }
    known = {tally.subject.pk: tally.subject for tally in progress.judges}
    columns = [*{judge.pk: judge for judge in [*known.values(), *panel]}.values()]
    page_obj = Paginator(progress.candidacies, PER_PAGE).get_page(request.GET.get("p"))
    matrix = [
        (tally, [held.get((tally.subject.pk, judge.pk)) for judge in columns]) for tally in page_obj
    ]
    waiting = [each for each in held.values() if each.state == AssignmentState.RECUSED]
    context = {
        "round": scoring_round,
        "campaign": scoring_round.stage.campaign,
        "is_open": domain.is_open(scoring_round),
        "is_over": domain.is_over(scoring_round),
        "has_begun": domain.has_begun(scoring_round),
        "reopenings": scoring_round.reopenings.select_related("by"),
        "progress": progress,
        "columns": [(judge, known.get(judge.pk)) for judge in columns],
        "loads": {tally.subject.pk: tally for tally in progress.judges},
        "matrix": matrix,
        "page_obj": page_obj,
        "recused": [
            (each, _free_for(each, panel, held)) for each in sorted(waiting, key=lambda e: e.pk)
        ],
        "States": AssignmentState,
        "hand": _hand_form(scoring_round, shown=[tally.subject.pk for tally in page_obj]),
        "random": admin_forms.RandomForm(
            initial={"each": min(len(panel), max(3, scoring_round.least_scores)) or None}
        ),
        "reopen": admin_forms.ReopenForm(
            initial={"until": timezone.localtime(admin_forms.ReopenForm.proposed())}
        ),
        **forms,
    }
    return page(
        request,
        "round",
        scoring_round.stage.name,
        str(scoring_round.stage.campaign),
        status,
        **context,
    )


def _free_for(assignment: Assignment, panel: list[Judge], held: dict) -> list[Judge]:
    """Judges who may take a recused judge's place."""
    return [
        judge
        for judge in panel
        if (assignment.candidacy_id, judge.pk) not in held
        and assigning.may_judge(judge, assignment.candidacy)
    ]


def _hand_form(scoring_round: ScoringRound, data=None, shown=None) -> admin_forms.HandForm:
    """Offers those of the page; what is sent is checked against all."""
    judges = Judge.objects.filter(campaign=scoring_round.stage.campaign, left_at=None)
    candidacies = domain.competing(scoring_round)
    if shown is not None:
        candidacies = candidacies.filter(pk__in=shown)
    return admin_forms.HandForm(data, judges=judges, candidacies=candidacies, prefix="hand")


@require_safe
@office_only
def of_round(request, pk: int):
    """A round: how far it is, who scores whom, who stepped back."""
    return _round_page(request, round_or_404(pk))


def _assigned(request, scoring_round: ScoringRound, form, key: str, use_case):
    """Run an assigning use case; a refusal stands in its form."""
    if form is None or form.is_valid():
        try:
            count = use_case()
        except ValidationError as error:
            if form is not None:
                form.add_error(None, error)
                return _round_page(request, scoring_round, 400, **{key: form})
            messages.error(request, " ".join(error.messages))
        except domain.RoundClosedError:
            messages.error(request, _("The round is over."))
        else:
            words = ngettext("%(count)d assigned.", "%(count)d assigned.", count)
            messages.success(request, words % {"count": count})
        return redirect("judging:round", pk=scoring_round.pk)
    return _round_page(request, scoring_round, 400, **{key: form})


@require_POST
@office_only
def assign(request, pk: int):
    """Give nominees to judges by hand."""
    scoring_round = round_or_404(pk)
    form = _hand_form(scoring_round, request.POST)
    return _assigned(
        request,
        scoring_round,
        form,
        "hand",
        lambda: assigning.assign(
            scoring_round=scoring_round, user=request.user, **form.cleaned_data
        ),
    )


@require_POST
@office_only
def assign_at_random(request, pk: int):
    """Draw judges with equal load."""
    scoring_round = round_or_404(pk)
    form = admin_forms.RandomForm(request.POST)
    return _assigned(
        request,
        scoring_round,
        form,
        "random",
        lambda: assigning.assign_at_random(
            scoring_round=scoring_round, user=request.user, **form.cleaned_data
        ),
    )


@require_POST
@office_only
def assign_by_category(request, pk: int):
    """Give every judge what lies in their categories."""
    scoring_round = round_or_404(pk)
    return _assigned(
        request,
        scoring_round,
        None,
        "",
        lambda: assigning.assign_by_category(scoring_round=scoring_round, user=request.user),
    )


def _assignment_or_404(pk: int) -> Assignment:
    return get_object_or_404(
        Assignment.objects.select_related(
            "round__stage__campaign", "round__rubric", "judge"
        ).select_related("candidacy__campaign", "candidacy__title", "candidacy__category"),
        pk=pk,
    )


@require_POST
@office_only
def replace(request, pk: int):
    """Let another judge score in the place of one who stepped back."""
    assignment = _assignment_or_404(pk)
    judges = Judge.objects.filter(campaign=assignment.judge.campaign, left_at=None)
    form = admin_forms.ReplaceForm(request.POST, judges=judges)
    try:
        if form.is_valid():
            assigning.replace(
                assignment=assignment, judge=form.cleaned_data["judge"], user=request.user
            )
            messages.success(request, _("Given to another judge."))
        else:
            messages.error(request, _("Choose a judge."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except domain.RoundClosedError:
        messages.error(request, _("The round is over."))
    return redirect("judging:round", pk=assignment.round_id)


@require_POST
@office_only
def take_away(request, pk: int):
    """Undo an assignment nobody has begun."""
    assignment = _assignment_or_404(pk)
    try:
        assigning.take_away(assignment=assignment, user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, _("Taken back."))
    return redirect("judging:round", pk=assignment.round_id)


@require_POST
@office_only
def reopen(request, pk: int):
    """Open a closed round again."""
    scoring_round = round_or_404(pk)
    form = admin_forms.ReopenForm(request.POST)
    if form.is_valid():
        try:
            reopening.reopen_round(
                scoring_round=scoring_round, user=request.user, **form.cleaned_data
            )
        except ValidationError as error:
            form.add_error(None, error)
        except domain.RoundClosedError:
            form.add_error(None, _("The campaign is closed."))
        else:
            messages.success(request, _("The round is open again; it stands in the log."))
            return redirect("judging:round", pk=pk)
    return _round_page(request, scoring_round, 400, reopen=form)


@require_safe
@office_only
def blank_sheets(request, pk: int):
    """Empty score sheets of a round as PDF, to be signed: all, or one judge's."""
    scoring_round = round_or_404(pk)
    wanted = (
        scoring_round.assignments.exclude(state=AssignmentState.RECUSED)
        .select_related("judge", "candidacy__campaign")
        .select_related("candidacy__title", "candidacy__category")
        .order_by("judge", "candidacy__code")
    )
    key = request.GET.get("judge", "")
    if admin_forms.is_key(key):
        wanted = wanted.filter(judge=key)
    if not wanted:
        messages.error(request, _("Nobody was assigned yet."))
        return redirect("judging:round", pk=pk)
    return pdf(printing.sheets_pdf(scoring_round, wanted), f"score-sheets-{pk}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def from_paper(request, pk: int):
    """Type in a signed sheet; another person's entry is shown only where it differs from one's own."""
    assignment = _assignment_or_404(pk)
    aspects = domain.aspects_of(assignment.round)
    mine = paper.entry_of(assignment, request.user)
    if request.method == "POST":
        form = SheetForm(request.POST, aspects=aspects)
        if form.is_valid():
            try:
                kept = paper.enter_sheet(
                    assignment=assignment,
                    values=form.values(),
                    note=form.cleaned_data["note"],
                    user=request.user,
                )
            except sheets.SheetFaultError as error:
                form.add_faults(error.faults)
            except ValidationError as error:
                form.add_error(None, error)
            except domain.RoundClosedError:
                form.add_error(None, _("The round is closed; scores can no longer change."))
            else:
                return _after_paper(request, kept)
        return _paper_page(request, assignment, form, mine, aspects, 400)
    initial = {f"score-{key}": value for key, value in mine.values.items()} if mine else {}
    form = SheetForm(initial=initial | {"note": mine.note if mine else ""}, aspects=aspects)
    return _paper_page(request, assignment, form, mine, aspects)


def _after_paper(request, assignment: Assignment):
    if assignment.state == AssignmentState.SUBMITTED:
        messages.success(request, _("Both entries agree; the scores are in."))
        return redirect("judging:round", pk=assignment.round_id)
    if paper.differences(assignment):
        messages.warning(request, _("The two entries differ; compare with the sheet."))
        return redirect("judging:paper", pk=assignment.pk)
    messages.success(request, _("Kept. A second person types the sheet in now."))
    return redirect("judging:round", pk=assignment.round_id)


def _paper_page(request, assignment, form, mine, aspects, status: int = 200):
    names = {each.pk: each.name for _aspect, criteria in aspects for each in criteria}
    differing = paper.differences(assignment) if mine else []
    return page(
        request,
        "paper",
        _("Type in a signed sheet"),
        f"{assignment.candidacy.code} · {assignment.judge}",
        status,
        assignment=assignment,
        form=form,
        mine=mine,
        entered=assignment.sheet_entries.count(),
        differences=[(names.get(each.criterion, each.criterion), each) for each in differing],
        back=reverse("judging:round", args=[assignment.round_id]),
    )
