"""Whether an archive from outside may be unpacked. Knows no Django.

Office documents are ZIP archives of XML parts (ECMA-376, Open Packaging
Conventions). Looked at are the number and declared sizes of the parts
(``zipfile`` never unpacks more than declared), their packing ratio, names and
compression, macros, and the XML itself: no document type declaration (so no
entities), no unusual encoding, no absurd nesting.
"""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum
from pathlib import PurePosixPath
from xml.parsers import expat

OLE_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
CONTENT_TYPES = "[Content_Types].xml"
_XML_PART = re.compile(r"\.(xml|rels)$", re.IGNORECASE)
_MACRO_PART = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|activex/)", re.IGNORECASE)
_MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
_ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
_ALLOWED_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii"}
_ENCRYPTED_FLAG = 0x1
_SHOWN = 80


@dataclass(frozen=True, slots=True)
class Limits:
    """``markup`` are the bytes of all XML parts, which are held in memory as trees.

    A part's packing ratio is looked at from ``ratio_floor`` bytes on: small
    parts pack well honestly.
    """

    parts: int = 2_000
    unpacked: int = 128 * 1024 * 1024
    markup: int = 24 * 1024 * 1024
    ratio: int = 200
    ratio_floor: int = 1024 * 1024
    depth: int = 200


class Danger(StrEnum):
    """Why an archive is not unpacked."""

    OLD_OR_LOCKED = "old_or_locked"
    NO_ARCHIVE = "no_archive"
    NOT_THIS_KIND = "not_this_kind"
    DAMAGED = "damaged"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_LARGE = "too_large"
    UNSAFE_PART = "unsafe_part"
    PACKED_TOO_WELL = "packed_too_well"
    MACROS = "macros"
    UNSAFE_XML = "unsafe_xml"


class UnsafeArchive(Exception):
    """An archive that must not be unpacked; ``size`` and ``limit``, or ``part``, where they say it."""

    def __init__(self, danger: Danger, *, size: int = 0, limit: int = 0, part: str = "") -> None:
        super().__init__(danger)
        self.danger = danger
        self.size = size
        self.limit = limit
        self.part = part[:_SHOWN]


def open_office(data: bytes, *, main: str, limits: Limits) -> zipfile.ZipFile:
    """The archive of an office document whose main part is ``main``, every part of it checked.

    Raises :class:`UnsafeArchive`. The caller closes what is returned.
    """
    if data.startswith(OLE_SIGNATURE):
        raise UnsafeArchive(Danger.OLD_OR_LOCKED)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnsafeArchive(Danger.NO_ARCHIVE) from error
    try:
        _check_directory(archive, main, limits)
        _check_xml(archive, limits)
    except UnsafeArchive:
        archive.close()
        raise
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        archive.close()
        raise UnsafeArchive(Danger.DAMAGED) from error
    return archive


def _check_directory(archive: zipfile.ZipFile, main: str, limits: Limits) -> None:
    parts = archive.infolist()
    if len(parts) > limits.parts:
        raise UnsafeArchive(Danger.TOO_MANY_PARTS, size=len(parts), limit=limits.parts)
    total = sum(part.file_size for part in parts)
    markup = sum(part.file_size for part in parts if _XML_PART.search(part.filename))
    for size, limit in ((total, limits.unpacked), (markup, limits.markup)):
        if size > limit:
            raise UnsafeArchive(Danger.TOO_LARGE, size=size, limit=limit)
    seen: set[str] = set()
    for part in parts:
        _check_part(part, seen, limits)
        seen.add(part.filename.lower())
    if not {main, CONTENT_TYPES} <= set(archive.namelist()):
        raise UnsafeArchive(Danger.NOT_THIS_KIND)


def _check_part(part: zipfile.ZipInfo, seen: set[str], limits: Limits) -> None:
    path = PurePosixPath(part.filename.replace("\\", "/"))
    if (
        part.flag_bits & _ENCRYPTED_FLAG
        or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
        or path.is_absolute()
        or ".." in path.parts
        or part.filename.lower() in seen
    ):
        raise UnsafeArchive(Danger.UNSAFE_PART, part=part.filename)
    if part.file_size > limits.ratio_floor and part.file_size > part.compress_size * limits.ratio:
        raise UnsafeArchive(Danger.PACKED_TOO_WELL, part=part.filename)
    if _MACRO_PART.search(part.filename):
        raise UnsafeArchive(Danger.MACROS)


def _check_xml(archive: zipfile.ZipFile, limits: Limits) -> None:
    for part in archive.infolist():
        if not _XML_PART.search(part.filename):
            continue
        content = archive.read(part)
        # Without its zeros UTF-16 reads like ASCII, so one search serves both.
        plain = content.replace(b"\0", b"")
        declared = _ENCODING.search(plain[:300])
        if (
            b"<!DOCTYPE" in plain
            or b"<!ENTITY" in plain
            or (declared and declared.group(1).lower() not in _ALLOWED_ENCODINGS)
        ):
            raise UnsafeArchive(Danger.UNSAFE_XML, part=part.filename)
        if part.filename == CONTENT_TYPES and _MACRO_TYPE.search(plain):
            raise UnsafeArchive(Danger.MACROS)
        _check_depth(content, part.filename, limits.depth)


def _check_depth(content: bytes, part: str, deepest: int) -> None:
    depth = 0

    def start(_tag: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > deepest:
            raise UnsafeArchive(Danger.UNSAFE_PART, part=part)

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise UnsafeArchive(Danger.DAMAGED) from error
