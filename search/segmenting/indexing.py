"""Objects whose search fields give segmented text."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

from django.db.models import Model
from django.utils.encoding import force_str
from modelsearch.index import BaseField, RelatedFields

from search.segmenting.text import indexed_text


class SegmentedObject:
    """Stands for ``original`` while it is indexed."""

    def __init__(self, original: Model) -> None:
        self._original = original

    def __getattr__(self, name: str) -> Any:
        return getattr(self._original, name)

    def get_search_fields(self) -> list[BaseField]:
        """The model's fields, reading from the original and segmenting what they read."""
        return [_segmented(field, self._original) for field in self._original.get_search_fields()]


class SegmentingIndex:
    """Mixed into an index class of modelsearch: segments what is added."""

    def add_items(self, model: type[Model], objs: Sequence[Model]) -> None:
        """Add ``objs``, all of ``model``, with their texts segmented."""
        super().add_items(model, [SegmentedObject(obj) for obj in objs])


def _segmented(field: BaseField, owner: Model | None = None) -> BaseField:
    """A copy of ``field`` whose values are segmented; ``owner`` replaces what it is asked of."""
    changed = copy.copy(field)
    if isinstance(field, RelatedFields):
        changed.fields = [_segmented(inner) for inner in field.fields]
        changed.get_value = lambda obj: field.get_value(owner or obj)
    else:
        changed.get_value = lambda obj: _segment(field.get_value(owner or obj))
    return changed


def _segment(value: Any) -> str:
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        return " ".join(map(_segment, value))
    return indexed_text(force_str(value))
