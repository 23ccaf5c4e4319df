"""A name on a roll, leads about it, custodians."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission

from cms.core.intake.domain import Origin
from cms.core.intake.models import PrivacyNotice
from heritage.memorials.leads.domain import give_lead
from heritage.memorials.models import KinLead, RollEntry
from tests.cms.core.intake.conftest import PHONE, new_proof
from tests.factories import UserFactory
from tests.factories.memorials import RollEntryFactory


@pytest.fixture(autouse=True)
def light_work(settings) -> None:
    """Challenges that a test solves at once."""
    settings.INTAKE_WORK = 50


@pytest.fixture
def notice(db) -> PrivacyNotice:
    made, _ = PrivacyNotice.objects.get_or_create(
        kind="kin-lead", version=1, defaults={"title": "告知", "text": "收集什么：……"}
    )
    return made


@pytest.fixture
def entry(db) -> RollEntry:
    return RollEntryFactory(
        name="王德山", native_place_written="山东章丘", birth_written="1925", seeks_kin=True
    )


@pytest.fixture
def lead(entry, notice) -> KinLead:
    """A lead about ``entry`` from 13800138000."""
    made, _is_new = give_lead(
        entry=entry,
        name="王桂兰",
        phone=PHONE,
        kinship="close",
        knows="家在章丘县王家庄。",
        notice=notice,
        origin=Origin(proof=new_proof(), address="192.0.2.1"),
    )
    return made


@pytest.fixture
def custodian(db) -> Callable:
    """Call it with permissions for somebody who has them and may enter the admin."""

    def make(*names: str):
        user = UserFactory()
        codes = [*names, "access_admin"]
        user.user_permissions.set(Permission.objects.filter(codename__in=codes))
        return type(user).objects.get(pk=user.pk)

    return make
