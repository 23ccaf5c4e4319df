"""Journeys to graves far away: asked for, put together, made, recorded."""

from __future__ import annotations

import datetime
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from cms.core.intake.domain import IllegalTransitionError
from heritage.memorials.enums import JourneyState
from heritage.memorials.events import journeys
from heritage.memorials.models import GroupJourney, JourneyRequest
from tests.cms.core.intake.conftest import solved_payload
from tests.factories import UserFactory
from tests.factories.memorials import (
    MemorialIndexPageFactory,
    MemorialSitePageFactory,
    RollEntryFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(notices, origin):
    """A family that wants to travel."""
    request, _is_new = journeys.request_journey(
        name="王女士",
        phone="13900139000",
        fallen="王大山，1952年牺牲",
        people=3,
        notice=notices[JourneyRequest.kind],
        origin=origin(),
    )
    return request


@pytest.fixture
def journey(db):
    return GroupJourney.objects.create(
        destination="沈阳抗美援朝烈士陵园",
        since=datetime.date(2031, 4, 3),
        until=datetime.date(2031, 4, 5),
        accompanied_by="工作人员二人",
    )


def test_from_request_to_record(client, asked, journey, editor):
    journeys.plan(journey=journey, requests=[asked], user=editor)
    asked.refresh_from_db()
    assert (asked.state, asked.journey) == (JourneyState.PLANNED, journey)
    with pytest.raises(ValidationError):
        journeys.finish(journey=journey, user=editor)
    journey.record = "三家人到墓前献花。"
    journeys.save_journey(journey=journey, user=editor)
    journeys.finish(journey=journey, user=editor)
    asked.refresh_from_db()
    assert asked.state == JourneyState.MADE


def test_a_request_is_put_to_one_journey_only(asked, journey, editor):
    journeys.plan(journey=journey, requests=[asked], user=editor)
    with pytest.raises(IllegalTransitionError):
        journeys.plan(journey=journey, requests=[asked], user=editor)


def test_taken_back_it_leaves_the_journey(asked, journey, editor):
    (planned,) = journeys.plan(journey=journey, requests=[asked], user=editor)
    moved = journeys.move_request(
        record=planned, to="received", seen="planned", answer="改期", user=editor
    )
    assert (moved.state, moved.journey) == (JourneyState.RECEIVED, None)


def test_only_who_may_arranges_journeys(asked, journey):
    with pytest.raises(PermissionDenied):
        journeys.plan(journey=journey, requests=[asked], user=UserFactory())


def test_a_family_asks_from_the_page_of_a_name(client, home, notices):
    entry = RollEntryFactory(name="王大山")
    address = reverse("journey_request")
    page = client.get(address, {"entry": entry.pk}).content.decode()
    assert 'value="王大山"' in page
    answer = client.post(
        f"{address}?entry={entry.pk}",
        {
            "fallen": "王大山",
            "people": "2",
            "name": "王女士",
            "phone": "13900139000",
            "consent": "on",
            "altcha": solved_payload(JourneyRequest.kind),
        },
    )
    assert (answer.status_code, JourneyRequest.objects.get().entry) == (302, entry)


def test_asked_from_a_name_that_was_joined_to_another(client, home, notices):
    entry = RollEntryFactory(name="王大山")
    joined = RollEntryFactory(name="王达山", merged_into=entry)
    page = client.get(reverse("journey_request"), {"entry": joined.pk}).content.decode()
    assert 'value="王大山"' in page


@pytest.mark.parametrize("key", ["x", "0", "9" * 30, "-1", "１"])
def test_an_address_of_nobody_is_not_found(client, home, notices, key):
    assert client.get(reverse("journey_request"), {"entry": key}).status_code == 404


def test_in_the_admin(client, asked, journey, editor):
    client.force_login(editor)
    assert client.get(reverse("events_admin:journeys")).status_code == 200
    address = reverse("events_admin:journey", args=[journey.pk])
    page = client.get(address).content.decode()
    assert ("13900139000" in page, "王女士" in page, str(asked) in page) == (False, False, True)
    plan = reverse("events_admin:journey_plan", args=[journey.pk])
    client.post(plan, {"request": [asked.pk, "9" * 30, "9" * 5000, "²"]})
    finish = reverse("events_admin:journey_finish", args=[journey.pk])
    assert client.post(finish).status_code == 400
    values = {
        "destination": journey.destination,
        "since": "2031-04-03",
        "until": "2031-04-02",
        "record": "已成行。",
    }
    assert client.post(address, values).status_code == 400
    values["until"] = "2031-04-05"
    for key in ("x", "²", "9" * 30, "9" * 5000):
        assert client.post(address, {**values, "site": key}).status_code == 400
    assert client.post(address, values).status_code == 302
    assert client.post(finish).status_code == 302
    asked.refresh_from_db()
    assert asked.state == JourneyState.MADE


def test_the_admin_is_closed_to_others(client, journey):
    user = UserFactory(is_staff=True)
    client.force_login(user)
    for name, args in (("journeys", []), ("journey", [journey.pk])):
        assert client.get(reverse(f"events_admin:{name}", args=args)).status_code in (302, 403)


def test_the_way_to_ask_is_where_somebody_rests(client, home, notices, section):
    index = MemorialIndexPageFactory(parent=home)
    cemetery = MemorialSitePageFactory(parent=index)
    old_site = MemorialSitePageFactory(parent=index, kinds=["old_site"])
    entry = RollEntryFactory(name="王大山")
    asked = reverse("journey_request")
    pages = [section.url, cemetery.url, old_site.url, entry.url]
    ways = [
        re.findall(rf'href="({asked}[^"]*)"', client.get(url).content.decode()) for url in pages
    ]
    assert ways == [[asked], [f"{asked}?site={cemetery.pk}"], [], [f"{asked}?entry={entry.pk}"]]
