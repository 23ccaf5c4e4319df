"""Taking a recording into the archive: looked into, summed, kept, and made ready."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import log
from wagtail.models import Collection

from media.enums import Release
from media.files import Handed, sha256_of
from media.models import Recording
from media.probing import Probe, probe
from media.processing.domain import process
from media.processing.making import adopt

# Nobody writes to an original again, not even this programme.
READ_ONLY = 0o444


def take_in(
    *,
    path: Path,
    name: str,
    title: str,
    user: AbstractBaseUser | None = None,
    collection: Collection | None = None,
    release: Release = Release.BY_INTERVIEW,
    made_by_machine: bool = False,
    credit: str = "",
    source: str = "",
    tags: Iterable[str] = (),
    is_handed_over: bool = False,
) -> Recording:
    """Make a recording of the file at ``path``, which its owner calls ``name``.

    The file is copied, or with ``is_handed_over`` moved, into the private
    storage as it is; copies for the web are made in the background. Raises
    ``ValidationError`` in words for what :func:`media.probing.probe` refuses and
    for a file that is in the archive already.
    """
    found, sha256, size = examine(path, name=name)
    recording = Recording(
        title=title[:255],
        uploaded_by_user=user,
        collection=collection or Collection.get_first_root_node(),
        release=release,
        made_by_machine=made_by_machine,
        credit=credit,
        source=source,
    )
    describe(recording, found, sha256=sha256, size=size, name=name)
    if is_handed_over:
        recording.file.save(name, Handed(path), save=False)
    else:
        with path.open("rb") as file:
            recording.file.save(name, File(file), save=False)
    try:
        with transaction.atomic():
            recording.save()
            recording.tags.add(*tags)
            settle(recording, user=user)
    except BaseException:
        if is_handed_over:
            os.replace(recording.file.path, path)
        else:
            recording.file.delete(save=False)
        raise
    return recording


def examine(path: Path, *, name: str) -> tuple[Probe, str, int]:
    """What a file is, its SHA-256 and its size. Raises ``ValidationError`` as :func:`take_in`."""
    found = probe(path, name=name)
    sha256, size = sha256_of(path)
    known = Recording.objects.filter(sha256=sha256).first()
    if known is not None:
        raise ValidationError(
            _("“%(name)s” is in the archive already, as “%(title)s”."),
            code="known",
            params={"name": name, "title": known.title},
        )
    return found, sha256, size


def describe(recording: Recording, found: Probe, *, sha256: str, size: int, name: str) -> None:
    """Write down what a file is on its recording, which is not saved."""
    adopt(recording, found)
    recording.sha256, recording.size = sha256, size
    recording.original_name = name[:255]


def settle(recording: Recording, *, user: AbstractBaseUser | None) -> None:
    """What follows for a recording that was just saved with its original."""
    os.chmod(recording.file.path, READ_ONLY)
    log(instance=recording, action="wagtail.create", user=user)
    process(recording=recording)
