"""Entries of the register and those who keep it."""

from __future__ import annotations

from django.contrib.auth.models import Permission

from cms.core.dates import HistoricalDate
from heritage.oral_history.models import RegisterEntry
from heritage.oral_history.register import domain
from tests.factories import UserFactory

KEEPING = ("view", "add", "change")


def keeper(*actions: str, **kwargs):
    """A user of the admin who may do ``actions`` with the register, :data:`KEEPING` if none."""
    user = UserFactory(**kwargs)
    codenames = [f"{action}_registerentry" for action in actions or KEEPING]
    user.user_permissions.set(Permission.objects.filter(codename__in=[*codenames, "access_admin"]))
    return user


def entry(user, name: str = "张德山", birth: str = "1930", **kwargs) -> RegisterEntry:
    """Somebody registered by ``user``; ``conflicts``, ``battles`` and ``details`` as :func:`write` takes them."""
    links = {name: kwargs.pop(name, ()) for name in ("conflicts", "battles")}
    details = kwargs.pop("details", {})
    made = RegisterEntry(name=name, birth=HistoricalDate.parse(birth) if birth else None, **kwargs)
    return domain.write(entry=made, user=user, details=details, **links)
