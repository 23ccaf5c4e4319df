"""What finding sites needs of each of them, held in memory: 4,000 sites are 4,000 short rows.

Kinds are a set, places a tree, distances depend on the reader; counting them
in Python takes milliseconds, in the database a query for each number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from cms.core.stamp import kept
from heritage.memorials.coordinates import Point, geocentric
from heritage.memorials.enums import DesignationKind
from heritage.memorials.models import MemorialIndexPage, SiteDesignation
from heritage.people.models.trees import SEPARATOR


class SiteRow(NamedTuple):
    """A site as it is narrowed, counted and sorted; ``place_path`` is the place's line of keys.

    ``levels`` are those of its designations as a martyrs' facility, ``lists`` the
    kinds of all its designations, ``conflicts`` slugs. ``xyz`` are metres from the
    centre of the Earth, None where it is not located.
    """

    pk: int
    slug: str
    kinds: tuple[str, ...]
    levels: tuple[str, ...]
    lists: tuple[str, ...]
    place_path: tuple[int, ...]
    conflicts: tuple[str, ...]
    latitude: float | None
    longitude: float | None
    xyz: tuple[float, float, float] | None

    @property
    def point(self) -> Point | None:
        """Where it is, if that is known."""
        return Point(self.latitude, self.longitude) if self.xyz is not None else None


def rows_of(index: MemorialIndexPage) -> list[SiteRow]:
    """The live sites below ``index``, by slug, which is the order of the pinyin."""
    # Plain tuples are taken out of the cache ten times faster than objects.
    found = kept(f"memorials:{index.pk}:rows", lambda: [tuple(row) for row in _read(index)])
    return [SiteRow._make(row) for row in found]


def place_counts(rows: Iterable[SiteRow]) -> Counter[int]:
    """How many sites lie in each place, what lies in it included."""
    return Counter(pk for row in rows for pk in row.place_path)


def _read(index: MemorialIndexPage) -> list[SiteRow]:
    sites = index.sites()
    named: dict[int, list[tuple[str, str]]] = defaultdict(list)
    designations = SiteDesignation.objects.filter(site__in=sites.values("pk"))
    for pk, kind, level in designations.values_list("site", "kind", "level"):
        named[pk].append((kind, level))
    wars: dict[int, set[str]] = defaultdict(set)
    for relation in ("conflicts", "battles__conflict"):
        live = {f"{relation}__live": True}
        if relation != "conflicts":
            live["battles__live"] = True
        linked = sites.filter(**live).order_by()
        for pk, slug in linked.values_list("pk", f"{relation}__slug"):
            wars[pk].add(slug)
    columns = ("pk", "slug", "kinds", "place__path", "latitude", "longitude")
    return [
        _row(pk, slug, kinds, path, latitude, longitude, named[pk], wars[pk])
        for pk, slug, kinds, path, latitude, longitude in sites.order_by("slug", "pk")
        .values_list(*columns)
        .iterator()
    ]


def _row(pk, slug, kinds, path, latitude, longitude, designations, wars) -> SiteRow:
    is_located = latitude is not None and longitude is not None
    levels = [level for kind, level in designations if kind == DesignationKind.MARTYRS]
    return SiteRow(
        pk=pk,
        slug=slug,
        kinds=tuple(kinds),
        levels=tuple(dict.fromkeys(levels)),
        lists=tuple(dict.fromkeys(kind for kind, _level in designations)),
        place_path=tuple(
            int(part) for part in (path or "").strip(SEPARATOR).split(SEPARATOR) if part
        ),
        conflicts=tuple(sorted(wars)),
        latitude=latitude,
        longitude=longitude,
        xyz=geocentric(Point(latitude, longitude)) if is_located else None,
    )
