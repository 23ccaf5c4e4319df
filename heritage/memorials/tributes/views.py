"""The public pages of tribute: paying it, the wall of messages, reporting one."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.choosers import is_key
from cms.core.intake import checks, limits
from cms.core.intake.check_views import check_message, limit_message, widget_context
from heritage.memorials.enums import MessageState, TributeKind
from heritage.memorials.models import TributeMessage
from heritage.memorials.tributes import domain, reporting
from heritage.memorials.tributes.counting import days_of, totals_of
from heritage.memorials.tributes.forms import ReportForm, TributeForm
from heritage.memorials.tributes.honoured import Honoured, NotHonouredError, honoured
from heritage.memorials.tributes.wall import wall_of

LARGEST_KEY = 2**63 - 1


def honoured_or_404(kind: str, pk: int) -> Honoured:
    """The one that tribute is paid to at an address; raises ``Http404``."""
    if pk > LARGEST_KEY:
        raise Http404
    try:
        return honoured(kind, pk)
    except NotHonouredError as error:
        raise Http404 from error


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tribute(request, kind: str, pk: int):
    """Lay a flower, offer a basket, bow or salute, with some words if wished."""
    found = honoured_or_404(kind, pk)
    # What was sent as two names were joined goes to the one that stays.
    if found.pk != pk and request.method != "POST":
        return redirect("tribute", found.kind, found.pk)
    context = {"honoured": found, "check_form": domain.FORM}
    template = "heritage/memorials/tribute.html"
    if request.method != "POST":
        asked = request.GET.get("kind", "")
        chosen = asked if asked in TributeKind.values else TributeKind.FLOWER
        form = TributeForm(initial={"kind": chosen})
        return _form(request, template, form, context)
    form = TributeForm(request.POST)
    if not form.is_valid():
        return _form(request, template, form, context, status=400)
    paid = form.cleaned_data

    def pay(proof, address):
        return domain.pay_tribute(honoured=found, **paid, proof=proof, address=address)

    message, refusal = _sent(request, form, domain.FORM, pay)
    if refusal:
        return _form(request, template, form, context, **refusal)
    told = {"kind": paid["kind"], **({"message": 1} if message else {})}
    address = reverse("tribute_paid", args=[found.kind, found.pk])
    return redirect(f"{address}?{urlencode(told)}")


@require_safe
def tribute_paid(request, kind: str, pk: int):
    """A quiet word of thanks; says whether words wait for approval."""
    found = honoured_or_404(kind, pk)
    paid = request.GET.get("kind", "")
    context = {
        "honoured": found,
        "paid": TributeKind(paid).label if paid in TributeKind.values else "",
        "waits": request.GET.get("message") == "1",
        "totals": totals_of(found),
    }
    return render(request, "heritage/memorials/tribute_paid.html", context)


@require_safe
def tribute_wall(request, kind: str, pk: int):
    """Approved messages, and how often tribute was paid, day by day."""
    found = honoured_or_404(kind, pk)
    if found.pk != pk:
        return redirect("tribute_wall", found.kind, found.pk)
    typed = request.GET.get("before", "")
    before = int(typed) if is_key(typed) else None
    wall = wall_of(found, before=before)
    context = {
        "honoured": found,
        "messages": wall.messages,
        "older": wall.older,
        "is_first": before is None,
        "totals": totals_of(found),
        "days": days_of(found) if before is None else [],
        "kinds": TributeKind,
    }
    return render(request, "heritage/memorials/tribute_wall.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def tribute_report(request, pk: int):
    """Say that a message does not belong there."""
    message = get_object_or_404(
        TributeMessage.objects.select_related("site", "entry", "person"),
        pk=min(pk, LARGEST_KEY),
    )
    if message.state not in (MessageState.APPROVED, MessageState.REPORTED):
        raise Http404
    found = honoured_or_404(*_target(message))
    done = redirect("tribute_reported", found.kind, found.pk)
    if message.state == MessageState.REPORTED:
        # Somebody else was quicker; it is hidden already.
        return done
    template = "heritage/memorials/tribute_report.html"
    context = {"honoured": found, "message": message, "check_form": reporting.FORM}
    if request.method != "POST":
        return _form(request, template, ReportForm(), context)
    form = ReportForm(request.POST)
    if not form.is_valid():
        return _form(request, template, form, context, status=400)

    def report(proof, address):
        return reporting.report_message(
            message=message, why=form.cleaned_data["why"], proof=proof, address=address
        )

    _reported, refusal = _sent(request, form, reporting.FORM, report)
    if refusal:
        return _form(request, template, form, context, **refusal)
    return done


@require_safe
def tribute_reported(request, kind: str, pk: int):
    """Says what becomes of a report."""
    context = {"honoured": honoured_or_404(kind, pk)}
    return render(request, "heritage/memorials/tribute_reported.html", context)


def _target(message: TributeMessage) -> tuple[str, int]:
    for kind in ("site", "entry", "person"):
        if pk := getattr(message, f"{kind}_id"):
            return kind, pk
    raise Http404


def _sent(request, form, name: str, use_case):
    """What the use case gives, or what :func:`_form` is to say about the refusal."""
    try:
        proof = checks.proof_of(
            form=name,
            payload=request.POST.get("altcha", ""),
            token=request.POST.get("wait", ""),
        )
        return use_case(proof, limits.client_address(request)), None
    except checks.CheckError as error:
        form.add_error(None, check_message(error))
        return None, {"status": 400, "keeps_token": isinstance(error, checks.TooEarlyError)}
    except limits.TooManyError as error:
        form.add_error(None, limit_message(error))
        return None, {"status": 429, "retry_after": error.retry_after}
    except ValidationError as error:
        form.add_error(None, error.messages)
        return None, {"status": 400}


def _form(
    request,
    template: str,
    form,
    context: dict,
    *,
    status: int = 200,
    keeps_token: bool = True,
    retry_after: int = 0,
):
    kept = request.POST.get("wait", "") if keeps_token else ""
    context = {**context, "form": form, **widget_context(context["check_form"], kept=kept)}
    response = render(request, template, context, status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response
