"""Events and journeys in the admin's menu; loaded by ``heritage.wagtail_hooks``."""

from __future__ import annotations

from django.contrib.auth.models import Permission
from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets.button import Button

from heritage.memorials.events import admin_views, booking_admin
from heritage.memorials.models import Booking, EventPage

MENU_HOOK = "register_memorials_menu_item"


@hooks.register("register_admin_urls")
def journey_urls():
    patterns = [
        path("", booking_admin.events, name="events"),
        path("<int:pk>/", booking_admin.bookings, name="bookings"),
        path("<int:pk>/cancel/", booking_admin.cancel, name="cancel"),
        path("journeys/", admin_views.journey_list, name="journeys"),
        path("journeys/add/", admin_views.journey, name="journey_add"),
        path("journeys/<int:pk>/", admin_views.journey, name="journey"),
        path("journeys/<int:pk>/plan/", admin_views.journey_plan, name="journey_plan"),
        path("journeys/<int:pk>/finish/", admin_views.journey_finish, name="journey_finish"),
    ]
    return [path("events/", include((patterns, "events_admin")))]


class BookingMenuItem(MenuItem):
    """Shown to those who may see sign-ups."""

    def is_shown(self, request):
        return request.user.has_perm(Booking.permission("view"))


class JourneyMenuItem(MenuItem):
    """Shown to those who may see group journeys."""

    def is_shown(self, request):
        return admin_views.may_view(request.user)


@hooks.register(MENU_HOOK)
def booking_menu_item():
    return BookingMenuItem(
        _("Sign-ups for events"),
        reverse("events_admin:events"),
        name="event-bookings",
        icon_name="calendar-check",
        order=80,
    )


@hooks.register(MENU_HOOK)
def journey_menu_item():
    return JourneyMenuItem(
        _("Group journeys"),
        reverse("events_admin:journeys"),
        name="group-journeys",
        icon_name="group",
        order=81,
    )


@hooks.register("register_page_header_buttons")
def event_buttons(page, user, view_name, next_url=None):
    if isinstance(page, EventPage) and page.pk and user.has_perm(Booking.permission("view")):
        yield Button(
            _("Sign-ups for events"),
            reverse("events_admin:bookings", args=[page.pk]),
            icon_name="calendar-check",
            priority=6,
        )


@hooks.register("register_permissions")
def journey_permissions():
    return Permission.objects.filter(
        content_type__app_label="heritage", content_type__model="groupjourney"
    )
