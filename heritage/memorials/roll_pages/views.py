"""The public pages of rolls: all of them, one with its names, one name, its card, read aloud."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.views.decorators.http import require_safe

from cms.core.listing import MOST_COUNTED, BoundedPaginator, paged
from cms.core.models import SiteSettings
from heritage.memorials.models import MemorialIndexPage, Roll, RollEntry
from heritage.memorials.roll_pages.card import name_card, name_card_pdf
from heritage.memorials.roll_pages.leafing import LONGEST_SURNAME, leaf
from heritage.memorials.roll_pages.structured import StructuredEntry
from heritage.memorials.roll_pages.telling import (
    Shown,
    public_site_url,
    rows_of,
    sentences,
    shown,
    sources_of,
    with_links,
)
from heritage.people.citing import cite_page

ROLLS_PER_PAGE = 60
NAMESAKES = 12


@require_safe
def rolls(request):
    """Public rolls, each with where its names come from or rest."""
    found = Roll.objects.filter(live=True).select_related("site", "place").order_by("name", "pk")
    return render(
        request,
        "heritage/memorials/roll_index.html",
        {
            "page_obj": paged(request, found, per_page=ROLLS_PER_PAGE, most=MOST_COUNTED),
            "trail": _trail(),
        },
    )


@require_safe
def roll(request, slug: str):
    """A public roll: its names by strokes of the surname."""
    found = get_object_or_404(Roll.objects.select_related("site", "place"), slug=slug, live=True)
    names = BoundedPaginator(RollEntry.objects.published().filter(roll=found), 1, most=MOST_COUNTED)
    return render(
        request,
        "heritage/memorials/roll_page.html",
        {
            "roll": found,
            "site_url": public_site_url(found.site),
            "leaf": leaf(found, request.GET),
            "total": names.count,
            "is_partial": names.is_partial,
            "start": request.GET.get("from", "").strip(),
            "longest_surname": LONGEST_SURNAME,
            "trail": [*_trail(), {"title": _g("Rolls of names"), "url": reverse("roll_index")}],
        },
    )


@require_safe
def entry(request, pk: int):
    """What is known of a name; one that was joined to another leads there."""
    found = published_entry(pk)
    if found.pk != pk:
        response = redirect(found.url, permanent=True)
        # Joining may be undone; then the browser must ask here again.
        response["Cache-Control"] = "no-cache"
        return response
    return render(request, "heritage/memorials/roll_entry.html", _context(request, shown(found)))


@require_safe
def entry_card(request, pk: int):
    """The name on a card to print; a character no font draws is printed as 〓."""
    found = shown(published_entry(pk))
    card = name_card(
        found,
        url=request.build_absolute_uri(found.entry.url),
        site_name=SiteSettings.for_request(request).site_name,
    )
    response = HttpResponse(name_card_pdf(card, substitute=True), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="name-{found.entry.pk}.pdf"'
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
def entry_aloud(request, pk: int):
    """What is known in sentences, for a phone to read out beside the grave."""
    found = shown(published_entry(pk))
    return render(
        request,
        "heritage/memorials/roll_entry_aloud.html",
        {"entry": found.entry, "life_span": found.life_span, "sentences": sentences(found)},
    )


def published_entry(pk: int) -> RollEntry:
    """The public entry of this number, or the one it was joined to. Raises ``Http404``."""
    rows = with_links(RollEntry.objects.all())
    found = get_object_or_404(rows, pk=pk)
    seen = {found.pk}
    while found.merged_into_id and found.merged_into_id not in seen:
        seen.add(found.merged_into_id)
        found = get_object_or_404(rows, pk=found.merged_into_id)
    if found.merged_into_id or not found.live or not found.roll.live:
        raise Http404
    return found


def _context(request, found: Shown) -> dict:
    entry = found.entry
    namesakes = RollEntry.objects.published().filter(match_key=entry.match_key)
    return {
        "entry": entry,
        "facts": found.facts,
        "life_span": found.life_span,
        "sources": sources_of(entry),
        "person": entry.person if entry.person and entry.person.live else None,
        "structured": StructuredEntry(entry),
        "namesakes": rows_of(namesakes.exclude(pk=entry.pk).order_by("pk")[:NAMESAKES]),
        "card_url": reverse("roll_entry_card", args=[entry.pk]),
        "aloud_url": reverse("roll_entry_aloud", args=[entry.pk]),
        "trail": [*_trail(), {"title": entry.roll.name, "url": entry.roll.get_absolute_url()}],
        "citation": cite_page(
            title=_g("%(name)s, %(roll)s") % {"name": entry.name, "roll": entry.roll.name},
            host=SiteSettings.for_request(request).host_org,
            url=request.build_absolute_uri(entry.url),
            updated=timezone.localtime(entry.changed_at).date(),
            visited=timezone.localdate(),
        ),
    }


def _trail() -> list[dict[str, str]]:
    index = MemorialIndexPage.objects.live().public().first()
    above = [{"title": index.title, "url": index.url}] if index else []
    return [*above, {"title": _g("Find a name"), "url": reverse("roll_search")}]
