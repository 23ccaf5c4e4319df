"""The page of results; a plain form, whole without JavaScript."""

from __future__ import annotations

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.core.listing import query_without, sort_links
from cms.core.models import SiteSettings
from home.models.home_page import example_searches
from search.asking.answer import Answer, Wider
from search.asking.domain import ask
from search.engines.base import SearchQuery, Sort
from search.forms import CHOOSABLE, MAX_QUERY, parameters, read_query

from .filters import active, groups, labels
from .paging import pages_around
from .presentation import FACET_TITLES, SORT_LABELS, shown_hit, why_urls

TEMPLATE = "search/search.html"


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """What a reader asked, with everything the address says; 400 for what is no search."""
    context = {
        "q": request.GET.get("q", "")[:MAX_QUERY],
        "examples": example_searches(SiteSettings.for_request(request)),
    }
    try:
        query, page = read_query(request.GET)
    except BadRequest as error:
        return render(request, TEMPLATE, {**context, "error": str(error)}, status=400)
    context |= {"q": query.text, "searched": bool(query.text or query.facets)}
    if not context["searched"]:
        return render(request, TEMPLATE, context)
    answer = ask(query, noted=page == 1)
    return render(request, TEMPLATE, {**context, **_shown(request, answer, page)})


def _shown(request: HttpRequest, answer: Answer, page: int) -> dict:
    query, results = answer.query, answer.results
    params = request.GET
    whys = why_urls(query.text, results.hits) if _is_editor(request) else {}
    pager = pages_around(params, page, results.total, query.limit)
    return {
        "results": results,
        "answer": answer,
        "total": results.total,
        "hits": [shown_hit(hit, why_url=whys.get(hit.key, "")) for hit in results.hits],
        "filters": groups(params, results.facets),
        "active_filters": active(params, query.facets),
        "clear_url": f"?{query_without(params, 'page', *CHOOSABLE).urlencode()}",
        "sorts": sort_links(params, SORT_LABELS, current=query.sort, default=Sort.RELEVANCE),
        "pager": pager,
        "corrections": [
            {
                "text": correction.text,
                "total": correction.total,
                "url": _again(params, correction.text),
            }
            for correction in answer.corrections
        ],
        "wider": [_wider(query, part) for part in answer.wider],
        "tried": _tried(query.text) if not results.total else [],
        "feed_url": reverse("search_feed") + parameters(query),
        "api_url": reverse("api_search") + parameters(query),
    }


def _is_editor(request: HttpRequest) -> bool:
    return request.user.has_perm("wagtailadmin.access_admin")


def _again(params: QueryDict, text: str) -> str:
    changed = query_without(params, "page")
    changed["q"] = text
    return f"?{changed.urlencode()}"


def _wider(query: SearchQuery, part: Wider) -> dict:
    """A part of the search as a link: the words or choices that are left, or what is not."""
    without = [
        _("without the filter “%(filter)s”") % {"filter": FACET_TITLES.get(name, name)}
        for name in part.without
    ]
    left = part.query.text or "、".join(labels(part.query.facets))
    return {
        "label": left if part.left_out else "",
        "without": "、".join(without),
        "total": part.total,
        "url": parameters(part.query),
    }


def _tried(text: str) -> list[str]:
    if not text:
        return []
    return [
        _("the words as they stand: “%(text)s”") % {"text": text},
        _("simplified and traditional characters"),
        _("pinyin and initials of titles and names"),
    ]
