"""What the public handed in, as the office sees it: masked, moved on, unmasked with a reason."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import permission_required, require_admin_access
from wagtail.log_actions import registry

from . import domain, retention, store
from .call_backs import notice_in_force, request_call_back
from .domain import Origin
from .evidence import evidence_of
from .forms import CallBackForm, ClerkCallBackForm, new_once
from .kinds import Kind, kind_of
from .masking import mask_field, mask_name, mask_phone
from .models import CallBackRequest, Evidence, IntakeRecord, NoticeLog, PurgeReport, UnmaskLog
from .receipts import ReceiptError, grouped, parse_receipt

PER_PAGE = 50


def _kind_or_404(request, name: str, action: str = "view") -> Kind:
    try:
        kind = kind_of(name)
    except LookupError as error:
        raise Http404 from error
    if not request.user.has_perm(kind.model.permission(action)):
        raise PermissionDenied
    return kind


def _record_or_404(request, name: str, pk: int, action: str = "view") -> IntakeRecord:
    return get_object_or_404(_kind_or_404(request, name, action).model, pk=pk)


@require_safe
@require_admin_access
def records(request, name: str):
    """Records of one kind, newest first; found by state and receipt number."""
    kind = _kind_or_404(request, name)
    states = kind.model._meta.get_field("state").choices
    state, typed = request.GET.get("state", ""), request.GET.get("receipt", "").strip()[:60]
    listed = kind.model.objects.select_related("entered_by", *kind.related)
    if state in dict(states):
        listed = listed.filter(state=state)
    elif not typed:
        listed = listed.open() if state != "all" else listed
    if typed:
        try:
            listed = listed.filter(receipt=parse_receipt(typed))
        except ReceiptError:
            messages.warning(request, _("This is not a whole receipt number."))
            listed = listed.none()
    page_obj = Paginator(listed, PER_PAGE).get_page(request.GET.get("p"))
    for record in page_obj:
        record.masked_name = mask_name(record.contact_name)
        record.masked_phone = mask_phone(record.contact_phone)
        record.number = grouped(record.receipt)
        record.plain = kind.plain(record)
    context = {
        "kind": kind,
        "page_obj": page_obj,
        "states": states,
        "state": state,
        "typed": typed,
        "may_add": request.user.has_perm(kind.model.permission("add")),
        "page_title": kind.label,
        "header_icon": "mail",
    }
    return render(request, "core/intake/admin/records.html", context)


@never_cache
@require_safe
@require_admin_access
def record(request, name: str, pk: int):
    """One record: masked, with what may be done and what was done."""
    return _show(request, _record_or_404(request, name, pk))


def _show(request, shown: IntakeRecord, *, values=None, faults=(), answer="", status: int = 200):
    kind, values = kind_of(shown.kind), values or {}
    fields = [
        {
            "name": field.name,
            "label": field.verbose_name,
            "shown": values.get(field.name) or mask_field(field.name, getattr(shown, field.name)),
            "is_open": field.name in values,
        }
        for field in domain.readable_fields(shown)
    ]
    may = {
        action: request.user.has_perm(shown.permission(action))
        for action in ("change", "unmask", "hold")
    }
    labels = dict(shown._meta.get_field("state").choices)
    context = {
        "kind": kind,
        "record": shown,
        "number": grouped(shown.receipt),
        "rows": kind.plain(shown),
        "fields": fields,
        "files": evidence_of(shown),
        "may": may,
        "moves": [
            (state, labels[state])
            for state in labels
            if not shown.purged_at
            and state in shown.transitions[shown.state]
            and state not in kind.apart
        ],
        "history": registry.get_logs_for_instance(shown).select_related("user"),
        "unmaskings": UnmaskLog.objects.filter(
            content_type__app_label=shown._meta.app_label,
            content_type__model=shown._meta.model_name,
            object_id=shown.pk,
        ).select_related("user"),
        "faults": faults,
        "answer_label": _answer_label(kind),
        "answer": answer,
        "page_title": kind.label,
        "page_subtitle": grouped(shown.receipt),
        "header_icon": "mail",
        **kind.admin(shown, request),
    }
    return render(request, "core/intake/admin/record.html", context, status=status)


def _answer_label(kind: Kind) -> str:
    if not kind.answer_field:
        return ""
    return kind.model._meta.get_field(kind.answer_field).verbose_name


@never_cache
@require_POST
@require_admin_access
def unmask(request, name: str, pk: int):
    """Show the personal fields that were ticked, once a reason is given."""
    shown = _record_or_404(request, name, pk)
    readable = [field.name for field in domain.readable_fields(shown)]
    wanted = [field for field in readable if field in request.POST.getlist("field")]
    reason = request.POST.get("reason", "")
    try:
        values = {
            field: domain.unmask(record=shown, field=field, reason=reason, user=request.user)
            for field in wanted or readable
        }
    except ValidationError as error:
        return _show(request, shown, faults=error.messages, status=400)
    return _show(request, shown, values=values)


@require_POST
@require_admin_access
def move(request, name: str, pk: int):
    """Bring a record into another state."""
    shown = _record_or_404(request, name, pk, "change")
    kind = kind_of(name)
    wanted = {field: request.POST.get(field, "") for field in ("to", "seen", "answer")}
    try:
        if wanted["to"] in kind.apart:
            raise domain.IllegalTransitionError(wanted["to"])
        (kind.move or domain.answer)(record=shown, user=request.user, **wanted)
    except domain.StaleError:
        fault = _("Somebody else changed this record meanwhile; look at it again.")
        shown.refresh_from_db()
        return _show(request, shown, faults=[fault], answer=wanted["answer"], status=409)
    except domain.IllegalTransitionError:
        fault = _("This step is not possible from the state the record is in.")
        return _show(request, shown, faults=[fault], answer=wanted["answer"], status=400)
    except ValidationError as error:
        shown.refresh_from_db()
        return _show(request, shown, faults=error.messages, answer=wanted["answer"], status=400)
    messages.success(request, _("The new state is saved."))
    return redirect("rongguang_intake_record", name=name, pk=pk)


@require_POST
@require_admin_access
def hold(request, name: str, pk: int):
    """Keep a record from deletion, or let it be deleted again."""
    shown = _record_or_404(request, name, pk)
    try:
        domain.set_hold(
            record=shown,
            hold=request.POST.get("hold") == "1",
            reason=request.POST.get("reason", ""),
            user=request.user,
        )
    except ValidationError as error:
        return _show(request, shown, faults=error.messages, status=400)
    messages.success(request, _("Saved."))
    return redirect("rongguang_intake_record", name=name, pk=pk)


@never_cache
@require_POST
@require_admin_access
def evidence_file(request, name: str, pk: int, file_pk: int):
    """A file of a record, as a download and nothing else; the taking is logged."""
    shown = _record_or_404(request, name, pk)
    try:
        file = domain.open_evidence(
            record=shown, pk=file_pk, reason=request.POST.get("reason", ""), user=request.user
        )
    except Evidence.DoesNotExist as error:
        raise Http404 from error
    except ValidationError as error:
        return _show(request, shown, faults=error.messages, status=400)
    try:
        content = store.path_of(file.stored_name).open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    response = FileResponse(
        content,
        as_attachment=True,
        filename=str(file.name),
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("core.add_callbackrequest")
def add_call_back(request):
    """Fill in a request to be called back on somebody's behalf (代填)."""
    notice = notice_in_force()
    if notice is None:
        messages.error(request, _("There is no privacy notice in force for this."))
        return redirect("rongguang_intake_records", name=CallBackRequest.kind)
    form = ClerkCallBackForm(request.POST or None, initial={"once": new_once()})
    if request.method == "POST" and form.is_valid():
        asked = form.cleaned_data
        try:
            made, _is_new = request_call_back(
                **{field: asked[field] for field in CallBackForm.KEPT},
                notice=notice,
                origin=Origin(
                    clerk=request.user, via=asked["entered_via"], basis=asked["entered_basis"]
                ),
                once=asked["once"],
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            number = grouped(made.receipt)
            messages.success(
                request, _("Taken in. Tell the person the receipt number: %s") % number
            )
            return redirect("rongguang_intake_record", name=made.kind, pk=made.pk)
    context = {
        "form": form,
        "notice": notice,
        "page_title": _("Fill in for somebody"),
        "header_icon": "edit",
    }
    status = 400 if form.is_bound else 200
    return render(request, "core/intake/admin/add_call_back.html", context, status=status)


@require_safe
@permission_required("core.view_unmasklog")
def unmask_log(request):
    """Who looked at what, when and why."""
    listed = UnmaskLog.objects.select_related("user", "content_type")
    return _log_page(request, listed, "unmask_log", _("Unmaskings"), "view")


@require_safe
@permission_required("core.view_noticelog")
def notice_log(request):
    """Notices that were sent or could not be."""
    return _log_page(request, NoticeLog.objects.all(), "notice_log", _("Notices sent"), "mail")


@require_safe
@permission_required("core.view_purgereport")
def purge_reports(request):
    """What was deleted on schedule, and what is due now."""
    listed, due = PurgeReport.objects.all(), retention.what_is_due()
    for line in due:
        line["label"] = _(line["label"])
    return _log_page(request, listed, "purge_reports", _("Deletion reports"), "bin", due=due)


def _log_page(request, listed, template: str, title: str, icon: str, **more):
    page_obj = Paginator(listed, PER_PAGE).get_page(request.GET.get("p"))
    context = {"page_obj": page_obj, "page_title": title, "header_icon": icon, **more}
    return render(request, f"core/intake/admin/{template}.html", context)
