"""Following what was handed in: by receipt number and telephone."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from . import domain, limits, sessions
from .check_views import limit_message
from .forms import FollowForm
from .kinds import kind_of
from .masking import mask_phone
from .models import IntakeRecord
from .receipts import ReceiptError, grouped, parse_receipt, qr_svg


def granted_or_none(request, receipt: str) -> IntakeRecord | None:
    """The record this browser may see; 404 for what is no receipt number."""
    try:
        return sessions.granted(request, parse_receipt(receipt))
    except ReceiptError as error:
        raise Http404 from error


def follow_address(receipt: str = "") -> str:
    """The address to follow a record at, with its number filled in."""
    base = reverse("intake_follow")
    return f"{base}?r={grouped(receipt)}" if receipt else base


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request):
    """Ask for receipt and telephone number, and lead to the record."""
    if request.method != "POST":
        form = FollowForm(initial={"receipt": request.GET.get("r", "")[:60]})
        return render(request, "core/intake/follow.html", {"form": form})
    form, status = FollowForm(request.POST), 400
    if form.is_valid():
        try:
            record = domain.look_up(**form.cleaned_data, address=limits.client_address(request))
        except domain.NotFoundError:
            form.add_error(
                None, _("Nothing was found with this receipt number and this telephone number.")
            )
        except limits.TooManyError as error:
            form.add_error(None, limit_message(error))
            status = 429
        else:
            sessions.grant(request, record)
            return redirect("intake_status", receipt=record.receipt)
    return render(request, "core/intake/follow.html", {"form": form}, status=status)


@never_cache
@require_safe
def status(request, receipt: str):
    """How a record stands, for a browser that has shown it may know."""
    return _shown(request, receipt, "core/intake/status.html")


@never_cache
@require_safe
def received(request, receipt: str):
    """The receipt: number, QR code, what comes next; made to be printed."""
    return _shown(request, receipt, "core/intake/receipt.html")


def show_status(request, record: IntakeRecord, *, status: int = 200, **more) -> HttpResponse:
    """The page that tells how a record stands, with what a kind's own form has to say (``more``)."""
    context = {**_told(request, record), **more}
    return render(request, "core/intake/status.html", context, status=status)


def _shown(request, receipt: str, template: str):
    record = granted_or_none(request, receipt)
    if record is None:
        return redirect(follow_address(parse_receipt(receipt)))
    return render(request, template, _told(request, record))


def _told(request, record: IntakeRecord) -> dict:
    kind = kind_of(record.kind)
    return {
        "record": record,
        "kind": kind,
        "number": grouped(record.receipt),
        "masked_phone": mask_phone(record.contact_phone),
        "rows": kind.plain(record),
        "may_withdraw": kind.may_withdraw(record),
        **kind.status(record, request),
        "follow_address": request.build_absolute_uri(reverse("intake_follow")),
    }


@never_cache
@require_POST
def leave(request):
    """The person is done at a computer that others use, too."""
    sessions.forget(request)
    messages.success(request, _("This browser shows nothing of it any more."))
    return redirect("intake_follow")


@never_cache
@require_safe
def receipt_qr(request, receipt: str):
    """A QR code of the address to follow a record at, number filled in."""
    record = granted_or_none(request, receipt)
    if record is None:
        raise Http404
    address = request.build_absolute_uri(follow_address(record.receipt))
    return HttpResponse(qr_svg(address), content_type="image/svg+xml")


@never_cache
@require_POST
def withdraw(request, receipt: str):
    """The person takes the record back."""
    record = granted_or_none(request, receipt)
    if record is None:
        return redirect(follow_address(parse_receipt(receipt)))
    try:
        (kind_of(record.kind).withdraw or domain.withdraw)(record=record)
    except domain.IllegalTransitionError:
        messages.error(request, _("It can no longer be withdrawn; please call us instead."))
    else:
        messages.success(request, kind_of(record.kind).withdrawn)
    return redirect("intake_status", receipt=record.receipt)
