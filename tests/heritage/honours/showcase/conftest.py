"""A decided campaign with two who were chosen, and somebody of the selection office."""

from __future__ import annotations

import pytest
from django.utils import timezone

from heritage.honours import rights
from heritage.honours.enums import CandidacyState
from heritage.honours.models import Campaign, Candidacy
from tests.factories import (
    HonourFactory,
    PlaceFactory,
    StoryIndexPageFactory,
    UserFactory,
)
from tests.factories.honours import CandidacyFactory, NominationFactory, a_campaign


@pytest.fixture
def office(wagtail_base):
    """Somebody of the selection office, without any other right."""
    user = UserFactory(is_staff=True)
    user.groups.add(rights.office())
    return user


@pytest.fixture
def section(home):
    return StoryIndexPageFactory(parent=home, slug="stories")


@pytest.fixture
def campaign(db) -> Campaign:
    """Decided, with a title that has a record of its honour."""
    made = a_campaign(title="2026最美退役军人", year=2026, organisers="示例市退役军人事务局")
    made.decided_at = timezone.now()
    made.save()
    title = made.titles.get()
    title.honour = HonourFactory(name="最美退役军人", slug="zui-mei", live=True)
    title.save()
    return Campaign.objects.get(pk=made.pk)


@pytest.fixture
def chosen(campaign) -> list[Candidacy]:
    """Two chosen and one who was not."""
    title = campaign.titles.get()
    county = PlaceFactory(name="长沙县")
    made = [
        CandidacyFactory(
            title=title,
            nominee_name=name,
            unit="某合作社理事长",
            place=county,
            state=CandidacyState.HONOURED,
            deeds="退役返乡。\n带领乡亲修路种树。" + "山上有了路。" * 100,
        )
        for name in ("王建国", "丁一")
    ]
    NominationFactory(title=title, candidacy=made[0], nominee_consent="later")
    CandidacyFactory(title=title, nominee_name="赵未", state=CandidacyState.NOT_CHOSEN)
    return made
