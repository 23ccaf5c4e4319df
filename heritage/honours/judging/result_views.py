"""The result of a round in the admin: computed, traced, exported, applied."""

from __future__ import annotations

import tempfile

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.core.tables import XLSX
from heritage.honours.campaigns.gate import office_only
from heritage.honours.judging import (
    admin_forms,
    applying,
    domain,
    exporting,
    printing,
    results,
    showing,
)
from heritage.honours.judging.admin_pages import page, pdf, round_or_404
from heritage.honours.models import Candidacy, RoundResult, ScoringRound

TABLES = {"ranking": exporting.write_ranking, "scores": exporting.write_scores}
_IN_MEMORY = 4 * 1024 * 1024


def _result_or_404(pk: int) -> RoundResult:
    return get_object_or_404(
        RoundResult.objects.select_related("round__stage__campaign", "round__rubric", "by"), pk=pk
    )


def _result_page(request, scoring_round: ScoringRound, status: int = 200, **forms):
    last = results.last_result(scoring_round)
    if last is not None:
        last.round = scoring_round
    contests = showing.contests_of(last) if last else []
    applied = bool(last and last.applied_at)
    ties = [
        (contest, tie, forms.get("tie_form") if _is_for(forms.get("tie_form"), tie) else None)
        for contest in contests
        for tie in contest.ties
    ]
    outcome = applying.outcome_of(last) if last else None
    context = {
        "round": scoring_round,
        "campaign": scoring_round.stage.campaign,
        "is_over": domain.is_over(scoring_round),
        "going_to": _going_to(scoring_round),
        "result": last,
        "applied": applied,
        "is_current": bool(last) and (applied or results.is_current(last)),
        "contests": [(contest, showing.chart_of(contest)) for contest in contests],
        "rules": showing.rules_in_words(last.data) if last else [],
        "outcome": outcome,
        "stated_weight": results.stated_weight(scoring_round),
        "ties": [
            (contest, tie, form or admin_forms.TieForm(tie=tie, prefix=_prefix(tie)))
            for contest, tie, form in ties
        ],
        "earlier": scoring_round.results.exclude(pk=last.pk)[:20] if last else [],
        "places": _places_form(scoring_round, last),
        "apply": admin_forms.ApplyForm(short=len(outcome.without_figure) if outcome else 0),
        "take_back": admin_forms.ReasonForm(),
        **forms,
    }
    return page(
        request,
        "result",
        _("Result"),
        f"{scoring_round.stage.campaign} · {scoring_round.stage.name}",
        status,
        **context,
    )


def _going_to(scoring_round: ScoringRound) -> str:
    """Where those who go on are brought: ``proposed``, the next ``round``, or ``both`` by title."""
    last = domain.last_titles(scoring_round)
    if not last:
        return "round"
    return "proposed" if len(last) == len(domain.titles_of(scoring_round)) else "both"


def _prefix(tie) -> str:
    return f"tie-{tie[0].data['candidacy']}"


def _is_for(form, tie) -> bool:
    return form is not None and form.prefix == _prefix(tie)


def _places_form(scoring_round: ScoringRound, last: RoundResult | None, data=None):
    places = results.places_of(last) if last else {}
    return admin_forms.PlacesForm(data, fields=domain.fields_of(scoring_round), places=places)


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def result(request, pk: int):
    """The result that counts, with its table and chart; POST computes it anew."""
    scoring_round = round_or_404(pk)
    if request.method != "POST":
        return _result_page(request, scoring_round)
    form = _places_form(scoring_round, None, request.POST)
    if form.is_valid():
        try:
            results.compute_result(
                scoring_round=scoring_round, places=form.places(), user=request.user
            )
        except domain.RoundOpenError:
            form.add_error(None, _("The round is not over; scores may still change."))
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The result is computed; its digest stands in the log."))
            return redirect("judging:result", pk=pk)
    return _result_page(request, scoring_round, 400, places=form)


@require_POST
@office_only
def tie(request, pk: int):
    """The panel's order of those who stand equal."""
    found = _result_or_404(pk)
    key = request.POST.get("field", "")
    for contest in showing.contests_of(found):
        for those in contest.ties:
            if contest.data["key"] != key or _prefix(those) != request.POST.get("tie", ""):
                continue
            form = admin_forms.TieForm(request.POST, tie=those, prefix=_prefix(those))
            if form.is_valid():
                try:
                    results.decide_tie(
                        result=found,
                        key=key,
                        order=form.order(),
                        reason=form.cleaned_data["reason"],
                        user=request.user,
                    )
                except (ValidationError, domain.RoundOpenError) as error:
                    words = getattr(error, "messages", [_("The round is not over.")])
                    form.add_error(None, " ".join(words))
                else:
                    messages.success(request, _("Decided; the result is computed anew."))
                    return redirect("judging:result", pk=found.round_id)
            return _result_page(request, found.round, 400, tie_form=form)
    messages.error(request, _("There is a later result; look at that."))
    return redirect("judging:result", pk=found.round_id)


@require_POST
@office_only
def apply(request, pk: int):
    """Move the candidacies on as the result says."""
    found = _result_or_404(pk)
    short = len(applying.outcome_of(found).without_figure)
    form = admin_forms.ApplyForm(request.POST, short=short)
    if form.is_valid():
        try:
            applying.apply_result(
                result=found,
                leave_out=form.cleaned_data.get("leave_out", False),
                user=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
        except applying.ResultChangedError:
            form.add_error(
                None, _("Scores, rules or nominees changed since; compute the result anew.")
            )
        except domain.RoundOpenError:
            form.add_error(None, _("The round is not over; scores may still change."))
        else:
            messages.success(request, _("Applied: the candidacies are moved on."))
            return redirect("judging:result", pk=found.round_id)
    return _result_page(request, found.round, 400, apply=form)


@require_POST
@office_only
def take_back(request, pk: int):
    """Undo what applying a result did."""
    found = _result_or_404(pk)
    form = admin_forms.ReasonForm(request.POST)
    if form.is_valid():
        try:
            applying.take_back_result(
                result=found, reason=form.cleaned_data["reason"], user=request.user
            )
        except ValidationError as error:
            form.add_error(None, " ".join(error.messages))
        else:
            messages.success(request, _("The result is taken back."))
            return redirect("judging:result", pk=found.round_id)
    return _result_page(request, found.round, 400, take_back=form)


@require_safe
@office_only
def trace(request, pk: int, candidacy: int):
    """Every score behind one figure."""
    found = _result_or_404(pk)
    traced = showing.trace_of(found, candidacy)
    if traced is None:
        raise Http404
    who = Candidacy.objects.filter(pk=candidacy).first()
    return page(
        request,
        "trace",
        _("From scores to result"),
        f"{traced['row']['code']} {who.nominee_name if who else ''}".strip(),
        result=found,
        trace=traced,
        rules=showing.rules_in_words(found.data),
    )


@require_safe
@office_only
def table(request, pk: int, name: str):
    """The ranking or every score, as .xlsx."""
    if name not in TABLES:
        raise Http404
    found = _result_or_404(pk)
    # Closed by the response once it is sent.
    file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115
    TABLES[name](file, found)
    file.seek(0)
    return FileResponse(
        file, as_attachment=True, filename=f"{name}-{found.pk}.xlsx", content_type=XLSX
    )


@require_safe
@office_only
def minutes(request, pk: int):
    """The minutes of a result as PDF."""
    found = _result_or_404(pk)
    return pdf(printing.minutes_pdf(found), f"minutes-{found.pk}.pdf")
