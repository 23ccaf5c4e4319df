import pytest

from search.engines.base import SearchDocument, SearchQuery
from search.engines.embedded import EmbeddedEngine


@pytest.fixture
def make():
    """Make a document from its title and whatever else matters."""

    def document(title, **fields):
        key = fields.pop("key", f"page:{title}")
        return SearchDocument(
            **{"key": key, "kind": "story", "title": title, "url": f"/{key}/"} | fields
        )

    return document


@pytest.fixture
def engine(tmp_path):
    """An engine with an empty index."""
    engine = EmbeddedEngine(tmp_path / "index", lock_timeout=20)
    engine.rebuild([])
    return engine


@pytest.fixture
def found(engine):
    """Keys of the hits for a query, in order."""

    def search(text="", **fields):
        return [hit.key for hit in engine.search(SearchQuery(text=text, **fields)).hits]

    return search
