"""Whether an index holds a document as it is now: one short text for all that is in it."""

from __future__ import annotations

import json
from dataclasses import fields
from hashlib import blake2b
from typing import Any

from search.engines.base import Moment, SearchDocument

_FIELDS = tuple(field.name for field in fields(SearchDocument))
_MOMENT_FIELDS = tuple(field.name for field in fields(Moment))
_BYTES = 12


def fingerprint(document: SearchDocument) -> str:
    """A text of 24 characters, the same for equal documents and, but for chance, for no others.

    Raises ``TypeError`` when a value has a type that does not belong there.
    """
    values = [getattr(document, name) for name in _FIELDS]
    text = json.dumps(values, default=_moment, sort_keys=True, separators=(",", ":"))
    return blake2b(text.encode("ascii"), digest_size=_BYTES).hexdigest()


def _moment(value: Any) -> list[Any]:
    if isinstance(value, Moment):
        return [getattr(value, name) for name in _MOMENT_FIELDS]
    raise TypeError(f"{type(value).__name__} does not belong in a document")
