"""What the lists of the archive show to whoever asks: all interviews, and collections."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from cms.core import listing
from cms.core.ordering import newest_first, oldest_first
from cms.core.presenting import present
from heritage.oral_history.access import audience_of, may_hear
from heritage.oral_history.enums import Audience
from heritage.oral_history.models import InterviewCollectionPage, InterviewIndexPage
from heritage.oral_history.remembering import by_place, by_year, memories_of
from search.engines.base import SearchDocument

PER_PAGE = 12
_CARD = (
    "consents",
    "narrators__person",
    "recording_links__recording",
    "cover__renditions",
    "tagged_items__tag",
)


class IndexPresenter:
    """The archive's first page."""

    def context(self, page: InterviewIndexPage, request: HttpRequest) -> dict[str, Any]:
        """Its interviews, narrowed and sorted as the address says, and its collections."""
        listed = listing.build(
            request,
            page.interviews().select_related("cover").prefetch_related(*_CARD),
            facets=_facets(),
            orders={
                "newest": listing.Order(label=_("Newest first"), fields=newest_first()),
                "oldest": listing.Order(label=_("Oldest first"), fields=oldest_first()),
                "title": listing.Order(label=_("By title (pinyin)"), fields=("slug",)),
            },
            per_page=PER_PAGE,
        )
        return {
            **listed.context(),
            "cards": cards(listed.page_obj, audience_of(request)),
            "collections": page.collections(),
            "feed_url": reverse("interview_feed"),
        }

    def document(self, page: InterviewIndexPage, document: SearchDocument) -> SearchDocument:
        """As it is; the index itself is not searched."""
        return document

    def json_ld(self, page: InterviewIndexPage, request: HttpRequest) -> dict[str, Any]:
        """Nothing beyond what every page says."""
        return {}


class CollectionPresenter:
    """Collections of interviews."""

    def context(self, page: InterviewCollectionPage, request: HttpRequest) -> dict[str, Any]:
        """Its interviews, and when and where what is told in them happened."""
        audience = audience_of(request)
        interviews = list(page.interviews().select_related("cover").prefetch_related(*_CARD))
        memories = memories_of(interviews, audience)
        return {
            "cards": cards(interviews, audience),
            "years": by_year(memories),
            "places": by_place(memories),
            "related": page.related(),
            "share_url": request.build_absolute_uri(page.get_url(request)),
        }

    def document(self, page: InterviewCollectionPage, document: SearchDocument) -> SearchDocument:
        """With the people who tell, and what everybody may know was remembered."""
        interviews = list(page.interviews().prefetch_related("narrators__person"))
        memories = memories_of(interviews, Audience.PUBLIC)
        people = [link.person.name for each in interviews for link in each.live_narrators]
        places = [place for memory in memories for place in memory.places]
        regions = [path for place in places for path in place.search_paths]
        lines = [each.title for each in interviews] + [memory.title for memory in memories]
        return replace(
            document,
            body="\n".join([document.body, *lines]),
            people=tuple(dict.fromkeys(people)),
            places=tuple(dict.fromkeys(place.name for place in places)),
            periods=tuple(sorted({(y.year, y.year) for y in by_year(memories)})),
            facets={**document.facets, "place": tuple(dict.fromkeys(regions))},
        )

    def json_ld(self, page: InterviewCollectionPage, request: HttpRequest) -> dict[str, Any]:
        """The interviews in it."""
        return {
            "hasPart": [
                {"@type": "CreativeWork", "name": each.title, "url": each.get_full_url(request)}
                for each in page.interviews()
            ]
        }


def cards(pages, audience: Audience) -> list[dict[str, Any]]:
    """Interviews for a list; ``is_closed`` where whoever asks may only read the record."""
    return [{"page": page, "is_closed": not may_hear(page, audience)} for page in pages]


def _facets() -> list[listing.Facet]:
    return [
        listing.Facet(
            name="conflict",
            title=_("War"),
            value="conflicts__slug",
            label="conflicts__name",
            where=Q(conflicts__live=True),
        ),
        listing.Facet(
            name="place",
            title=_("Place of recording"),
            value="place__slug",
            label="place__name",
        ),
        listing.Facet(
            name="tag",
            title=_("Theme"),
            value="tagged_items__tag__name",
            label="tagged_items__tag__name",
        ),
    ]


def register() -> None:
    """Speak for the lists of the archive."""
    present("InterviewIndexPage", IndexPresenter())
    present("InterviewCollectionPage", CollectionPresenter())
