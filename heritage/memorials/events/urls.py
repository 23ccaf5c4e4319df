"""Addresses of events and journeys."""

from __future__ import annotations

from django.urls import path

from heritage.memorials.events import public_views, views

urlpatterns = [
    path("events/calendar.ics", views.calendar, name="event_calendar"),
    path("events/<int:pk>/calendar.ics", views.calendar, name="event_calendar"),
    path("events/<int:pk>/sign-up/", public_views.event_booking, name="event_booking"),
    path(
        "events/<int:pk>/sign-up/kept/<str:token>/",
        public_views.event_booking,
        name="event_booking",
    ),
    path("journeys/", public_views.journey_request, name="journey_request"),
    path("journeys/kept/<str:token>/", public_views.journey_request, name="journey_request"),
]
