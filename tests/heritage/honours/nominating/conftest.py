"""An open call on a public page, and somebody who nominates through the site's client."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from cms.core.intake.models import PrivacyNotice
from heritage.honours.enums import StageKind
from heritage.honours.models import Campaign, CampaignTitle, Nomination
from heritage.people.models import Place
from tests.cms.core.intake.conftest import solved_payload
from tests.factories import UserFactory
from tests.factories.honours import CampaignPageFactory, HonoursIndexPageFactory, a_campaign
from tests.heritage.honours.nominating.filling import DEEDS, NOMINATOR, PERSON


@pytest.fixture(autouse=True)
def light_work(settings) -> None:
    """Challenges that a test solves at once."""
    settings.INTAKE_WORK = 50


@pytest.fixture
def notice(db) -> PrivacyNotice:
    made, _ = PrivacyNotice.objects.get_or_create(
        kind=Nomination.kind, version=1, defaults={"title": "告知", "text": "收集什么：……"}
    )
    return made


@pytest.fixture
def county(db) -> Place:
    return Place.objects.create(name="某县")


@pytest.fixture
def town(county) -> Place:
    return Place.objects.create(name="某镇", parent=county, level="township")


@pytest.fixture
def campaign(home, notice, county, town) -> Campaign:
    """A campaign of a county, its call open and its screening too, with a public page."""
    made = a_campaign(StageKind.CALL, StageKind.SCREENING, place=county)
    section = HonoursIndexPageFactory(parent=home)
    CampaignPageFactory(parent=section, campaign=made)
    return made


@pytest.fixture
def title(campaign) -> CampaignTitle:
    return campaign.titles.get()


@pytest.fixture
def begun(client, campaign, title) -> Callable[..., str]:
    """Call it to begin a nomination; gives the address of its first page without its name."""

    def begin(by: str = "other", client: Client = client) -> str:
        address = reverse("nominate_title", args=[campaign.slug, title.pk])
        response = client.post(address, {"by": by, "consent": "on"})
        assert response.status_code == 302, response.content.decode()
        return response["Location"].removesuffix("nominee/")

    return begin


@pytest.fixture
def filled(client, begun, town) -> Callable[..., str]:
    """Call it to fill in every page but the last; gives the address as ``begun`` does."""

    def fill(by: str = "other", client: Client = client, **changed) -> str:
        base = begun(by, client)
        pages = {
            "nominee": {**PERSON, "place": str(town.pk)},
            "deeds": {"deeds": DEEDS},
            "material": {"links": ""},
            "nominator": NOMINATOR,
        }
        version = 1
        for name, answers in pages.items():
            answers = {**answers, "version": str(version), **changed.get(name, {})}
            response = client.post(f"{base}{name}/", answers)
            assert response.status_code == 302, response.content.decode()
            version += 1
        return base

    return fill


@pytest.fixture
def sent(client, filled) -> Callable[..., Nomination]:
    """Call it to nominate to the end; gives the nomination."""

    def send(by: str = "other", client: Client = client, **changed) -> Nomination:
        base = filled(by, client, **changed)
        response = client.post(f"{base}check/", sending())
        assert response.status_code == 302, response.content.decode()
        return Nomination.objects.get(receipt=response["Location"].split("/")[2])

    return send


def sending(**values) -> dict:
    return {"true": "on", "altcha": solved_payload(Nomination.kind), **values}


@pytest.fixture
def office(db):
    """A clerk of the selection office."""
    user = UserFactory()
    user.user_permissions.add(
        *Permission.objects.filter(
            codename__in=[
                "change_campaign",
                "add_nomination",
                "view_nomination",
                "change_nomination",
                "access_admin",
            ]
        )
    )
    return user
