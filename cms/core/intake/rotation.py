"""Bringing everything that is encrypted under the current key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models
from django.db.models.functions import Cast

from . import keys
from .fields import PhoneIndexField, encrypted_fields, index_fields, phone_index

BATCH = 200


@dataclass
class Rotation:
    """What a run did with one model; ``unreadable`` are the keys of rows no key opens."""

    model: str
    rows: int = 0
    seen: int = 0
    rewritten: int = 0
    unreadable: list[int] = field(default_factory=list)


def models_with_secrets() -> Iterator[type[models.Model]]:
    """Every concrete model with an encrypted field, of whatever app."""
    for model in apps.get_models():
        if encrypted_fields(model) and not model._meta.proxy:
            yield model


def rotate(*, progress: Callable[[Rotation], None] = lambda rotation: None) -> list[Rotation]:
    """Encrypt anew what another than the first key of the ring encrypted.

    Look-up indexes are computed anew with it. Row by row, each only if nobody
    changed it meanwhile, so it may run beside the site, be killed, and be run
    again. ``progress`` is called after each batch.
    """
    return [_rotate_model(model, progress) for model in models_with_secrets()]


def _rotate_model(model: type[models.Model], progress) -> Rotation:
    done = Rotation(model=model._meta.label, rows=model._default_manager.count())
    secret, found_by = encrypted_fields(model), index_fields(model)
    columns = {f"raw_{f.name}": Cast(f.name, models.TextField()) for f in (*secret, *found_by)}
    raw = model._default_manager.annotate(**columns)
    last = None
    while True:
        batch = raw.order_by("pk").values("pk", *columns)
        if last is not None:
            batch = batch.filter(pk__gt=last)
        rows = list(batch[:BATCH])
        if not rows:
            return done
        for row in rows:
            _rotate_row(raw, secret, found_by, row, done)
        last = rows[-1]["pk"]
        done.seen += len(rows)
        progress(done)


def _rotate_row(raw, secret, found_by: list[PhoneIndexField], row: dict, done: Rotation) -> None:
    ring = keys.ring()
    stored = {f.name: row[f"raw_{f.name}"] for f in secret}
    try:
        plain = {name: ring.decrypt(text) if text else "" for name, text in stored.items()}
    except keys.UndecipherableError:
        done.unreadable.append(row["pk"])
        return
    new = {
        name: ring.encrypt(plain[name])
        for name, text in stored.items()
        if text and keys.key_id_of(text) != ring.first
    }
    for index in found_by:
        current = phone_index(plain[index.source])
        if current != row[f"raw_{index.name}"]:
            new[index.name] = current
    if not new:
        return
    unchanged = raw.filter(**{name: value for name, value in row.items() if value is not None})
    # Cast again, or the field would encrypt what is encrypted.
    values = {
        name: models.Value(text, output_field=models.TextField()) for name, text in new.items()
    }
    done.rewritten += unchanged.update(**values)
