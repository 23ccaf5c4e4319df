"""A page with what a generated document has, searched as Wagtail does by itself."""

from __future__ import annotations

from django.db import models
from wagtail.models import Page
from wagtail.search import index

from search.scale.stock.fields import FACETS


def _facet() -> models.CharField:
    return models.CharField(max_length=100, blank=True, db_index=True)


class StockPage(Page):
    """One document. A facet has one value: of several Wagtail can count none."""

    body = models.TextField(blank=True)
    people = models.TextField(blank=True)
    kind = _facet()
    conflict = _facet()
    place = _facet()
    honour = _facet()
    unit = _facet()
    tag = _facet()
    grade = _facet()
    decade = _facet()
    recording = _facet()

    search_fields = [
        *Page.search_fields,
        index.SearchField("body"),
        index.SearchField("people"),
        *(index.FilterField(name) for name in FACETS),
    ]
