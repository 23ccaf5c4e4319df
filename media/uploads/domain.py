"""Uploads that go on where they stopped: begun, added to, finished or given up."""

from __future__ import annotations

import datetime
import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from media.accession import take_in
from media.models import Recording, UploadSession

BLOCK = 256 * 1024
MOST_OPEN = 50
KEEP = datetime.timedelta(days=14)
# Room that an upload must leave on the disk for the rest of the site.
LEAST_FREE = 512 * 1024 * 1024
_NOTED_EVERY = 16 * 1024 * 1024


class WrongOffset(ValueError):
    """The bytes offered do not follow those that are there; ``offset`` says how many are."""

    def __init__(self, offset: int):
        super().__init__(offset)
        self.offset = offset


class Busy(RuntimeError):
    """Another connection is writing to this upload."""


def begin(*, owner: AbstractBaseUser, name: str, size: int, mime: str = "") -> UploadSession:
    """Make room for a file of ``size`` bytes. Raises ``ValidationError`` in words."""
    if size <= 0:
        raise ValidationError(_("“%(name)s” is empty."), code="empty", params={"name": name})
    if size > settings.RECORDING_MAX_SIZE:
        raise ValidationError(
            _("“%(name)s” is larger than %(size)s."),
            code="too_large",
            params={"name": name, "size": filesizeformat(settings.RECORDING_MAX_SIZE)},
        )
    if unfinished(owner).count() >= MOST_OPEN:
        raise ValidationError(
            _("There are too many unfinished uploads. Finish or delete some first."),
            code="too_many",
        )
    if shutil.disk_usage(_folder()).free < size + LEAST_FREE:
        raise ValidationError(
            _("There is not enough room for “%(name)s” on the server."),
            code="no_room",
            params={"name": name},
        )
    session = UploadSession.objects.create(
        owner=owner, name=name[:255], size=size, details={"mime": mime[:100]} if mime else {}
    )
    partial_path(session).touch()
    return session


def unfinished(owner: AbstractBaseUser) -> QuerySet[UploadSession]:
    """The uploads of a person that are no recording yet, the latest first."""
    return UploadSession.objects.filter(owner=owner, recording=None).order_by("-seen_at")


def received(session: UploadSession) -> int:
    """How many bytes are there. The file knows, also after the server was killed."""
    if session.recording_id:
        return session.size
    try:
        return min(partial_path(session).stat().st_size, session.size)
    except FileNotFoundError:
        return 0


def append(*, session: UploadSession, offset: int, read: Callable[[int], bytes]) -> int:
    """Add what ``read`` gives to a file of which ``offset`` bytes are there; gives how many are.

    Reads until nothing comes or the file is whole, a block at a time. What came
    before a connection broke is kept. Raises :class:`WrongOffset` and :class:`Busy`.
    """
    if session.recording_id:
        raise WrongOffset(session.size)
    with _alone(session) as file:
        there = file.seek(0, os.SEEK_END)
        if there != offset:
            raise WrongOffset(there)
        noted = there
        try:
            while there < session.size and (block := read(min(BLOCK, session.size - there))):
                file.write(block)
                there += len(block)
                if there - noted >= _NOTED_EVERY:
                    noted = _note(session, there)
        finally:
            file.flush()
            _note(session, there)
    return there


def _note(session: UploadSession, there: int) -> int:
    session.received = there
    UploadSession.objects.filter(pk=session.pk).update(received=there, seen_at=timezone.now())
    return there


def finish(*, session: UploadSession, title: str, **described) -> Recording:
    """Make the recording of a file that is whole; a second time gives the same one.

    ``described`` goes to :func:`media.accession.take_in`. Raises
    ``ValidationError`` in words; a file that is refused is deleted, for it
    would be refused again.
    """
    with _alone(session) as file:
        session.refresh_from_db()
        if session.recording_id:
            return session.recording
        if file.seek(0, os.SEEK_END) != session.size:
            raise ValidationError(_("The file has not arrived as a whole yet."), code="not_whole")
        file.flush()
        os.fsync(file.fileno())
        path = partial_path(session)
        try:
            with transaction.atomic():
                recording = take_in(
                    path=path,
                    name=session.name,
                    title=title,
                    user=session.owner,
                    is_handed_over=True,
                    **described,
                )
                session.recording, session.received = recording, session.size
                session.save(update_fields=["recording", "received", "seen_at"])
        except ValidationError:
            discard(session=session)
            raise
    return recording


def discard(*, session: UploadSession) -> None:
    """Give an upload up and delete what came of it; a recording made of it stays."""
    partial_path(session).unlink(missing_ok=True)
    session.delete()


def forget_old() -> int:
    """Delete uploads that nobody went on with, and the rows of finished ones; gives how many."""
    count = 0
    for session in UploadSession.objects.filter(seen_at__lt=timezone.now() - KEEP):
        discard(session=session)
        count += 1
    return count


def partial_path(session: UploadSession) -> Path:
    """Where the bytes lie that have arrived."""
    return _folder() / f"{session.key}.part"


def _folder() -> Path:
    folder = Path(settings.VAR_DIR) / "private" / "uploads"
    folder.mkdir(parents=True, exist_ok=True)
    return folder


@contextmanager
def _alone(session: UploadSession) -> Iterator[BinaryIO]:
    """The partial file, under a lock that the kernel frees however the process ends."""
    with partial_path(session).open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy from error
        yield file
