"""The search as JSON: the same answer as the page, described in ``search/openapi.json``.

Anybody may read it from any origin. An answer carries an ``ETag`` over its
body (RFC 9110, 8.8.3); how long the engine took stands in ``Server-Timing``,
so that the same answer has the same tag.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from pathlib import Path

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.views.decorators.http import require_safe

from search.asking.domain import ask
from search.asking.suggestions import suggest
from search.engines.base import EngineError
from search.forms import read_query, read_text

from .data import answer_as_data
from .failures import later, sorry

DESCRIPTION = Path(__file__).resolve().parents[1] / "openapi.json"
MAX_AGE = 60
"""Seconds for which an answer may be kept."""


@require_safe
def api_search(request: HttpRequest) -> HttpResponse:
    """What was found; 400 for what is no search."""
    try:
        query, page = read_query(request.GET)
    except BadRequest as error:
        return _fault(str(error), 400)
    answer = ask(query)
    data = answer_as_data(answer, page=page, address=request.build_absolute_uri)
    return _json(request, data, took_ms=answer.results.took_ms)


@require_safe
def api_suggest(request: HttpRequest) -> HttpResponse:
    """What goes on from the beginning of a title or name, in groups; 503 while no engine answers."""
    try:
        text = read_text(request.GET)
        found = suggest(text)
    except BadRequest as error:
        return _fault(str(error), 400)
    except EngineError as error:
        return later(_fault(sorry(error), 503))
    groups = [
        {
            "name": group.name,
            "suggestions": [
                {
                    "key": suggestion.key,
                    "kind": suggestion.kind,
                    "title": suggestion.title,
                    "url": request.build_absolute_uri(suggestion.url),
                }
                for suggestion in group.suggestions
            ],
        }
        for group in found
    ]
    return _json(request, {"query": text, "groups": groups})


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description of the API (OpenAPI 3.1)."""
    return _json(request, _description())


@lru_cache(maxsize=1)
def _description() -> dict:
    return json.loads(DESCRIPTION.read_text(encoding="utf-8"))


def _fault(message: str, status: int) -> JsonResponse:
    response = JsonResponse(
        {"error": message}, status=status, json_dumps_params={"ensure_ascii": False}
    )
    patch_cache_control(response, no_store=True)
    return _for_anybody(response)


def _json(request: HttpRequest, data: dict, *, took_ms: float | None = None) -> HttpResponse:
    """``data`` with its tag, or 304 for a reader who has it."""
    response = JsonResponse(data, json_dumps_params={"ensure_ascii": False})
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    response["ETag"] = etag
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    if took_ms is not None:
        response["Server-Timing"] = f"search;dur={took_ms:.2f}"
    return _for_anybody(get_conditional_response(request, etag=etag, response=response))


def _for_anybody(response: HttpResponse) -> HttpResponse:
    response["Access-Control-Allow-Origin"] = "*"
    response["Access-Control-Expose-Headers"] = "ETag, Retry-After, Server-Timing"
    return response
