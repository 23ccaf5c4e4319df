"""What is made of an original, under which address, and what a browser plays without it."""

from __future__ import annotations

from dataclasses import dataclass

from media.enums import RenditionKind


@dataclass(frozen=True, slots=True)
class WebFormat:
    """A rendition: ``name`` is the last part of its address, ``mime`` its media type."""

    name: str
    kind: RenditionKind
    mime: str


AAC = WebFormat("audio.m4a", RenditionKind.AUDIO, "audio/mp4")
OPUS = WebFormat("audio.opus", RenditionKind.AUDIO, "audio/ogg")
H264 = WebFormat("video.mp4", RenditionKind.VIDEO, "video/mp4")
POSTER = WebFormat("poster.jpg", RenditionKind.POSTER, "image/jpeg")
PEAKS = WebFormat("peaks.json", RenditionKind.PEAKS, "application/json")

# The order in which a player tries them: AAC seeks by a table, Ogg by trying.
PLAYED = (H264, AAC, OPUS)
FORMATS = {each.name: each for each in (*PLAYED, POSTER, PEAKS)}

_AUDIO_CODECS = {
    "audio/mpeg": {"mp3"},
    "audio/mp4": {"aac", "mp3"},
    "audio/ogg": {"opus", "vorbis", "flac"},
    "audio/wav": {"pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_f32le"},
    "audio/x-wav": {"pcm_u8", "pcm_s16le", "pcm_s24le", "pcm_f32le"},
    "audio/flac": {"flac"},
    "audio/aac": {"aac"},
    "video/mp4": {"aac", "mp3", ""},
    "video/webm": {"opus", "vorbis", ""},
}
_VIDEO_CODECS = {"video/mp4": {"h264"}, "video/webm": {"vp8", "vp9", "av1"}}


def formats_of(*, has_sound: bool, has_picture: bool) -> tuple[WebFormat, ...]:
    """What is to be made of an original, the quick things first."""
    pictures = (POSTER, H264) if has_picture else ()
    sounds = (PEAKS, AAC, OPUS) if has_sound else ()
    # A reader who only listens is spared the pictures; a player waits for the video first.
    return (*sounds[:1], *pictures, *sounds[1:])


def plays_in_browsers(mime: str, audio_codec: str, video_codec: str) -> bool:
    """Whether common browsers play such a file as it is.

    Where no codec is known, because nothing could look into the file, its type decides.
    """
    if mime not in _AUDIO_CODECS:
        return False
    if not audio_codec and not video_codec:
        return True
    pictures = _VIDEO_CODECS.get(mime, {""})
    return audio_codec in _AUDIO_CODECS[mime] and (video_codec in pictures)
