"""A section of events, an event one can sign up for, and what a form needs to be sent."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.utils import timezone

from cms.core.intake.domain import Origin
from cms.core.intake.models import PrivacyNotice
from heritage.memorials.enums import PartyKind
from heritage.memorials.events.bookings import request_booking
from heritage.memorials.models import Booking, EventPage, JourneyRequest
from tests.cms.core.intake.conftest import new_proof
from tests.factories import UserFactory
from tests.factories.memorials import EventIndexPageFactory, EventPageFactory

PHONE = "13800138000"


@pytest.fixture(autouse=True)
def light_work(settings) -> None:
    """Challenges that a test solves at once."""
    settings.INTAKE_WORK = 50


@pytest.fixture
def section(home):
    return EventIndexPageFactory(parent=home, slug="events")


@pytest.fixture
def add_event(section) -> Callable[..., EventPage]:
    """Make an event that begins in ``days`` and lasts two hours."""

    def add(days: float = 7, **values) -> EventPage:
        values.setdefault("starts_at", timezone.now() + datetime.timedelta(days=days))
        values.setdefault("ends_at", values["starts_at"] + datetime.timedelta(hours=2))
        return EventPageFactory(parent=section, **values)

    return add


@pytest.fixture
def event(add_event) -> EventPage:
    """An event with ten places."""
    return add_event(title="清明祭英烈", takes_bookings=True, capacity=10)


@pytest.fixture
def notices(db) -> dict[str, PrivacyNotice]:
    """The notices in force, by kind."""
    return {
        kind: PrivacyNotice.objects.get_or_create(
            kind=kind, version=1, defaults={"title": "告知", "text": "收集什么：……"}
        )[0]
        for kind in (Booking.kind, JourneyRequest.kind)
    }


@pytest.fixture
def origin() -> Callable[[], Origin]:
    """Where a form of the public came from, a new one each time."""
    return lambda: Origin(proof=new_proof(), address="192.0.2.1")


@pytest.fixture
def book(event, notices, origin) -> Callable[..., Booking]:
    """Sign up ``people`` for the event."""

    def sign_up(people: int = 2, **values) -> Booking:
        asked = {"event": event, "name": "张老师", "phone": PHONE, "party": PartyKind.FAMILY}
        booking, _is_new = request_booking(
            **{**asked, **values}, people=people, notice=notices[Booking.kind], origin=origin()
        )
        return booking

    return sign_up


@pytest.fixture
def editor(db):
    """Somebody who may do everything."""
    return UserFactory(is_superuser=True, is_staff=True)
