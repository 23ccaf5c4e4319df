"""Where memorial sites are, in templates."""

from __future__ import annotations

from urllib.parse import quote

from django import template

from heritage.memorials.models import MemorialSitePage

register = template.Library()


@register.filter
def degrees(value: float) -> str:
    """Degrees to five decimals (a metre), without nought at the end: ``36.65122``."""
    return f"{value:.5f}".rstrip("0").rstrip(".")


@register.filter
def geo_uri(site: MemorialSitePage) -> str:
    """Its address in the reader's own map app (RFC 5870); asks nothing of a web site.

    The query behind it is how apps on phones take a label.
    """
    point = f"{degrees(site.latitude)},{degrees(site.longitude)}"
    return f"geo:{point}?q={point}({quote(site.title)})"
