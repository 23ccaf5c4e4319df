"""Files that must not get in, and some that must; made here, byte by byte where needed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

GPS, ARTIST, LENS_IFD, TAKEN_AT = 0x8825, 0x013B, 0x8769, 0x9003
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def photograph(kind: str, *, gps: bool = True, xmp: bool = False) -> bytes:
    """A picture that says who took it and when and, if asked, where."""
    exif = Image.Exif()
    exif[ARTIST] = "Li Ming"
    exif.get_ifd(LENS_IFD)[TAKEN_AT] = "2024:05:01 09:30:00"
    if gps:
        degrees = (IFDRational(38), IFDRational(19), IFDRational(12))
        exif[GPS] = {1: "N", 2: degrees, 3: "E", 4: degrees}
    out = io.BytesIO()
    options = {"exif": exif.tobytes()}
    if xmp:
        options["xmp"] = b"<x:xmpmeta><exif:GPSLatitude>38,19N</exif:GPSLatitude></x:xmpmeta>"
    Image.linear_gradient("L").convert("RGB").save(out, format=kind, **options)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A whole PNG (ISO/IEC 15948) of one colour: few bytes, very many pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    row = b"\x00" + bytes(-(-width // 8))
    packer = zlib.compressobj(9)
    pixels = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def office(parts: dict[str, bytes], content_type: str = WORD) -> bytes:
    """An Office Open XML package with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            f'content-types"><Override PartName="/word/document.xml" ContentType="{content_type}'
            '.main+xml"/></Types>',
        )
        archive.writestr("_rels/.rels", '<?xml version="1.0"?><Relationships/>')
        for name, data in parts.items():
            archive.writestr(name, data)
    return out.getvalue()


def word_file(**more: bytes) -> bytes:
    """A Word document; ``more`` are further parts under ``word/``."""
    parts = {"word/document.xml": b"<document>" + b"x" * 40 + b"</document>"}
    return office(parts | {f"word/{name}": data for name, data in more.items()})


def upload(name: str, data: bytes) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, data)
