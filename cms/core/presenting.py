"""What a page shows may depend on what is read above its model: agreements, counts, distances.

The layer that reads them presents itself here; the page types only ask.
"""

from __future__ import annotations

from typing import Any, Protocol

from django.http import HttpRequest, HttpResponse

from search.engines.base import SearchDocument


class Presenter(Protocol):
    """What a page type leaves to those who know who may hear what."""

    def context(self, page: Any, request: HttpRequest) -> dict[str, Any]:
        """What its template shows beyond the fields of the page."""

    def document(self, page: Any, document: SearchDocument) -> SearchDocument:
        """``document`` with what the public may read and hear of it."""

    def json_ld(self, page: Any, request: HttpRequest) -> dict[str, Any]:
        """What schema.org's data say beyond those of every page."""


class SearchedWithin(Presenter, Protocol):
    """A presenter of pages that are searched within."""

    def search(self, page: Any, request: HttpRequest) -> HttpResponse:
        """The answer to a search within one page."""


_presenters: dict[str, Presenter] = {}


def present(page_type: str, presenter: Presenter) -> None:
    """Let ``presenter`` speak for pages of the model with that name."""
    _presenters[page_type] = presenter


def presenter_of(page: object) -> Any:
    """Who speaks for a page; ``KeyError`` before the applications are ready."""
    return _presenters[type(page).__name__]
