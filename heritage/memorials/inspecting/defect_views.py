"""Defects in the admin: what is to be mended, repairs, confirmations; schedules."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import registry

from cms.core.text import plain
from heritage.memorials.enums import DefectState, Severity
from heritage.memorials.inspecting import domain
from heritage.memorials.inspecting.forms import RepairForm, ScheduleForm
from heritage.memorials.inspecting.standing import schedule_of
from heritage.memorials.inspecting.views import ICON, PER_PAGE, need
from heritage.memorials.models import Defect, MemorialSitePage


@require_safe
@require_admin_access
def defects(request):
    """Defects by state, those due first."""
    need(request, "view")
    state, severity = request.GET.get("state", DefectState.OPEN), request.GET.get("severity", "")
    listed = Defect.objects.select_related("inspection__site")
    if state in DefectState.values:
        listed = listed.filter(state=state)
    if severity in Severity.values:
        listed = listed.filter(severity=severity)
    page_obj = Paginator(listed, PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "page_obj": page_obj,
        "state": state,
        "states": DefectState.choices,
        "severity": severity,
        "today": timezone.localdate(),
        "page_title": _("Defects"),
        "header_icon": "warning",
    }
    return render(request, "heritage/memorials/admin/inspecting/defects.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def repair(request, pk: int):
    """Say that a defect was mended."""
    need(request, "change", "defect")
    defect = get_object_or_404(Defect.objects.select_related("inspection__site"), pk=pk)
    initial = {"seen": defect.state, "on": timezone.localdate()}
    form = RepairForm(request.POST or None, request.FILES or None, initial=initial)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                domain.report_repair(defect=defect, user=request.user, **form.cleaned_data)
            except ValidationError as error:
                _add(form, error)
            except (domain.StaleError, domain.IllegalStepError):
                form.add_error(None, _("Somebody moved this defect on meanwhile."))
                status = 409
            else:
                messages.success(request, _("Kept; the repair waits to be confirmed."))
                return redirect("inspections:read", pk=defect.inspection_id)
    context = {
        "defect": defect,
        "form": form,
        "history": registry.get_logs_for_instance(defect).select_related("user"),
        "page_title": _("Mended"),
        "page_subtitle": str(defect),
        "header_icon": ICON,
    }
    template = "heritage/memorials/admin/inspecting/repair.html"
    return render(request, template, context, status=status)


def _add(form, error: ValidationError) -> None:
    told = error.message_dict if hasattr(error, "error_dict") else {None: error.messages}
    for name, words in told.items():
        form.add_error(name if name in form.fields else None, words)


@require_POST
@require_admin_access
def decide(request, pk: int):
    """Confirm a repair, or open the defect again with a reason."""
    need(request, "change")
    defect = get_object_or_404(Defect, pk=pk)
    seen = request.POST.get("seen", "")
    try:
        if request.POST.get("to") == DefectState.CONFIRMED:
            domain.confirm_repair(defect=defect, seen=seen, user=request.user)
        else:
            why = plain(request.POST.get("why", ""))
            domain.reopen(defect=defect, seen=seen, why=why, user=request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    except (domain.StaleError, domain.IllegalStepError):
        messages.error(request, _("Somebody moved this defect on meanwhile."))
    else:
        messages.success(request, _("Saved."))
    return redirect("inspections:read", pk=defect.inspection_id)


@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def schedule(request, site_pk: int):
    """How often a site is inspected, from when and by whom."""
    need(request, "change", "inspectionschedule")
    site = get_object_or_404(MemorialSitePage, pk=site_pk)
    inspectors = get_user_model().objects.with_perm("heritage.add_inspection")
    form = ScheduleForm(
        request.POST or None,
        instance=schedule_of(site),
        inspectors=inspectors.order_by("username"),
        initial={"starts_on": timezone.localdate().replace(day=1)},
    )
    status = 200
    if request.method == "POST":
        if form.is_valid():
            domain.set_schedule(site=site, values=form.cleaned_data, user=request.user)
            messages.success(request, _("Saved."))
            return redirect("inspections:sites")
        status = 400
    context = {
        "site": site,
        "form": form,
        "page_title": _("Inspection schedule"),
        "page_subtitle": site.title,
        "header_icon": "date",
    }
    template = "heritage/memorials/admin/inspecting/schedule.html"
    return render(request, template, context, status=status)
