"""The search page and its API."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.core.exceptions import BadRequest
from django.http import HttpResponse, JsonResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_safe

from cms.core.dates import PartialDate
from cms.core.listing import (
    FilterGroup,
    Option,
    active_filters,
    query_without,
    sort_links,
    toggled,
)
from cms.core.models import SiteSettings
from home.models.home_page import example_searches

from .configured import engine
from .engines.base import EngineError, EngineUnavailable, Hit, SearchResults, Sort
from .forms import read_query

logger = logging.getLogger("search.views")

KINDS = {
    "story": gettext_lazy("Hero story"),
    "person": gettext_lazy("Person"),
    "article": gettext_lazy("Article"),
    "column": gettext_lazy("Column"),
    "page": gettext_lazy("Page"),
    "unit": gettext_lazy("Unit"),
    "conflict": gettext_lazy("War"),
    "battle": gettext_lazy("Battle"),
    "honour": gettext_lazy("Honour"),
    "organisation": gettext_lazy("Organisation"),
    "team": gettext_lazy("Team"),
    "place": gettext_lazy("Place"),
}
FACET_TITLES = {
    "kind": gettext_lazy("Kind"),
    "person": gettext_lazy("Person"),
    "place": gettext_lazy("Place"),
    "conflict": gettext_lazy("War"),
    "honour": gettext_lazy("Honour"),
    "unit": gettext_lazy("Unit"),
    "tag": gettext_lazy("Theme"),
}
SORT_LABELS = {
    Sort.RELEVANCE: pgettext_lazy("order of results", "By relevance"),
    Sort.NEWEST: pgettext_lazy("order of results", "Newest first"),
    Sort.OLDEST: pgettext_lazy("order of results", "Oldest first"),
    Sort.TITLE: pgettext_lazy("order of results", "By title (pinyin)"),
}
MAX_OPTIONS = 12
RETRY_AFTER = "60"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownHit:
    """A hit as the page and the API show it."""

    hit: Hit

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return str(KINDS.get(self.hit.kind, self.hit.kind))

    @property
    def date_label(self) -> str:
        """The date in words, to the precision that is known."""
        return PartialDate.parse(self.hit.date).display() if self.hit.date else ""

    def __getattr__(self, name):
        return getattr(self.hit, name)


@require_safe
def search(request):
    """The page of results; a plain form, whole without JavaScript."""
    context = {"q": request.GET.get("q", "")[:200], "examples": _examples(request)}
    try:
        query, page = read_query(request.GET)
    except BadRequest as error:
        return render(request, "search/search.html", {**context, "error": str(error)}, status=400)
    context |= {"q": query.text, "searched": bool(query.text or query.facets)}
    if not context["searched"]:
        return render(request, "search/search.html", context)
    try:
        results = engine().search(query)
    except EngineUnavailable:
        logger.exception("search failed")
        sorry = _("The search does not answer at the moment. Please try again in a minute.")
        return _later(
            render(request, "search/search.html", {**context, "error": sorry}, status=503)
        )
    except EngineError:
        logger.exception("search failed")
        sorry = _("The search is being rebuilt. Please try again in a minute.")
        return _later(
            render(request, "search/search.html", {**context, "error": sorry}, status=503)
        )
    context |= {
        "results": results,
        "hits": [ShownHit(hit=hit) for hit in results.hits],
        "total": results.total,
        "filters": _filters(request.GET, results),
        "sorts": sort_links(request.GET, SORT_LABELS, current=query.sort, default=Sort.RELEVANCE),
        "pager": _pager(request.GET, page, results.total, query.limit),
        "tried": _tried(query.text) if not results.total else [],
    }
    context["clear_url"] = "?" + query_without(request.GET, "page", *FACET_TITLES).urlencode()
    context["active_filters"] = active_filters(context["filters"])
    return render(request, "search/search.html", context)


@require_safe
def api_search(request):
    """The same answer as JSON."""
    try:
        query, page = read_query(request.GET)
    except BadRequest as error:
        return _json({"error": str(error)}, status=400)
    try:
        results = engine().search(query)
    except EngineUnavailable:
        logger.exception("search failed")
        return _later(_json({"error": _("The search does not answer at the moment.")}, status=503))
    except EngineError:
        logger.exception("search failed")
        return _later(_json({"error": _("The search is being rebuilt.")}, status=503))
    return _json(results_as_data(results, query.text, page, request))


def results_as_data(results: SearchResults, text: str, page: int = 1, request=None) -> dict:
    """The answer as plain data, for the API and the command."""

    def address(url: str) -> str:
        return request.build_absolute_uri(url) if request else url

    return {
        "query": text,
        "page": page,
        "total": results.total,
        "took_ms": round(results.took_ms, 2),
        "from_reserve": results.from_reserve,
        "hits": [
            {
                "key": hit.key,
                "kind": hit.kind,
                "title": "".join(fragment.text for fragment in hit.title),
                "url": address(hit.url),
                "date": hit.date,
                "people": list(hit.people),
                "places": list(hit.places),
                "passages": [
                    [{"text": fragment.text, "match": fragment.match} for fragment in passage]
                    for passage in hit.passages
                ],
                "score": round(hit.score, 4),
            }
            for hit in results.hits
        ],
        "facets": {
            name: [{"value": count.value, "count": count.count} for count in counts]
            for name, counts in results.facets.items()
        },
    }


def _later(response: HttpResponse) -> HttpResponse:
    response["Retry-After"] = RETRY_AFTER
    return response


def _json(data: dict, status: int = 200) -> JsonResponse:
    return JsonResponse(data, status=status, json_dumps_params={"ensure_ascii": False})


def _examples(request) -> list[dict[str, str]]:
    return example_searches(SiteSettings.for_request(request))


def _filters(params: QueryDict, results: SearchResults) -> list[FilterGroup]:
    groups = []
    for name, title in FACET_TITLES.items():
        counts = results.facets.get(name, ())
        shown = [count for i, count in enumerate(counts) if i < MAX_OPTIONS or count.chosen]
        groups.append(
            FilterGroup(
                name=name,
                title=str(title),
                options=tuple(
                    Option(
                        value=count.value,
                        label=str(KINDS.get(count.value, count.value))
                        if name == "kind"
                        else count.value,
                        count=count.count,
                        chosen=count.chosen,
                        url=toggled(params, name, count.value),
                    )
                    for count in shown
                ),
                clear_url=f"?{query_without(params, name, 'page').urlencode()}",
            )
        )
    return groups


def _pager(params: QueryDict, page: int, total: int, limit: int) -> dict:
    """Previous, next and where one is."""
    pages = -(-total // limit)

    def address(number: int) -> str:
        changed = query_without(params, "page")
        if number > 1:
            changed["page"] = str(number)
        return f"?{changed.urlencode()}"

    return {
        "number": page,
        "num_pages": pages,
        "previous_url": address(page - 1) if page > 1 else "",
        "next_url": address(page + 1) if page < pages else "",
    }


def _tried(text: str) -> list[str]:
    return [
        _("the words as they stand: “%(text)s”") % {"text": text},
        _("simplified and traditional characters"),
        _("pinyin and initials of titles and names"),
    ]
