"""Whom to visit first: points for age, health and battles attested.

    points = age + health + battles

- age: two points for each year past 70, from 0 (70 and younger) to 80 (110);
  somebody whose birth is unknown counts as 90.
- health: well 0, not known 10, frail 20, ill 40, gravely ill 60.
- battles: five points for each battle the register attests, at the most 20:
  where few can still tell of it, a memory is rarer.

Whoever was recorded, declined or can no longer be recorded has no points.
Lists are ordered by the points and show the band only, for the points of a
known age and known battles would tell the health.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from heritage.oral_history.enums import Health, RegisterState

WAITING = (RegisterState.REGISTERED, RegisterState.ASSIGNED, RegisterState.VISITING)
"""The states in which somebody is still to be recorded."""

YOUNGEST, OLDEST, ASSUMED_AGE = 70, 110, 90
POINTS_A_YEAR, POINTS_A_BATTLE, MOST_FOR_BATTLES = 2, 5, 20
HEALTH_POINTS = {
    "": 10,
    Health.GOOD: 0,
    Health.FRAIL: 20,
    Health.ILL: 40,
    Health.CRITICAL: 60,
}
FROM_AT_ONCE, FROM_SOON = 80, 50


class Band(models.TextChoices):
    """How pressing it is, as lists show it."""

    AT_ONCE = "at_once", _("at once")
    SOON = "soon", _("soon")
    IN_TURN = "in_turn", _("in turn")
    NONE = "none", _("not waiting")


@dataclass(frozen=True, slots=True, kw_only=True)
class Urgency:
    """The points of an entry by what gave them."""

    age: int
    health: int
    battles: int

    @property
    def total(self) -> int:
        """All points."""
        return self.age + self.health + self.battles


def urgency_of(*, birth_year: int | None, health: str, battles: int, year: int) -> Urgency:
    """The points in ``year``; ``battles`` is how many are attested.

    Raises ``KeyError`` for a state of health that is none of :class:`Health`.
    """
    age = ASSUMED_AGE if birth_year is None else year - birth_year
    return Urgency(
        age=POINTS_A_YEAR * (min(max(age, YOUNGEST), OLDEST) - YOUNGEST),
        health=HEALTH_POINTS[health],
        battles=min(POINTS_A_BATTLE * battles, MOST_FOR_BATTLES),
    )


def band_of(state: str, points: int) -> Band:
    """The band of an entry in a state with so many points."""
    if state not in WAITING:
        return Band.NONE
    if points >= FROM_AT_ONCE:
        return Band.AT_ONCE
    return Band.SOON if points >= FROM_SOON else Band.IN_TURN


def in_band(band: str) -> models.Q:
    """Entries of a band, for a filter. Raises ``ValueError`` for what is no band."""
    band = Band(band)
    waiting = models.Q(state__in=WAITING)
    if band == Band.NONE:
        return ~waiting
    if band == Band.AT_ONCE:
        return waiting & models.Q(urgency__gte=FROM_AT_ONCE)
    if band == Band.SOON:
        return waiting & models.Q(urgency__gte=FROM_SOON, urgency__lt=FROM_AT_ONCE)
    return waiting & models.Q(urgency__lt=FROM_SOON)
