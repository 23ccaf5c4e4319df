"""Files as strangers send them: sound ones, and ones that act or are two at once."""

from __future__ import annotations

import io
import struct
import wave
import zipfile
import zlib

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

GPS_IFD, LATITUDE = 0x8825, 2


def upload(name: str, content: bytes, kind: str = "application/octet-stream"):
    return SimpleUploadedFile(name, content, content_type=kind)


def picture(kind: str = "JPEG", *, located: bool = False, comment: bytes = b"") -> bytes:
    image = Image.effect_noise((64, 48), 60).convert("RGB")
    out = io.BytesIO()
    exif = Image.Exif()
    if located:
        exif[GPS_IFD] = {1: "N", LATITUDE: (36.0, 40.0, 1.0)}
    image.save(out, kind, exif=exif, **({"comment": comment} if comment else {}))
    return out.getvalue()


def pdf(*objects: bytes) -> bytes:
    body = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    body += b"2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
    for number, content in enumerate(objects, start=3):
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    return body + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n"


def packed(content: bytes, extra: bytes = b"", *, level: int = 6) -> bytes:
    data = zlib.compress(content, level)
    return b"<<%s/Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (extra, len(data), data)


def docx(**parts: bytes) -> bytes:
    """A Word file; ``parts`` are more entries, ``__`` in a name standing for a slash."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        types = (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Override PartName="/word/document.xml" ContentType="application/vnd.'
            'openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
        )
        archive.writestr("[Content_Types].xml", parts.pop("types", types.encode()))
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("word/document.xml", parts.pop("document", b"<w:document>ok</w:document>"))
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return out.getvalue()


def zipped(name: str = "a.txt") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(name, "inside")
    return out.getvalue()


def sound() -> bytes:
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"\0\0" * 800)
    return out.getvalue()


def huge_png(width: int, height: int) -> bytes:
    """A small file that says it is a very large picture."""
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def locked(archive: bytes) -> bytes:
    """The same archive with its entries marked as encrypted."""
    marked = bytearray(archive)
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = marked.find(signature)
        while start >= 0:
            marked[start + flags] |= 1
            start = marked.find(signature, start + 4)
    return bytes(marked)
