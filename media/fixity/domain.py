"""Check the checksums of all originals and write down what was found."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from django.db.models import Sum
from django.utils import timezone

from media.enums import FixityFaultKind
from media.files import sha256_of
from media.models import FixityFault, FixityRun, Recording

Say = Callable[[int, int], None]
_BATCH = 100


def check(*, say: Say = lambda done, total: None) -> FixityRun:
    """Read every original and compare it with its checksum; gives the record of it.

    ``say`` is told bytes read and bytes in all. A file that is gone, has
    changed or cannot be read is a fault of the run and does not stop it. A run
    that is cut off has no end; the next one begins anew.
    """
    run = FixityRun.objects.create()
    known = Recording.objects.exclude(sha256="").order_by("pk")
    total = known.aggregate(total=Sum("size"))["total"] or 0
    read = 0

    def told(size: int) -> None:
        nonlocal read
        read += size
        say(read, total)

    for recording in known.iterator(chunk_size=_BATCH):
        fault = _fault(recording, told)
        if fault is not None:
            fault.run = run
            fault.save()
        run.checked += 1
        run.size = read
        run.save(update_fields=["checked", "size"])
    run.finished_at = timezone.now()
    run.save(update_fields=["finished_at"])
    return run


def _fault(recording: Recording, told: Callable[[int], None]) -> FixityFault | None:
    try:
        found, size = sha256_of(Path(recording.file.path), say=told)
    except FileNotFoundError:
        return _make(recording, FixityFaultKind.MISSING, "")
    except OSError as error:
        return _make(recording, FixityFaultKind.UNREADABLE, error.strerror or str(error))
    if found == recording.sha256 and size == recording.size:
        return None
    return _make(recording, FixityFaultKind.CHANGED, found)


def _make(recording: Recording, kind: FixityFaultKind, found: str) -> FixityFault:
    return FixityFault(
        recording=recording,
        title=recording.title,
        kind=kind,
        expected=recording.sha256,
        found=found[:200],
    )


def last_run() -> FixityRun | None:
    """The newest check that came to its end."""
    return FixityRun.objects.exclude(finished_at=None).first()
