"""A poster to find somebody's kin: the name, what is known, and where to tell what one knows."""

from __future__ import annotations

from django.utils.translation import gettext as _

from cms.core.models import SiteSettings
from cms.core.print.poster import Poster, draw_poster
from heritage.memorials.leads.listing import resting_places
from heritage.memorials.models import RollEntry


def known(entry: RollEntry) -> list[tuple[str, str]]:
    """What is known of somebody that may tell their kin: label and words, as they are written."""
    rows = (
        (_("Native place"), entry.native_place_written),
        (_("Born"), entry.birth_written),
        (_("Joined the forces"), entry.enlisted_written),
        (_("Unit and post"), entry.unit_written),
        (_("Fell"), entry.death_written),
        (_("Place"), entry.death_place_written),
        (_("Rests at"), resting_places([entry]).get(entry.site_id, entry.grave_written)),
    )
    return [(str(label), words) for label, words in rows if words]


def poster(entry: RollEntry, *, address: str, site: SiteSettings) -> bytes:
    """The poster as PNG, 1080 x 1800 pixels; ``address`` is where its QR code leads."""
    words = "；".join(f"{label}：{text}" for label, text in known(entry))
    return draw_poster(
        Poster(
            title=_("Looking for the kin of %(name)s") % {"name": entry.name},
            deck=words,
            site_name=site.site_name,
            strapline=_("Do you know something? Scan the code to tell us."),
            url=address,
            label=_("Sample") if entry.roll.is_sample else "",
        )
    )
