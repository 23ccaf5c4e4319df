"""The custodian's own steps with a lead: writing to the family, confirming with an amendment."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin.auth import require_admin_access

from cms.core.intake import domain as intake
from cms.core.intake.receipts import grouped
from heritage.memorials.enums import LeadState
from heritage.memorials.leads import domain
from heritage.memorials.leads.forms import AnswerForm, ConfirmForm
from heritage.memorials.models import KinLead


def _lead_or_404(request, pk: int) -> KinLead:
    if not request.user.has_perm("heritage.change_kinlead"):
        raise PermissionDenied
    return get_object_or_404(KinLead.objects.select_related("entry__roll"), pk=pk)


def _back(lead: KinLead):
    return redirect("rongguang_intake_record", name=KinLead.kind, pk=lead.pk)


@require_POST
@require_admin_access
def answer(request, pk: int):
    """Send the family a message."""
    lead = _lead_or_404(request, pk)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        for error in form.errors.get("text", []):
            messages.error(request, error)
        return _back(lead)
    try:
        domain.answer(lead=lead, text=form.cleaned_data["text"], user=request.user)
    except domain.LeadClosedError:
        messages.error(request, _("This lead is closed."))
    else:
        messages.success(request, _("The message is under the receipt; the family is told."))
    return _back(lead)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def confirm(request, pk: int):
    """Confirm a lead: what was found, and what it changes in the entry."""
    lead = _lead_or_404(request, pk)
    if not request.user.has_perm("heritage.change_rollentry"):
        raise PermissionDenied
    if lead.entry is None or LeadState.CONFIRMED not in lead.transitions[lead.state]:
        messages.error(request, _("This step is not possible from the state the record is in."))
        return _back(lead)
    entry_before = lead.entry
    form = ConfirmForm(request.POST or None, instance=entry_before, seen=lead.state)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            asked = form.cleaned_data
            try:
                _lead, unread = domain.confirm(
                    lead=lead,
                    seen=asked["seen"],
                    version=asked["entry_version"],
                    finding=asked["finding"],
                    source=asked["source"],
                    changes=form.changes(),
                    user=request.user,
                )
            except intake.StaleError:
                form.add_error(
                    None, _("Somebody else changed this record meanwhile; look at it again.")
                )
                status = 409
            except intake.IllegalTransitionError:
                form.add_error(
                    None, _("This step is not possible from the state the record is in.")
                )
            except ValidationError as error:
                form.add_error(None, error.messages)
            else:
                messages.success(request, _("Confirmed; the entry is amended."))
                if unread:
                    messages.warning(
                        request,
                        _("Kept as written, but not understood: %s") % "、".join(unread),
                    )
                return _back(lead)
    context = {
        "lead": lead,
        "entry": entry_before,
        "form": form,
        "number": grouped(lead.receipt),
        "page_title": _("Confirm a lead"),
        "page_subtitle": entry_before.name,
        "header_icon": "check",
    }
    return render(request, "heritage/memorials/admin/leads/confirm.html", context, status=status)
