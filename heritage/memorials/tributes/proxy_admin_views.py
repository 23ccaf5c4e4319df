"""The custodian writes down that tribute was paid on a family's behalf."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import require_admin_access

from cms.core.intake import domain
from cms.core.intake.receipts import grouped
from heritage.memorials.enums import ProxyTributeState
from heritage.memorials.models import ProxyTribute, ProxyTributePicture
from heritage.memorials.tributes.pictures import picture_response
from heritage.memorials.tributes.proxy_forms import PictureForms, ReportForm, pictures_of
from heritage.memorials.tributes.proxying import report_tribute


def _may(action: str):
    def guard(view):
        @require_admin_access
        def guarded(request, *args, **kwargs):
            if not request.user.has_perm(ProxyTribute.permission(action)):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return never_cache(guarded)

    return guard


@require_http_methods(["GET", "HEAD", "POST"])
@_may("change")
def report(request, pk: int):
    """Account, day and pictures of a tribute that was paid."""
    record = get_object_or_404(ProxyTribute.objects.select_related("entry", "site"), pk=pk)
    shown = redirect("rongguang_intake_record", name=ProxyTribute.kind, pk=pk)
    if record.purged_at or ProxyTributeState.DONE not in record.transitions[record.state]:
        messages.error(request, _("This step is not possible from the state the record is in."))
        return shown
    if request.method != "POST":
        form = ReportForm(initial={"done_on": timezone.localdate(), "seen": record.state})
        return _form(request, record, form, PictureForms(prefix="pictures"))
    form = ReportForm(request.POST)
    pictures = PictureForms(request.POST, request.FILES, prefix="pictures")
    # Both, so that all faults are shown at once.
    if not all([form.is_valid(), pictures.is_valid()]):
        return _form(request, record, form, pictures, status=400)
    try:
        report_tribute(
            record=record, **form.cleaned_data, pictures=pictures_of(pictures), user=request.user
        )
    except (domain.StaleError, domain.IllegalTransitionError):
        form.add_error(None, _("Somebody else changed this record meanwhile; look at it again."))
        return _form(request, record, form, pictures, status=409)
    except ValidationError as error:
        form.add_error(None, error)
        return _form(request, record, form, pictures, status=400)
    messages.success(request, _("The family can read the account now."))
    return shown


def _form(request, record: ProxyTribute, form, pictures, *, status: int = 200):
    context = {
        "record": record,
        "form": form,
        "pictures": pictures,
        "page_title": _("Tribute was paid"),
        "page_subtitle": grouped(record.receipt),
        "header_icon": "mail",
    }
    return render(request, "heritage/memorials/admin/proxy_report.html", context, status=status)


@require_safe
@_may("view")
def picture(request, pk: int):
    """A picture of a tribute that was paid, for the office."""
    return picture_response(get_object_or_404(ProxyTributePicture, pk=pk))
