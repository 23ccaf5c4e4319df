"""What the office keeps for the screening, in the admin: negative list, officers, quotas."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.core.tables import TableError, open_table
from heritage.honours.capacities import require_office
from heritage.honours.models import Campaign, NegativeEntry, RegionOfficer, RegionQuota
from heritage.honours.screening import negative, recommending, regions
from heritage.honours.screening.checklist import match_key
from heritage.honours.screening.list_views import page, xlsx_response
from heritage.honours.screening.office_forms import (
    EntryForm,
    NegativeUploadForm,
    OfficerForm,
    QuotaForm,
)
from heritage.honours.screening.showing import places_of

PER_PAGE = 50


def _tell(form, error: ValidationError) -> None:
    if hasattr(error, "error_dict"):
        for field, faults in error.error_dict.items():
            form.add_error(field if field in form.fields else None, faults)
    else:
        form.add_error(None, error)


@never_cache
@require_safe
def negative_list(request):
    """The negative list, searched by name."""
    require_office(request.user)
    q = request.GET.get("q", "").strip()[:60]
    found = NegativeEntry.objects.select_related("by").order_by("name", "pk")
    if q:
        found = found.filter(Q(name__icontains=q) | Q(match_key__contains=match_key(q) or q))
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    return page(
        request, "negative", _("Negative list"), page_obj=page_obj, q=q, today=timezone.localdate()
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def negative_entry(request, pk: int | None = None):
    """A new entry of the negative list, or one to change."""
    require_office(request.user)
    entry = get_object_or_404(NegativeEntry, pk=pk) if pk else NegativeEntry()
    form = EntryForm(request.POST or None, instance=entry)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                negative.write_entry(entry=form.instance, user=request.user)
            except ValidationError as error:
                _tell(form, error)
            else:
                messages.success(request, _("Saved."))
                return redirect("screening:negative")
    title = _("Entry of the negative list")
    return page(request, "negative_entry", title, status, form=form, entry=entry)


@require_POST
def negative_delete(request, pk: int):
    """Take an entry off the list."""
    require_office(request.user)
    negative.delete_entry(entry=get_object_or_404(NegativeEntry, pk=pk), user=request.user)
    messages.success(request, _("Taken off the negative list."))
    return redirect("screening:negative")


@require_safe
def negative_template(request):
    """An empty table with the headings that are understood."""
    require_office(request.user)
    return xlsx_response("negative-list.xlsx", negative.TEMPLATE, [])


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def negative_import(request):
    """Take in a table: first tried, then kept as a whole or not at all."""
    require_office(request.user)
    form = NegativeUploadForm(request.POST or None, request.FILES or None)
    status, taken = 200, None
    if request.method == "POST":
        status = 400
        if form.is_valid():
            is_dry = "take" not in request.POST
            file = form.cleaned_data["file"]
            try:
                table = open_table(file, name=file.name)
                taken = negative.take_in(table=table, user=request.user, dry_run=is_dry)
            except TableError as error:
                form.add_error("file", str(error))
            else:
                if not taken.faults and not is_dry:
                    messages.success(
                        request,
                        _("%(made)d entries taken in, %(known)d were there already.")
                        % {"made": taken.made, "known": taken.known},
                    )
                    return redirect("screening:negative")
                status = 400 if taken.faults else 200
    title = _("Import a negative list")
    return page(request, "negative_import", title, status, form=form, taken=taken)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def officers(request):
    """Who answers for which region."""
    require_office(request.user)
    form, status = OfficerForm(request.POST or None), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                regions.appoint(**form.cleaned_data, by=request.user)
            except ValidationError as error:
                _tell(form, error)
            else:
                messages.success(request, _("Saved."))
                return redirect("screening:officers")
    known = RegionOfficer.objects.select_related("user", "place").order_by("place__path", "user")
    rows = [(officer, officer.user.has_perm("wagtailadmin.access_admin")) for officer in known]
    return page(request, "officers", _("Officers of regions"), status, form=form, rows=rows)


@require_POST
def officer_dismiss(request, pk: int):
    """Take a region from an officer."""
    require_office(request.user)
    officer = get_object_or_404(RegionOfficer.objects.select_related("user", "place"), pk=pk)
    regions.dismiss(officer=officer, by=request.user)
    messages.success(request, _("This account no longer answers for the region."))
    return redirect("screening:officers")


@never_cache
@require_safe
def quota_campaigns(request):
    """Campaigns whose regions may have quotas; the newest leads on where it is the only one."""
    require_office(request.user)
    running = list(Campaign.objects.filter(closed_at=None))
    if len(running) == 1:
        return redirect("screening:quotas", running[0].pk)
    return page(request, "quota_campaigns", _("Quotas of regions"), campaigns=running)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def quotas(request, pk: int):
    """How many each region may pass up in a campaign, and how many it has."""
    require_office(request.user)
    campaign = get_object_or_404(Campaign.objects.select_related("place"), pk=pk)
    form = QuotaForm(request.POST or None, campaign=campaign, places=places_of(campaign))
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                regions.set_quota(**form.cleaned_data, by=request.user)
            except ValidationError as error:
                _tell(form, error)
            else:
                messages.success(request, _("Saved."))
                return redirect("screening:quotas", pk)
    known = RegionQuota.objects.filter(title__campaign=campaign)
    known = known.select_related("title", "category", "place")
    counts = recommending.passed_up_counts(campaign)
    rows = [
        (quota, counts[quota.title_id, quota.place_id])
        for quota in known.order_by("title__sort_order", "title", "place__path")
    ]
    return page(
        request,
        "quotas",
        _("Quotas of regions"),
        status,
        page_subtitle=str(campaign),
        campaign=campaign,
        form=form,
        rows=rows,
    )
