"""The Range header (RFC 9110, section 14)."""

from __future__ import annotations

import pytest

from media.streaming.ranges import Span, Unsatisfiable, requested

READ = {
    "bytes=0-0": [Span(0, 1)],
    "bytes=0-99": [Span(0, 100)],
    "bytes=10-1000": [Span(10, 100)],
    "bytes=10-": [Span(10, 100, is_open=True)],
    "bytes=-10": [Span(90, 100)],
    "bytes=-1000": [Span(0, 100)],
    "Bytes = 1-2": [Span(1, 3)],
    "bytes=0-1, 5-6": [Span(0, 2), Span(5, 7)],
    "bytes=0-1,200-300": [Span(0, 2)],
    "": [],
    "items=0-1": [],
    "bytes=": [],
    "bytes=-": [],
    "bytes=a-b": [],
    "bytes=5-1": [],
    "bytes=0-1,x": [],
    "bytes=" + ",".join(["0-0"] * 17): [],
}


@pytest.mark.parametrize("header", READ)
def test_what_is_asked_for(header):
    assert requested(header, 100) == READ[header]


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=100-200", "bytes=-0", "bytes=500-,600-"])
def test_what_cannot_be_given(header):
    with pytest.raises(Unsatisfiable):
        requested(header, 100)
