"""Look into a file that is to be a recording: what it is, how long, whether it is whole.

Asked of the bytes (:mod:`media.containers`) and of ffprobe; without ffprobe a
tag reader tells the duration of what it knows, and the codecs stay unknown.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import dataclass
from pathlib import Path, PurePath

from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _
from tinytag import TinyTag, TinyTagException

from media.containers import CONTAINERS, Container, CutOff, check_whole, sniff
from media.tools import find

PATIENCE = 120
# How much a container's stated duration may exceed its last sound or picture.
SLACK_MS = 500
TAIL_MS = 20_000
_MOST_PIXELS = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """What a file says of itself; codecs empty and duration 0 where nothing could tell.

    ``is_measured``: whether ffprobe looked. ``states_length``: whether the
    duration stands in the file, rather than being worked out from its size.
    """

    mime: str
    type: str
    duration_ms: int = 0
    width: int | None = None
    height: int | None = None
    audio_codec: str = ""
    video_codec: str = ""
    is_measured: bool = True
    states_length: bool = True


def probe(path: Path, *, name: str) -> Probe:
    """What the file at ``path`` is; ``name`` is what its owner calls it.

    Raises ``ValidationError`` in words for an empty file, one that is no sound
    or film, that is another kind than its name says, or that is cut off or damaged.
    """
    size = path.stat().st_size
    if not size:
        raise _refusal("empty", _("“%(name)s” is empty."), name)
    with path.open("rb") as file:
        container = sniff(file)
        if container is None:
            raise _not_taken(name)
        ending = PurePath(name).suffix.lower().lstrip(".")
        if ending not in (*container.endings, *container.video_endings):
            raise _wrong_ending(name, container)
        try:
            check_whole(container, file)
        except CutOff as cut:
            raise _cut_off(name, cut) from cut
    if find(settings.FFPROBE) is None:
        return _without_ffprobe(path, name, container, ending)
    return _with_ffprobe(path, name, container)


def _refusal(code: str, message: str, name: str, **params) -> ValidationError:
    return ValidationError(message, code=code, params={"name": name, **params})


def _not_taken(name: str) -> ValidationError:
    return _refusal(
        "not_taken",
        _("“%(name)s” is no recording by its content. Taken are: %(types)s."),
        name,
        types="、".join(each.name for each in CONTAINERS),
    )


def _wrong_ending(name: str, container: Container) -> ValidationError:
    return _refusal(
        "wrong_type",
        _(
            "“%(name)s” is a %(kind)s file by its content, which its name does not say. "
            "If the file is right, give it the ending %(endings)s."
        ),
        name,
        kind=container.name,
        endings="、".join(
            f".{each}" for each in dict.fromkeys((*container.endings, *container.video_endings))
        ),
    )


def _cut_off(name: str, cut: CutOff) -> ValidationError:
    if not cut.stated:
        return _damaged(name)
    return _refusal(
        "cut_off",
        _(
            "“%(name)s” is cut off: it says it has %(stated)s, but %(found)s are there. "
            "Copy it from the recorder again. If this is all there is, repair a copy and "
            "upload that."
        ),
        name,
        stated=filesizeformat(cut.stated),
        found=filesizeformat(cut.found),
    )


def _damaged(name: str) -> ValidationError:
    return _refusal(
        "damaged",
        _(
            "“%(name)s” is cut off or damaged and cannot be played. Copy it from the recorder "
            "again. If this is all there is, repair a copy and upload that."
        ),
        name,
    )


def _without_ffprobe(path: Path, name: str, container: Container, ending: str) -> Probe:
    has_picture = ending in container.video_endings and ending not in ("ogg",)
    try:
        seconds = TinyTag.get(path, tags=False).duration or 0.0
    except (TinyTagException, OSError, ValueError):
        # It knows fewer kinds than ffprobe; the page says that the duration is missing.
        seconds = 0.0
    return Probe(
        mime=container.mime(has_picture=has_picture),
        type="video" if has_picture else "audio",
        duration_ms=round(seconds * 1000),
        is_measured=False,
        states_length=container.states_length,
    )


def _with_ffprobe(path: Path, name: str, container: Container) -> Probe:
    told = _ask(path, container, "-show_format", "-show_streams")
    if told is None:
        raise _damaged(name)
    sounds = [each for each in told.get("streams", ()) if each.get("codec_type") == "audio"]
    pictures = [each for each in told.get("streams", ()) if _is_film(each)]
    if not sounds and not pictures:
        raise _refusal("nothing", _("There is nothing to hear or see in “%(name)s”."), name)
    duration_ms = _milliseconds(told.get("format", {}).get("duration"))
    if container.states_length and duration_ms:
        _check_tail(path, name, container, duration_ms)
    picture = pictures[0] if pictures else {}
    width, height = picture.get("width"), picture.get("height")
    if _is_on_its_side(picture):
        width, height = height, width
    return Probe(
        mime=container.mime(has_picture=bool(pictures)),
        type="video" if pictures else "audio",
        duration_ms=duration_ms,
        width=width,
        height=height,
        audio_codec=sounds[0].get("codec_name", "")[:40] if sounds else "",
        video_codec=picture.get("codec_name", "")[:40],
        states_length=container.states_length and bool(duration_ms),
    )


def _is_film(stream: dict) -> bool:
    """Whether a stream is moving pictures, and no cover art."""
    if stream.get("codec_type") != "video" or stream.get("disposition", {}).get("attached_pic"):
        return False
    sides = (stream.get("width") or 0, stream.get("height") or 0)
    return all(0 < side <= _MOST_PIXELS for side in sides)


def _is_on_its_side(picture: dict) -> bool:
    turns = [each.get("rotation", 0) for each in picture.get("side_data_list", ())]
    return any(isinstance(turn, int | float) and turn % 180 for turn in turns)


def _check_tail(path: Path, name: str, container: Container, duration_ms: int) -> None:
    """Refuse a file whose last sound lies well before the end it states."""
    start = max(0, duration_ms - TAIL_MS) / 1000
    told = _ask(
        path,
        container,
        "-read_intervals",
        f"{start:.3f}%",
        "-show_entries",
        "packet=pts_time,duration_time",
    )
    packets = (told or {}).get("packets", ())
    last = max(
        (
            _milliseconds(each.get("pts_time")) + _milliseconds(each.get("duration_time"))
            for each in packets
        ),
        default=0,
    )
    if last + SLACK_MS < duration_ms:
        raise _damaged(name)


def _milliseconds(seconds: str | None) -> int:
    try:
        return max(0, round(float(seconds or 0) * 1000))
    except (ValueError, OverflowError):
        return 0


def _ask(path: Path, container: Container, *what: str) -> dict | None:
    """ffprobe's answer about a file, read only as the kind it is; None where it finds none."""
    command = [
        find(settings.FFPROBE),
        "-v", "error", "-of", "json",
        # A file that names other files or addresses is not followed to them.
        "-protocol_whitelist", "file", "-format_whitelist", container.demuxer,
        *what, "-i", f"file:{path}",
    ]  # fmt: skip
    try:
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
        return json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        return None
