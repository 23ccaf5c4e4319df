"""Find and change a person's key inside blocks and revisions, without saving anything.

A path is a list of steps: a field or child relation, then ``id:…`` for a
block, ``pk:…`` or ``n:…`` for a child row, then names of sub-blocks.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache

from django.db import models
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel, get_all_child_relations
from wagtail.blocks import ChooserBlock, ListBlock, StreamBlock, StructBlock
from wagtail.fields import StreamField

from heritage.people.models import Person


@cache
def streams_of(model: type[models.Model]) -> dict[str, StreamField]:
    """StreamFields of a model by name."""
    return {
        field.name: field for field in model._meta.get_fields() if isinstance(field, StreamField)
    }


@cache
def streams_with_people(model: type[models.Model]) -> tuple[str, ...]:
    """Names of the StreamFields of a model in which a person may be chosen."""
    return tuple(
        name for name, field in streams_of(model).items() if _chooses_people(field.stream_block)
    )


def _chooses_people(block) -> bool:
    if isinstance(block, ChooserBlock):
        return block.target_model is Person
    if isinstance(block, ListBlock):
        return _chooses_people(block.child_block)
    return any(_chooses_people(inner) for inner in getattr(block, "child_blocks", {}).values())


def rewrite_streams(thing: models.Model, old: int, new: int) -> tuple[dict, list[list[str]]]:
    """Values of the StreamFields that change when ``old`` becomes ``new``, and the places."""
    changed, paths = {}, []
    for name, field in streams_of(type(thing)).items():
        raw = _raw(field, thing)
        found = list(_swap(field.stream_block, raw, old, new, [name]))
        if found:
            changed[name] = field.to_python(json.dumps(raw))
            paths += found
    return changed, paths


def _raw(field: StreamField, thing: models.Model) -> list:
    # What comes back shares its parts with the value.
    return copy.deepcopy(field.stream_block.get_prep_value(getattr(thing, field.name)))


def rewrite_content(
    model: type[models.Model], content: dict, old: int, new: int
) -> tuple[dict, list[dict]]:
    """The content of a revision with ``old`` made ``new``, and each change made.

    A change is ``{"path": …}``, or ``{"path": …, "removed": row}`` for a child
    row that would stand twice.
    """
    content = copy.deepcopy(content)
    changes = [{"path": path} for path in _swap_content(model, content, old, new, [])]
    changed_relations = {change["path"][0] for change in changes}
    if issubclass(model, ClusterableModel):
        for relation in get_all_child_relations(model):
            name = relation.get_accessor_name()
            if name in changed_relations:
                kept, doubles = _without_doubles(relation.related_model, content[name])
                content[name] = kept
                changes += [{"path": [name], "removed": row} for row in doubles]
    return content, changes


def put_back(model: type[models.Model], content: dict, path: list[str], now: int, then: int):
    """Set the key at ``path`` from ``now`` to ``then`` in place; gives whether it was there."""
    return any(found == path for found in _swap_content(model, content, now, then, [], only=path))


def put_back_in_streams(thing: models.Model, path: list[str], now: int, then: int) -> dict:
    """The StreamField value with the key at ``path`` set back; empty where it is not there."""
    name = path[0]
    field = streams_of(type(thing)).get(name)
    if field is None:
        return {}
    raw = _raw(field, thing)
    if not any(_swap(field.stream_block, raw, now, then, [name], only=path)):
        return {}
    return {name: field.to_python(json.dumps(raw))}


def _swap_content(model, content, old, new, path, only=None) -> Iterator[list[str]]:
    for field in model._meta.get_fields():
        name = field.name
        if name not in content or content[name] is None:
            continue
        here = [*path, name]
        if isinstance(field, StreamField):
            raw = json.loads(content[name]) if isinstance(content[name], str) else content[name]
            found = list(_swap(field.stream_block, raw, old, new, here, only))
            if found:
                content[name] = json.dumps(raw) if isinstance(content[name], str) else raw
                yield from found
        elif getattr(field, "related_model", None) is not Person or not field.concrete:
            continue
        elif field.many_to_many:
            if old in content[name] and only in (None, here):
                changed = [new if pk == old else pk for pk in content[name]]
                content[name] = list(dict.fromkeys(changed))
                yield here
        elif content[name] == old and only in (None, here):
            content[name] = new
            yield here
    if issubclass(model, ClusterableModel):
        for relation in get_all_child_relations(model):
            name = relation.get_accessor_name()
            for number, row in enumerate(content.get(name) or ()):
                step = f"pk:{row['pk']}" if row.get("pk") else f"n:{number}"
                yield from _swap_content(
                    relation.related_model, row, old, new, [*path, name, step], only
                )


def _swap(block, raw, old, new, path, only=None) -> Iterator[list[str]]:
    """Change ``raw`` in place wherever a chooser of people holds ``old``."""
    if isinstance(block, StreamBlock):
        for child in raw or ():
            inner = block.child_blocks.get(child["type"])
            if inner is not None:
                yield from _swap_value(inner, child, "value", old, new, _step(path, child), only)
    elif isinstance(block, ListBlock):
        for item in raw or ():
            if isinstance(item, dict) and "value" in item:
                step = _step(path, item)
                yield from _swap_value(block.child_block, item, "value", old, new, step, only)
    elif isinstance(block, StructBlock):
        for name, inner in block.child_blocks.items():
            if raw and name in raw:
                yield from _swap_value(inner, raw, name, old, new, [*path, name], only)


def _swap_value(block, holder, key, old, new, path, only) -> Iterator[list[str]]:
    if isinstance(block, ChooserBlock):
        if block.target_model is Person and holder[key] == old and only in (None, path):
            holder[key] = new
            yield path
        return
    yield from _swap(block, holder[key], old, new, path, only)


def _step(path: list[str], child: dict) -> list[str]:
    return [*path, f"id:{child.get('id')}"]


def _without_doubles(model: type[models.Model], rows: list[dict]) -> tuple[list, list]:
    skipped = {"pk", model._meta.pk.name, "sort_order"}
    skipped |= {field.name for field in model._meta.fields if isinstance(field, ParentalKey)}
    seen, kept, doubles = set(), [], []
    for row in rows:
        says = json.dumps(
            {name: value for name, value in row.items() if name not in skipped},
            sort_keys=True,
            default=str,
        )
        (doubles if says in seen else kept).append(row)
        seen.add(says)
    return kept, doubles
