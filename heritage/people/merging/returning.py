"""Give pointers back to the record they were taken from, where they still stand."""

from __future__ import annotations

from collections.abc import Iterable

from django.apps import apps
from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _
from wagtail.models import Revision, RevisionMixin

from heritage.people.merging.drafts import put_back, put_back_in_streams
from heritage.people.merging.pointers import DRAFT, GENERIC, ROW, STREAM, refresh_references


def return_pointers(moves: Iterable[dict]) -> list[dict]:
    """Undo moves, the last first; gives those that were changed since and stay.

    Each of these is ``{"model", "pk", "name", "why"}``.
    """
    returning = {ROW: _return_row, GENERIC: _return_generic, STREAM: _return_block}
    left, touched = [], set()
    for move in reversed(list(moves)):
        model = apps.get_model(move["model"])
        handle = returning.get(move["kind"], _return_draft)
        if handle(model, move):
            touched.add((model, move["pk"]))
        elif move["kind"] != DRAFT:
            # A draft that was written anew or published since is no loss.
            left.append(_described(model, move))
    for model, pk in touched:
        for indexed, key in _indexed(model, pk):
            refresh_references(indexed, key)
    return left


def _return_row(model: type[models.Model], move: dict) -> bool:
    rows = model._base_manager.filter(pk=move["pk"])
    if "removed" in move:
        return _restore(model, move)
    try:
        with transaction.atomic():
            still = rows.filter(**{move["field"]: move["to"]})
            return still.update(**{move["field"]: move["from"]}) == 1
    except IntegrityError:
        return False


def _restore(model: type[models.Model], move: dict) -> bool:
    if model._base_manager.filter(pk=move["pk"]).exists():
        return False
    data = {"model": model._meta.label_lower, "pk": move["pk"], "fields": move["removed"]}
    for field in model._meta.concrete_fields:
        if field.remote_field and (key := move["removed"].get(field.name)) is not None:
            to_model = field.remote_field.model
            if not to_model._base_manager.filter(pk=key).exists():
                return False
    for found in serializers.deserialize("python", [data]):
        found.save()
    return True


def _return_generic(model: type[models.Model], move: dict) -> bool:
    if "removed" in move:
        return _restore(model, move)
    name = next(f.fk_field for f in model._meta.private_fields if f.name == move["field"])
    rows = model._base_manager.filter(pk=move["pk"], **{name: move["to"]})
    return rows.update(**{name: move["from"]}) == 1


def _return_block(model: type[models.Model], move: dict) -> bool:
    thing = model._base_manager.filter(pk=move["pk"]).first()
    if thing is None:
        return False
    changed = put_back_in_streams(thing, move["path"], move["to"], move["from"])
    if changed:
        model._base_manager.filter(pk=thing.pk).update(**changed)
    return bool(changed)


def _return_draft(model: type[models.Model], move: dict) -> bool:
    thing = model._base_manager.filter(pk=move["pk"]).first()
    if not isinstance(thing, RevisionMixin):
        return False
    done = False
    keys = {thing.latest_revision_id, move["revision"]} - {None}
    for revision in Revision.objects.filter(pk__in=keys):
        content = revision.content
        if "removed" in move:
            rows = content.setdefault(move["path"][0], [])
            found = move["removed"] not in rows
            if found:
                rows.append(move["removed"])
        else:
            found = put_back(model, content, move["path"], move["to"], move["from"])
        if found:
            Revision.objects.filter(pk=revision.pk).update(content=content)
            done = True
    return done


def _described(model: type[models.Model], move: dict) -> dict:
    thing = model._base_manager.filter(pk=move["pk"]).first()
    return {
        "model": move["model"],
        "pk": move["pk"],
        "name": str(thing) if thing is not None else str(model._meta.verbose_name),
        "why": _("changed since") if thing is not None else _("no longer there"),
    }


def _indexed(model: type[models.Model], pk: int):
    """What Wagtail's index of references keeps for a row: itself, or what it belongs to."""
    yield model, pk
    row = model._base_manager.filter(pk=pk).first()
    for field in model._meta.fields:
        if type(field).__name__ == "ParentalKey" and row is not None:
            parent = getattr(row, field.name)
            parent = getattr(parent, "specific", parent)
            yield type(parent), parent.pk
