"""Inspections in the admin: how sites stand, reporting a visit on a phone, what was found."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.auth import require_admin_access

from heritage.memorials.enums import DefectState, Grade
from heritage.memorials.inspecting import domain
from heritage.memorials.inspecting.forms import DefectFormSet, InspectionForm
from heritage.memorials.inspecting.standing import inspected_sites, overdue, standing_of
from heritage.memorials.models import (
    Inspection,
    InspectionItem,
    InspectionPicture,
    MemorialSitePage,
)

PER_PAGE = 50
ICON = "clipboard-list"


def need(request, action: str, model: str = "inspection") -> None:
    """Raise ``PermissionDenied`` where somebody may not ``view``, ``add`` or ``change`` these."""
    if not domain.may(request.user, action, model):
        raise PermissionDenied


@require_safe
@require_admin_access
def sites(request):
    """Sites by how they stand; overdue ones, or all, found by name."""
    need(request, "view")
    today = timezone.localdate()
    asked, only_overdue = request.GET.get("q", "").strip()[:60], "overdue" in request.GET
    listed = inspected_sites()
    if asked:
        listed = listed.filter(title__contains=asked)
    if only_overdue:
        late = overdue(today)
        rows = [standing for standing in late if asked in standing.site.title]
        page_obj = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
        standings = list(page_obj)
    else:
        page_obj = Paginator(listed, PER_PAGE).get_page(request.GET.get("p"))
        standings = [standing_of(site, today) for site in page_obj]
    context = {
        "standings": standings,
        "page_obj": page_obj,
        "asked": asked,
        "only_overdue": only_overdue,
        "may_add": domain.may(request.user, "add"),
        "may_schedule": domain.may(request.user, "change", "inspectionschedule"),
        "page_title": _("Inspections"),
        "header_icon": ICON,
    }
    return render(request, "heritage/memorials/admin/inspecting/sites.html", context)


def _absent_parts(site: MemorialSitePage) -> frozenset[str]:
    """Parts that the last inspection said the site has not."""
    last = site.inspections.order_by("-on", "-pk").first()
    if last is None:
        return frozenset()
    items = InspectionItem.objects.filter(inspection=last, grade=Grade.NOT_THERE)
    return frozenset(items.values_list("part", flat=True))


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def report(request, site_pk: int):
    """Report a visit to a site; made for a phone.

    The page's script asks for JSON: the address of the record, or what is
    wrong by field. Without it the answer is a page.
    """
    need(request, "add")
    site = get_object_or_404(MemorialSitePage.objects.live(), pk=site_pk)
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    if request.method != "POST":
        name = request.user.get_full_name() or request.user.get_username()
        form = InspectionForm(initial={"inspector_name": name}, absent=_absent_parts(site))
        return _form_page(request, site, form, DefectFormSet(prefix="defect"))
    form = InspectionForm(request.POST, request.FILES)
    defects = DefectFormSet(request.POST, request.FILES, prefix="defect")
    if form.is_valid() & defects.is_valid():
        asked = form.cleaned_data
        try:
            inspection, _is_new = domain.report_inspection(
                site=site,
                on=asked["on"],
                inspector_name=asked["inspector_name"],
                note=asked["note"],
                client_key=str(asked["client_key"]) if asked["client_key"] else None,
                found=form.found(),
                faults=[each.fault() for each in defects if each.has_changed()],
                user=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            address = reverse("inspections:read", args=[inspection.pk])
            if wants_json:
                return JsonResponse({"address": address})
            messages.success(request, _("The inspection is kept."))
            return redirect(address)
    if wants_json:
        return JsonResponse({"faults": _faults(form, defects)}, status=400)
    return _form_page(request, site, form, defects, status=400)


def _faults(form, defects) -> list[dict[str, str]]:
    """What is wrong, with the name of its field; empty for the whole form."""
    found = []
    for each in (form, *defects):
        for name, errors in each.errors.items():
            field = each[name] if name in each.fields else None
            found += [
                {
                    "field": field.html_name if field else "",
                    "label": str(field.label) if field else "",
                    "message": str(message),
                }
                for message in errors
            ]
    found += [
        {"field": "", "label": "", "message": str(message)} for message in defects.non_form_errors()
    ]
    return found


def _form_page(request, site, form, defects, status: int = 200):
    context = {
        "site": site,
        "form": form,
        "defects": defects,
        "faults": _faults(form, defects) if form.is_bound else [],
        "page_title": _("Inspect the site"),
        "page_subtitle": site.title,
        "header_icon": ICON,
    }
    template = "heritage/memorials/admin/inspecting/report.html"
    return render(request, template, context, status=status)


@require_safe
@require_admin_access
def read(request, pk: int):
    """One inspection: its parts, its defects and where they stand, its photographs."""
    need(request, "view")
    inspection = get_object_or_404(Inspection.objects.select_related("site", "by"), pk=pk)
    pictures = list(inspection.pictures.all())
    context = {
        "inspection": inspection,
        "items": [
            (item, [p for p in pictures if p.part == item.part and p.defect_id is None])
            for item in inspection.items.all()
        ],
        "defects": [
            (defect, [p for p in pictures if p.defect_id == defect.pk])
            for defect in inspection.defects.select_related("confirmed_by")
        ],
        "states": DefectState,
        "may_repair": domain.may(request.user, "change", "defect"),
        "may_confirm": domain.may(request.user, "change"),
        "today": timezone.localdate(),
        "page_title": _("Inspection"),
        "page_subtitle": str(inspection),
        "header_icon": ICON,
    }
    return render(request, "heritage/memorials/admin/inspecting/read.html", context)


@require_safe
@require_admin_access
def of_site(request, site_pk: int):
    """The inspections of one site, the newest first."""
    need(request, "view")
    site = get_object_or_404(MemorialSitePage, pk=site_pk)
    page_obj = Paginator(site.inspections.all(), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "site": site,
        "page_obj": page_obj,
        "may_add": domain.may(request.user, "add") and site.live,
        "page_title": _("Inspections"),
        "page_subtitle": site.title,
        "header_icon": ICON,
    }
    return render(request, "heritage/memorials/admin/inspecting/of_site.html", context)


@require_safe
@require_admin_access
def picture(request, pk: int):
    """A photograph, for those who may see inspections."""
    need(request, "view")
    found = get_object_or_404(InspectionPicture, pk=pk)
    try:
        response = FileResponse(found.file.open("rb"))
    except FileNotFoundError as error:
        raise Http404 from error
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=3600"
    return response
