"""Sites to inspect, and who inspects them."""

from __future__ import annotations

import datetime
from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission

from heritage.memorials.enums import Grade, InspectionPart, Severity
from heritage.memorials.inspecting import domain
from heritage.memorials.models import Inspection, MemorialSitePage
from tests.factories import UserFactory
from tests.factories.memorials import MemorialIndexPageFactory, MemorialSitePageFactory

ALL = (
    "view_inspection",
    "add_inspection",
    "change_inspection",
    "change_defect",
    "change_inspectionschedule",
)


@pytest.fixture
def index(home):
    return MemorialIndexPageFactory(parent=home)


@pytest.fixture
def cemetery(index) -> MemorialSitePage:
    return MemorialSitePageFactory(parent=index, title="某县烈士陵园")


@pytest.fixture
def user_with(db) -> Callable:
    """Call it with permissions for somebody who has them and may enter the admin."""

    def make(*names: str):
        user = UserFactory()
        codes = [*names, "access_admin"]
        user.user_permissions.set(Permission.objects.filter(codename__in=codes))
        return type(user).objects.get(pk=user.pk)

    return make


@pytest.fixture
def custodian(user_with):
    """Somebody who may do everything with inspections."""
    return user_with(*ALL)


@pytest.fixture
def visited(custodian) -> Callable[..., Inspection]:
    """Call it with a site and a day for an inspection of it; ``faults`` are defects."""

    def visit(site: MemorialSitePage, on: datetime.date, **values) -> Inspection:
        inspection, _is_new = domain.report_inspection(
            **{
                "site": site,
                "on": on,
                "inspector_name": "李巡查",
                "found": [domain.Found(InspectionPart.STELE, Grade.GOOD)],
                "user": custodian,
                **values,
            }
        )
        return inspection

    return visit


def fault(**values) -> domain.Fault:
    """A serious defect of the stele."""
    return domain.Fault(
        **{
            "part": InspectionPart.STELE,
            "severity": Severity.SERIOUS,
            "what": "碑座开裂",
            **values,
        }
    )
