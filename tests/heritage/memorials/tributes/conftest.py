"""A cemetery that takes tribute, and messages left there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission

from heritage.memorials.enums import MessageState, TributeKind
from heritage.memorials.models import MemorialSitePage, TributeMessage
from tests.factories import MemorialIndexPageFactory, MemorialSitePageFactory, UserFactory


@pytest.fixture(autouse=True)
def light_work(settings) -> None:
    """Challenges that a test solves at once."""
    settings.INTAKE_WORK = 50


@pytest.fixture
def section(home):
    """Where memorial sites stand."""
    return MemorialIndexPageFactory(parent=home)


@pytest.fixture
def cemetery(section) -> MemorialSitePage:
    """A public martyrs' cemetery."""
    return MemorialSitePageFactory(parent=section, title="青山烈士陵园")


@pytest.fixture
def left(cemetery) -> Callable[..., TributeMessage]:
    """Call it for a message left at the cemetery; it waits, if nothing else is said."""

    def leave(text: str = "先烈千古", **values) -> TributeMessage:
        values = {"kind": TributeKind.FLOWER, "site": cemetery, **values}
        return TributeMessage.objects.create(text=text, **values)

    return leave


@pytest.fixture
def moderator(db):
    """Somebody who decides on messages and nothing else."""
    user = UserFactory()
    names = ["access_admin", "change_tributemessage"]
    user.user_permissions.set(Permission.objects.filter(codename__in=names))
    return type(user).objects.get(pk=user.pk)


def states() -> list[str]:
    """The states of all messages in the order they came."""
    return [MessageState(m.state) for m in TributeMessage.objects.order_by("pk")]
