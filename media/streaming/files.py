"""Which stored file stands behind a name, for the public and for the archive itself."""

from __future__ import annotations

from pathlib import Path

from media.access import Access
from media.enums import ProcessingState, RenditionKind
from media.models import Recording, Rendition
from media.ranges import Range, canonical
from media.renditions import FORMATS, PLAYED, WebFormat, plays_in_browsers

from .answering import Stored

ORIGINAL = "file"


def public_file(recording: Recording, name: str, access: Access) -> Stored | None:
    """What the public gets under a name, given what it may play; None for nothing.

    A rendition answers only if exactly the stretches that are closed are silent
    in it. The original is given out only where nothing is closed and no copy
    for the web could be made.
    """
    if not access.may_play:
        return None
    if name == ORIGINAL:
        if access.silenced or not plays_as_it_is(recording):
            return None
        return original(recording)
    if name not in FORMATS:
        return None
    rendition = rendition_of(recording, FORMATS[name], access.silenced)
    return stored(rendition) if rendition else None


def archive_file(recording: Recording, name: str) -> Stored | None:
    """What the archive's own people hear: nothing is silent; None for nothing.

    The original under the name ``file`` where a browser plays it, else the best copy.
    """
    if name != ORIGINAL:
        rendition = rendition_of(recording, FORMATS[name], ()) if name in FORMATS else None
        return stored(rendition) if rendition else None
    if is_playable(recording):
        return original(recording)
    made = (rendition_of(recording, each, ()) for each in PLAYED)
    best = next((each for each in made if each is not None), None)
    return stored(best) if best else None


def plays_as_it_is(recording: Recording) -> bool:
    """Whether the original is what the public plays."""
    return recording.processing == ProcessingState.AS_IT_IS and is_playable(recording)


def is_playable(recording: Recording) -> bool:
    """Whether a browser plays the original."""
    return plays_in_browsers(recording.mime, recording.audio_codec, recording.video_codec)


def rendition_of(
    recording: Recording, made: WebFormat, silenced: tuple[Range, ...]
) -> Rendition | None:
    """The rendition in which exactly these stretches are silent, if there is one."""
    return recording.renditions.filter(
        kind=made.kind, mime=made.mime, silenced=canonical(silenced)
    ).first()


def is_complete(recording: Recording, silenced: tuple[Range, ...]) -> bool:
    """Whether something can be played in which exactly these stretches are silent."""
    played = [RenditionKind.VIDEO] if recording.is_video else [RenditionKind.AUDIO]
    return recording.renditions.filter(kind__in=played, silenced=canonical(silenced)).exists()


def original(recording: Recording, *, download: bool = False) -> Stored:
    """The original itself."""
    path = Path(recording.file.path)
    return Stored(
        path=path,
        name=recording.file.name,
        mime=recording.mime or "application/octet-stream",
        tag=recording.sha256[:32] or f"original-{recording.pk}",
        download=(recording.original_name or path.name) if download else "",
    )


def stored(rendition: Rendition) -> Stored:
    """A rendition as a file."""
    return Stored(
        path=Path(rendition.file.path),
        name=rendition.file.name,
        mime=rendition.mime,
        tag=rendition.sha256[:32] or f"rendition-{rendition.pk}",
    )
