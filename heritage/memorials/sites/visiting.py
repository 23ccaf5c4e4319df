"""Whether a site is open to visitors on a day, as far as closures were announced."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from heritage.memorials.models import MemorialSitePage, SiteClosure


@dataclass(frozen=True, slots=True, kw_only=True)
class Closures:
    """Closures of a site as of a day; those that are over are in neither."""

    now: tuple[SiteClosure, ...]
    to_come: tuple[SiteClosure, ...]

    def __bool__(self) -> bool:
        return bool(self.now or self.to_come)


def closures_of(site: MemorialSitePage, day: datetime.date) -> Closures:
    """The closures of ``site`` that hold on ``day`` or come after it, the first first."""
    known = sorted(_lasting(site.closures.all(), day), key=lambda closure: closure.since)
    return Closures(
        now=tuple(closure for closure in known if closure.since <= day),
        to_come=tuple(closure for closure in known if closure.since > day),
    )


def _lasting(closures: Iterable[SiteClosure], day: datetime.date) -> list[SiteClosure]:
    # A preview may hold a closure whose first day is not written yet.
    return [
        closure
        for closure in closures
        if closure.since and (closure.until is None or closure.until >= day)
    ]
