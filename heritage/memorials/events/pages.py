"""What the pages of events show to whoever asks."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.core import listing
from cms.core.intake.models import PrivacyNotice
from cms.core.presenting import present
from heritage.memorials.enums import EventKind
from heritage.memorials.events.showing import EventCard, card, cards
from heritage.memorials.events.standing import Standing, is_all_day, places_of
from heritage.memorials.models import Booking, EventIndexPage, EventPage
from search.engines.base import SearchDocument

PER_PAGE = 12
TO_COME, PAST = "to-come", "past"
_PICTURES = ("pictures__image__renditions",)
_STATUS = "https://schema.org/"


class EventIndexPresenter:
    """Events to come and past."""

    def context(self, page: EventIndexPage, request: HttpRequest) -> dict[str, Any]:
        """The events of one side of now, narrowed as the address says."""
        now = timezone.now()
        chosen = request.GET.get("when") or TO_COME
        if chosen not in (TO_COME, PAST):
            raise BadRequest(_("Events are to come or past."))
        events = page.events()
        sides = {TO_COME: events.to_come(now), PAST: events.past(now)}
        order = "starts_at" if chosen == TO_COME else "-starts_at"
        listed = listing.build(
            request,
            sides[chosen].select_related("cover").prefetch_related("cover__renditions"),
            facets=[listing.Facet(name="kind", title=_("Kind"), value="kind", label="kind")],
            orders={"date": listing.Order(label=_("By date"), fields=(order,))},
            per_page=PER_PAGE,
        ).with_labels({"kind": dict(EventKind.choices)})
        return {
            **listed.context(),
            "cards": cards(listed.page_obj, now),
            "is_past": chosen == PAST,
            "has_past": chosen == PAST or sides[PAST].exists(),
            "calendar_url": reverse("event_calendar"),
        }

    def document(self, page: EventIndexPage, document: SearchDocument) -> SearchDocument:
        """As it is; the index itself is not searched."""
        return document

    def json_ld(self, page: EventIndexPage, request: HttpRequest) -> dict[str, Any]:
        """Nothing beyond what every page says."""
        return {}


class EventPresenter:
    """Pages of events."""

    def context(self, page: EventPage, request: HttpRequest) -> dict[str, Any]:
        """When, where, how many places are left; afterwards the record."""
        now = timezone.now()
        shown = card(page, now)
        organisation = page.organisation
        return {
            "event": shown,
            "places": places_of(page) if page.pk and page.takes_bookings else None,
            "booking_url": _booking_url(page, shown),
            "closes_at": page.booking_closes_at or page.starts_at,
            "organisation": organisation if organisation and organisation.live else None,
            "is_over": shown.standing == Standing.OVER,
            "pictures": page.pictures.select_related("image"),
            "journeys": page.journeys.all() if page.pk else [],
            "calendar_url": reverse("event_calendar", args=[page.pk]) if page.pk else "",
            "share_url": request.build_absolute_uri(page.get_url(request)),
            "related": page.related(),
        }

    def document(self, page: EventPage, document: SearchDocument) -> SearchDocument:
        """With where it takes place and its record."""
        shown = card(page, timezone.now())
        place = shown.site.place if shown.site else None
        lines = [shown.where, page.organiser, page.audience, page.record]
        facets = dict(document.facets)
        if place:
            facets["place"] = place.search_paths
        return replace(
            document,
            body="\n".join([document.body, *filter(None, lines)]),
            places=tuple(name for name in (shown.site and shown.site.title, _name(place)) if name),
            sort_date=timezone.localtime(page.starts_at).date().isoformat(),
            facets=facets,
        )

    def json_ld(self, page: EventPage, request: HttpRequest) -> dict[str, Any]:
        """The event in the words of schema.org."""
        shown = card(page, timezone.now())
        status = "EventCancelled" if page.cancelled else "EventScheduled"
        moments = [timezone.localtime(moment) for moment in (page.starts_at, page.ends_at)]
        starts, ends = (
            (moment.date() if is_all_day(page) else moment).isoformat() for moment in moments
        )
        data: dict[str, Any] = {
            "startDate": starts,
            "endDate": ends,
            "eventStatus": _STATUS + status,
            "eventAttendanceMode": _STATUS + "OfflineEventAttendanceMode",
        }
        if shown.where:
            data["location"] = _location(page, shown.site)
        if page.organiser:
            data["organizer"] = {"@type": "Organization", "name": page.organiser}
        if page.capacity:
            data["maximumAttendeeCapacity"] = page.capacity
        return data


def register() -> None:
    """Speak for the pages of events."""
    present("EventIndexPage", EventIndexPresenter())
    present("EventPage", EventPresenter())


def _booking_url(page: EventPage, shown: EventCard) -> str:
    """The form to sign up, where one can sign up now and its privacy notice is in force."""
    if not (page.pk and shown.is_open and PrivacyNotice.objects.in_force(Booking.kind)):
        return ""
    return reverse("event_booking", args=[page.pk])


def _name(place) -> str:
    return place.name if place else ""


def _location(page: EventPage, site) -> dict[str, Any]:
    location: dict[str, Any] = {"@type": "Place", "name": site.title if site else page.venue}
    if site and site.address:
        location["address"] = site.address
    if site and site.has_location:
        location["geo"] = {
            "@type": "GeoCoordinates",
            "latitude": site.latitude,
            "longitude": site.longitude,
        }
    return location
