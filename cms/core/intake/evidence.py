"""Taking in, attaching and removing evidence files."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import partial

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models, transaction
from django.db.models.signals import post_delete
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _g
from django.utils.translation import ngettext

from cms.core.uploads import strip_location

from . import limits, store
from .models import Draft, Evidence, IntakeRecord
from .sniffing import PDF, PICTURES, WORD, FileType, check_evidence

MEGABYTE = 1024 * 1024
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class EvidenceLimits:
    """How many files of which kinds, each at most ``max_bytes`` large."""

    max_files: int = 10
    max_bytes: int = 20 * MEGABYTE
    types: tuple[FileType, ...] = (*PICTURES, PDF, WORD)

    def in_words(self) -> str:
        """The limits in one sentence, to be told before somebody chooses files."""
        return ngettext(
            "At most one file of up to %(size)d MB: %(types)s.",
            "At most %(count)d files of up to %(size)d MB each: %(types)s.",
            self.max_files,
        ) % {
            "count": self.max_files,
            "size": self.max_bytes // MEGABYTE,
            "types": "、".join(kind.name for kind in self.types),
        }


def add_evidence(
    *,
    owner: IntakeRecord | Draft,
    file: UploadedFile,
    bounds: EvidenceLimits,
    address: str = "",
) -> Evidence:
    """Check a file, take the place it was made at out of a picture, and store it.

    The same file sent again (a double click, an answer that got lost) gives the one
    that is there. Raises ``ValidationError`` (too large, too many, not taken, active …)
    or :class:`~cms.core.intake.limits.TooManyError`; nothing is kept then.
    """
    if address:
        limits.spend(action="evidence", address=address)
    if file.size > bounds.max_bytes:
        raise ValidationError(
            _g("“%(name)s” is larger than %(size)d MB."),
            code="too_large",
            params={"name": file.name, "size": bounds.max_bytes // MEGABYTE},
        )
    if not file.size:
        raise ValidationError(_g("“%(name)s” is empty."), code="empty", params={"name": file.name})
    kind = check_evidence(file, bounds.types)
    if kind in PICTURES:
        file = strip_location(file)
    return _stored(owner, file, kind, bounds)


def _stored(owner, file: UploadedFile, kind: FileType, bounds: EvidenceLimits) -> Evidence:
    sha256 = hashlib.sha256()
    stored_name = store.put(_hashed(file, sha256))
    try:
        with transaction.atomic():
            # The owner's lock lets parallel uploads see each other's count.
            locked = type(owner).objects.select_for_update().get(pk=owner.pk)
            kept = evidence_of(locked)
            for twin in kept.filter(sha256=sha256.hexdigest()):
                # Names are encrypted and cannot be asked for.
                if twin.name == safe_name(file.name):
                    store.remove(stored_name)
                    return twin
            if kept.count() >= bounds.max_files:
                raise ValidationError(bounds.in_words(), code="too_many")
            target = {"draft": locked} if isinstance(locked, Draft) else {"record": locked}
            return Evidence.objects.create(
                **target,
                name=safe_name(file.name),
                stored_name=stored_name,
                mime=kind.mime,
                size=file.size,
                sha256=sha256.hexdigest(),
            )
    except BaseException:
        store.remove(stored_name)
        raise


def _hashed(file: UploadedFile, sha256):
    file.seek(0)
    for chunk in file.chunks():
        sha256.update(chunk)
        yield chunk


def safe_name(name: str) -> str:
    """The name a file is offered under for download: no path, no control characters."""
    cleaned = "".join(c for c in name.replace("\\", "/").rsplit("/", 1)[-1] if c.isprintable())
    stem, dot, ending = cleaned.strip(". ").rpartition(".")
    short = f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}"
    return get_valid_filename(short[:LONGEST_NAME] or "file")


def evidence_of(owner: IntakeRecord | Draft) -> models.QuerySet[Evidence]:
    """The files of a record or draft, oldest first."""
    return owner.evidence.all()


def hand_over(*, draft: Draft, record: IntakeRecord) -> None:
    """Let the files of a draft belong to the record that was made of it."""
    for file in draft.evidence.all():
        file.draft, file.record = None, record
        file.save(update_fields=["draft", "content_type", "object_id"])


def _remove_file(sender, instance: Evidence, **kwargs) -> None:
    transaction.on_commit(partial(store.remove, instance.stored_name))


def connect() -> None:
    """Delete a file from disk once the deletion of its row is committed."""
    post_delete.connect(_remove_file, sender=Evidence, dispatch_uid="intake evidence file")
