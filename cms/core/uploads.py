"""What may be uploaded: sniffed by content, bounded in size, free of location."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from contextlib import contextmanager
from pathlib import PurePath

import filetype
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image as PillowImage

_GPS_IFD = 0x8825
# What Pillow's readers raise over bytes that are not as they should be.
_DECODER_ERRORS = (
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
    IndexError,
    struct.error,
    zlib.error,
)
_XMP_KEYS = ("xmp", "XML:com.adobe.xmp")

DOCUMENT_TYPES = {
    "pdf": {"application/pdf"},
    "docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    "xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    "pptx": {"application/vnd.openxmlformats-officedocument.presentationml.presentation"},
}
_OFFICE = ("docx", "xlsx", "pptx")
_TEXT = ("txt", "csv")
MAX_UNPACKED = 400 * 1024 * 1024
MAX_RATIO = 200


def extension_of(name: str) -> str:
    """The file name's ending in lower case, without the dot."""
    return PurePath(name).suffix.lower().lstrip(".")


def sniff(file: UploadedFile) -> str | None:
    """The MIME type that the first bytes show, or None; the position is kept."""
    position = file.tell()
    file.seek(0)
    head = file.read(8192)
    file.seek(position)
    found = filetype.guess(head)
    return found.mime if found else None


def check_image_whole(file: UploadedFile) -> None:
    """Refuse an image that is cut off or damaged past its header.

    Its type and pixel count must have been checked before, so that decoding
    is bounded. Raises ``ValidationError``.
    """
    file.seek(0)
    with refused_if_damaged(file.name), PillowImage.open(file) as image:
        image.load()
    file.seek(0)


@contextmanager
def refused_if_damaged(name: str):
    """Turn what decoders raise over a damaged image into a ``ValidationError``."""
    try:
        yield
    except _DECODER_ERRORS as error:
        raise ValidationError(
            _("“%(name)s” cannot be read as an image: the file is damaged."),
            code="damaged_image",
            params={"name": name},
        ) from error


def strip_location(file: UploadedFile) -> UploadedFile:
    """The same file with no GPS data in EXIF or XMP; untouched if it has none."""
    file.seek(0)
    with PillowImage.open(file) as image:
        exif = image.getexif()
        has_gps = _GPS_IFD in exif
        has_xmp_gps = any(b"GPS" in _as_bytes(image.info.get(key)) for key in _XMP_KEYS)
        if not (has_gps or has_xmp_gps):
            file.seek(0)
            return file
        if has_gps:
            del exif[_GPS_IFD]
        options = {"exif": exif.tobytes(), "icc_profile": image.info.get("icc_profile")}
        if image.format == "JPEG":
            options["quality"] = "keep"
        elif image.format == "WEBP":
            options["quality"] = 92
        clean = io.BytesIO()
        image.info = {key: value for key, value in image.info.items() if key not in _XMP_KEYS}
        image.save(clean, format=image.format, **options)
    # Into the same file: a large upload is moved from its temporary place as it
    # lies there, and Wagtail keeps the request's own object between two steps.
    file.seek(0)
    file.truncate()
    file.size = file.write(clean.getvalue())
    file.flush()
    file.seek(0)
    return file


def _as_bytes(value: bytes | str | None) -> bytes:
    return value.encode("utf-8", "replace") if isinstance(value, str) else (value or b"")


def check_document(file: UploadedFile) -> None:
    """Refuse a document that is not what its name says, or unpacks to a bomb.

    Raises ``ValidationError``.
    """
    extension = extension_of(file.name)
    wrong = ValidationError(
        _("“%(name)s” is not the kind of file its name says it is."),
        code="wrong_type",
        params={"name": file.name},
    )
    if extension in _TEXT:
        file.seek(0)
        head = file.read(65536)
        file.seek(0)
        if b"\x00" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
            raise wrong
        return
    if extension in _OFFICE:
        _check_office_zip(file, wrong)
    if sniff(file) not in DOCUMENT_TYPES.get(extension, set()):
        raise wrong


def _check_office_zip(file: UploadedFile, wrong: ValidationError) -> None:
    file.seek(0)
    try:
        with zipfile.ZipFile(file) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise wrong from error
    finally:
        file.seek(0)
    unpacked = sum(entry.file_size for entry in entries)
    packed = sum(entry.compress_size for entry in entries) or 1
    if unpacked > MAX_UNPACKED or unpacked / packed > MAX_RATIO:
        raise ValidationError(
            _("“%(name)s” unpacks to far more than it should and was refused."),
            code="zip_bomb",
            params={"name": file.name},
        )
    if any("vbaproject" in entry.filename.lower() for entry in entries):
        raise ValidationError(
            _("“%(name)s” contains macros; save it without them."),
            code="macros",
            params={"name": file.name},
        )
