"""Photographs on disk go with their rows."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete

from heritage.memorials.models import InspectionPicture


def _remove(sender, instance: InspectionPicture, **kwargs) -> None:
    storage, name = instance.file.storage, instance.file.name
    if name:
        transaction.on_commit(partial(storage.delete, name))


def connect() -> None:
    """Delete a photograph from disk once the deletion of its row is committed."""
    post_delete.connect(_remove, sender=InspectionPicture, dispatch_uid="inspection picture file")
