"""The honour wall, the years, a page each, and the display for a hall."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.core import listing
from cms.core.models import SiteSettings
from cms.core.print.codes import QrCode
from heritage.honours.models import Honouree
from heritage.honours.showcase import wall as showcase
from heritage.honours.showcase.printing import card_png

TEMPLATES = "heritage/honours/showcase"
SECONDS = 20
"""How long the display shows one honouree before it goes on by itself."""


@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """Everybody honoured, across the years; narrowed, sorted and paged by the address."""
    context = showcase.listed(request)
    context |= {
        "years": showcase.years(),
        "trail": showcase.trail(),
        "display_url": showcase.display_url(request.GET) if context["total"] else "",
    }
    return render(request, f"{TEMPLATES}/wall.html", context)


@require_safe
def showcase_year(request: HttpRequest, year: int) -> HttpResponse:
    """Who was honoured in a year, by title, narrowed by the address; 404 for one with nobody."""
    known = showcase.years()
    if year not in known:
        raise Http404
    at = known.index(year)
    context = showcase.listed(request, year=year)
    context |= {
        "year": year,
        "next_year": known[at - 1] if at else None,
        "previous_year": known[at + 1] if at + 1 < len(known) else None,
        "is_single": len(known) == 1,
        "trail": showcase.trail(showcase.wall_crumb()),
        "display_url": showcase.display_url(request.GET, year=year) if context["total"] else "",
    }
    return render(request, f"{TEMPLATES}/year.html", context)


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Years side by side: a row for each title, a column for each year."""
    known = showcase.years()
    chosen = showcase.chosen_years(request.GET, known)
    context = {
        "known": known,
        "chosen": chosen,
        "rows": showcase.side_by_side(chosen),
        "most": showcase.MOST_YEARS,
        "trail": showcase.trail(showcase.wall_crumb()),
    }
    return render(request, f"{TEMPLATES}/years.html", context)


@require_safe
def honouree(request: HttpRequest, slug: str) -> HttpResponse:
    """Somebody honoured: citation, deeds in brief, and where more is told."""
    found = _shown_or_404(slug)
    year = str(found.year), reverse("showcase_year", args=[found.year])
    context = {
        "honouree": found,
        "links": showcase.links_of(found),
        "trail": showcase.trail(showcase.wall_crumb(), year),
        "share_url": request.build_absolute_uri(found.get_absolute_url()),
    }
    return render(request, f"{TEMPLATES}/honouree.html", context)


@require_safe
def display(request: HttpRequest) -> HttpResponse:
    """One honouree filling the screen of a hall; goes on by itself, can be stopped.

    Without JavaScript it is turned by its links. What narrows the wall narrows it.
    """
    kept = listing.query_without(request.GET, "page").urlencode()
    found = showcase.on_display(request.GET)
    try:
        page_obj = listing.paged(request, found, per_page=1, most=listing.MOST_COUNTED)
    except Http404:
        # The last of them was taken down while a hall shows the one before.
        return redirect(f"{reverse('honour_display')}?{kept}")
    total = page_obj.paginator.count
    after, before = page_obj.number % max(total, 1) + 1, (page_obj.number - 2) % max(total, 1) + 1
    context = {
        "honouree": next(iter(page_obj.object_list), None),
        "number": page_obj.number,
        "total": total,
        # Behind the last stands the first.
        "next_url": f"?{kept}&page={after}".replace("?&", "?"),
        "previous_url": f"?{kept}&page={before}".replace("?&", "?"),
        "leave_url": f"{reverse('honour_wall')}?{kept}" if kept else reverse("honour_wall"),
        "seconds": SECONDS,
    }
    return render(request, f"{TEMPLATES}/display.html", context)


@require_safe
@cache_control(no_cache=True)
def share_card(request: HttpRequest, slug: str) -> HttpResponse:
    """A picture to share: name, title, citation and the way to the page."""
    found = _shown_or_404(slug)
    picture = card_png(
        found,
        url=request.build_absolute_uri(found.get_absolute_url()),
        site=SiteSettings.for_request(request),
    )
    return HttpResponse(picture, content_type="image/png")


@require_safe
@cache_control(no_cache=True)
def qr(request: HttpRequest, slug: str) -> HttpResponse:
    """The QR code of an honouree's page (ISO/IEC 18004), as SVG."""
    found = _shown_or_404(slug)
    code = QrCode(request.build_absolute_uri(found.get_absolute_url()))
    return HttpResponse(code.svg(), content_type="image/svg+xml")


def _shown_or_404(slug: str) -> Honouree:
    found = showcase.for_cards().select_related(
        "campaign", "place__parent__parent", "image", "person__merged_into", "organisation"
    )
    return get_object_or_404(found, slug=slug)
