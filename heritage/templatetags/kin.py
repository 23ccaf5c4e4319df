"""Kin search on the page of a name."""

from __future__ import annotations

from django import template

from cms.core.intake.models import PrivacyNotice
from heritage.memorials.models import KinLead, RollEntry

register = template.Library()


@register.inclusion_tag("heritage/memorials/leads/kin_panel.html")
def kin_panel(entry: RollEntry) -> dict:
    """The way to tell what one knows about somebody, and the poster where kin are sought.

    One query; empty while leads are not taken.
    """
    is_open = PrivacyNotice.objects.in_force(KinLead.kind) is not None
    return {"entry": entry if is_open else None}
