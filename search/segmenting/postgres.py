"""The segmenting backend on PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from modelsearch.backends.database.postgres.postgres import (
    PostgresAutocompleteQueryCompiler,
    PostgresIndex,
    PostgresSearchBackend,
    PostgresSearchQueryCompiler,
)
from modelsearch.query import Phrase, PlainText, SearchQuery

from search.segmenting.indexing import SegmentingIndex
from search.segmenting.text import query_phrase, query_terms


class SegmentingCompiler:
    """Mixed into a query compiler: segments what is asked."""

    def build_tsquery_content(
        self, query: SearchQuery, config: Any = None, invert: bool = False
    ) -> Any:
        """Segment plain text and phrases; the rest is taken apart by modelsearch."""
        if isinstance(query, PlainText):
            query = PlainText(query_terms(query.query_string), operator=query.operator)
        elif isinstance(query, Phrase):
            query = Phrase(query_phrase(query.query_string))
        return super().build_tsquery_content(query, config=config, invert=invert)


class SearchCompiler(SegmentingCompiler, PostgresSearchQueryCompiler):
    """Compiles whole-word queries."""

    def get_fields_vectors(self, search_query: Any) -> list[tuple[Any, Any]]:
        """Search named fields in the index: the columns themselves are not segmented."""
        by_name = dict(zip(("title", "body"), self.get_index_vectors(search_query), strict=True))
        wanted = {"title" if name == "title" else "body" for name in self.search_fields}
        return [vector for name, vector in by_name.items() if name in wanted]


class AutocompleteCompiler(SegmentingCompiler, PostgresAutocompleteQueryCompiler):
    """Compiles queries whose last word is still being typed."""

    def get_fields_vectors(self, search_query: Any) -> list[tuple[Any, Any]]:
        """All autocomplete fields share one column of the index."""
        return [(F("index_entries__autocomplete"), 1.0)]


class Index(SegmentingIndex, PostgresIndex):
    """The index table, filled with segmented text."""


class SearchBackend(PostgresSearchBackend):
    """Searches segmented text with tsvector and tsquery, by default without stemming."""

    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index

    def __init__(self, params: dict[str, Any]) -> None:
        super().__init__({"SEARCH_CONFIG": "simple"} | params)
