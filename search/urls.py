"""Addresses of the search."""

from __future__ import annotations

from django.urls import path

from search.views import api, feed, opened, page, roll, suggest

urlpatterns = [
    path("search/", page.search, name="search"),
    path("roll/", roll.roll_search, name="roll_search"),
    path("search/suggest", suggest.suggestions, name="search_suggest"),
    path("search/opened", opened.opened, name="search_opened"),
    path("search/feed", feed.SearchFeed(), name="search_feed"),
    path("api/search", api.api_search, name="api_search"),
    path("api/search/suggest", api.api_suggest, name="api_suggest"),
    path("api/openapi.json", api.openapi, name="api_openapi"),
]
