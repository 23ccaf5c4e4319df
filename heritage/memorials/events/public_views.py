"""The public forms of events and journeys."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone

from cms.core.choosers import is_key
from cms.core.intake.filling import Filling, form_of_public, form_page
from heritage.memorials.events.bookings import request_booking
from heritage.memorials.events.journeys import request_journey
from heritage.memorials.events.public_forms import BookingForm, JourneyForm
from heritage.memorials.events.showing import card
from heritage.memorials.events.standing import Standing, places_of, standing
from heritage.memorials.models import (
    Booking,
    EventPage,
    JourneyRequest,
    MemorialSitePage,
    RollEntry,
)


@form_of_public
class BookingFilling(Filling):
    """Sign up for one event."""

    kind = Booking.kind
    form_class = BookingForm
    template = "heritage/memorials/booking.html"

    def __init__(self, request: HttpRequest, *, event: EventPage, token: str = ""):
        super().__init__(request, token=token)
        self.event = event

    @property
    def subject(self) -> str:
        return str(self.event.pk)

    @classmethod
    def address(cls, subject: str, token: str = "") -> str:
        return reverse("event_booking", args=[subject, token] if token else [subject])

    def context(self) -> dict:
        return {
            "event": card(self.event, timezone.now()),
            "places": places_of(self.event),
        }

    def take_in(self, answers, **handed_in):
        return request_booking(**answers, event=self.event, **handed_in)


@form_of_public
class JourneyFilling(Filling):
    """Ask for a journey; ``subject`` names the entry or site it was asked from."""

    kind = JourneyRequest.kind
    form_class = JourneyForm
    template = "heritage/memorials/journey_request.html"

    def __init__(
        self,
        request: HttpRequest,
        *,
        entry: RollEntry | None = None,
        site: MemorialSitePage | None = None,
        token: str = "",
    ):
        super().__init__(request, token=token)
        self.entry, self.site = entry, site

    @property
    def subject(self) -> str:
        if self.entry:
            return f"entry-{self.entry.pk}"
        return f"site-{self.site.pk}" if self.site else ""

    @property
    def subjects(self) -> tuple[str, ...]:
        joined = RollEntry.objects.filter(merged_into=self.entry) if self.entry else ()
        return (self.subject, *(f"entry-{each.pk}" for each in joined))

    @classmethod
    def address(cls, subject: str, token: str = "") -> str:
        about, _dash, pk = subject.partition("-")
        path = reverse("journey_request", args=[token] if token else [])
        return f"{path}?{about}={pk}" if pk else path

    def initial(self) -> dict:
        return {"fallen": self.entry.name if self.entry else ""}

    def context(self) -> dict:
        return {"entry": self.entry, "site": self.site}

    def take_in(self, answers, **handed_in):
        return request_journey(**answers, entry=self.entry, site=self.site, **handed_in)


@form_page
def event_booking(request: HttpRequest, pk: int, token: str = "") -> HttpResponse:
    """Sign up for an event; leads back to its page while it takes no sign-ups."""
    event = get_object_or_404(EventPage.objects.published(), pk=pk)
    if request.method != "POST" and standing(event, timezone.now()) != Standing.OPEN:
        return redirect(event.url)
    return BookingFilling(request, event=event, token=token).respond()


@form_page
def journey_request(request: HttpRequest, token: str = "") -> HttpResponse:
    """Ask to be taken to a grave far away, of a name (``entry``) or at a site (``site``)."""
    entry = _entry_asked(request)
    site = _asked(request, "site", MemorialSitePage.objects.published())
    if entry and site is None and entry.site_id:
        site = MemorialSitePage.objects.published().filter(pk=entry.site_id).first()
    return JourneyFilling(request, entry=entry, site=site, token=token).respond()


def _entry_asked(request: HttpRequest) -> RollEntry | None:
    """The public name asked from, or the one it was joined to meanwhile."""
    named = _asked(request, "entry", RollEntry.objects.only("merged_into"))
    if named is None:
        return None
    return get_object_or_404(RollEntry.objects.published(), pk=named.merged_into_id or named.pk)


def _asked(request: HttpRequest, name: str, queryset):
    value = request.GET.get(name, "")
    if not value:
        return None
    # A number that fits a key; anything else is an address that leads nowhere.
    return get_object_or_404(queryset, pk=int(value) if is_key(value) else 0)
