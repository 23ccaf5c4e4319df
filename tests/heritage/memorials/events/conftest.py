"""A section of events, and an event in it."""

from __future__ import annotations

import datetime

import pytest
from django.utils import timezone

from tests.factories.memorials import EventIndexPageFactory, EventPageFactory

NOW = datetime.datetime(2027, 4, 1, 2, 0, tzinfo=datetime.UTC)


@pytest.fixture
def section(home_page):
    return EventIndexPageFactory(parent=home_page)


@pytest.fixture
def add_event(section):
    """Make an event that begins in ``days`` and lasts two hours."""

    def add(days: float = 7, **values):
        starts = timezone.now() + datetime.timedelta(days=days)
        values.setdefault("starts_at", starts)
        values.setdefault("ends_at", values["starts_at"] + datetime.timedelta(hours=2))
        return EventPageFactory(parent=section, **values)

    return add
