"""The list of sites as a reader narrows, sorts and pages it; the address is the whole state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from operator import attrgetter

from django.core.exceptions import BadRequest
from django.core.paginator import EmptyPage, Page, Paginator
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from cms.core.listing import (
    MAX_OPTIONS,
    FilterGroup,
    Option,
    SortLink,
    active_filters,
    chosen_values,
    page_number,
    query_without,
    sort_links,
    toggled,
)
from heritage.memorials.coordinates import metres
from heritage.memorials.enums import DesignationKind, DesignationLevel, SiteKind
from heritage.memorials.models import MemorialIndexPage, MemorialSitePage
from heritage.memorials.sites.near import Start, distance_words, sort_by_distance, start_of
from heritage.memorials.sites.rows import SiteRow, place_counts, rows_of
from heritage.people.models import Conflict, Place
from heritage.people.models.places import ABOVE
from heritage.people.place_tree import PlaceTree, place_asked, place_tree

PER_PAGE = 20
_LEVELS = {level: rank for rank, level in enumerate(DesignationLevel.values)}
_NO_LEVEL = len(_LEVELS)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Facet:
    """What a list of rows can be narrowed by; ``labels`` gives words for the values shown."""

    title: str
    values: Callable[[SiteRow], tuple[str, ...]]
    labels: Callable[[Collection[str]], Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A site in a list; ``distance`` is empty where nobody asked how far it is."""

    site: MemorialSitePage
    distance: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What the page of the section shows of its sites."""

    page_obj: Page
    cards: tuple[Card, ...]
    rows: Sequence[SiteRow]
    total: int
    located: int
    filters: tuple[FilterGroup, ...]
    sorts: tuple[SortLink, ...]
    tree: PlaceTree
    unplaced: int
    start: Start | None
    asked_from: str
    clear_url: str
    away_url: str

    def context(self) -> dict:
        """The names the templates use."""
        return {
            "page_obj": self.page_obj,
            "cards": self.cards,
            "total": self.total,
            "filters": self.filters,
            "active_filters": self.active(),
            "sorts": self.sorts,
            "tree": self.tree,
            "unplaced": self.unplaced,
            "start": self.start,
            "asked_from": self.asked_from,
            "clear_url": self.clear_url,
            "away_url": self.away_url,
        }

    def active(self) -> list[dict[str, str]]:
        """What narrows the list, each with the address that takes it off."""
        return self.tree.active + active_filters(self.filters)


def find(index: MemorialIndexPage, request: HttpRequest) -> Found:
    """The sites of ``index`` as the address asks for them.

    Several values in one facet widen, facets narrow; the counts of a facet
    ignore its own choice, those of the tree the place. Raises ``BadRequest``
    for what no list has, ``Http404`` for a place or a page there is not.
    """
    params = request.GET
    all_rows = rows_of(index)
    place = place_asked(params)
    facets = _facets()
    chosen = {name: chosen_values(params, name) for name in facets}
    start = start_of(request)

    narrowed = _narrow(all_rows, facets, chosen)
    rows = _within(narrowed, place)
    order = params.get("sort") or ("distance" if start else "name")
    orders = _orders(start)
    if order not in orders:
        raise BadRequest(_("There is no such sort order."))
    if order == "distance":
        rows = sort_by_distance(rows, start.point)
    elif order == "level":
        rows = sorted(rows, key=_level)
    page_obj = _page(request, rows)
    in_place = _within(all_rows, place)
    return Found(
        page_obj=page_obj,
        cards=_cards(page_obj.object_list, start, nearest_first=order == "distance"),
        rows=rows,
        total=len(rows),
        located=sum(row.point is not None for row in rows),
        filters=tuple(
            _group(
                params,
                name,
                facet,
                _narrow(in_place, facets, chosen, but=name) if chosen[name] else rows,
                chosen,
            )
            for name, facet in facets.items()
        ),
        sorts=sort_links(params, orders, current=order, default=next(iter(orders))),
        tree=_tree(params, narrowed, place),
        unplaced=sum(not row.place_path for row in narrowed) if place is None else 0,
        start=start,
        asked_from=params.get("from", "").strip()[:60],
        clear_url="?" + query_without(params, "page", "place", *facets).urlencode(),
        away_url="?" + query_without(params, "page", "near", "from", "sort").urlencode(),
    )


def _within(rows: list[SiteRow], place: Place | None) -> list[SiteRow]:
    return rows if place is None else [row for row in rows if place.pk in row.place_path]


def _facets() -> dict[str, _Facet]:
    return {
        "kind": _Facet(
            title=_("Kind"),
            values=attrgetter("kinds"),
            labels=lambda _values: dict(SiteKind.choices),
        ),
        "level": _Facet(
            title=_("Level of the martyrs' facility"),
            values=attrgetter("levels"),
            labels=lambda _values: dict(DesignationLevel.choices),
        ),
        "list": _Facet(
            title=_("Designations"),
            values=attrgetter("lists"),
            labels=lambda _values: dict(DesignationKind.choices),
        ),
        "war": _Facet(title=_("War"), values=attrgetter("conflicts"), labels=_war_names),
    }


def _war_names(slugs: Collection[str]) -> dict[str, str]:
    found = Conflict.objects.published().filter(slug__in=slugs)
    return dict(found.values_list("slug", "name"))


def _narrow(rows, facets, chosen, *, but: str = "") -> list[SiteRow]:
    for name, facet in facets.items():
        wanted = frozenset(chosen[name])
        if wanted and name != but:
            rows = [row for row in rows if not wanted.isdisjoint(facet.values(row))]
    return rows


def _group(params, name, facet, rows, chosen) -> FilterGroup:
    counts = Counter(chain.from_iterable(map(facet.values, rows)))
    for value in chosen[name]:
        counts.setdefault(value, 0)
    labels = facet.labels(counts.keys())
    return FilterGroup(
        name=name,
        title=facet.title,
        options=tuple(
            Option(
                value=value,
                label=str(labels.get(value, value)),
                count=count,
                chosen=value in chosen[name],
                url=toggled(params, name, value),
            )
            for value, count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
        )[:MAX_OPTIONS],
        clear_url=f"?{query_without(params, name, 'page').urlencode()}",
    )


def _orders(start: Start | None) -> dict[str, str]:
    orders = {"name": _("By pinyin"), "level": _("By level")}
    return {"distance": _("Nearest first"), **orders} if start else orders


def _level(row: SiteRow) -> int:
    return min((_LEVELS[level] for level in row.levels), default=_NO_LEVEL)


def _page(request: HttpRequest, rows: Sequence[SiteRow]) -> Page:
    try:
        return Paginator(rows, PER_PAGE).page(page_number(request))
    except EmptyPage as error:
        raise Http404(_("There is no such page.")) from error


def _cards(
    rows: Iterable[SiteRow], start: Start | None, *, nearest_first: bool
) -> tuple[Card, ...]:
    rows = list(rows)
    pages = (
        MemorialSitePage.objects.filter(pk__in=[row.pk for row in rows])
        .select_related("cover", f"place__{ABOVE}")
        .prefetch_related("cover__renditions", "designations", "closures")
        .in_bulk()
    )
    shown = [(pages[row.pk], row) for row in rows if row.pk in pages]
    if start is None:
        return tuple(Card(site=site) for site, _row in shown)
    far = {row.pk: metres(start.point, row.point) for _site, row in shown if row.point}
    if nearest_first:
        shown.sort(key=lambda pair: far.get(pair[1].pk, float("inf")))
    return tuple(
        Card(
            site=site,
            distance=(
                distance_words(far[row.pk], rough=site.location_is_rough) if row.pk in far else ""
            ),
        )
        for site, row in shown
    )


def _tree(params, rows: Sequence[SiteRow], here: Place | None) -> PlaceTree:
    counts = place_counts(rows)
    below = Place.objects.filter(parent=here, pk__in=counts.keys())
    return place_tree(params, here=here, parts=below, counts=counts)
