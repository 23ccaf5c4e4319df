"""What a player needs to play a recording, for a public page and for the admin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.urls import reverse

from media.enums import RenditionKind
from media.models import Recording
from media.processing.domain import want
from media.ranges import Range, canonical, merged
from media.renditions import FORMATS, PEAKS, PLAYED, POSTER
from media.streaming.files import ORIGINAL, is_playable, plays_as_it_is


class Source(NamedTuple):
    """One file a player may try: its address and its media type."""

    url: str
    mime: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
    """What a player is given; ``sources`` in the order it tries them.

    ``poster_url`` and ``peaks_url`` are empty where there is none. Peaks are in
    the format of audiowaveform (version 2, 8 bits). ``duration_ms`` is 0 where it
    is not known.
    """

    sources: tuple[Source, ...]
    poster_url: str
    peaks_url: str
    duration_ms: int
    is_video: bool


def sources_for(recording: Recording, silenced: Iterable[Range] = ()) -> Sources | None:
    """What a reader's player needs, with these stretches silent.

    None where it is withheld: nothing in which exactly these are silent can be
    played yet; it is then asked for. Whether the reader may play the recording
    at all is :func:`media.access.access_to`.
    """
    closed = merged(silenced)
    made = _made(recording, canonical(closed))
    sources = [
        Source(reverse("recording_stream", args=[recording.pk, each.name]), each.mime)
        for each in PLAYED
        if (each.kind, each.mime) in made
    ]
    if not _is_enough(recording, made):
        want(recording=recording, silenced=closed)
        sources = []
    if not sources and not closed and plays_as_it_is(recording):
        sources = [
            Source(reverse("recording_stream", args=[recording.pk, ORIGINAL]), recording.mime)
        ]
    if not sources:
        return None
    return Sources(
        sources=tuple(sources),
        poster_url=_still(recording, made, "recording_poster", POSTER.name),
        peaks_url=_still(recording, made, "recording_peaks", PEAKS.name),
        duration_ms=recording.duration_ms,
        is_video=recording.is_video,
    )


def admin_sources_for(recording: Recording) -> Sources | None:
    """What a player in the admin needs: the whole recording, nothing silent; None for nothing.

    The original comes first where a browser plays it, so that what is heard
    while a transcript is corrected is what was recorded.
    """
    made = _made(recording, "")
    sources = [
        Source(_admin(recording, each.name), each.mime)
        for each in PLAYED
        if (each.kind, each.mime) in made
    ]
    if is_playable(recording):
        sources.insert(
            0, Source(reverse("recording_admin_stream", args=[recording.pk]), recording.mime)
        )
    if not sources:
        return None
    poster, peaks = (_has(made, each) for each in (POSTER.name, PEAKS.name))
    return Sources(
        sources=tuple(sources),
        poster_url=_admin(recording, POSTER.name) if poster else "",
        peaks_url=_admin(recording, PEAKS.name) if peaks else "",
        duration_ms=recording.duration_ms,
        is_video=recording.is_video,
    )


def _made(recording: Recording, silenced: str) -> set[tuple[str, str]]:
    renditions = recording.renditions.all()
    return {(each.kind, each.mime) for each in renditions if each.silenced == silenced}


def _is_enough(recording: Recording, made: set[tuple[str, str]]) -> bool:
    played = RenditionKind.VIDEO if recording.is_video else RenditionKind.AUDIO
    return any(kind == played for kind, _mime in made)


def _has(made: set[tuple[str, str]], name: str) -> bool:
    return (FORMATS[name].kind, FORMATS[name].mime) in made


def _still(recording: Recording, made: set[tuple[str, str]], view: str, name: str) -> str:
    return reverse(view, args=[recording.pk]) if _has(made, name) else ""


def _admin(recording: Recording, name: str) -> str:
    return reverse("recording_admin_rendition", args=[recording.pk, name])
