"""Finding a name on the rolls; a plain form, whole without JavaScript."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from cms.core.listing import query_without, sort_links
from heritage.memorials.models import Roll, RollEntry
from heritage.memorials.roll_pages.searchable import KIND, ROLL
from heritage.memorials.roll_pages.telling import Row, rows_of
from search.asking.answer import Answer
from search.asking.domain import ask
from search.engines.base import Hit, Sort
from search.roll_forms import (
    FACETS,
    PER_PAGE,
    RollSearch,
    RollSearchForm,
    name_of,
    read_roll_search,
)

from .filters import active, groups
from .paging import pages_around

TEMPLATE = "heritage/memorials/roll_search.html"
SORT_LABELS = {
    Sort.RELEVANCE: pgettext_lazy("order of names", "By relevance"),
    Sort.TITLE: pgettext_lazy("order of names", "By pinyin"),
    Sort.STROKES: pgettext_lazy("order of names", "By strokes of the surname"),
}


@require_safe
def roll_search(request: HttpRequest) -> HttpResponse:
    """Names that fit what the address says; 400 beside the fields for what is no search."""
    form = RollSearchForm(request.GET)
    context = {"form": form, "has_rolls": Roll.objects.filter(live=True).exists()}
    if not form.is_valid():
        return render(request, TEMPLATE, context, status=400)
    try:
        search = read_roll_search(form, request.GET)
    except BadRequest as error:
        return render(request, TEMPLATE, {**context, "error": str(error)}, status=400)
    context["roll"] = Roll.objects.filter(slug=search.roll, live=True).first()
    if not search.asked:
        return render(request, TEMPLATE, context)
    return render(request, TEMPLATE, {**context, **_shown(request, search)})


def _shown(request: HttpRequest, search: RollSearch) -> dict:
    params, answer = request.GET, ask(search.query)
    results = answer.results
    return {
        "searched": True,
        "results": results,
        "total": results.total,
        "rows": _rows(results.hits),
        "filters": groups(params, results.facets, shown=FACETS),
        "active_filters": active(params, search.query.facets, shown=FACETS),
        "clear_url": f"?{query_without(params, 'page', *FACETS).urlencode()}",
        "sorts": sort_links(
            params, SORT_LABELS, current=search.query.sort, default=search.default_sort
        ),
        "corrections": _corrections(params, answer),
        "without_roll_url": f"?{query_without(params, 'page', ROLL).urlencode()}",
        **pages_around(params, search.page, results.total, PER_PAGE),
    }


def _rows(hits: Sequence[Hit]) -> list[Row]:
    """The entries found, as they stand in the database now; what is gone is left out."""
    numbers = [int(hit.key.removeprefix(f"{KIND}:")) for hit in hits]
    found = {
        row.entry.pk: row for row in rows_of(RollEntry.objects.published().filter(pk__in=numbers))
    }
    return [found[pk] for pk in numbers if pk in found]


def _corrections(params: QueryDict, answer: Answer) -> list[dict]:
    """Other names that are read or look like the one typed."""
    found = []
    for correction in answer.corrections:
        name = name_of(correction.text)
        if name and name != name_of(answer.query.text):
            changed = query_without(params, "page")
            changed["name"] = name
            found.append(
                {"text": name, "total": correction.total, "url": f"?{changed.urlencode()}"}
            )
    return found
