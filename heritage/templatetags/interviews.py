"""Times of recordings in templates."""

from __future__ import annotations

from django import template

from heritage.oral_history import times

register = template.Library()


@register.filter
def clock(milliseconds: int) -> str:
    """``1:23``, from an hour on ``1:02:03``."""
    return times.clock(milliseconds)


@register.filter
def in_seconds(milliseconds: int) -> str:
    """As an address has it: ``83.5``."""
    return times.seconds(milliseconds)
