"""How records are worded on public pages."""

from __future__ import annotations

from django import template

from cms.core.dates import display_span

register = template.Library()

# The names under which records keep when they began and when they ended.
_ENDS = (("began", "ended"), ("formed", "dissolved"), ("founded", "ended"))


@register.filter
def years(record) -> str:
    """``1950—1953`` of a war, battle, unit, honour or team; empty where nothing is known."""
    for began, ended in _ENDS:
        first, last = getattr(record, began, None), getattr(record, ended, None)
        if first and first.year and last and last.year == first.year:
            return str(first.year)
        if first or last:
            return display_span(first, last) if last else first.display()
    return ""
