"""Events in the templates of other parts."""

from __future__ import annotations

from django import template
from django.utils import timezone

from heritage.memorials.events.showing import SHOWN_AT_A_SITE, cards, events_at
from heritage.memorials.models import MemorialSitePage

register = template.Library()


@register.inclusion_tag("heritage/memorials/parts/site_events.html")
def site_events(site: MemorialSitePage) -> dict:
    """Public events at a site: the next ones, and the latest that are over."""
    now = timezone.now()
    events = events_at(site)
    return {
        "to_come": cards(events.to_come(now)[:SHOWN_AT_A_SITE], now),
        "past": cards(events.past(now)[:SHOWN_AT_A_SITE], now),
    }
