"""What the clock does for the register."""

from __future__ import annotations

from django.core.cache import cache
from django.utils import timezone

from cms.core import clock
from heritage.oral_history.register import domain, uploads

_A_DAY = 24 * 60 * 60


@clock.chore("urgency of the register")
def count_urgency() -> int:
    """A new year changes the points, and so the order; looked at once a day, gives how many."""
    today = timezone.localdate()
    if not cache.add(f"register-counted-{today}", True, timeout=_A_DAY):
        return 0
    return domain.recompute(year=today.year)


@clock.chore("lists for the register never confirmed")
def forget_lists() -> int:
    """Delete uploaded lists that waited for a day; gives how many."""
    return uploads.forget_old()


@clock.chore("contact and health on the register past their purpose")
def erase_details() -> int:
    """Delete contact and health of whoever was recorded or declined half a year ago."""
    return domain.erase_what_is_over(now=timezone.now())
