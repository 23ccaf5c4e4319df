"""What the pages of memorial sites show to whoever asks."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from cms.core.models import SiteSettings
from cms.core.presenting import present
from cms.core.stamp import kept
from heritage.memorials.enums import SitePersonPart
from heritage.memorials.models import (
    ExhibitionPage,
    MemorialIndexPage,
    MemorialSitePage,
)
from heritage.memorials.sites.finding import find
from heritage.memorials.sites.mapped import base_map
from heritage.memorials.sites.names import has_names
from heritage.memorials.sites.near import neighbours
from heritage.memorials.sites.visiting import closures_of
from heritage.people.citing import cite_page
from heritage.people.models.facts import live_names
from heritage.people.models.told import event_years, span, spans, unit_names
from media.access import access_to
from media.sources import sources_for
from search.engines.base import SearchDocument


class MemorialIndexPresenter:
    """The section: its sites, its exhibitions, the way to the rolls."""

    def context(self, page: MemorialIndexPage, request: HttpRequest) -> dict[str, Any]:
        """Sites narrowed and sorted as the address says; exhibitions where nothing is narrowed."""
        found = find(page, request)
        is_whole = not found.active() and found.start is None and found.page_obj.number == 1
        return {
            **found.context(),
            "exhibitions": _exhibitions_below(page) if is_whole else [],
            "has_names": kept("memorials:names", has_names),
            "map_url": _map_url(page, request) if found.located else "",
        }

    def document(self, page: MemorialIndexPage, document: SearchDocument) -> SearchDocument:
        """As it is; the section itself is not searched."""
        return document

    def json_ld(self, page: MemorialIndexPage, request: HttpRequest) -> dict[str, Any]:
        """Nothing beyond what every page says."""
        return {}


class MemorialSitePresenter:
    """Pages of sites."""

    def context(self, page: MemorialSitePage, request: HttpRequest) -> dict[str, Any]:
        """What a visitor must know, whom and what it commemorates, what is near."""
        organisation = page.organisation
        updated = page.last_published_at
        return {
            "organisation": organisation if organisation and organisation.live else None,
            "closures": closures_of(page, timezone.localdate()),
            "designations": list(page.designations.all()),
            "people": people_by_part(page),
            "units": [link.unit for link in page.unit_links.all() if link.unit.live],
            "wars": [war for war in page.conflicts.all() if war.live],
            "battles": [battle for battle in page.battles.all() if battle.live],
            "pictures": [link for link in page.images.all() if link.image_id],
            "recordings": _recordings(page, request),
            "exhibitions": _exhibitions_below(page) if page.pk else [],
            "rolls": list(page.rolls.filter(live=True)) if page.pk else [],
            "nearby": neighbours(page) if page.pk else [],
            "map_url": _site_map_url(page),
            "share_url": request.build_absolute_uri(page.get_url(request)),
            "related": page.related(),
            "citation": cite_page(
                title=page.title,
                host=SiteSettings.for_request(request).host_org,
                url=request.build_absolute_uri(page.get_url(request)),
                updated=timezone.localtime(updated).date() if updated else None,
                visited=timezone.localdate(),
            ),
        }

    def document(self, page: MemorialSitePage, document: SearchDocument) -> SearchDocument:
        """With its names, its place, whom and what it commemorates and how it is protected."""
        place = page.place
        people = [link.person for link in page.person_links.all() if link.person.live]
        units = [link.unit for link in page.unit_links.all() if link.unit.live]
        battles = [battle for battle in page.battles.all() if battle.live]
        wars = list(page.conflicts.all())
        names = tuple(dict.fromkeys(person.name for person in people))
        told = [
            span(page.built),
            *(event_years(battle, battle.conflict) for battle in battles),
            *(event_years(None, war) for war in wars),
        ]
        lines = [
            "、".join(page.kind_labels),
            *(f"{each} {each.batch} {each.document}".strip() for each in page.designations.all()),
            page.protection_unit,
            page.address,
            *(battle.name for battle in battles),
        ]
        return replace(
            document,
            body="\n".join([document.body, *filter(None, lines)]),
            aliases=(*document.aliases, *page.other_name_list, *page.alias_list),
            people=names,
            places=tuple(filter(None, [place.full_name if place else "", page.address])),
            units=tuple(dict.fromkeys(name for unit in units for name in unit_names(unit))),
            periods=spans(years for of in told for years in of),
            filters={**document.filters, "person": names},
            facets={
                **document.facets,
                "place": place.search_paths if place else (),
                "conflict": live_names([*wars, *(battle.conflict for battle in battles)]),
                "unit": live_names(units),
            },
        )

    def json_ld(self, page: MemorialSitePage, request: HttpRequest) -> dict[str, Any]:
        """The site in the words of schema.org."""
        data: dict[str, Any] = {
            "alternateName": page.other_name_list,
            "address": page.address or (page.place.full_name if page.place else ""),
            "telephone": page.phone,
        }
        if page.point and not page.location_is_rough:
            data["geo"] = {
                "@type": "GeoCoordinates",
                "latitude": page.point.latitude,
                "longitude": page.point.longitude,
            }
        return {name: value for name, value in data.items() if value}


def register() -> None:
    """Speak for the pages of sites and their section."""
    present("MemorialIndexPage", MemorialIndexPresenter())
    present("MemorialSitePage", MemorialSitePresenter())


def _map_url(index: MemorialIndexPage, request: HttpRequest) -> str:
    """The same sites on the map; empty without a base map, and where not all may look."""
    if base_map() is None or index.get_view_restrictions().exists():
        return ""
    return f"{reverse('memorial_map', args=[index.pk])}?{request.GET.urlencode()}"


def _site_map_url(page: MemorialSitePage) -> str:
    if base_map() is None or page.point is None or not page.live:
        return ""
    index = page.get_parent()
    if page.get_view_restrictions().exists():
        return ""
    return f"{reverse('memorial_map', args=[index.pk])}?at={page.pk}"


def people_by_part(page: MemorialSitePage) -> list[tuple[str, list]]:
    """Published people who belong to the site, by what they are to it, in the order of the parts."""
    links = [link for link in page.person_links.select_related("person") if link.person.live]
    order = SitePersonPart.values
    links.sort(key=lambda link: order.index(link.part))
    return [
        (SitePersonPart(part).label, [link.person for link in group])
        for part, group in groupby(links, key=lambda link: link.part)
    ]


def _recordings(page: MemorialSitePage, request: HttpRequest) -> list[dict[str, Any]]:
    """Recordings that whoever asks may play, each with what a player needs."""
    found = []
    for link in page.recording_links.all():
        access = access_to(link.recording, request)
        sources = sources_for(link.recording, access.silenced) if access.may_play else None
        if sources:
            found.append(
                {
                    "sources": sources,
                    "value": {"recording": link.recording, "caption": link.caption},
                }
            )
    return found


def _exhibitions_below(page: MemorialIndexPage | MemorialSitePage) -> list[ExhibitionPage]:
    pages = ExhibitionPage.objects.live().descendant_of(page)
    shown = page.as_open_as_this(pages).order_by("path")
    return list(shown.select_related("cover").prefetch_related("cover__renditions"))
