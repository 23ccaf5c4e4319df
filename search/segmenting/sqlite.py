"""The segmenting backend on SQLite with FTS5."""

from __future__ import annotations

from typing import Any

from modelsearch.backends.database.sqlite.sqlite import (
    SQLiteAutocompleteQueryCompiler,
    SQLiteIndex,
    SQLiteSearchBackend,
    SQLiteSearchQueryCompiler,
)
from modelsearch.query import Phrase, PlainText, SearchQuery

from search.segmenting.indexing import SegmentingIndex
from search.segmenting.text import query_phrase, query_terms


class SegmentingCompiler:
    """Mixed into a query compiler: segments what is asked."""

    def search(self, config: Any, start: int | None, stop: int | None, **options: Any) -> Any:
        """Search the columns of the index that hold the named fields.

        modelsearch takes a field's name for the column's, but all fields other
        than the title share one.
        """
        if self.fields is not None:
            wanted = {name if name == "title" else "body" for name in self.fields}
            columns = [name for name in self.FTS_TABLE_FIELDS if name in wanted]
            self.fields = columns or list(self.FTS_TABLE_FIELDS)
        return super().search(config, start, stop, **options)

    def build_search_query_content(self, query: SearchQuery, config: Any = None) -> Any:
        """Segment plain text and phrases; the rest is taken apart by modelsearch."""
        if isinstance(query, PlainText):
            query = PlainText(query_terms(query.query_string), operator=query.operator)
        elif isinstance(query, Phrase):
            query = Phrase(query_phrase(query.query_string))
        return super().build_search_query_content(query, config=config)


class SearchCompiler(SegmentingCompiler, SQLiteSearchQueryCompiler):
    """Compiles whole-word queries."""


class AutocompleteCompiler(SegmentingCompiler, SQLiteAutocompleteQueryCompiler):
    """Compiles queries whose last word is still being typed."""


class Index(SegmentingIndex, SQLiteIndex):
    """The index table, filled with segmented text."""


class SearchBackend(SQLiteSearchBackend):
    """Searches segmented text with FTS5."""

    query_compiler_class = SearchCompiler
    autocomplete_query_compiler_class = AutocompleteCompiler
    index_class = Index
