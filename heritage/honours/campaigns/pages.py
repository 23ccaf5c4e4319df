"""What the pages of honours show to whoever asks."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import Any

from django.db.models import Max, Q
from django.http import HttpRequest
from django.utils import timezone

from cms.core import listing
from cms.core.intake.models import PrivacyNotice
from cms.core.presenting import present
from heritage.honours.campaigns.showing import (
    blocks_of,
    nominate_url,
    now_open,
    timetable,
    url_of,
)
from heritage.honours.models import CampaignPage, Honouree, HonoursIndexPage, Nomination
from heritage.honours.standing import load_stages
from search.engines.base import SearchDocument

PER_PAGE = 24
MOST = 2000
YEARS = 12


class HonoursIndexPresenter:
    """The section: campaigns that run, those that are over by year, showcases, the wall."""

    def context(self, page: HonoursIndexPage, request: HttpRequest) -> dict[str, Any]:
        """Running campaigns whole; past ones by the page the address asks for."""
        now = timezone.now()
        campaigns = (
            page.campaigns()
            .select_related("campaign")
            .prefetch_related("campaign__titles")
            .annotate(last_end=Max("campaign__stages__ends_at"))
        )
        is_over = Q(campaign__closed_at__isnull=False) | Q(last_end__lte=now) | Q(last_end=None)
        running = list(campaigns.exclude(is_over).order_by("-campaign__year", "title", "pk"))
        load_stages([each.campaign for each in running])
        past = campaigns.filter(is_over).order_by("-campaign__year", "title", "pk")
        page_obj = listing.paged(request, past, per_page=PER_PAGE, most=MOST)
        by_year = groupby(page_obj, key=lambda each: each.campaign.year)
        return {
            "running": [_card(each, now) for each in running] if page_obj.number == 1 else [],
            "past_years": [(year, list(pages)) for year, pages in by_year],
            "page_obj": page_obj,
            "wall_url": _wall_url(),
            "years": _showcases(),
        }

    def document(self, page: HonoursIndexPage, document: SearchDocument) -> SearchDocument:
        """As it is; the section itself is not searched."""
        return document

    def json_ld(self, page: HonoursIndexPage, request: HttpRequest) -> dict[str, Any]:
        """Nothing beyond what every page says."""
        return {}


class CampaignPresenter:
    """Pages of campaigns."""

    def context(self, page: CampaignPage, request: HttpRequest) -> dict[str, Any]:
        """Call, titles, timetable by the clock, and what the other parts have to show."""
        if page.campaign_id is None:
            return {}
        campaign, now = page.campaign, timezone.now()
        titles = campaign.titles.prefetch_related("categories", "star_levels")
        address = nominate_url(campaign, now)
        return {
            "campaign": campaign,
            "rows": timetable(campaign, now),
            "open_rows": now_open(campaign, now),
            "titles": titles,
            "nominate_url": address,
            "privacy": PrivacyNotice.objects.in_force(Nomination.kind, now) if address else None,
            "blocks": blocks_of(campaign, request),
            "showcase_url": _showcase_url(campaign) if campaign.announced_at else "",
            "share_url": request.build_absolute_uri(page.get_url(request)),
            "related": page.related(),
        }

    def document(self, page: CampaignPage, document: SearchDocument) -> SearchDocument:
        """With its titles, what they ask, and where it is held."""
        campaign = page.campaign
        titles = list(campaign.titles.all())
        lines = [campaign.organisers, page.rules]
        for title in titles:
            lines += [title.name, title.call, title.conditions, title.material]
        facets, place = dict(document.facets), campaign.place
        if place:
            facets["place"] = place.search_paths
        return replace(
            document,
            body="\n".join([document.body, *filter(None, lines)]),
            places=(*document.places, place.name) if place else document.places,
            facets=facets,
        )

    def json_ld(self, page: CampaignPage, request: HttpRequest) -> dict[str, Any]:
        """Nothing beyond what every page says."""
        return {}


def register() -> None:
    """Speak for the pages of honours."""
    present("HonoursIndexPage", HonoursIndexPresenter())
    present("CampaignPage", CampaignPresenter())


def _card(page: CampaignPage, now) -> dict[str, Any]:
    return {
        "page": page,
        "open_rows": now_open(page.campaign, now),
        "next_row": next(
            (row for row in timetable(page.campaign, now) if row.standing == "to_come"), None
        ),
    }


def _wall_url() -> str:
    address = url_of("honour_wall")
    return address if address and Honouree.objects.shown().exists() else ""


def _showcases() -> list[dict[str, Any]]:
    """The last years with something to show, newest first."""
    years = (
        Honouree.objects.shown().order_by("-year").values_list("year", flat=True).distinct()[:YEARS]
    )
    found = [{"year": year, "url": url_of("showcase_year", year)} for year in years]
    return [each for each in found if each["url"]]


def _showcase_url(campaign) -> str:
    if not Honouree.objects.shown().filter(campaign=campaign).exists():
        return ""
    return url_of("showcase_year", campaign.year)
