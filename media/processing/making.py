"""Make what is missing of a recording's copies, one after the other."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from media.containers import sniff
from media.files import Handed, sha256_of, workroom
from media.models import Recording, Rendition
from media.probing import probe
from media.processing import commands
from media.processing.peaks import peaks_of
from media.processing.running import MakingFailed, output, run
from media.ranges import Range, canonical
from media.renditions import WebFormat, formats_of
from media.tools import find

# Progress is told in thousandths of each copy.
STEP = 1000
Say = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Fault:
    """A copy that could not be made, and ffmpeg's words about it."""

    made: WebFormat
    why: str


def missing(recording: Recording, closed: tuple[Range, ...]) -> list[WebFormat]:
    """What is still to be made with exactly these stretches silent."""
    there = set(recording.renditions.filter(silenced=canonical(closed)).values_list("kind", "mime"))
    wanted = formats_of(
        has_sound=bool(recording.audio_codec), has_picture=bool(recording.video_codec)
    )
    return [each for each in wanted if (each.kind, each.mime) not in there]


def make_missing(recording: Recording, closed: tuple[Range, ...], say: Say) -> list[Fault]:
    """Make them; gives those that failed. One that fails does not stop the others.

    Each is kept as soon as it is whole, so that after a cut-off only the rest
    is made. Raises ``ValidationError`` for an original that cannot be read.
    """
    look_into(recording)
    wanted, faults = missing(recording, closed), []
    for number, made in enumerate(wanted):

        def told(done_ms: int, number=number, made=made) -> None:
            part = min(1.0, done_ms / recording.duration_ms) if recording.duration_ms else 0.0
            say(int((number + part) * STEP), len(wanted) * STEP, str(made.kind.label))

        told(0)
        try:
            _make(recording, made, closed, told)
        except MakingFailed as error:
            faults.append(Fault(made, str(error)))
    say(len(wanted) * STEP, len(wanted) * STEP, "")
    return faults


def look_into(recording: Recording) -> None:
    """Have ffprobe look at an original that came in while it was not installed."""
    if recording.audio_codec or recording.video_codec or find(settings.FFPROBE) is None:
        return
    path = Path(recording.file.path)
    adopt(recording, probe(path, name=recording.original_name or path.name))
    recording.save(update_fields=PROBED)


PROBED = [
    "mime", "type", "duration_ms", "duration", "width", "height", "audio_codec", "video_codec",
]  # fmt: skip


def adopt(recording: Recording, found) -> None:
    """Write what a probe found onto a recording, unsaved."""
    recording.mime, recording.type = found.mime, found.type
    recording.audio_codec, recording.video_codec = found.audio_codec, found.video_codec
    recording.width, recording.height = found.width, found.height
    recording.duration_ms = found.duration_ms
    recording.duration = found.duration_ms / 1000


def _make(recording, made: WebFormat, closed: tuple[Range, ...], told) -> None:
    original = Path(recording.file.path)
    with original.open("rb") as file:
        container = sniff(file)
    if container is None:
        raise MakingFailed("the original is no longer the file it was")
    ffmpeg = find(settings.FFMPEG)
    if ffmpeg is None:
        raise MakingFailed("ffmpeg is not installed")
    with tempfile.TemporaryDirectory(dir=workroom()) as folder:
        out = Path(folder) / made.name
        start_ms = 0
        if commands.kinds(made) == "poster":
            at = commands.still_at(recording.duration_ms, closed)
            if at is None:
                return
            start_ms = at
        opening = commands.opening(ffmpeg, container.demuxer, original, start_ms=start_ms)
        _write(recording, made, closed, opening, out, told)
        if not out.exists() or not out.stat().st_size:
            raise MakingFailed("ffmpeg wrote nothing")
        _keep(recording, made, closed, out)


def _write(recording, made, closed, opening: list[str], out: Path, told) -> None:
    duration_ms = recording.duration_ms
    match commands.kinds(made):
        case "film":
            run([*opening, *commands.film(closed, out)], duration_ms=duration_ms, say=told)
        case "sound":
            run([*opening, *commands.sound(made, closed, out)], duration_ms=duration_ms, say=told)
        case "poster":
            run([*opening, *commands.still(out)], duration_ms=duration_ms, say=told)
        case "peaks":
            command = [*opening, *commands.samples(closed)]
            peaks = peaks_of(output(command, duration_ms=duration_ms), commands.PEAKS_RATE)
            out.write_text(peaks.dump(), encoding="ascii")
            _correct_duration(recording, peaks.duration_ms)


def _correct_duration(recording: Recording, heard_ms: int) -> None:
    """Take what was heard for a file whose duration is worked out from its size."""
    path = Path(recording.file.path)
    with path.open("rb") as file:
        container = sniff(file)
    if recording.duration_ms and container is not None and container.states_length:
        return
    recording.duration_ms, recording.duration = heard_ms, heard_ms / 1000
    recording.save(update_fields=["duration_ms", "duration"])


def _keep(recording: Recording, made: WebFormat, closed: tuple[Range, ...], out: Path) -> None:
    sha256, size = sha256_of(out)
    rendition = Rendition(
        recording=recording,
        kind=made.kind,
        mime=made.mime,
        silenced=canonical(closed),
        size=size,
        sha256=sha256,
    )
    rendition.file.save(made.name, Handed(out), save=False)
    try:
        with transaction.atomic():
            # Two workers may have made the same; the later one stays.
            Rendition.objects.filter(
                recording=recording, kind=made.kind, mime=made.mime, silenced=canonical(closed)
            ).delete()
            rendition.save()
    except BaseException:
        rendition.file.delete(save=False)
        raise
