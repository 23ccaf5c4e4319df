"""The map of a section's sites, with the list beside it; there only with a base map."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from heritage.memorials.models import MemorialIndexPage
from heritage.memorials.sites.finding import Found, find
from heritage.memorials.sites.mapped import BaseMap, base_map, points


@require_safe
def memorial_map(request: HttpRequest, pk: int) -> HttpResponse:
    """The sites the address asks for as marks on the base map; ``at`` opens one of them.

    Only this answer lets pictures in from the hosts of the base map.
    """
    index, found, base = _asked(request, pk)
    at = request.GET.get("at", "")
    query = request.GET.urlencode()
    answer = render(
        request,
        "heritage/memorials/memorial_map.html",
        {
            **found.context(),
            "page": index,
            "base_map": base,
            "tiles": "\n".join(base.tiles),
            "located": found.located,
            "at": at if at.isascii() and at.isdigit() else "",
            "points_url": f"{reverse('memorial_points', args=[index.pk])}?{query}",
            "list_url": f"{index.get_url(request)}?{query}",
        },
    )
    # Leaflet puts an empty picture, a data: address, into tiles it gives up.
    answer._csp_update = {"img-src": ["data:", *base.hosts]}
    return answer


@require_safe
def memorial_points(request: HttpRequest, pk: int) -> JsonResponse:
    """The marks of that map."""
    _index, found, base = _asked(request, pk)
    return JsonResponse({"points": points(found.rows, base.datum, request)})


def _asked(request: HttpRequest, pk: int) -> tuple[MemorialIndexPage, Found, BaseMap]:
    base = base_map()
    if base is None:
        raise Http404
    index = get_object_or_404(MemorialIndexPage.objects.live().public(), pk=pk)
    return index, find(index, request), base
