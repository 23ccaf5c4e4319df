"""The base map that maps of sites are drawn on; by default there is none, and no map.

A base map comes from a source that may lawfully be shown to the public, and its
审图号 is shown on it. ``docs/memorials.md`` explains each setting.
"""

from __future__ import annotations

import os
import re
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from .environment import positive_int

TIANDITU = "https://t{s}.tianditu.gov.cn"
_TIANDITU_LAYERS = ("vec", "cva")
_DATUMS = ("cgcs2000", "wgs84", "gcj02")
_KEY = re.compile(r"[0-9A-Za-z]{16,64}")


def _text(name: str) -> str:
    return os.environ.get(name, "").strip()


def base_map() -> dict | None:
    """What was configured: addresses of tiles, hosts, 审图号, attribution, datum, deepest zoom.

    None where nothing was. Raises ``ImproperlyConfigured`` for a map without a
    审图号, for two sources at once, and for what is no address of tiles.
    """
    key, tiles = _text("MAP_TIANDITU_KEY"), _text("MAP_TILES")
    if not key and not tiles:
        return None
    if key and tiles:
        raise ImproperlyConfigured("Set MAP_TIANDITU_KEY or MAP_TILES, not both")
    number = _text("MAP_REVIEW_NUMBER")
    if not number:
        raise ImproperlyConfigured("MAP_REVIEW_NUMBER (审图号) must be set: it is shown on the map")
    if key:
        if not _KEY.fullmatch(key):
            raise ImproperlyConfigured("MAP_TIANDITU_KEY must be letters and figures")
        urls, hosts, datum = _tianditu(key), ["https://*.tianditu.gov.cn"], "cgcs2000"
        attribution = _text("MAP_ATTRIBUTION") or "天地图"
    else:
        urls, hosts, datum = [tiles], _hosts(tiles), _text("MAP_DATUM") or "wgs84"
        attribution = _text("MAP_ATTRIBUTION")
        if not attribution:
            raise ImproperlyConfigured("MAP_ATTRIBUTION must say whose map MAP_TILES is")
    if datum not in _DATUMS:
        raise ImproperlyConfigured(f"MAP_DATUM must be one of {', '.join(_DATUMS)}, not {datum!r}")
    return {
        "tiles": urls,
        "subdomains": "01234567" if key else "abc",
        "hosts": hosts,
        "review_number": number,
        "attribution": attribution,
        "datum": datum,
        "max_zoom": positive_int("MAP_MAX_ZOOM", default=18),
    }


def _tianditu(key: str) -> list[str]:
    return [
        f"{TIANDITU}/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}"
        "&STYLE=default&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}"
        f"&tk={key}"
        for layer in _TIANDITU_LAYERS
    ]


def _hosts(tiles: str) -> list[str]:
    """Sources for the policy that lets pictures of the tiles in; none for this site's own."""
    if not all(part in tiles for part in ("{z}", "{x}", "{y}")):
        raise ImproperlyConfigured("MAP_TILES must hold {z}, {x} and {y}")
    if tiles.startswith("/") and not tiles.startswith("//"):
        return []
    parts = urlsplit(tiles)
    if parts.scheme != "https" or not parts.netloc or set(parts.netloc) & set(" ;,'\""):
        raise ImproperlyConfigured("MAP_TILES must be https://host/{z}/{x}/{y}.png or /path/…")
    host = parts.netloc
    if "{" in host:
        _label, _dot, rest = host.partition(".")
        if "{" in rest or "." not in rest:
            raise ImproperlyConfigured("In MAP_TILES only the first part of the host may vary")
        host = f"*.{rest}"
    return [f"https://{host}"]


BASE_MAP = base_map()

__all__ = ["BASE_MAP"]
