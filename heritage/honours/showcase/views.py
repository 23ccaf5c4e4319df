"""The honour wall, the years, a page each, and the display for a hall."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from cms.core import listing
from cms.core.models import SiteSettings
from cms.core.print.codes import QrCode
from heritage.honours.models import Honouree
from heritage.honours.models.campaigns import FIRST_YEAR, LAST_YEAR
from heritage.honours.showcase import wall as showcase
from heritage.honours.showcase.printing import card_png

TEMPLATES = "heritage/honours/showcase"
SECONDS = 20
"""How long the display shows one honouree before it goes on by itself."""


@require_safe
def wall(request: HttpRequest) -> HttpResponse:
    """Everybody honoured, across the years; narrowed, sorted and paged by the address."""
    context = showcase.build(request).context()
    known = showcase.years()
    context |= {
        "years": known,
        "trail": showcase.trail(),
        "display_url": _display_url(request) if context["total"] else "",
    }
    return render(request, f"{TEMPLATES}/wall.html", context)


@require_safe
def showcase_year(request: HttpRequest, year: int) -> HttpResponse:
    """Who was honoured in a year, by title; 404 for a year that has nobody."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Http404
    page_obj = listing.paged(
        request, showcase.of_year(year), per_page=showcase.PER_YEAR, most=listing.MOST_COUNTED
    )
    if not page_obj.object_list:
        raise Http404
    known = showcase.years()
    at = known.index(year)
    context = {
        "year": year,
        "page_obj": page_obj,
        "total": page_obj.paginator.count,
        "next_year": known[at - 1] if at else None,
        "previous_year": known[at + 1] if at + 1 < len(known) else None,
        "is_single": len(known) == 1,
        "trail": showcase.trail(showcase.wall_crumb()),
        "display_url": f"{reverse('honour_display')}?year={year}",
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

    Without JavaScript it is turned by its links. ``year`` and ``title`` narrow it.
    """
    found = showcase.for_cards()
    years = [year for year in listing.chosen_values(request.GET, "year") if year.isascii()]
    if years:
        found = found.filter(year__in=[int(year) for year in years if year.isdigit()])
    if titles := listing.chosen_values(request.GET, "title"):
        found = found.filter(title_name__in=titles)
    page_obj = listing.paged(
        request,
        found.order_by("-year", "title_name", "category_name", "stroke_key", "pk"),
        per_page=1,
        most=listing.MOST_COUNTED,
    )
    kept = listing.query_without(request.GET, "page").urlencode()
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


def _display_url(request: HttpRequest) -> str:
    """The display of those that are listed, as far as it narrows by the same."""
    kept = request.GET.copy()
    for name in set(kept) - {"year", "title"}:
        del kept[name]
    query = kept.urlencode()
    return f"{reverse('honour_display')}?{query}" if query else reverse("honour_display")
