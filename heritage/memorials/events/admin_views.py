"""Group journeys in the admin: planned, made, recorded."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import require_admin_access

from cms.core.choosers import is_key
from cms.core.intake.domain import IllegalTransitionError
from cms.core.intake.masking import mask_name, mask_phone
from heritage.memorials.enums import JourneyState
from heritage.memorials.events import journeys
from heritage.memorials.events.admin_forms import JourneyForm
from heritage.memorials.models import GroupJourney, JourneyRequest

PER_PAGE = 50
MOST_WAITING = 200
VIEW = "heritage.view_groupjourney"


def may_view(user) -> bool:
    """Whether the user may see group journeys."""
    return user.has_perm(VIEW) or user.has_perm(journeys.CHANGE)


def _require(request: HttpRequest, permission: str = "") -> None:
    if not (request.user.has_perm(permission) if permission else may_view(request.user)):
        raise PermissionDenied


@require_safe
@require_admin_access
def journey_list(request: HttpRequest) -> HttpResponse:
    """Group journeys, the latest first."""
    _require(request)
    listed = GroupJourney.objects.annotate(requested=Count("requests")).order_by("-since", "-pk")
    context = {
        "page_obj": Paginator(listed, PER_PAGE).get_page(request.GET.get("p")),
        "waiting": JourneyRequest.objects.filter(state=JourneyState.RECEIVED).count(),
        "may_change": request.user.has_perm(journeys.CHANGE),
        "page_title": _("Group journeys"),
        "header_icon": "group",
    }
    return render(request, "heritage/memorials/admin/journeys.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def journey(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A group journey: what is planned, who travels, the record."""
    _require(request, journeys.CHANGE if pk is None or request.method == "POST" else "")
    shown = GroupJourney() if pk is None else get_object_or_404(GroupJourney, pk=pk)
    if request.method != "POST":
        return _show(request, shown, JourneyForm(instance=shown))
    form = JourneyForm(request.POST, instance=shown)
    if not form.is_valid():
        return _show(request, shown, form, status=400)
    saved = journeys.save_journey(journey=form.instance, user=request.user)
    messages.success(request, _("Saved."))
    return redirect("events_admin:journey", saved.pk)


@require_POST
@require_admin_access
def journey_plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the ticked requests to a journey."""
    _require(request, journeys.CHANGE)
    shown = get_object_or_404(GroupJourney, pk=pk)
    ticked = [key for key in request.POST.getlist("request") if is_key(key)]
    requests = JourneyRequest.objects.filter(pk__in=ticked[:MOST_WAITING])
    try:
        planned = journeys.plan(journey=shown, requests=requests, user=request.user)
    except IllegalTransitionError:
        fault = _("Somebody else changed one of these requests meanwhile; look again.")
        return _show(request, shown, JourneyForm(instance=shown), faults=[fault], status=409)
    message = ngettext(
        "%(number)s family was put to the journey.",
        "%(number)s families were put to the journey.",
        len(planned),
    )
    messages.success(request, message % {"number": len(planned)})
    return redirect("events_admin:journey", shown.pk)


@require_POST
@require_admin_access
def journey_finish(request: HttpRequest, pk: int) -> HttpResponse:
    """Close the requests of a journey that was made."""
    _require(request, journeys.CHANGE)
    shown = get_object_or_404(GroupJourney, pk=pk)
    try:
        journeys.finish(journey=shown, user=request.user)
    except ValidationError as error:
        form = JourneyForm(instance=shown)
        return _show(request, shown, form, faults=error.messages, status=400)
    messages.success(request, _("The requests of this journey are closed."))
    return redirect("events_admin:journey", shown.pk)


def _show(
    request: HttpRequest, shown: GroupJourney, form: JourneyForm, *, faults=(), status: int = 200
) -> HttpResponse:
    may_change = request.user.has_perm(journeys.CHANGE)
    planned = _masked(shown.requests.all()) if shown.pk else []
    waiting = JourneyRequest.objects.filter(state=JourneyState.RECEIVED).select_related("site")
    context = {
        "journey": shown,
        "form": form,
        "planned": planned,
        "waiting": _masked(waiting[:MOST_WAITING]) if shown.pk and may_change else [],
        "is_to_finish": any(each.state == JourneyState.PLANNED for each in planned),
        "may_change": may_change,
        "faults": faults,
        "media": form.media,
        "page_title": _("Group journey"),
        "page_subtitle": str(shown) if shown.pk else "",
        "header_icon": "group",
    }
    return render(request, "heritage/memorials/admin/journey.html", context, status=status)


def _masked(requests) -> list[JourneyRequest]:
    found = list(requests)
    for each in found:
        each.masked_name = mask_name(each.contact_name)
        each.masked_phone = mask_phone(each.contact_phone)
    return found
