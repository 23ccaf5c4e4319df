"""What the public may know of somebody who may be living, as a condition of the database.

The same rule as ``Person.shows``, for lists, counts and filters. Where a
comparison of columns cannot be as fine as the rule (a birth between two years,
a winter), it withholds.
"""

from __future__ import annotations

import datetime

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Cast
from django.db.models.lookups import Contains, StartsWith

from heritage.people.enums import LifeStatus, Topic

# Nobody is known to have lived longer than 122 years; somebody born later than
# this many years ago, of whom no death is known, may be alive.
MAY_LIVE_YEARS = 110


def showing(topic: str, *, person: str = "") -> Q:
    """People of whom the public may read about ``topic``.

    ``person`` is the ORM path to the person, such as ``person__``; empty for
    a queryset of people.
    """
    if topic == Topic.NAME:
        return Q()
    agreed = Contains(Cast(F(f"{person}agreed_to"), TextField()), Value(f'"{topic}"'))
    return ~_may_be_living(person) | Q(agreed)


def _may_be_living(person: str) -> Q:
    # A range counts by its end, which is no column; a winter ends in the next year.
    latest = datetime.date.today().year - MAY_LIVE_YEARS - 1
    a_range = StartsWith(Cast(F(f"{person}birth"), TextField()), Value("["))
    long_ago = Q(**{f"{person}birth_year__lte": latest}) & ~Q(a_range)
    return Q(**{f"{person}life_status": LifeStatus.LIVING}) | (
        Q(**{f"{person}life_status": LifeStatus.UNKNOWN, f"{person}death": ""}) & ~long_ago
    )
