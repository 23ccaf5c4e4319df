"""Sites on a map, where the operator of the site has configured a lawful base map."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from heritage.memorials.coordinates import from_wgs84
from heritage.memorials.enums import Datum
from heritage.memorials.models import MemorialSitePage
from heritage.memorials.sites.rows import SiteRow


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseMap:
    """A base map: where its tiles are, whose it is, and the 审图号 shown on it.

    ``hosts`` are what the Content-Security-Policy has to let pictures in from;
    ``datum`` is what the tiles are drawn in.
    """

    tiles: tuple[str, ...]
    subdomains: str
    hosts: tuple[str, ...]
    review_number: str
    attribution: str
    datum: Datum
    max_zoom: int


def base_map() -> BaseMap | None:
    """The configured base map, or None: then there is no map anywhere."""
    given = settings.BASE_MAP
    if given is None:
        return None
    return BaseMap(
        **{
            **given,
            "tiles": tuple(given["tiles"]),
            "hosts": tuple(given["hosts"]),
            "datum": Datum(given["datum"]),
        }
    )


def points(rows: Iterable[SiteRow], drawn_in: Datum, request) -> list[dict]:
    """Located sites as a map marks them, converted to what it is drawn in; one query."""
    located = {row.pk: row.point for row in rows if row.point is not None}
    pages = MemorialSitePage.objects.filter(pk__in=located).only("title", "url_path", "path")
    found = []
    for page in pages.order_by("path"):
        shown = from_wgs84(located[page.pk], drawn_in)
        found.append(
            {
                "id": page.pk,
                "at": [shown.latitude, shown.longitude],
                "title": page.title,
                "url": page.get_url(request),
            }
        )
    return found
