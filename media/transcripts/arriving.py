"""A transcript on its way in: uploaded, read, looked at, kept; or forgotten.

Nothing of it is a transcript before somebody has looked at what was read. Files
that take long are read and kept in the background.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cms.core import clock, tasks
from media.carrying import faults_of, markup_of, words_of
from media.enums import Origin, TextState, TranscriptKind
from media.formats.document import Cue, Document
from media.formats.limits import MAX_BYTES, TranscriptTooLarge
from media.formats.repairing import repaired
from media.models import Recording, Transcript, TranscriptImport
from media.reading import Format, Reading, read

from .domain import ADD, import_transcript, require
from .wording import too_large

READ, KEEP = "media.read_transcript", "media.keep_transcript"
AT_ONCE = 2_000_000
"""Bytes of a file that is read while its sender waits; twelve thousand cues have less."""

SAMPLE = 20
"""Cues that are shown before a file is kept."""

SPEAKERS = 30
KEPT_FOR = datetime.timedelta(days=1)


def begin(
    *,
    recording: Recording,
    file: File,
    language: str,
    kind: TranscriptKind,
    user,
) -> TranscriptImport:
    """Take a file in and read it, at once if it is small.

    Raises :class:`~media.formats.limits.TranscriptTooLarge`; then nothing stays.
    """
    require(user, ADD)
    if file.size > MAX_BYTES:
        raise TranscriptTooLarge(file.size, MAX_BYTES, "bytes")
    with transaction.atomic():
        upload = TranscriptImport.objects.create(
            recording=recording,
            owner=user,
            name=(file.name or "")[:255],
            file=file,
            language=language,
            kind=kind,
        )
        if file.size > AT_ONCE:
            upload.job = tasks.enqueue(READ, pk=upload.pk)
            upload.save(update_fields=["job"])
        else:
            look(upload=upload)
    return upload


def look(*, upload: TranscriptImport) -> None:
    """Read an uploaded file and keep what is to be told of it."""
    try:
        report = report_of(_read(upload), upload.recording.duration_ms or None)
    except TranscriptTooLarge as error:
        report = {"refused": too_large(error)}
    upload.report = report
    upload.save(update_fields=["report"])


def keep(
    *,
    upload: TranscriptImport,
    language: str,
    kind: TranscriptKind,
    origin: Origin,
    origin_note: str = "",
    state: TextState,
    translation_language: str = "",
    user,
) -> Transcript | None:
    """Make a transcript of a file that was looked at; None where that is done in the background.

    Doing it twice makes one.
    """
    require(user, ADD)
    with transaction.atomic():
        locked = TranscriptImport.objects.select_for_update().get(pk=upload.pk)
        if locked.transcript_id or locked.answers:
            return locked.transcript
        locked.answers = {
            "language": language,
            "kind": str(kind),
            "origin": str(origin),
            "origin_note": origin_note,
            "state": str(state),
            "translation_language": translation_language,
        }
        locked.save(update_fields=["answers"])
        if locked.file.size <= AT_ONCE:
            return _make(locked)
        locked.job = tasks.enqueue(KEEP, pk=locked.pk)
        locked.save(update_fields=["job"])
    return None


def forget(*, upload: TranscriptImport) -> None:
    """Delete an uploaded file and what was told of it."""
    storage, name = upload.file.storage, upload.file.name
    upload.delete()
    transaction.on_commit(lambda: storage.delete(name))


@tasks.background(READ, label=gettext_lazy("Read a transcript"))
def read_in_background(progress, *, pk: int) -> None:
    """Read an uploaded file; one that was forgotten meanwhile is none."""
    upload = TranscriptImport.objects.filter(pk=pk, report={}).first()
    if upload:
        progress(0, 1, _("Reading “%(name)s”") % {"name": upload.name})
        look(upload=upload)
        progress(1, 1, _("done"))


@tasks.background(KEEP, label=gettext_lazy("Keep a transcript"))
def keep_in_background(progress, *, pk: int) -> None:
    """Make a transcript of a file that was confirmed; once."""
    progress(0, 1, _("Writing the cues"))
    with transaction.atomic():
        upload = TranscriptImport.objects.select_for_update().filter(pk=pk).first()
        if upload and not upload.transcript_id:
            _make(upload)
    progress(1, 1, _("done"))


@clock.chore("transcripts never confirmed")
def forget_old() -> int:
    """Delete files that waited for a day, and those of transcripts that are kept; gives how many."""
    old = TranscriptImport.objects.filter(created_at__lt=timezone.now() - KEPT_FOR)
    forgotten = 0
    for upload in old:
        forget(upload=upload)
        forgotten += 1
    return forgotten


def report_of(reading: Reading, duration_ms: int | None = None) -> dict[str, Any]:
    """What is to be told of a file before it is kept, as JSON.

    ``format``, ``encoding``; ``cues``, ``estimated`` (how many), ``end_ms`` (of
    the last); ``speakers`` (pairs of a name and how often), ``sample`` (the first
    cues), ``faults``; ``points`` of its index; ``translation`` (how many cues).
    Of a file that was not read, ``refused`` says why in words.
    """
    document = repaired(reading.document, duration_ms)
    named = Counter(cue.speaker for cue in document.cues if cue.speaker)
    return {
        "format": str(reading.format),
        "encoding": reading.encoding,
        "cues": len(document.cues),
        "estimated": sum(cue.estimated for cue in document.cues),
        "end_ms": max((cue.end_ms for cue in document.cues), default=0),
        "speakers": named.most_common(SPEAKERS),
        "sample": _sample(document, reading.format, document.cues[:SAMPLE]),
        "faults": faults_of(document),
        "points": len(document.index),
        "translation": len(document.translation.cues) if document.translation else 0,
    }


def _sample(document: Document, format: Format, cues: Sequence[Cue]) -> list[dict[str, Any]]:
    markup = markup_of(format, document)
    return [
        {
            "start_ms": cue.start_ms,
            "end_ms": cue.end_ms,
            "speaker": cue.speaker,
            "text": words_of(cue.text, markup),
            "estimated": cue.estimated,
        }
        for cue in cues
    ]


def _read(upload: TranscriptImport) -> Reading:
    with upload.file.open("rb") as file:
        return read(file.read(), duration_ms=upload.recording.duration_ms or None)


def _make(upload: TranscriptImport) -> Transcript:
    reading = _read(upload)
    with upload.file.open("rb") as file:
        source = ContentFile(file.read(), name=upload.name)
    transcript = import_transcript(
        recording=upload.recording,
        document=reading.document,
        format=reading.format,
        source=source,
        user=upload.owner,
        **upload.answers,
    )
    upload.transcript = transcript
    upload.save(update_fields=["transcript"])
    return transcript
