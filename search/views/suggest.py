"""Suggestions for the search field; see ``cms/static/js/search-combobox.js``."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpRequest, JsonResponse
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from search.asking.suggestions import PAGES, PAST, PEOPLE, PLACES, suggest
from search.engines.base import EngineError
from search.forms import read_text

from .failures import later, sorry
from .presentation import value_label

GROUPS = {
    PEOPLE: gettext_lazy("People"),
    PAGES: gettext_lazy("Pages and records"),
    PLACES: gettext_lazy("Places"),
    PAST: gettext_lazy("Searched before"),
}
MIXED = (PAGES,)
"""Groups with several kinds, in which each suggestion names its own."""


@require_safe
@cache_control(private=True, max_age=30)
def suggestions(request: HttpRequest) -> JsonResponse:
    """Groups with their labels in the reader's language."""
    try:
        text = read_text(request.GET)
        found = suggest(text)
    except BadRequest as error:
        return JsonResponse({"error": str(error)}, status=400)
    except EngineError as error:
        return later(JsonResponse({"error": sorry(error)}, status=503))
    groups = [
        {
            "name": group.name,
            "label": str(GROUPS[group.name]),
            "suggestions": [
                {
                    "title": suggestion.title,
                    "url": suggestion.url,
                    "kind": value_label("kind", suggestion.kind) if group.name in MIXED else "",
                }
                for suggestion in group.suggestions
            ],
        }
        for group in found
    ]
    return JsonResponse({"query": text, "groups": groups})
