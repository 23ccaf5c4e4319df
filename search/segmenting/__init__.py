"""Chinese in the admin's own search: page explorer, choosers, snippets, images.

A backend for modelsearch, the search package under Wagtail. The database
searches as it always does, SQLite with FTS5 or PostgreSQL with its text
search, over text that :mod:`search.segmenting.text` has cut into bigrams and
single characters. In the settings::

    WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.segmenting"}}

and once after the change ``manage.py update_index``.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from modelsearch.backends.base import BaseSearchBackend

# A module that does not fit the database in use cannot even be imported.
_MODULES = {
    "sqlite": "search.segmenting.sqlite",
    "postgresql": "search.segmenting.postgres",
}


def SearchBackend(params: dict[str, Any]) -> BaseSearchBackend:
    """The backend for the default database; modelsearch looks for it by this name."""
    module = _MODULES.get(connection.vendor)
    if module is None:
        raise ImproperlyConfigured(f"search.segmenting does not know {connection.vendor}")
    return import_module(module).SearchBackend(params)
