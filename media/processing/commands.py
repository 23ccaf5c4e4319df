"""What ffmpeg is told, for each thing that is made of an original."""

from __future__ import annotations

from pathlib import Path

from media.ranges import Range, covered
from media.renditions import AAC, H264, OPUS, WebFormat

# Sound is silenced in frames of 10 ms and pictures of 40 ms: whatever overlaps a
# closed stretch by one of them goes too.
SOUND_RATE, SOUND_FRAME = 48_000, 480
PICTURE_RATE = 25
SOUND_MARGIN_MS, PICTURE_MARGIN_MS = 20, 60
PEAKS_RATE = 8_000
# What a still picture must keep away from a closed stretch.
POSTER_MARGIN_MS = 500

_SOUND = {
    AAC: ["-c:a", "aac", "-b:a", "80k", "-movflags", "+faststart", "-f", "ipod"],
    OPUS: ["-c:a", "libopus", "-b:a", "40k", "-f", "ogg"],
}
_FILM = [
    "-c:v", "libx264", "-preset", "veryfast", "-crf", "24", "-pix_fmt", "yuv420p",
    # A key picture every two seconds, so that seeking lands where it was asked to.
    "-g", str(2 * PICTURE_RATE), "-c:a", "aac", "-b:a", "96k",
    "-movflags", "+faststart", "-f", "mp4",
]  # fmt: skip
_FIT = (
    "scale='min(1280,iw)':'min(720,ih)':force_original_aspect_ratio=decrease"
    ":force_divisible_by=2,setsar=1"
)
# Names, places and dates in an original's tags are for the archive.
_BARE = ["-map_metadata", "-1", "-map_chapters", "-1", "-sn", "-dn"]


def opening(ffmpeg: str, demuxer: str, original: Path, *, start_ms: int = 0) -> list[str]:
    """The beginning of each command: read this one file, as the kind it is, and no other."""
    seek = ["-ss", f"{start_ms / 1000:.3f}"] if start_ms else []
    return [
        ffmpeg, "-nostdin", "-y", "-v", "error",
        "-protocol_whitelist", "file", "-format_whitelist", demuxer,
        *seek, "-i", f"file:{original}",
    ]  # fmt: skip


def sound(made: WebFormat, closed: tuple[Range, ...], out: Path) -> list[str]:
    """The rest of the command for the sound alone."""
    return [
        "-map", "0:a:0", "-vn", "-af", _sound_filter(closed), *_BARE, *_SOUND[made], f"file:{out}"
    ]  # fmt: skip


def film(closed: tuple[Range, ...], out: Path) -> list[str]:
    """The rest of the command for pictures with their sound, if there is any."""
    return [
        "-map", "0:v:0", "-map", "0:a:0?", "-vf", _picture_filter(closed),
        "-af", _sound_filter(closed), *_BARE, *_FILM, f"file:{out}",
    ]  # fmt: skip


def still(out: Path) -> list[str]:
    """The rest of the command for one picture."""
    return [
        "-map", "0:v:0", "-frames:v", "1", "-vf", _FIT, *_BARE, "-q:v", "4",
        "-f", "image2", "-update", "1", f"file:{out}",
    ]  # fmt: skip


def samples(closed: tuple[Range, ...]) -> list[str]:
    """The rest of the command that writes mono samples (16 bits, little-endian) to stdout."""
    chain = f"{_sound_filter(closed)},aresample={PEAKS_RATE}"
    return ["-map", "0:a:0", "-vn", "-af", chain, "-ac", "1", "-f", "s16le", "pipe:1"]


def still_at(duration_ms: int, closed: tuple[Range, ...]) -> int | None:
    """A moment for a still picture, away from what is closed; None where there is none."""
    for tenth in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0):
        at = duration_ms * tenth // 10
        if not covered(closed, at - POSTER_MARGIN_MS, at + POSTER_MARGIN_MS):
            return at
    return None


def kinds(made: WebFormat) -> str:
    """Which maker a format belongs to: ``sound``, ``film``, ``still`` or ``peaks``."""
    return "film" if made is H264 else "sound" if made in _SOUND else made.kind.value


def _sound_filter(closed: tuple[Range, ...]) -> str:
    # From the first moment of the time line, gaps filled: a second is the same
    # second in every copy.
    chain = f"aresample={SOUND_RATE}:async=1:first_pts=0,aformat=channel_layouts=mono|stereo"
    if closed:
        chain += f",asetnsamples=n={SOUND_FRAME}:p=0"
        chain += f",volume=volume=0:enable='{_during(closed, SOUND_MARGIN_MS)}'"
    return chain


def _picture_filter(closed: tuple[Range, ...]) -> str:
    chain = "yadif=deint=interlaced"
    if closed:
        # At a steady rate, so that no picture of before lasts into what is closed.
        during = _during(closed, PICTURE_MARGIN_MS)
        chain += f",fps={PICTURE_RATE},drawbox=w=iw:h=ih:t=fill:color=black:enable='{during}'"
    return f"{chain},{_FIT}"


def _during(closed: tuple[Range, ...], margin_ms: int) -> str:
    return "+".join(
        f"between(t,{max(0, each.start_ms - margin_ms) / 1000:.3f},"
        f"{(each.end_ms + margin_ms) / 1000:.3f})"
        for each in closed
    )
