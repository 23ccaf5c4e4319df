"""Coordinates of every datum become WGS-84; distances are true."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heritage.memorials.coordinates import (
    Point,
    chord,
    from_wgs84,
    geocentric,
    look_swapped,
    metres,
    to_wgs84,
)
from heritage.memorials.enums import Datum

SHIFTED = [Datum.GCJ02, Datum.BD09]
mainland = st.tuples(st.floats(18.5, 53), st.floats(74, 134))


@settings(max_examples=60)
@given(at=mainland, datum=st.sampled_from(SHIFTED))
def test_there_and_back_is_the_same_place(at, datum):
    place = Point(*at)
    assert metres(to_wgs84(*from_wgs84(place, datum), datum), place) < 0.1


def test_the_published_example_of_the_shift():
    # Tiananmen: WGS-84 39.908722, 116.397499 is shown at 39.91013, 116.40374 in GCJ-02.
    shown = from_wgs84(Point(39.908722, 116.397499), Datum.GCJ02)
    assert (round(shown.latitude, 4), round(shown.longitude, 4)) == (39.9101, 116.4037)


@pytest.mark.parametrize("datum", [Datum.CGCS2000, Datum.WGS84])
def test_what_is_not_shifted_stays(datum):
    assert to_wgs84(36.65, 117.12, datum) == Point(36.65, 117.12)


def test_abroad_nothing_is_shifted():
    assert to_wgs84(55.75, 37.62, Datum.GCJ02) == Point(55.75, 37.62)


def test_nowhere_is_refused():
    with pytest.raises(ValueError, match="nowhere"):
        to_wgs84(116.4, 39.9, Datum.CGCS2000)


@pytest.mark.parametrize(
    ("latitude", "longitude", "swapped"),
    [
        (116.4, 39.9, True),
        (87.6, 43.8, True),
        (39.9, 116.4, False),
        (43.8, 87.6, False),
        (55.75, 37.62, False),
    ],
)
def test_swapped_coordinates_are_noticed(latitude, longitude, swapped):
    assert look_swapped(latitude, longitude) is swapped


def test_a_distance_everybody_knows():
    # A minute of latitude at 45° is 1,852 m to within a metre: the nautical mile.
    assert metres(Point(45, 100), Point(45 + 1 / 60, 100)) == pytest.approx(1852.2, abs=0.2)


@settings(max_examples=40)
@given(here=mainland, others=st.lists(mainland, min_size=2, max_size=6))
def test_straight_lines_sort_as_geodesics_do(here, others):
    start = Point(*here)
    by_chord = sorted(others, key=lambda at: chord(geocentric(start), geocentric(Point(*at))))
    true = [metres(start, Point(*at)) for at in by_chord]
    assert all(later >= earlier * 0.998 for earlier, later in pairwise(true))
