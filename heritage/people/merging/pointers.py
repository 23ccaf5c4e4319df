"""Everything that points at a person: keys, links of other models, blocks, drafts.

Found through the models themselves, so that what a later programme adds is
found as well. Each pointer that is moved is described by a plain dict
(``kind``, ``model``, ``pk``, ``field`` or ``path``, ``from``, ``to``), which is
all that is needed to move it back.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache

from django.apps import apps
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models.functions import Cast
from modelcluster.fields import ParentalKey
from wagtail.models import Orderable, Page, ReferenceIndex, Revision, RevisionMixin

from heritage.people.merging.drafts import rewrite_content, rewrite_streams, streams_with_people
from heritage.people.models import Person, PersonMerge

ROW, GENERIC, STREAM, DRAFT = "row", "generic", "stream", "draft"
_BATCH = 200
# The bookkeeping of Wagtail is about the record itself, not a link to a person.
_BOOKKEEPING = ("wagtail", "modelsearch")


@cache
def person_keys() -> tuple[tuple[type[models.Model], str], ...]:
    """Model and field of every foreign key to a person that is a link, not a part of it."""
    own = {field.remote_field.through for field in Person._meta.many_to_many}
    found = []
    for relation in Person._meta.get_fields(include_hidden=True):
        if not (relation.auto_created and (relation.one_to_many or relation.one_to_one)):
            continue
        model, field = relation.related_model, relation.field
        if isinstance(field, ParentalKey) or model in own or model in (Person, PersonMerge):
            continue
        if not model._meta.proxy and field.model is model:
            found.append((model, field.name))
    return tuple(sorted(found, key=lambda key: (key[0]._meta.label, key[1])))


@cache
def generic_keys() -> tuple[tuple[type[models.Model], GenericForeignKey], ...]:
    """Model and field of every generic key that may point at a person."""
    return tuple(
        (model, field)
        for model in apps.get_models()
        if not model._meta.app_label.startswith(_BOOKKEEPING)
        for field in model._meta.private_fields
        if isinstance(field, GenericForeignKey)
    )


def count_pointers(person: Person) -> int:
    """How many rows, generic links and blocks point at a person; drafts apart."""
    rows = sum(_rows(model, name, person.pk).count() for model, name in person_keys())
    generic = sum(_generic_rows(model, key, person.pk).count() for model, key in generic_keys())
    return rows + generic + len(list(_objects_with_blocks(person)))


def objects_pointing_at(person: Person, limit: int = 100) -> list[models.Model]:
    """Pages and records that point at a person, for an editor to look at."""
    found: dict[tuple, models.Model] = {}
    for model, name in person_keys():
        for row in _rows(model, name, person.pk)[:limit]:
            for thing in _parents(row):
                found.setdefault((type(thing), thing.pk), thing)
    for thing in _objects_with_blocks(person):
        found.setdefault((type(thing), thing.pk), thing)
    return list(found.values())[:limit]


def move_pointers(*, old: Person, new: Person) -> list[dict]:
    """Let everything that points at ``old`` point at ``new``; gives what was moved.

    A link that would then stand twice is removed. Raises ``IntegrityError``
    where a row may not be moved and other rows hang on it.
    """
    touched: dict[tuple, models.Model] = {}
    moves = []
    for model, name in person_keys():
        for row in _rows(model, name, old.pk):
            moves.append(_move_row(row, name, old.pk, new.pk))
            for parent in _parents(row):
                touched[type(parent), parent.pk] = parent
    for model, key in generic_keys():
        for row in _generic_rows(model, key, old.pk):
            moves.append(_move_generic(row, key, old.pk, new.pk))
    for thing in _objects_with_blocks(old):
        moves += _move_blocks(thing, old.pk, new.pk)
        touched[type(thing), thing.pk] = thing
    moves += _move_in_drafts(touched.values(), old.pk, new.pk)
    for model, pk in touched:
        refresh_references(model, pk)
    return moves


def refresh_references(model: type[models.Model], pk: int) -> None:
    """Let Wagtail's index of references see what was changed beside it."""
    thing = model._base_manager.filter(pk=pk).first()
    if thing is not None and ReferenceIndex.is_indexed(model):
        with transaction.atomic():
            ReferenceIndex.create_or_update_for_object(thing)


def row_as_data(row: models.Model) -> dict:
    """All columns of a row, as JSON can hold them."""
    return json.loads(serializers.serialize("json", [row]))[0]["fields"]


def _rows(model, name: str, pk: int):
    return model._base_manager.filter(**{name: pk}).order_by("pk")


def _generic_rows(model, key: GenericForeignKey, pk: int):
    content_type = ContentType.objects.get_for_model(Person)
    return model._base_manager.filter(**{key.ct_field: content_type, key.fk_field: pk}).order_by(
        "pk"
    )


def _described(kind: str, thing: models.Model, old: int, new: int, **more) -> dict:
    label = thing._meta.label
    return {"kind": kind, "model": label, "pk": thing.pk, "from": old, "to": new, **more}


def _move_row(row: models.Model, name: str, old: int, new: int) -> dict:
    move = _described(ROW, row, old, new, field=name)
    model = type(row)
    if not _stands_already(row, name, new):
        try:
            with transaction.atomic():
                model._base_manager.filter(pk=row.pk).update(**{name: new})
        except IntegrityError:
            if _has_dependants(row):
                raise
        else:
            return move
    move["removed"] = row_as_data(row)
    model._base_manager.filter(pk=row.pk).delete()
    return move


def _move_generic(row: models.Model, key: GenericForeignKey, old: int, new: int) -> dict:
    move = _described(GENERIC, row, old, new, field=key.name)
    rows = type(row)._base_manager.filter(pk=row.pk)
    try:
        with transaction.atomic():
            rows.update(**{key.fk_field: new})
    except IntegrityError:
        if _has_dependants(row):
            raise
        move["removed"] = row_as_data(row)
        rows.delete()
    return move


def _stands_already(row: models.Model, name: str, new: int) -> bool:
    """Whether a row that differs only in key and order points at ``new`` already."""
    same = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if not field.primary_key
        and field.name not in (name, "sort_order")
        and not getattr(field, "auto_now", False)
        and not getattr(field, "auto_now_add", False)
    }
    doubled = type(row)._base_manager.filter(**same, **{name: new}).exists()
    return doubled and not _has_dependants(row)


def _has_dependants(row: models.Model) -> bool:
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: row.pk}).exists()
        for relation in row._meta.get_fields(include_hidden=True)
        if relation.auto_created and (relation.one_to_many or relation.one_to_one)
    )


def _parents(row: models.Model) -> Iterator[models.Model]:
    """What a row is kept and published with, or the row itself."""
    parental = [field for field in row._meta.fields if isinstance(field, ParentalKey)]
    for field in parental:
        if (parent := getattr(row, field.name)) is not None:
            yield parent.specific if isinstance(parent, Page) else parent
    if not parental and not isinstance(row, Orderable):
        yield row


def _objects_with_blocks(person: Person) -> Iterator[models.Model]:
    """Live pages and records whose blocks show a person.

    Looked for in the rows themselves: Wagtail's index of references is brought
    up to date in the background, and a page published just now may be missing.
    """
    for model in apps.get_models():
        matches = models.Q(pk__in=[])
        rows = model._base_manager.all()
        for name in streams_with_people(model):
            rows = rows.annotate(**{f"text_of_{name}": Cast(name, models.TextField())})
            matches |= models.Q(**{f"text_of_{name}__contains": f": {person.pk}"})
        if not streams_with_people(model):
            continue
        for thing in rows.filter(matches).order_by("pk"):
            if rewrite_streams(thing, person.pk, 0)[1]:
                yield thing


def _move_blocks(thing: models.Model, old: int, new: int) -> list[dict]:
    changed, paths = rewrite_streams(thing, old, new)
    if changed:
        type(thing)._base_manager.filter(pk=thing.pk).update(**changed)
    return [_described(STREAM, thing, old, new, path=path) for path in paths]


def _move_in_drafts(touched: Iterable[models.Model], old: int, new: int) -> list[dict]:
    """Change the revisions that editors and scheduled publishing go on from."""
    keys = {thing.latest_revision_id for thing in touched if isinstance(thing, RevisionMixin)} - {
        None
    }
    for model in _models_with_drafts():
        waiting = model._base_manager.filter(has_unpublished_changes=True)
        keys.update(waiting.values_list("latest_revision_id", flat=True))
    keys.discard(None)
    keys.update(
        Revision.objects.filter(approved_go_live_at__isnull=False).values_list("pk", flat=True)
    )
    moves = []
    ordered = sorted(keys)
    for start in range(0, len(ordered), _BATCH):
        batch = Revision.objects.filter(pk__in=ordered[start : start + _BATCH])
        for revision in batch.select_related("content_type").order_by("pk"):
            moves += _move_in_revision(revision, old, new)
    return moves


def _move_in_revision(revision: Revision, old: int, new: int) -> list[dict]:
    model = revision.content_type.model_class()
    if model is None or model is Person:
        return []
    content, found = rewrite_content(model, revision.content, old, new)
    if not found:
        return []
    Revision.objects.filter(pk=revision.pk).update(content=content)
    return [
        {
            "kind": DRAFT,
            "model": model._meta.label,
            "pk": int(revision.object_id),
            "from": old,
            "to": new,
            "revision": revision.pk,
            **change,
        }
        for change in found
    ]


def _models_with_drafts() -> Iterator[type[models.Model]]:
    yield Page
    for model in apps.get_models():
        if (
            issubclass(model, RevisionMixin)
            and not issubclass(model, Page)
            and model is not Person
            and hasattr(model, "has_unpublished_changes")
        ):
            yield model
