"""Moments as readers and addresses write them."""

from __future__ import annotations

import pytest

from heritage.oral_history.times import clock, iso_duration, moment_url, parse_time, seconds


@pytest.mark.parametrize(
    ("text", "ms"),
    [
        ("754", 754_000),
        ("83.5", 83_500),
        ("0.0019", 1),
        ("12:34", 754_000),
        ("1:02:03.25", 3_723_250),
        ("npt:10", 10_000),
        ("90s", 90_000),
    ],
)
def test_a_time_is_read(text, ms):
    assert parse_time(text) == ms


@pytest.mark.parametrize(
    "text", ["", "noon", "-5", "1:99", "1:2:3:4", "１２", "9999999", "999:00:00", "5e3"]
)
def test_what_is_no_time_is_refused(text):
    with pytest.raises(ValueError, match="time"):
        parse_time(text)


def test_a_time_is_written():
    assert [clock(ms) for ms in (0, 83_999, 3_723_000)] == ["0:00", "1:23", "1:02:03"]
    assert [seconds(ms) for ms in (0, 83_500, 84_000, 1)] == ["0", "83.5", "84", "0.001"]
    assert iso_duration(3_723_000) == "PT1H2M3S"
    assert moment_url("/a/", 83_500) == "/a/#t=83.5"
