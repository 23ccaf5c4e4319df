"""A campaign being screened in a city of two counties, its office and its officers."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from heritage.honours.candidacies import open_candidacy
from heritage.honours.enums import StageKind
from heritage.honours.models import (
    Campaign,
    Candidacy,
    EligibilityItem,
    RegionOfficer,
    TitleCategory,
)
from heritage.people.models import Place
from tests.factories.honours import NominationFactory, a_campaign


@pytest.fixture
def places(db) -> dict[str, Place]:
    """城 a city; 东 and 西 counties of it; 东镇 a township of 东."""
    city = Place.objects.create(name="某市", level="city")
    east = Place.objects.create(name="东县", parent=city)
    west = Place.objects.create(name="西县", parent=city)
    town = Place.objects.create(name="东镇", parent=east, level="township")
    # Saved with their paths.
    return {
        name: Place.objects.get(pk=place.pk)
        for name, place in {"city": city, "east": east, "west": west, "town": town}.items()
    }


@pytest.fixture
def campaign(places) -> Campaign:
    made = a_campaign(StageKind.CALL, StageKind.SCREENING, place=places["city"])
    title = made.titles.get()
    TitleCategory.objects.create(title=title, name="创业", quota=5)
    EligibilityItem.objects.create(title=title, text="是退役军人", sort_order=0)
    EligibilityItem.objects.create(title=title, text="受过处分", is_negative=True, sort_order=1)
    EligibilityItem.objects.create(
        title=title, text="企业存续满三年", category_name="创业", sort_order=2
    )
    return made


@pytest.fixture
def nominate(campaign) -> Callable[..., Candidacy]:
    """Hand a nomination in and open its candidacy."""

    def hand_in(**facts) -> Candidacy:
        title = campaign.titles.get()
        return open_candidacy(nomination=NominationFactory(title=title, **facts))

    return hand_in


def _user(name: str, *permissions: str):
    user = get_user_model().objects.create_user(username=name, password="x")
    wanted = Permission.objects.filter(codename__in=("access_admin", *permissions))
    user.user_permissions.set(wanted)
    return user


@pytest.fixture
def office(db):
    return _user("office", "change_campaign", "unmask_candidacy", "view_nomination")


@pytest.fixture
def east_officer(places):
    user = _user("east")
    RegionOfficer.objects.create(user=user, place=places["east"])
    return user


@pytest.fixture
def west_officer(places):
    user = _user("west")
    RegionOfficer.objects.create(user=user, place=places["west"])
    return user


@pytest.fixture
def enter() -> Callable[..., Client]:
    """A browser in which a user is logged in."""

    def logged_in(user) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return logged_in


@pytest.fixture
def picture() -> Callable[[str], SimpleUploadedFile]:
    def made(name: str = "推荐表.png") -> SimpleUploadedFile:
        out = io.BytesIO()
        Image.new("RGB", (8, 8), "white").save(out, "PNG")
        return SimpleUploadedFile(name, out.getvalue(), "image/png")

    return made
