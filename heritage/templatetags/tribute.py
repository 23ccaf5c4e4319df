"""Tribute on the page of a site, a name on a roll or a person."""

from __future__ import annotations

from django import template

from cms.core.intake.models import PrivacyNotice
from heritage.memorials.enums import TributeKind
from heritage.memorials.models import ProxyTribute
from heritage.memorials.tributes.counting import totals_of
from heritage.memorials.tributes.honoured import honoured_thing
from heritage.memorials.tributes.proxying import paid_at
from heritage.memorials.tributes.wall import wall_of

register = template.Library()

SHOWN = 3


@register.inclusion_tag("heritage/memorials/tribute_panel.html")
def tribute_panel(thing) -> dict:
    """Ways to pay tribute, its totals, and the newest messages; nothing for the living.

    ``thing`` is a memorial site, an entry of a roll or a person; for one that
    tribute is not paid to, the panel is empty. Six queries at most.
    """
    found = honoured_thing(thing)
    if found is None:
        return {"honoured": None}
    return {
        "honoured": found,
        "kinds": TributeKind,
        "totals": totals_of(found),
        "messages": wall_of(found, size=SHOWN).messages,
        "by_proxy": paid_at(found) is not None
        and PrivacyNotice.objects.in_force(ProxyTribute.kind) is not None,
    }
