"""Sign-ups in the admin, event by event: who comes, how many places are left."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Q, Sum
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import require_admin_access

from cms.core.intake.masking import mask_name, mask_phone
from heritage.memorials.enums import BookingState
from heritage.memorials.events.bookings import cancel_all
from heritage.memorials.events.standing import TAKEN, places_of, when
from heritage.memorials.models import Booking, EventPage

PER_PAGE = 50


def _require(request: HttpRequest, action: str = "view") -> None:
    if not request.user.has_perm(Booking.permission(action)):
        raise PermissionDenied


@require_safe
@require_admin_access
def events(request: HttpRequest) -> HttpResponse:
    """Events the public may or could sign up for; those to come first, then the past ones."""
    _require(request)
    is_past = request.GET.get("when") == "past"
    now = timezone.now()
    listed = EventPage.objects.past(now) if is_past else EventPage.objects.to_come(now)
    listed = listed.filter(Q(takes_bookings=True) | Q(bookings__isnull=False)).distinct()
    page_obj = Paginator(listed.order_by("-starts_at" if is_past else "starts_at"), PER_PAGE)
    page_obj = page_obj.get_page(request.GET.get("p"))
    counted = _people_of(page_obj)
    for event in page_obj:
        event.when = when(event)
        event.taken, event.asked = counted.get(event.pk, (0, 0))
    context = {
        "page_obj": page_obj,
        "is_past": is_past,
        "page_title": _("Sign-ups for events"),
        "header_icon": "calendar-check",
    }
    return render(request, "heritage/memorials/admin/booked_events.html", context)


@never_cache
@require_safe
@require_admin_access
def bookings(request: HttpRequest, pk: int) -> HttpResponse:
    """Sign-ups for one event in the order they came, masked."""
    _require(request)
    return _show(request, get_object_or_404(EventPage, pk=pk))


@require_POST
@require_admin_access
def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell everybody who signed up that the event was called off."""
    _require(request, "change")
    event = get_object_or_404(EventPage, pk=pk)
    try:
        told = cancel_all(event=event, answer=request.POST.get("answer", ""), user=request.user)
    except ValidationError as error:
        return _show(request, event, faults=error.messages, status=400)
    message = ngettext("%(number)s sign-up was told.", "%(number)s sign-ups were told.", told)
    messages.success(request, message % {"number": told})
    return redirect("events_admin:bookings", event.pk)


def _show(request: HttpRequest, event: EventPage, *, faults=(), status: int = 200) -> HttpResponse:
    listed = Booking.objects.filter(event=event).order_by("pk")
    page_obj = Paginator(listed, PER_PAGE).get_page(request.GET.get("p"))
    for booking in page_obj:
        booking.masked_name = mask_name(booking.contact_name)
        booking.masked_phone = mask_phone(booking.contact_phone)
    context = {
        "event": event,
        "when": when(event),
        "places": places_of(event),
        "page_obj": page_obj,
        "faults": faults,
        "may_cancel": event.cancelled and request.user.has_perm(Booking.permission("change")),
        "page_title": _("Sign-ups for events"),
        "page_subtitle": event.title,
        "header_icon": "calendar-check",
    }
    return render(request, "heritage/memorials/admin/bookings.html", context, status=status)


def _people_of(events) -> dict[int, tuple[int, int]]:
    """People confirmed and people asked for, by event; one query."""
    counted = Booking.objects.filter(event__in=[event.pk for event in events]).values("event")
    counted = counted.order_by().annotate(
        taken=Coalesce(Sum("people", filter=Q(state__in=TAKEN)), 0),
        asked=Coalesce(Sum("people", filter=Q(state=BookingState.RECEIVED)), 0),
    )
    return {row["event"]: (row["taken"], row["asked"]) for row in counted}
