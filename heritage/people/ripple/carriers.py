"""What may carry a fact in words: pages, captions, records; a registry.

A programme registers what it has with :func:`register_carrier`, so that a
corrected fact finds it. Each carrier gives its texts piece by piece, with a
place in it that an editor can be led to.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models.functions import Cast
from django.utils.html import strip_tags
from django.utils.text import capfirst
from modelcluster.fields import ParentalKey
from wagtail.blocks import (
    ChooserBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
    URLBlock,
)
from wagtail.blocks.field_block import CharBlock
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.fields import StreamField
from wagtail.models import ReferenceIndex, Revision

from heritage.people.ripple.wordings import spellings


@dataclass(frozen=True, slots=True, kw_only=True)
class Text:
    """A piece of text, where it stands, and the block an editor can be led to."""

    path: str
    label: str
    text: str
    block: str = ""
    is_draft: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """A model whose rows carry text: which fields, and rows of which child relations.

    ``fields`` are names of text fields and StreamFields; ``children`` maps a
    child relation to the names of its text fields. ``texts`` may take their
    place where that is not enough.
    """

    model: type[models.Model]
    fields: tuple[str, ...] = ()
    children: dict[str, tuple[str, ...]] | None = None
    texts: Callable[[models.Model], Iterable[Text]] | None = None

    def texts_of(self, thing: models.Model) -> Iterator[Text]:
        """All texts of a row: as published, and as its draft has them."""
        yield from self._texts(thing)
        if getattr(thing, "has_unpublished_changes", False):
            draft = thing.get_latest_revision_as_object()
            yield from (replace(text, is_draft=True) for text in self._texts(draft))

    def _texts(self, thing: models.Model) -> Iterator[Text]:
        if self.texts is not None:
            yield from self.texts(thing)
            return
        yield from field_texts(thing, self.fields)
        for relation, names in (self.children or {}).items():
            label = getattr(self.model, relation).rel.related_model._meta.verbose_name
            for number, row in enumerate(getattr(thing, relation).all()):
                for text in field_texts(row, names):
                    path = f"{relation}.{row.pk or number}.{text.path}"
                    yield replace(text, path=path, label=f"{label}：{text.label}")

    def candidates(self, record: models.Model, terms: Iterable[str]) -> list[int]:
        """Keys of rows that link to ``record`` or hold one of ``terms``, in order."""
        return sorted({*self.linked(record), *self._holding(list(terms))})

    def linked(self, record: models.Model) -> list[int]:
        """Keys of rows that link to ``record``: by their keys, by their blocks.

        Blocks are known to Wagtail's index of references, which lags a little.
        """
        content_type = ContentType.objects.get_for_model(self.model, for_concrete_model=False)
        references = ReferenceIndex.get_references_to(record).filter(content_type=content_type)
        found = {int(pk) for pk in references.values_list("object_id", flat=True)}
        for model, name, key in _links(self.model, type(record)):
            rows = model._base_manager.filter(**{name: record.pk})
            found.update(rows.values_list(key, flat=True))
        return sorted(found - {None})

    def _holding(self, terms: list[str]) -> Iterator[int]:
        if not terms:
            return
        rows = self.model._base_manager.all()
        matches = models.Q(pk__in=[])
        for name in self.fields:
            is_stream = isinstance(self.model._meta.get_field(name), StreamField)
            column = f"text_of_{name}" if is_stream else name
            if is_stream:
                rows = rows.annotate(**{column: Cast(name, models.TextField())})
            matches |= _any_of(column, terms, depth=1 if is_stream else 0)
        for relation, names in (self.children or {}).items():
            row_model = getattr(self.model, relation).rel.related_model
            found = models.Q(pk__in=[])
            for name in names:
                found |= _any_of(name, terms)
            key = getattr(self.model, relation).rel.field.name
            matches |= models.Q(pk__in=row_model.objects.filter(found).values(key))
        yield from rows.filter(matches).values_list("pk", flat=True)
        if hasattr(self.model, "has_unpublished_changes"):
            yield from self._drafts_holding(terms)

    def _drafts_holding(self, terms: list[str]) -> Iterator[int]:
        drafts = self.model._base_manager.filter(has_unpublished_changes=True)
        revisions = (
            Revision.objects.filter(pk__in=drafts.values("latest_revision"))
            .annotate(text=Cast("content", models.TextField()))
            .filter(_any_of("text", terms, depth=2))
        )
        yield from (int(pk) for pk in revisions.values_list("object_id", flat=True))


@cache
def _links(carrier: type[models.Model], record: type[models.Model]) -> list[tuple]:
    """Models with a key to ``record`` that are ``carrier`` or belong to it.

    Each with the name of that key, and of the column that names the carrier.
    """
    links = []
    for relation in record._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
            continue
        model, name = relation.related_model, relation.field.name
        if model is carrier:
            links.append((model, name, "pk"))
        links += [
            (model, name, parent.attname)
            for parent in model._meta.fields
            if isinstance(parent, ParentalKey)
            and parent.name != name
            and issubclass(carrier, parent.related_model)
        ]
    return links


_carriers: dict[type[models.Model], Carrier] = {}


def register_carrier(
    model: type[models.Model],
    *,
    fields: Iterable[str] = (),
    children: dict[str, tuple[str, ...]] | None = None,
    texts: Callable[[models.Model], Iterable[Text]] | None = None,
) -> Carrier:
    """Let corrected facts be looked for in the rows of ``model``; once for a model."""
    carrier = Carrier(model=model, fields=tuple(fields), children=children, texts=texts)
    _carriers[model] = carrier
    return carrier


def carriers() -> list[Carrier]:
    """All that was registered, in the order of registering."""
    return list(_carriers.values())


def carrier_of(model: type[models.Model]) -> Carrier | None:
    """What was registered for a model."""
    return _carriers.get(model)


def text_fields(model: type[models.Model], *, but: Iterable[str] = ()) -> tuple[str, ...]:
    """Names of the fields of a model in which an editor writes words."""
    skipped = {"slug", "url_path", "draft_title", "pinyin", *but}
    return tuple(
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, StreamField)
        or (
            type(field) in (models.CharField, models.TextField)
            and field.editable
            and not field.choices
            and field.name not in skipped
        )
    )


def field_texts(thing: models.Model, names: Iterable[str]) -> Iterator[Text]:
    """Texts of the named fields; of a StreamField, one for each of its blocks."""
    for name in names:
        field, value = thing._meta.get_field(name), getattr(thing, name)
        if isinstance(field, StreamField):
            yield from _block_texts(field.stream_block, value, name, str(field.verbose_name), "")
        elif value:
            yield Text(path=name, label=str(capfirst(field.verbose_name)), text=str(value))


def _block_texts(block, value, path: str, label: str, anchor: str) -> Iterator[Text]:
    if value is None or isinstance(block, (ChooserBlock, URLBlock)):
        return
    if isinstance(block, StreamBlock):
        for child in value:
            yield from _block_texts(
                child.block,
                child.value,
                f"{path}.{child.id}",
                str(child.block.label),
                anchor or child.id or "",
            )
    elif isinstance(block, ListBlock):
        for number, item in enumerate(value.bound_blocks):
            step = item.id or number
            yield from _block_texts(item.block, item.value, f"{path}.{step}", label, anchor)
    elif isinstance(block, StructBlock):
        for name, inner in block.child_blocks.items():
            inner_label = f"{label}：{inner.label}"
            yield from _block_texts(inner, value.get(name), f"{path}.{name}", inner_label, anchor)
    elif isinstance(block, TypedTableBlock):
        for number, row in enumerate(value.rows):
            for column, cell in enumerate(row):
                place = f"{path}.{number}.{column}"
                yield from _block_texts(cell.block, cell.value, place, label, anchor)
    elif isinstance(block, (RichTextBlock, CharBlock, TextBlock)):
        text = strip_tags(str(value.source)) if isinstance(block, RichTextBlock) else str(value)
        if text.strip():
            yield Text(path=path, label=label, text=text, block=anchor)


def _any_of(column: str, terms: Iterable[str], *, depth: int = 0) -> models.Q:
    """Rows whose column holds a term; JSON may hold it escaped, once or twice."""
    matches = models.Q(pk__in=[])
    for term in terms:
        for form in spellings(term):
            for _time in range(depth + 1):
                matches |= models.Q(**{f"{column}__icontains": form})
                form = json.dumps(form)[1:-1]
    return matches
