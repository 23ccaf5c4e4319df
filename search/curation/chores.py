"""What the clock does for the search log."""

from __future__ import annotations

import datetime

from django.core.cache import cache
from django.db.models import Count
from django.utils import timezone

from cms.core import clock
from search.curation import deciding
from search.models import SearchDay, SearchOpening

KEPT_DAYS = 400
"""Days for which searches are kept: a year, and a month to compare it with."""

MOST_A_DAY = 20_000
"""Different searches of one day that are kept; more come from machines."""

RECOUNT_EVERY = 600
"""Seconds between two counts of what offered searches find."""

_PIECE = 5_000
_LOOKED_BACK = 2


@clock.chore("old searches forgotten")
def forget_old_searches() -> int:
    """Delete what was searched and opened too long ago; gives how many rows."""
    before = timezone.localdate() - datetime.timedelta(days=KEPT_DAYS)
    return _forget(SearchDay, before) + _forget(SearchOpening, before)


@clock.chore("floods of searches thinned out")
def thin_out() -> int:
    """Keep of each of the last days what was asked most; gives how many rows went."""
    since = timezone.localdate() - datetime.timedelta(days=_LOOKED_BACK)
    gone = 0
    for model, often in ((SearchDay, "asked"), (SearchOpening, "opened")):
        days = model.objects.filter(day__gte=since).values("day").annotate(rows=Count("pk"))
        for day in days.filter(rows__gt=MOST_A_DAY).values_list("day", flat=True):
            rows = model.objects.filter(day=day).order_by(f"-{often}", "pk")
            beyond = list(rows.values_list("pk", flat=True)[MOST_A_DAY:])
            for start in range(0, len(beyond), _PIECE):
                model.objects.filter(pk__in=beyond[start : start + _PIECE]).delete()
            gone += len(beyond)
    return gone


@clock.chore("offered searches counted")
def count_offered_searches() -> int:
    """Keep true what offered searches find; gives how many changed."""
    if not cache.add("search-offered-counted", True, RECOUNT_EVERY):
        return 0
    return deciding.recount()


def _forget(model: type[SearchDay] | type[SearchOpening], before: datetime.date) -> int:
    """Delete rows of days before ``before``, some at a time so that nobody waits long."""
    forgotten = 0
    while rows := list(model.objects.filter(day__lt=before).values_list("pk", flat=True)[:_PIECE]):
        model.objects.filter(pk__in=rows).delete()
        forgotten += len(rows)
    return forgotten
