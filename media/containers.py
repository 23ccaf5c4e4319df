"""What kind of file a recording is, and whether it is whole, by its bytes alone.

No program is needed for it and no more than heads and tails are read, however
large the file. Where a container says how long it is, a file that is shorter is
cut off: RIFF (Multimedia Programming Interface 1.0), AIFF 1.3, ISO/IEC 14496-12,
EBML (RFC 8794), Ogg (RFC 3533), the Xing header of MPEG audio.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Callable
from dataclasses import dataclass
from typing import BinaryIO

HEAD = 8192
# The last page of an Ogg file lies within its last 64 KiB (RFC 3533, section 6).
_OGG_PAGE = 65_307
_MOST_BOXES = 100_000
_UNKNOWN = 0xFFFFFFFF


class CutOff(ValueError):
    """The file ends before its own head says it does; ``stated`` and ``found`` in bytes, or 0."""

    def __init__(self, stated: int = 0, found: int = 0):
        super().__init__(f"{found} of {stated} bytes")
        self.stated, self.found = stated, found


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """A kind of file: its name, media types, the endings it goes by, ffmpeg's name for it.

    ``states_length``: whether its head tells how long it plays, so that this can
    be compared with what is there.
    """

    name: str
    audio_mime: str
    video_mime: str
    endings: tuple[str, ...]
    video_endings: tuple[str, ...] = ()
    demuxer: str
    states_length: bool = True
    check: Callable[[BinaryIO, int], None] | None = None

    def mime(self, *, has_picture: bool) -> str:
        """Its media type, with something to see or only to hear."""
        return self.video_mime if has_picture else self.audio_mime


def sniff(file: BinaryIO) -> Container | None:
    """The kind of a file by its first bytes; None for what is no sound or film we know."""
    file.seek(0)
    head = file.read(HEAD)
    if head[:3] == b"ID3" and len(head) >= 10:
        # A tag in front says nothing about what follows it.
        file.seek(_id3_size(head))
        after = file.read(16)
        return FLAC if after[:4] == b"fLaC" else AAC if _is_adts(after) else MP3
    for matches, container in _SIGNATURES:
        if matches(head):
            return container
    return None


def check_whole(container: Container, file: BinaryIO) -> None:
    """Raise :class:`CutOff` where the file is shorter than it says it is."""
    if container.check is not None:
        size = file.seek(0, os.SEEK_END)
        file.seek(0)
        container.check(file, size)


def _id3_size(head: bytes) -> int:
    size = 0
    for byte in head[6:10]:
        size = size << 7 | byte & 0x7F
    return size + 10 + (10 if head[5] & 0x10 else 0)


def _is_adts(head: bytes) -> bool:
    return len(head) > 1 and head[0] == 0xFF and head[1] & 0xF6 == 0xF0


def _is_mpeg_audio(head: bytes) -> bool:
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE0 != 0xE0:
        return False
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    rate, frequency = head[2] >> 4, head[2] >> 2 & 3
    return version != 1 and layer != 0 and rate not in (0, 15) and frequency != 3


def _check_riff(file: BinaryIO, size: int) -> None:
    kind, stated = struct.unpack("<4sI", file.read(8))
    if kind != b"RF64" and stated not in (0, _UNKNOWN) and stated + 8 > size:
        raise CutOff(stated + 8, size)


def _check_aiff(file: BinaryIO, size: int) -> None:
    stated = struct.unpack(">4sI", file.read(8))[1]
    if stated + 8 > size:
        raise CutOff(stated + 8, size)


def _check_boxes(file: BinaryIO, size: int) -> None:
    """Walk the boxes of an ISO base media file: each fits, and both index and data are there."""
    at, kinds = 0, set()
    for _number in range(_MOST_BOXES):
        file.seek(at)
        head = file.read(16)
        if len(head) < 8:
            break
        length, kind = struct.unpack(">I4s", head[:8])
        if length == 1 and len(head) == 16:
            length = struct.unpack(">Q", head[8:])[0]
        elif length == 0:
            length = size - at
        kinds.add(kind)
        if length < 8 or at + length > size:
            raise CutOff(at + length, size)
        at += length
    if b"moov" not in kinds or not kinds & {b"mdat", b"moof"}:
        raise CutOff()


def _check_ebml(file: BinaryIO, size: int) -> None:
    """The one segment of a Matroska file, where its size is stated, fits."""
    at = 0
    for expected in (b"\x1a\x45\xdf\xa3", b"\x18\x53\x80\x67"):
        file.seek(at)
        head = file.read(12)
        if head[:4] != expected or len(head) < 12 or not head[4]:
            raise CutOff()
        width = 9 - head[4].bit_length()
        length = int.from_bytes(head[4 : 4 + width], "big") & ~(1 << 7 * width)
        at += 4 + width
        if length == (1 << 7 * width) - 1:
            return
        at += length
    if at > size:
        raise CutOff(at, size)


def _check_ogg(file: BinaryIO, size: int) -> None:
    """The last page is there to its last byte."""
    start = max(0, size - 2 * _OGG_PAGE)
    file.seek(start)
    tail = file.read()
    at = tail.rfind(b"OggS")
    if at < 0 or len(tail) < at + 27:
        raise CutOff()
    count = tail[at + 26]
    table = tail[at + 27 : at + 27 + count]
    end = start + at + 27 + count + sum(table)
    if len(table) < count or end > size:
        raise CutOff(end, size)


def _check_mpeg_audio(file: BinaryIO, size: int) -> None:
    """The encoder's own count of bytes, where its first frame carries one."""
    head = file.read(10)
    at = _id3_size(head) if head[:3] == b"ID3" else 0
    file.seek(at)
    frame = file.read(256)
    for mark in (b"Xing", b"Info"):
        found = frame.find(mark)
        if found < 0 or len(frame) < found + 16:
            continue
        flags = int.from_bytes(frame[found + 4 : found + 8], "big")
        if flags & 2:
            # Frames (flag 1), where counted, stand before bytes (flag 2).
            where = found + 8 + (4 if flags & 1 else 0)
            stated = at + int.from_bytes(frame[where : where + 4], "big")
            if stated > size:
                raise CutOff(stated, size)
        return


def _check_asf(file: BinaryIO, size: int) -> None:
    """The size in the File Properties Object; one that was broadcast states none."""
    head = file.read(HEAD)
    at = head.find(_ASF_PROPERTIES)
    if at < 0 or len(head) < at + 92:
        return
    stated = int.from_bytes(head[at + 40 : at + 48], "little")
    is_broadcast = head[at + 88] & 1
    if stated > size and not is_broadcast:
        raise CutOff(stated, size)


_ASF_HEAD = bytes.fromhex("3026b2758e66cf11a6d900aa0062ce6c")
_ASF_PROPERTIES = bytes.fromhex("a1dcab8c47a9cf118ee400c00c205365")
WAV = Container(
    name="WAV", audio_mime="audio/wav", video_mime="audio/wav", endings=("wav", "wave", "bwf"),
    demuxer="wav", check=_check_riff,
)  # fmt: skip
AIFF = Container(
    name="AIFF", audio_mime="audio/aiff", video_mime="audio/aiff", endings=("aif", "aiff", "aifc"),
    demuxer="aiff", check=_check_aiff,
)  # fmt: skip
MP3 = Container(
    name="MP3", audio_mime="audio/mpeg", video_mime="audio/mpeg", endings=("mp3", "mp2"),
    demuxer="mp3", states_length=False, check=_check_mpeg_audio,
)  # fmt: skip
AAC = Container(
    name="AAC", audio_mime="audio/aac", video_mime="audio/aac", endings=("aac",),
    demuxer="aac", states_length=False,
)  # fmt: skip
FLAC = Container(
    name="FLAC", audio_mime="audio/flac", video_mime="audio/flac", endings=("flac",),
    demuxer="flac",
)  # fmt: skip
OGG = Container(
    name="Ogg", audio_mime="audio/ogg", video_mime="video/ogg",
    endings=("ogg", "oga", "opus", "spx"), video_endings=("ogv", "ogg"),
    demuxer="ogg", check=_check_ogg,
)  # fmt: skip
MP4 = Container(
    name="MP4", audio_mime="audio/mp4", video_mime="video/mp4", endings=("m4a", "m4b", "mp4"),
    video_endings=("mp4", "m4v", "mov", "qt", "3gp", "3g2"),
    demuxer="mov,mp4,m4a,3gp,3g2,mj2", check=_check_boxes,
)  # fmt: skip
MATROSKA = Container(
    name="Matroska", audio_mime="audio/x-matroska", video_mime="video/x-matroska",
    endings=("mka", "mkv"), video_endings=("mkv",),
    demuxer="matroska,webm", check=_check_ebml,
)  # fmt: skip
WEBM = Container(
    name="WebM", audio_mime="audio/webm", video_mime="video/webm", endings=("webm", "weba"),
    video_endings=("webm",), demuxer="matroska,webm", check=_check_ebml,
)  # fmt: skip
AVI = Container(
    name="AVI", audio_mime="video/x-msvideo", video_mime="video/x-msvideo", endings=("avi",),
    video_endings=("avi",), demuxer="avi", check=_check_riff,
)  # fmt: skip
ASF = Container(
    name="Windows Media", audio_mime="audio/x-ms-wma", video_mime="video/x-ms-wmv",
    endings=("wma", "asf"), video_endings=("wmv", "asf"), demuxer="asf", check=_check_asf,
)  # fmt: skip
MPEG_PS = Container(
    name="MPEG", audio_mime="video/mpeg", video_mime="video/mpeg", endings=("mpg", "mpeg", "vob"),
    video_endings=("mpg", "mpeg", "vob"), demuxer="mpeg", states_length=False,
)  # fmt: skip
MPEG_TS = Container(
    name="MPEG-TS", audio_mime="video/mp2t", video_mime="video/mp2t", endings=("ts", "mts", "m2ts"),
    video_endings=("ts", "mts", "m2ts"), demuxer="mpegts", states_length=False,
)  # fmt: skip
AMR = Container(
    name="AMR", audio_mime="audio/amr", video_mime="audio/amr", endings=("amr",),
    demuxer="amr", states_length=False,
)  # fmt: skip
CONTAINERS = (
    WAV, AIFF, MP3, AAC, FLAC, OGG, MP4, MATROSKA, WEBM, AVI, ASF, MPEG_PS, MPEG_TS, AMR,
)  # fmt: skip
ENDINGS = tuple(
    dict.fromkeys(each for kind in CONTAINERS for each in (*kind.endings, *kind.video_endings))
)

# In the order they are tried; those that match least stand last.
_SIGNATURES: tuple[tuple[Callable[[bytes], bool], Container], ...] = (
    (lambda head: head[:4] in (b"RIFF", b"RF64") and head[8:12] == b"WAVE", WAV),
    (lambda head: head[:4] == b"RIFF" and head[8:12] == b"AVI ", AVI),
    (lambda head: head[:4] == b"FORM" and head[8:12] in (b"AIFF", b"AIFC"), AIFF),
    (lambda head: head[:4] == b"fLaC", FLAC),
    (lambda head: head[:4] == b"OggS", OGG),
    (lambda head: head[4:8] in (b"ftyp", b"moov", b"mdat", b"wide"), MP4),
    (lambda head: head[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in head[:64], WEBM),
    (lambda head: head[:4] == b"\x1a\x45\xdf\xa3", MATROSKA),
    (lambda head: head[:16] == _ASF_HEAD, ASF),
    (lambda head: head[:4] == b"\x00\x00\x01\xba", MPEG_PS),
    (lambda head: head[:5] == b"#!AMR", AMR),
    (lambda head: len(head) > 376 and head[0] == head[188] == head[376] == 0x47, MPEG_TS),
    (lambda head: len(head) > 388 and head[4] == head[196] == head[388] == 0x47, MPEG_TS),
    (_is_adts, AAC),
    (_is_mpeg_audio, MP3),
)
