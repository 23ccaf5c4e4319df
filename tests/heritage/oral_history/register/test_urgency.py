"""Who is to be visited first, as the formula says."""

from __future__ import annotations

import pytest

from heritage.oral_history.enums import Health, RegisterState
from heritage.oral_history.register.urgency import HEALTH_POINTS, Band, band_of, urgency_of


@pytest.mark.parametrize(
    ("birth_year", "health", "battles", "points"),
    [
        (1926, Health.GOOD, 0, (60, 0, 0)),
        (1926, "", 0, (60, 10, 0)),
        (1926, Health.CRITICAL, 1, (60, 60, 5)),
        (1936, Health.ILL, 9, (40, 40, 20)),
        (1900, Health.FRAIL, 4, (80, 20, 20)),
        (1960, Health.GOOD, 0, (0, 0, 0)),
        (None, Health.GOOD, 2, (40, 0, 10)),
    ],
)
def test_points(birth_year, health, battles, points):
    urgency = urgency_of(birth_year=birth_year, health=health, battles=battles, year=2026)

    assert (urgency.age, urgency.health, urgency.battles) == points
    assert urgency.total == sum(points)


def test_every_state_of_health_has_points():
    assert set(HEALTH_POINTS) == {"", *Health}


def test_unknown_health_is_refused():
    with pytest.raises(KeyError):
        urgency_of(birth_year=1930, health="fine", battles=0, year=2026)


@pytest.mark.parametrize(
    ("state", "points", "band"),
    [
        (RegisterState.REGISTERED, 80, Band.AT_ONCE),
        (RegisterState.ASSIGNED, 79, Band.SOON),
        (RegisterState.VISITING, 50, Band.SOON),
        (RegisterState.REGISTERED, 49, Band.IN_TURN),
        (RegisterState.RECORDED, 0, Band.NONE),
        (RegisterState.DECLINED, 90, Band.NONE),
    ],
)
def test_bands(state, points, band):
    assert band_of(state, points) == band
