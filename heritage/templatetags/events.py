"""Events in the templates of other parts."""

from __future__ import annotations

from django import template
from django.urls import reverse
from django.utils import timezone

from cms.core.intake.models import PrivacyNotice
from heritage.memorials.events.showing import SHOWN_AT_A_SITE, cards, events_at
from heritage.memorials.models import JourneyRequest, MemorialSitePage, RollEntry

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


@register.inclusion_tag("heritage/memorials/parts/journey_link.html")
def journey_link(entry: RollEntry | None = None, site: MemorialSitePage | None = None) -> dict:
    """The way to ask to be taken to a grave far away; empty while requests are not taken.

    At a historic site nobody rests, so there is none. One query.
    """
    if site is not None and not site.is_martyrs_facility:
        return {"address": ""}
    if PrivacyNotice.objects.in_force(JourneyRequest.kind) is None:
        return {"address": ""}
    about = f"?entry={entry.pk}" if entry else f"?site={site.pk}" if site else ""
    return {"address": reverse("journey_request") + about}
