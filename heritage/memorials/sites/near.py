"""Where a reader is or asks from, and which sites are near."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import cos, radians

from django.core.exceptions import BadRequest
from django.http import HttpRequest
from django.utils.translation import gettext as _

from heritage.memorials.coordinates import Point, chord, geocentric, metres
from heritage.memorials.models import MemorialSitePage
from heritage.memorials.sites.centres import centre_of
from heritage.memorials.sites.rows import SiteRow
from heritage.people.models import Place
from heritage.people.models.places import ABOVE

SHOWN = 5
_RINGS = (0.5, 5.0)
"""Degrees to each side in which neighbours are looked for: some 50 km, then some 500."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Start:
    """From where distances are told: a place somebody chose, or where they stand."""

    point: Point
    place: Place | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Near:
    """A site and how far it is, in metres along the ground."""

    site: MemorialSitePage
    metres: float

    @property
    def distance(self) -> str:
        """In words; ``about`` where the site is only roughly located."""
        return distance_words(self.metres, rough=self.site.location_is_rough)


def distance_words(distance: float, *, rough: bool = False) -> str:
    """``850 m``, ``3.2 km``, ``128 km``; with ``about`` before it where it is rough."""
    if distance < 1000 and not rough:
        words = _("%(number)s m") % {"number": round(distance / 10) * 10}
    elif distance < 100_000:
        number = f"{distance / 1000:.0f}" if rough else f"{distance / 1000:.1f}"
        words = _("%(number)s km") % {"number": number}
    else:
        words = _("%(number)s km") % {"number": f"{distance / 1000:.0f}"}
    return _("about %(distance)s") % {"distance": words} if rough else words


def start_of(request: HttpRequest) -> Start | None:
    """Where the address asks from: ``near=36.65,117.12``, or ``from`` with a place.

    A place is named by its slug or by its name. Raises ``BadRequest`` for what is
    no point on the Earth; a place nobody knows, or one without a point, is None.
    """
    if text := request.GET.get("near", ""):
        return Start(point=_point(text))
    words = request.GET.get("from", "").strip()
    if not words or len(words) > 60 or "\x00" in words:
        return None
    place = place_called(words)
    point = centre_of(place) if place else None
    return Start(point=point, place=place) if point else None


def place_called(words: str) -> Place | None:
    """The place with that slug or that name: the widest, where several have it."""
    places = Place.objects.select_related(ABOVE).order_by("path")
    found = places.filter(slug=words).first()
    found = found or _widest(places.filter(name=words))
    return found or (_widest(places.filter(name__startswith=words)) if len(words) > 1 else None)


def sort_by_distance(rows: Iterable[SiteRow], point: Point) -> list[SiteRow]:
    """Located rows, the nearest first; the others behind them in their order."""
    rows = list(rows)
    here = geocentric(point)
    located = [row for row in rows if row.xyz is not None]
    located.sort(key=lambda row: chord(here, row.xyz))
    return located + [row for row in rows if row.xyz is None]


def neighbours(site: MemorialSitePage, *, shown: int = SHOWN) -> list[Near]:
    """The nearest public sites, by true distance; none where this one is not located."""
    point = site.point
    if point is None:
        return []
    found: list[tuple[int, float, float]] = []
    for degrees in _RINGS:
        found = list(_around(site, point, degrees))
        if len(found) >= shown:
            break
    here = geocentric(point)
    found.sort(key=lambda row: chord(here, geocentric(Point(row[1], row[2]))))
    nearest = {pk: metres(point, Point(north, east)) for pk, north, east in found[: shown * 2]}
    best = sorted(nearest, key=nearest.__getitem__)[:shown]
    pages = MemorialSitePage.objects.published().select_related("place").in_bulk(best)
    return [Near(site=pages[pk], metres=nearest[pk]) for pk in best if pk in pages]


def _around(site: MemorialSitePage, point: Point, degrees: float):
    # Meridians draw together towards the poles; past 85° nobody builds memorials.
    wide = degrees / max(cos(radians(point.latitude)), 0.1)
    return (
        MemorialSitePage.objects.published()
        .located()
        .exclude(pk=site.pk)
        .filter(
            latitude__range=(point.latitude - degrees, point.latitude + degrees),
            longitude__range=(point.longitude - wide, point.longitude + wide),
        )
        .order_by()
        .values_list("pk", "latitude", "longitude")
    )


def _point(text: str) -> Point:
    parts = text.split(",")
    try:
        north, east = (float(part) for part in parts) if len(text) <= 40 else ()
    except ValueError as error:
        raise BadRequest(_("A point must be like 36.65,117.12.")) from error
    if not (abs(north) <= 90 and abs(east) <= 180):
        raise BadRequest(_("A point must be like 36.65,117.12."))
    return Point(north, east)


def _widest(places) -> Place | None:
    found = list(places[:50])
    return min(found, key=lambda place: (place.depth, place.code), default=None)
