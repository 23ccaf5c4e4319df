"""Nominations in the admin: filled in for somebody, files that follow, a lost receipt found."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import require_admin_access

from cms.core.choosers import is_key
from cms.core.intake import domain as intake
from cms.core.intake.evidence import add_evidence
from cms.core.intake.forms import new_once
from cms.core.intake.masking import mask_name
from cms.core.intake.receipts import grouped
from heritage.honours import standing
from heritage.honours.enums import NominatedBy
from heritage.honours.models import CampaignTitle, Nomination
from heritage.honours.nominating import domain
from heritage.honours.nominating.bounds import bounds_of
from heritage.honours.nominating.forms import MoreFilesForm, StepForm
from heritage.honours.nominating.journey import notice_in_force
from heritage.honours.nominating.office_forms import ClerkForm, FindForm
from heritage.honours.nominating.steps import BY, all_valid, bound_forms, empty_forms, said_in


def require(request: HttpRequest, action: str) -> None:
    """Raises ``PermissionDenied`` where the user may not do this with nominations."""
    if not request.user.has_perm(Nomination.permission(action)):
        raise PermissionDenied


def titles_taking(user) -> list[CampaignTitle]:
    """Titles for which a clerk may enter nominations now, newest campaign first."""
    titles = CampaignTitle.objects.filter(campaign__closed_at=None).select_related("campaign")
    titles = titles.order_by("-campaign__year", "campaign__title", "sort_order")[:200]
    return [title for title in titles if _takes(title, user)]


def _takes(title: CampaignTitle, user) -> bool:
    try:
        domain.require_call(title.campaign, clerk=user)
    except standing.StageClosedError:
        return False
    return True


def title_or_404(request: HttpRequest, pk: str) -> CampaignTitle:
    """A title for which this clerk may enter nominations now."""
    if not is_key(pk):
        raise Http404
    titles = CampaignTitle.objects.select_related("campaign__place")
    title = get_object_or_404(titles.prefetch_related("categories"), pk=int(pk))
    if not _takes(title, request.user):
        raise Http404
    return title


@require_safe
@require_admin_access
def choose_title(request: HttpRequest) -> HttpResponse:
    """For which title a nomination is filled in."""
    require(request, "add")
    context = {
        "titles": titles_taking(request.user),
        "bys": NominatedBy.choices,
        "page_title": _("Fill in a nomination"),
        "header_icon": "edit",
    }
    return render(request, "heritage/honours/admin/nominating/choose.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def fill_in(request: HttpRequest, pk: str) -> HttpResponse:
    """Fill in a nomination on somebody's behalf (代填), on one page."""
    require(request, "add")
    title, notice = title_or_404(request, pk), notice_in_force()
    if notice is None:
        messages.error(request, _("There is no privacy notice in force for this."))
        return redirect("nominating:choose")
    by = (request.POST if request.method == "POST" else request.GET).get(BY, "")
    by = by if by in NominatedBy.values else NominatedBy.OTHER
    if request.method != "POST":
        clerk = ClerkForm(initial={"once": new_once()})
        return _fill_in_page(request, title, by, notice, empty_forms(title, by), clerk)
    made, clerk = bound_forms(title, request.POST), ClerkForm(request.POST, request.FILES)
    ready = all_valid([*made.values(), clerk])
    if not ready:
        return _fill_in_page(request, title, by, notice, made, clerk, status=400)
    try:
        record = _taken_in(request, title, made, clerk, notice)
    except ValidationError as error:
        clerk.add_error(None, error.messages)
    except PermissionDenied:
        made["nominee"].add_error("place", _("This lies in none of your regions."))
    else:
        number = grouped(record.receipt)
        messages.success(request, _("Taken in. Tell the person the receipt number: %s") % number)
        return redirect("nominating:fill_in", pk=title.pk)
    return _fill_in_page(request, title, by, notice, made, clerk, status=400)


def _taken_in(request, title, made: dict[str, StepForm], clerk: ClerkForm, notice) -> Nomination:
    """The record, with its files; nothing of it where one of these is refused."""
    asked, bounds = clerk.cleaned_data, bounds_of(title)
    with transaction.atomic():
        record, is_new = domain.nominate(
            title=title,
            **said_in(made),
            notice=notice,
            origin=intake.Origin(
                clerk=request.user, via=asked["entered_via"], basis=asked["entered_basis"]
            ),
            once=asked["once"],
        )
        if is_new:
            for file in asked["files"][: bounds.max_files + 1]:
                add_evidence(owner=record, file=file, bounds=bounds)
    return record


def _fill_in_page(request, title, by, notice, made, clerk, *, status: int = 200) -> HttpResponse:
    context = {
        "title": title,
        "by": by,
        "by_label": dict(NominatedBy.choices)[by],
        "forms": list(made.values()),
        "clerk": clerk,
        "notice": notice,
        "file_bounds": bounds_of(title),
        "page_title": _("Fill in a nomination"),
        "page_subtitle": f"{title.campaign.title} · {title.name}",
        "header_icon": "edit",
    }
    template = "heritage/honours/admin/nominating/fill_in.html"
    return render(request, template, context, status=status)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def find_receipt(request: HttpRequest) -> HttpResponse:
    """Nominations under a telephone number, for somebody who lost the receipt."""
    if not domain.may_find(request.user):
        raise PermissionDenied
    form, status, found = FindForm(request.POST or None), 200, None
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                found = domain.find_by_phone(**form.cleaned_data, user=request.user)
            except ValidationError as error:
                form.add_error("reason", error)
            else:
                status = 200
    context = {
        "form": form,
        "found": [
            {
                "number": grouped(each.receipt),
                "nominee": each.nominee_name,
                "name": mask_name(each.contact_name),
                "title": each.title,
                "state": each.get_state_display(),
                "at": timezone.localtime(each.submitted_at),
            }
            for each in found
        ]
        if found is not None
        else None,
        "page_title": _("Find a lost receipt"),
        "header_icon": "search",
    }
    template = "heritage/honours/admin/nominating/find.html"
    return render(request, template, context, status=status)


@require_POST
@require_admin_access
def add_files(request: HttpRequest, pk: str) -> HttpResponse:
    """Files that came to the office after the nomination."""
    require(request, "change")
    if not is_key(pk):
        raise Http404
    nomination = get_object_or_404(Nomination.objects.select_related("title__campaign"), pk=int(pk))
    form = MoreFilesForm(request.POST, request.FILES)
    files = form.cleaned_data["files"] if form.is_valid() else []
    try:
        count = domain.add_files(
            nomination=nomination,
            files=files[: bounds_of(nomination.title).max_files + 1],
            user=request.user,
        )
    except ValidationError as error:
        for message in error.messages:
            messages.error(request, message)
    except intake.IllegalTransitionError:
        messages.error(request, _("Files can no longer be added."))
    else:
        messages.success(request, _("%(count)d files were added.") % {"count": count})
    return redirect(reverse("rongguang_intake_record", args=[Nomination.kind, nomination.pk]))
