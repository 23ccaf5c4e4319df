"""Is this .docx safe to open? Checked before any part is parsed.

A .docx is a ZIP archive of XML parts (ECMA-376, Open Packaging Conventions). Looked at are the
number and declared sizes of the parts (`zipfile` never unpacks more than declared), their packing
ratio, names and compression, macros, and the XML itself: no document type declaration (so no
entities), no unusual encoding, no absurd nesting.
"""

import io
import re
import struct
import zipfile
import zlib
from pathlib import PurePosixPath
from xml.parsers import expat

from ..messages import FaultCode, ImportFault
from . import limits

OLE_SIGNATURE = bytes.fromhex("D0CF11E0A1B11AE1")
DOCUMENT = "word/document.xml"
XML_PART = re.compile(r"\.(xml|rels)$", re.IGNORECASE)
MACRO_PART = re.compile(r"(^|/)(vbaproject\.bin|vbadata\.xml|activex/)", re.IGNORECASE)
MACRO_TYPE = re.compile(rb"macroEnabled|vbaProject", re.IGNORECASE)
ENCODING = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([^"']+)["']""")
ALLOWED_ENCODINGS = {b"utf-8", b"utf-16", b"us-ascii"}
ENCRYPTED_FLAG = 0x1


def open_safely(data: bytes, name: str) -> zipfile.ZipFile:
    """The archive, every part of it checked. Raises ImportFault."""
    if data.startswith(OLE_SIGNATURE):
        raise ImportFault(FaultCode.OLD_OR_LOCKED, name=name)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise ImportFault(FaultCode.NOT_DOCX, name=name) from error
    _check_directory(archive, name)
    try:
        _check_xml(archive, name)
    except (
        zipfile.BadZipFile,
        zlib.error,
        struct.error,
        EOFError,
        OSError,
        ValueError,
        RuntimeError,
    ) as error:
        raise ImportFault(FaultCode.BAD_DOCX, name=name) from error
    return archive


def _check_directory(archive: zipfile.ZipFile, name: str) -> None:
    parts = archive.infolist()
    if len(parts) > limits.MAX_ZIP_ENTRIES:
        raise ImportFault(
            FaultCode.ZIP_ENTRIES,
            name=name,
            count=len(parts),
            limit=limits.MAX_ZIP_ENTRIES,
        )
    total = sum(part.file_size for part in parts)
    markup = sum(part.file_size for part in parts if XML_PART.search(part.filename))
    for size, limit in (
        (total, limits.MAX_UNPACKED_BYTES),
        (markup, limits.MAX_XML_BYTES),
    ):
        if size > limit:
            raise ImportFault(FaultCode.ZIP_SIZE, name=name, size=size, limit=limit)
    seen: set[str] = set()
    for part in parts:
        path = PurePosixPath(part.filename.replace("\\", "/"))
        if (
            part.flag_bits & ENCRYPTED_FLAG
            or part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
            or path.is_absolute()
            or ".." in path.parts
            or part.filename.lower() in seen
        ):
            raise ImportFault(FaultCode.ZIP_UNSAFE, name=name, part=part.filename[:80])
        seen.add(part.filename.lower())
        if (
            part.file_size > limits.RATIO_FLOOR_BYTES
            and part.file_size > part.compress_size * limits.MAX_RATIO
        ):
            raise ImportFault(FaultCode.ZIP_RATIO, name=name, part=part.filename[:80])
        if MACRO_PART.search(part.filename):
            raise ImportFault(FaultCode.MACROS, name=name)
    if DOCUMENT not in archive.namelist() or "[Content_Types].xml" not in archive.namelist():
        raise ImportFault(FaultCode.NOT_DOCX, name=name)


def _check_xml(archive: zipfile.ZipFile, name: str) -> None:
    for part in archive.infolist():
        if not XML_PART.search(part.filename):
            continue
        content = archive.read(part)
        # Without its zeros UTF-16 reads like ASCII, so one search serves both.
        plain = content.replace(b"\0", b"")
        declared = ENCODING.search(plain[:300])
        if (
            b"<!DOCTYPE" in plain
            or b"<!ENTITY" in plain
            or (declared and declared.group(1).lower() not in ALLOWED_ENCODINGS)
        ):
            raise ImportFault(FaultCode.XML_UNSAFE, name=name, part=part.filename[:80])
        if part.filename == "[Content_Types].xml" and MACRO_TYPE.search(plain):
            raise ImportFault(FaultCode.MACROS, name=name)
        _check_depth(content, name, part.filename)


def _check_depth(content: bytes, name: str, part: str) -> None:
    depth = 0

    def start(_tag: str, _attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > limits.MAX_DEPTH:
            raise ImportFault(FaultCode.ZIP_UNSAFE, name=name, part=part[:80])

    def end(_tag: str) -> None:
        nonlocal depth
        depth -= 1

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ImportFault(FaultCode.BAD_DOCX, name=name) from error
