"""What keeps a record from being deleted."""

from __future__ import annotations

from django.db import models
from django.db.models import ProtectedError, RestrictedError
from django.db.models.deletion import Collector

from heritage.people.models import Organisation

# What would go, or lose whose it is, with the organisation.
_OF_AN_ORGANISATION = ("parts", "people", "teams", "figures", "contributions")
_EXAMPLES = 3


def held_by(record: models.Model) -> list[models.Model]:
    """Records that stand on ``record`` and would be broken without it; empty if none.

    The first few suffice to say why; there may be more of each kind.
    """
    found: list[models.Model] = []
    if isinstance(record, Organisation):
        for name in _OF_AN_ORGANISATION:
            found += getattr(record, name).all()[:_EXAMPLES]
    return found or _protected(record)


def _protected(record: models.Model) -> list[models.Model]:
    collector = Collector(using=record._state.db, origin=record)
    try:
        collector.collect([record])
    except ProtectedError as error:
        return list(error.protected_objects)
    except RestrictedError as error:
        return list(error.restricted_objects)
    return []
