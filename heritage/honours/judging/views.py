"""The judges' pages: their account, what was given to them, one sheet, the panel's progress."""

from __future__ import annotations

from functools import wraps
from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse, reverse_lazy
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.core.intake import limits, store
from cms.core.intake.check_views import limit_message
from cms.core.intake.models import Evidence
from cms.core.intake.sniffing import type_of
from heritage.honours.enums import AssignmentState
from heritage.honours.judging import domain, inviting, reading, sheets
from heritage.honours.judging.forms import InvitationForm, RecusalForm, SheetForm, initial_of
from heritage.honours.judging.progress import progress_of
from heritage.honours.models import Assignment, ScoringRound

BACKEND = "django.contrib.auth.backends.ModelBackend"
TEMPLATES = "heritage/honours/judging/"


def judges_only(view):
    """For whoever is logged in and holds a judgeship; ``PermissionDenied`` for anybody else."""

    @never_cache
    @wraps(view)
    def checked(request, *args, **kwargs):
        if not request.user.is_authenticated:
            return redirect(f"{reverse('judging_login')}?next={request.path}")
        if not domain.judgeships_of(request.user).exists():
            raise PermissionDenied("no judge")
        return view(request, *args, **kwargs)

    return checked


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class JudgeLoginView(LoginView):
    """Log in, so often a name and an address may try."""

    template_name = f"{TEMPLATES}login.html"
    next_page = reverse_lazy("judging_home")

    def post(self, request, *args, **kwargs):
        try:
            limits.spend(
                action="judge-login",
                address=limits.client_address(request),
                contact=request.POST.get("username", "")[:150],
            )
        except limits.TooManyError as error:
            form = self.get_form()
            context = self.get_context_data(form=form, too_many=limit_message(error))
            return self.render_to_response(context, status=HTTPStatus.TOO_MANY_REQUESTS)
        return super().post(request, *args, **kwargs)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=400)


class JudgeLogoutView(LogoutView):
    """Log out and show the login again."""

    next_page = reverse_lazy("judging_login")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request, token: str):
    """Take up an invitation: with a new account, a new password, or the account logged in."""
    try:
        judge = inviting.invited(token)
    except inviting.InvitationError:
        return render(request, f"{TEMPLATES}no_invitation.html", status=404)
    blocked = judge.user is not None and inviting.has_more_than_judging(judge.user)
    with_own = request.user.is_authenticated and judge.user_id in (None, request.user.pk)
    form = InvitationForm(
        request.POST if request.method == "POST" and "own" not in request.POST else None,
        has_account=judge.user is not None,
    )
    status = 200
    if request.method == "POST":
        status = 400
        try:
            if "own" in request.POST and with_own:
                inviting.accept_as(token=token, user=request.user)
                return redirect("judging_home")
            if "own" not in request.POST and not blocked and form.is_valid():
                account = inviting.accept_with_password(
                    token=token,
                    username=form.cleaned_data.get("username", ""),
                    password=form.cleaned_data["password"],
                )
                login(request, account, backend=BACKEND)
                return redirect("judging_home")
        except inviting.InvitationError:
            return render(request, f"{TEMPLATES}no_invitation.html", status=404)
        except ValidationError as error:
            if form.is_bound:
                form.add_error(None, error)
            else:
                messages.error(request, " ".join(error.messages))
    context = {"judge": judge, "form": form, "blocked": blocked, "with_own": with_own}
    return render(request, f"{TEMPLATES}invitation.html", context, status=status)


@require_safe
@judges_only
def home(request):
    """What was given to this judge, by campaign and round, and how far they are."""
    judgeships = list(domain.judgeships_of(request.user))
    given = (
        Assignment.objects.filter(judge__in=judgeships)
        .select_related("round__stage__campaign", "candidacy__campaign")
        .select_related("candidacy__title", "candidacy__category")
        .order_by("round__stage__starts_at", "round", "candidacy__code")
    )
    rounds: dict[int, dict] = {}
    for assignment in given:
        held = rounds.setdefault(
            assignment.round_id,
            {
                "round": assignment.round,
                "is_open": domain.is_open(assignment.round),
                "has_begun": domain.has_begun(assignment.round),
                "rows": [],
                "done": 0,
                "wanted": 0,
            },
        )
        held["rows"].append((assignment, reading.name_for_judges(assignment.candidacy)))
        held["done"] += assignment.state == AssignmentState.SUBMITTED
        held["wanted"] += assignment.state != AssignmentState.RECUSED and not reading.has_left(
            assignment.candidacy
        )
    leading = {judge.campaign_id for judge in judgeships if judge.is_lead}
    led = ScoringRound.objects.filter(stage__campaign__in=leading).select_related("stage__campaign")
    context = {"rounds": list(rounds.values()), "led": led, "judgeships": judgeships}
    return render(request, f"{TEMPLATES}home.html", context)


def _own_or_404(request, pk: int) -> Assignment:
    """An assignment of this judge's; that there is one of another's is not told."""
    return get_object_or_404(
        Assignment.objects.select_related(
            "round__stage__campaign", "round__rubric", "candidacy__campaign", "judge"
        ).select_related("candidacy__title", "candidacy__category"),
        pk=pk,
        judge__user=request.user,
        judge__left_at=None,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@judges_only
def sheet(request, pk: int):
    """The nominee's file with the score sheet; before it, the declaration of interest."""
    assignment = _own_or_404(request, pk)
    scoring_round = assignment.round
    if not domain.opened(scoring_round) or not domain.has_begun(scoring_round):
        return _page(request, "not_open.html", assignment, status=403)
    if assignment.state == AssignmentState.RECUSED:
        return _page(request, "recused.html", assignment)
    if reading.has_left(assignment.candidacy):
        return _page(request, "left.html", assignment, status=410)
    if assignment.state == AssignmentState.ASSIGNED:
        status = 409 if request.method == "POST" else 200
        return _page(request, "declare.html", assignment, status=status, recusal=RecusalForm())
    aspects = domain.aspects_of(scoring_round)
    if request.method != "POST":
        form = SheetForm(
            initial=initial_of(assignment, domain.values_of(assignment)), aspects=aspects
        )
        return _sheet_page(request, assignment, form)
    form = SheetForm(request.POST, aspects=aspects)
    if not form.is_valid():
        return _sheet_page(request, assignment, form, status=400)
    use_case = sheets.save if "keep" in request.POST else sheets.submit
    try:
        assignment = use_case(assignment=assignment, sheet=form.sheet(), user=request.user)
    except sheets.SheetFaultError as error:
        form.add_faults(error.faults)
        return _sheet_page(request, assignment, form, status=400)
    except domain.StaleSheetError as error:
        return _conflict(request, error.assignment, form, aspects)
    except domain.RoundClosedError:
        form.add_error(None, _("The round is closed; scores can no longer change."))
        return _sheet_page(request, assignment, form, status=409)
    except domain.IllegalTransitionError:
        form.add_error(None, _("This sheet was given or given back meanwhile; load it again."))
        return _sheet_page(request, assignment, form, status=409)
    kept = _("Kept; not submitted yet.") if "keep" in request.POST else _("Your scores are in.")
    messages.success(request, kept)
    if "keep" in request.POST:
        return redirect("judging_sheet", pk=pk)
    return redirect(f"{reverse('judging_sheet', args=[pk])}#others")


def _conflict(request, assignment, form, aspects):
    """What is kept beside what was typed; sending again takes what was typed."""
    kept = domain.values_of(assignment)
    names = {each.pk: each.name for _aspect, criteria in aspects for each in criteria}
    typed = form.data.copy()
    typed["version"] = str(assignment.version)
    again = SheetForm(typed, aspects=aspects)
    again.is_valid()
    elsewhere = [(names[key], value) for key, value in kept.items() if key in names]
    return _sheet_page(request, assignment, again, status=409, elsewhere=elsewhere)


def _page(request, template: str, assignment: Assignment, status: int = 200, **more):
    context = {
        "assignment": assignment,
        "candidacy": assignment.candidacy,
        "name": reading.name_for_judges(assignment.candidacy),
        "campaign": assignment.candidacy.campaign,
        "round": assignment.round,
        "is_open": domain.is_open(assignment.round),
        **more,
    }
    return render(request, TEMPLATES + template, context, status=status)


def _sheet_page(request, assignment: Assignment, form: SheetForm, status: int = 200, **more):
    assignment.candidacy.campaign = assignment.round.stage.campaign
    given = assignment.judge.assignments.filter(
        round=assignment.round, state__in=[AssignmentState.ASSIGNED, AssignmentState.DECLARED]
    ).exclude(pk=assignment.pk)
    return _page(
        request,
        "sheet.html",
        assignment,
        status=status,
        form=form,
        file=reading.file_of(assignment.candidacy),
        is_submitted=assignment.state == AssignmentState.SUBMITTED,
        total=sheets.total(assignment),
        others=sheets.others(assignment),
        recusal=RecusalForm(),
        next=given.order_by("candidacy__code").first(),
        **more,
    )


@require_POST
@judges_only
def save(request, pk: int):
    """Autosave: JSON with the new version, or what is wrong by field, or what is kept elsewhere."""
    assignment = _own_or_404(request, pk)
    form = SheetForm(request.POST, aspects=domain.aspects_of(assignment.round))
    if form.is_valid():
        try:
            kept = sheets.save(assignment=assignment, sheet=form.sheet(), user=request.user)
        except sheets.SheetFaultError as error:
            form.add_faults(error.faults)
        except domain.StaleSheetError as error:
            now = error.assignment
            kept = {"version": now.version, "note": now.note}
            scores = domain.as_text(domain.values_of(now))
            return JsonResponse({"conflict": kept | {"scores": scores}}, status=409)
        except (domain.RoundClosedError, domain.IllegalTransitionError):
            return JsonResponse({"closed": True}, status=409)
        else:
            return JsonResponse({"version": kept.version})
    faults = {name: [str(each) for each in errors] for name, errors in form.errors.items()}
    return JsonResponse({"faults": faults}, status=400)


@require_POST
@judges_only
def declare(request, pk: int):
    """Declare that there is no interest; opens the file."""
    assignment = _own_or_404(request, pk)
    try:
        sheets.declare(assignment=assignment, user=request.user)
    except (domain.RoundClosedError, domain.IllegalTransitionError):
        messages.error(request, _("The round is not open, or this was decided already."))
    return redirect("judging_sheet", pk=pk)


@require_POST
@judges_only
def recuse(request, pk: int):
    """Step back, with a reason."""
    assignment = _own_or_404(request, pk)
    form = RecusalForm(request.POST)
    if not form.is_valid():
        return _page(request, "declare.html", assignment, status=400, recusal=form)
    try:
        sheets.recuse(assignment=assignment, reason=form.cleaned_data["reason"], user=request.user)
    except (domain.RoundClosedError, domain.IllegalTransitionError):
        messages.error(request, _("The round is not open, or this was decided already."))
    else:
        messages.success(request, _("You stepped back; the office gives it to another judge."))
    return redirect("judging_home")


@require_safe
@judges_only
def file(request, pk: int, file_pk: int):
    """A paper or picture of the nominee, streamed to its judge only; its name is not told."""
    assignment = _own_or_404(request, pk)
    try:
        found = reading.open_file(assignment=assignment, pk=file_pk, user=request.user)
        opened = store.path_of(found.stored_name).open("rb")
    except (Evidence.DoesNotExist, FileNotFoundError) as error:
        raise Http404 from error
    response = FileResponse(opened, content_type=found.mime)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    known = type_of(found.mime)
    # Without its ending a computer would not know what opens it.
    ending = f".{known.endings[0]}" if known else ""
    name = f"{assignment.candidacy.code}-{found.pk}{ending}"
    kind = "inline" if found.mime.startswith("image/") else "attachment"
    response["Content-Disposition"] = f'{kind}; filename="{name}"'
    return response


@require_safe
@judges_only
def progress(request, pk: int):
    """For the lead judge: how far the panel is. No scores."""
    scoring_round = get_object_or_404(
        ScoringRound.objects.select_related("stage__campaign", "rubric"), pk=pk
    )
    judgeships = domain.judgeships_of(request.user)
    if not judgeships.filter(campaign=scoring_round.stage.campaign, is_lead=True).exists():
        raise Http404
    context = {
        "round": scoring_round,
        "campaign": scoring_round.stage.campaign,
        "progress": progress_of(scoring_round, scoring_round.least_scores),
    }
    return render(request, f"{TEMPLATES}progress.html", context)
