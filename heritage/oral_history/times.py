"""Moments of a time line as readers and addresses write them; integer milliseconds inside."""

from __future__ import annotations

import re

from media.formats.clock import clock as _hours

_LONGEST_MS = 100 * 3600 * 1000
_SECONDS = re.compile(r"(?:npt:)?([0-9]{1,6})(?:\.([0-9]{1,6}))?s?", re.ASCII)
_CLOCK = re.compile(
    r"(?:npt:)?(?:([0-9]{1,3}):)?([0-9]{1,2}):([0-5]?[0-9])(?:\.([0-9]{1,6}))?", re.ASCII
)


def clock(milliseconds: int) -> str:
    """A time as it is read: ``1:23``, from an hour on ``1:02:03``."""
    hours, minutes, rest = _hours(milliseconds).split(":")
    return f"{int(hours)}:{minutes}:{rest}" if int(hours) else f"{int(minutes)}:{rest}"


def seconds(milliseconds: int) -> str:
    """A time in seconds as an address has it: ``83.5``, ``84``."""
    whole, rest = divmod(milliseconds, 1000)
    return f"{whole}.{rest:03}".rstrip("0") if rest else str(whole)


def iso_duration(milliseconds: int) -> str:
    """A length of time after ISO 8601: ``PT1H2M3S``."""
    hours, minutes, rest = (int(part) for part in _hours(milliseconds).split(":"))
    return f"PT{hours}H{minutes}M{rest}S"


def moment_url(url: str, start_ms: int) -> str:
    """Where a moment opens (W3C Media Fragments URI 1.0, 4.2.1): ``…#t=83.5``."""
    return f"{url}#t={seconds(start_ms)}"


def parse_time(text: str) -> int:
    """A time as an address gives it: ``754``, ``83.5``, ``12:34``, ``1:02:03.5``.

    Raises ``ValueError`` for anything else and for what is longer than a hundred hours.
    """
    text = text.strip()
    if found := _SECONDS.fullmatch(text):
        parts = (0, 0, int(found[1]), found[2])
    elif found := _CLOCK.fullmatch(text):
        parts = (int(found[1] or 0), int(found[2]), int(found[3]), found[4])
    else:
        raise ValueError(f"not a time: {text!r}")
    hours, minutes, whole, fraction = parts
    time_ms = ((hours * 60 + minutes) * 60 + whole) * 1000 + int((fraction or "").ljust(3, "0")[:3])
    if time_ms > _LONGEST_MS:
        raise ValueError(f"too long a time: {text!r}")
    return time_ms
