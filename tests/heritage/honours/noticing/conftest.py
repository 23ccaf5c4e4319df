"""A campaign with names that are proposed, its page, and somebody of the selection office."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission
from django.utils import timezone

from cms.core.intake.models import PrivacyNotice
from heritage.honours.enums import CandidacyState, StageKind
from heritage.honours.models import Campaign, Candidacy, PublicNotice
from heritage.honours.noticing import domain
from tests.factories import UserFactory
from tests.factories.honours import (
    CampaignPageFactory,
    CandidacyFactory,
    HonoursIndexPageFactory,
    a_campaign,
)

NAMES = ("张建国", "丁一", "欧阳海", "王·买买提", "𠮷田明")
BY_STROKES = ("丁一", "王·买买提", "𠮷田明", "张建国", "欧阳海")
OFFICE = ("change_campaign", "access_admin", "change_objection", "view_objection")


@pytest.fixture(autouse=True)
def light_work(settings) -> None:
    """Challenges that a test solves at once."""
    settings.INTAKE_WORK = 50


@pytest.fixture
def campaign(home) -> Campaign:
    """A campaign whose page is live and whose notice stage is open."""
    made = a_campaign(
        StageKind.NOTICE, supervision_phone="0531-1234567", supervision_address="某市某路1号"
    )
    CampaignPageFactory(parent=HonoursIndexPageFactory(parent=home), campaign=made)
    return made


@pytest.fixture
def proposed(campaign) -> list[Candidacy]:
    """Five who are proposed, in no order."""
    title = campaign.titles.get()
    return [
        CandidacyFactory(
            title=title, nominee_name=name, unit=f"{name}的单位", state=CandidacyState.PROPOSED
        )
        for name in NAMES
    ]


@pytest.fixture
def somebody(db) -> Callable:
    """Call it with permissions for somebody who has them."""

    def make(*names: str):
        user = UserFactory()
        user.user_permissions.set(Permission.objects.filter(codename__in=names))
        return type(user).objects.get(pk=user.pk)

    return make


@pytest.fixture
def office(somebody):
    """Somebody of the selection office."""
    return somebody(*OFFICE)


@pytest.fixture
def privacy(db) -> PrivacyNotice:
    """The privacy notice of objections."""
    made, _is_new = PrivacyNotice.objects.get_or_create(
        kind="objection", version=1, defaults={"title": "告知", "text": "收集什么：……"}
    )
    return made


def wanted(**values) -> dict:
    """The fields of a notice that begins today."""
    return {
        "title": "最美退役军人拟选树人选公示",
        "starts_on": timezone.localdate(),
        "days": 5,
        "unit": "working",
        "order": "strokes",
        "supervision_phone": "0531-1234567",
        "supervision_address": "某市某路1号",
        **values,
    }


@pytest.fixture
def draft(campaign, proposed, office) -> PublicNotice:
    """A draft of all who are proposed."""
    return domain.prepare(campaign=campaign, fields=wanted(), chosen=proposed, user=office)


@pytest.fixture
def published(draft, office) -> PublicNotice:
    """The same before the public, since today."""
    return domain.publish(notice=draft, seen=domain.fingerprint(draft), user=office)


def let_run_out(notice: PublicNotice) -> None:
    """Move a notice's period into the past."""
    yesterday = timezone.localdate() - datetime.timedelta(days=1)
    PublicNotice.objects.filter(pk=notice.pk).update(
        starts_on=yesterday - datetime.timedelta(days=9), ends_on=yesterday
    )
    notice.refresh_from_db()
