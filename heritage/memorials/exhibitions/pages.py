"""What the page of an online exhibition shows to whoever asks."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone
from wagtail.models import Page

from cms.core.models import SiteSettings
from cms.core.presenting import present
from cms.core.text import stream_text
from heritage.memorials.models import ExhibitionPage, MemorialSitePage
from heritage.people.citing import cite_page
from media.access import access_to
from media.models import Recording
from media.sources import Sources, sources_for
from search.engines.base import SearchDocument


@dataclass(frozen=True, slots=True, kw_only=True)
class Exhibit:
    """An object as it is shown; ``number`` runs through the whole exhibition, from 1.

    ``sources`` is None where there is no recording or it may not be played.
    """

    number: int
    name: str
    image: Any
    alt: str
    dated: str
    material: str
    caption: str
    provenance: str
    recording: Recording | None
    sources: Sources | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """A room with its objects in order; ``number`` counts from 1."""

    number: int
    title: str
    text: str
    exhibits: tuple[Exhibit, ...]


class ExhibitionPresenter:
    """Pages of exhibitions."""

    def context(self, page: ExhibitionPage, request: HttpRequest) -> dict[str, Any]:
        """Rooms with their objects, and the site it belongs to."""
        rooms = rooms_of(page, request)
        updated = page.last_published_at
        return {
            "rooms": rooms,
            "total": sum(len(room.exhibits) for room in rooms),
            "site": site_of(page),
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

    def document(self, page: ExhibitionPage, document: SearchDocument) -> SearchDocument:
        """With the words of its rooms, and the place of its site."""
        site = site_of(page)
        place = site.place if site else None
        facets = dict(document.facets)
        if place:
            facets["place"] = place.search_paths
        return replace(
            document,
            body="\n".join(filter(None, [document.body, stream_text(page.rooms)])),
            places=tuple(filter(None, [place.full_name if place else ""])),
            facets=facets,
        )

    def json_ld(self, page: ExhibitionPage, request: HttpRequest) -> dict[str, Any]:
        """The exhibition in the words of schema.org."""
        data: dict[str, Any] = {
            "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
            "location": {
                "@type": "VirtualLocation",
                "url": request.build_absolute_uri(page.get_url(request)),
            },
        }
        if site := site_of(page):
            data["organizer"] = {"@type": "Place", "name": site.title}
        if page.display_date:
            data["startDate"] = page.display_date.isoformat()
        return data


def register() -> None:
    """Speak for the pages of exhibitions."""
    present("ExhibitionPage", ExhibitionPresenter())


def site_of(page: ExhibitionPage) -> MemorialSitePage | None:
    """The site it is an exhibition of, if that is public."""
    parent: Page | None = page.get_parent() if page.path else None
    if parent is None:
        return None
    return MemorialSitePage.objects.live().filter(pk=parent.pk).select_related("place").first()


def rooms_of(page: ExhibitionPage, request: HttpRequest) -> list[Room]:
    """The rooms of ``page`` as far as whoever asks may see and hear them."""
    objects = [value for block in page.rooms for value in block.value["objects"]]
    for kind in ("image", "recording"):
        found = [value[kind] for value in objects if value[kind] is not None]
        prefetch_related_objects(found, "renditions")
    rooms, shown = [], 0
    for number, block in enumerate(page.rooms, start=1):
        exhibits = []
        for value in block.value["objects"]:
            shown += 1
            exhibits.append(_exhibit(shown, value, request))
        rooms.append(
            Room(
                number=number,
                title=block.value["title"],
                text=block.value["text"],
                exhibits=tuple(exhibits),
            )
        )
    return rooms


def _exhibit(number: int, value, request: HttpRequest) -> Exhibit:
    image, recording = value["image"], value["recording"]
    sources = None
    if recording is not None:
        access = access_to(recording, request)
        sources = sources_for(recording, access.silenced) if access.may_play else None
    return Exhibit(
        number=number,
        name=value["name"],
        image=image,
        alt=value["alt"] or (image.default_alt_text if image else ""),
        dated=value["dated"],
        material=value["material"],
        caption=value["caption"],
        provenance=value["provenance"],
        recording=recording,
        sources=sources,
    )
