"""The embedded engine: a Tantivy index in a directory, no service to start."""

from search.engines.embedded.engine import EmbeddedEngine

__all__ = ["EmbeddedEngine"]
