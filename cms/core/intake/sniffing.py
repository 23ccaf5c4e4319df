"""Whether a file from the public is what it says, and nothing that acts.

Stricter than :mod:`cms.core.uploads`, whose callers are editors: what comes
from strangers is refused when it can run anything, when it is two kinds of
file at once, or when it cannot be looked into (an encrypted PDF).
"""

from __future__ import annotations

import re
import zipfile
import zlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage

from cms.core.tables import XLSX
from cms.core.uploads import (
    check_document,
    check_image_whole,
    extension_of,
    refused_if_damaged,
    sniff,
)

MAX_PIXELS = 60_000_000
MAX_INFLATED = 100 * 1024 * 1024
MAX_INFLATED_SHEET = 20 * 1024 * 1024
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class FileType:
    """A kind of file that may be handed in: its endings, and how it is called."""

    mime: str
    endings: tuple[str, ...]
    name: str


JPEG = FileType("image/jpeg", ("jpg", "jpeg"), "JPG")
PNG = FileType("image/png", ("png",), "PNG")
WEBP = FileType("image/webp", ("webp",), "WebP")
PDF = FileType("application/pdf", ("pdf",), "PDF")
WORD = FileType(DOCX, ("docx",), "DOCX")
EXCEL = FileType(XLSX, ("xlsx",), "XLSX")
MP3 = FileType("audio/mpeg", ("mp3",), "MP3")
M4A = FileType("audio/mp4", ("m4a",), "M4A")
WAV = FileType("audio/x-wav", ("wav",), "WAV")
PICTURES = (JPEG, PNG, WEBP)
SOUND = (MP3, M4A, WAV)
_BY_MIME = {kind.mime: kind for kind in (*PICTURES, PDF, WORD, *SOUND)}


def type_of(mime: str) -> FileType | None:
    """The kind of a stored file by its media type; None for one that is not handed in."""
    return _BY_MIME.get(mime)


def _names(*names: str) -> re.Pattern[bytes]:
    """Finds PDF names (ISO 32000-2, 7.3.5), each character plain or as ``#`` and two digits."""
    spelt = ["".join(f"(?:{c}|#(?i:{ord(c):02x}))" for c in name) for name in names]
    return re.compile(rf"/(?:{'|'.join(spelt)})(?![A-Za-z0-9])".encode())


# What a PDF does by itself or carries along (ISO 32000-2, 7.11.4 and 12.6).
_PDF_ACTIVE = _names(
    "JavaScript", "Launch", "EmbeddedFile", "EmbeddedFiles", "RichMedia", "GoToE", "ImportData",
    "SubmitForm", "XFA", "FileAttachment", "Rendition", "Movie",
)  # fmt: skip
_PDF_ENCRYPTED = _names("Encrypt")
_PDF_STREAM = re.compile(rb"stream\r?\n")
# Object streams are looked into only where plain inflating shows what they hold.
_PDF_OBJECT_STREAM = _names("ObjStm")
_PDF_ODD_FILTER = _names(
    "LZWDecode", "ASCII85Decode", "ASCIIHexDecode", "RunLengthDecode", "LZW", "A85", "AHx", "RL",
    "Predictor", "Crypt",
)  # fmt: skip
_DICTIONARY = 600
_MOST_OBJECT_STREAMS = 20_000
_CHUNK = 16 * 1024
_MARKUP = re.compile(rb"<\s*(?:script|html|!doctype\s+html|svg|iframe|body|\?php)\b", re.IGNORECASE)
_ZIP_END = b"PK\x05\x06"
_WORD_ACTIVE_PARTS = ("vbaproject", "vbadata", "activex", "embeddings/", "oleobject", "macrosheet")
_WORD_ACTIVE_TEXT = re.compile(rb"\bDDE(?:AUTO)?\b|macroEnabled", re.IGNORECASE)
# What a workbook asks of other programs and files (ECMA-376 part 1, 18.13 to 18.15).
_EXCEL_ACTIVE_PARTS = (*_WORD_ACTIVE_PARTS, "externallinks/", "connections.xml", "querytables/")
_EXCEL_ACTIVE_TEXT = re.compile(rb"<(?:\w+:)?(?:ddeLink|oleLink)\b|macroEnabled", re.IGNORECASE)
# Encrypted, cut off, of an unknown method, or without a part that it names.
_ZIP_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    KeyError,
    RuntimeError,
    EOFError,
    OSError,
    ValueError,
)
_WORD_EXTERNAL = re.compile(
    rb"<Relationship\b(?=[^>]*TargetMode\s*=\s*[\"']External)(?![^>]*/hyperlink[\"'])[^>]*>"
)


def _refusal(code: str, message: str, name: str) -> ValidationError:
    return ValidationError(message, code=code, params={"name": name})


def check_evidence(file: UploadedFile, types: tuple[FileType, ...]) -> FileType:
    """The kind of a file, one of ``types``.

    Raises ``ValidationError`` when it is of another kind than its name says,
    damaged, active, or two kinds at once. The position is 0 afterwards.
    """
    found = _known_type(file, types)
    file.seek(0)
    content = file.read()
    file.seek(0)
    if found.mime.startswith("image/"):
        _check_picture(file)
    elif found is PDF:
        _check_pdf(content, file.name)
    elif found in (WORD, EXCEL):
        check_document(file)
        _check_office(file, found)
    _refuse_two_in_one(content, found, file.name)
    file.seek(0)
    return found


def _known_type(file: UploadedFile, types: tuple[FileType, ...]) -> FileType:
    mime, ending = sniff(file), extension_of(file.name)
    for kind in types:
        if kind.mime == mime and ending in kind.endings:
            return kind
    if any(ending in kind.endings for kind in types):
        raise _refusal(
            "wrong_type", _("“%(name)s” is not the kind of file its name says it is."), file.name
        )
    raise ValidationError(
        _("“%(name)s” is of a kind that is not taken. Taken are: %(types)s."),
        code="not_taken",
        params={"name": file.name, "types": "、".join(kind.name for kind in types)},
    )


def _check_picture(file: UploadedFile) -> None:
    too_many = _refusal("too_many_pixels", _("“%(name)s” has too many pixels."), file.name)
    try:
        with refused_if_damaged(file.name), PillowImage.open(file) as image:
            pixels = image.width * image.height
    except (PillowImage.DecompressionBombError, PillowImage.DecompressionBombWarning) as error:
        raise too_many from error
    if pixels > MAX_PIXELS:
        raise too_many
    check_image_whole(file)


def _check_pdf(content: bytes, name: str) -> None:
    if not content.startswith(b"%PDF-") or b"%%EOF" not in content[-2048:]:
        raise _refusal(
            "wrong_type", _("“%(name)s” is not the kind of file its name says it is."), name
        )
    if _PDF_ENCRYPTED.search(content):
        raise _refusal(
            "encrypted", _("“%(name)s” is protected by a password; hand it in without."), name
        )
    if (
        _PDF_ACTIVE.search(content)
        or _has_odd_object_streams(content)
        or any(_PDF_ACTIVE.search(inflated) for inflated in _inflated_streams(content, name))
    ):
        raise _refusal(
            "active",
            _("“%(name)s” contains a script, an action or another file. Print it to a new PDF."),
            name,
        )


def _has_odd_object_streams(content: bytes) -> bool:
    for number, found in enumerate(_PDF_OBJECT_STREAM.finditer(content)):
        before = content[max(0, found.start() - _DICTIONARY) : found.start()]
        after = content[found.end() : found.end() + _DICTIONARY]
        dictionary = before[before.rfind(b"obj") + 1 :] + _PDF_STREAM.split(after)[0]
        if number >= _MOST_OBJECT_STREAMS or _PDF_ODD_FILTER.search(dictionary):
            return True
    return False


def _inflated_streams(content: bytes, name: str):
    view, left = memoryview(content), MAX_INFLATED
    for found in _PDF_STREAM.finditer(content):
        inflater, inflated = zlib.decompressobj(), bytearray()
        # In pieces: the end is where the packed data say, not where “endstream” is written.
        for start in range(found.end(), len(content), _CHUNK):
            try:
                inflated += inflater.decompress(view[start : start + _CHUNK])
            except zlib.error:
                break  # Not packed, or not by Flate: the raw bytes were looked through already.
            if inflater.eof or len(inflated) > left:
                break
        left -= len(inflated)
        if left < 0:
            raise _refusal(
                "zip_bomb",
                _("“%(name)s” unpacks to far more than it should and was refused."),
                name,
            )
        if inflated:
            yield bytes(inflated)


def _check_office(file: UploadedFile, kind: FileType) -> None:
    active = _refusal(
        "active",
        _("“%(name)s” contains macros, embedded files or links that act. Save it without them."),
        file.name,
    )
    try:
        with zipfile.ZipFile(file) as archive:
            is_active = _acts(archive, kind)
    except _ZIP_ERRORS as error:
        raise _refusal(
            "wrong_type", _("“%(name)s” is not the kind of file its name says it is."), file.name
        ) from error
    if is_active:
        raise active


def _acts(archive: zipfile.ZipFile, kind: FileType) -> bool:
    parts, active, most = _WORD_ACTIVE_PARTS, _WORD_ACTIVE_TEXT, MAX_INFLATED
    if kind is EXCEL:
        parts, active, most = _EXCEL_ACTIVE_PARTS, _EXCEL_ACTIVE_TEXT, MAX_INFLATED_SHEET
    entries = archive.infolist()
    if any(part in entry.filename.lower() for entry in entries for part in parts):
        return True
    if sum(entry.file_size for entry in entries if _is_markup(entry)) > most:
        raise zipfile.BadZipFile("too much text")
    for entry in filter(_is_markup, entries):
        text = archive.read(entry)
        if active.search(text) or _WORD_EXTERNAL.search(text):
            return True
    return False


def _is_markup(entry: zipfile.ZipInfo) -> bool:
    return entry.filename.lower().endswith((".xml", ".rels"))


def _refuse_two_in_one(content: bytes, kind: FileType, name: str) -> None:
    two = _refusal("polyglot", _("“%(name)s” is two kinds of file at once."), name)
    if kind in (WORD, EXCEL):
        end = content.rfind(_ZIP_END)
        if not content.startswith(b"PK\x03\x04") or end < 0 or len(content) - end != 22:
            raise two
        return
    if kind is not PDF and b"%PDF-" in content[:1024]:
        raise two
    if _ZIP_END in content[-66_000:]:
        raise two
    if _MARKUP.search(content[:4096]) or (kind is PDF and _MARKUP.search(content)):
        raise two
