"""A file as an answer: the whole, a part of it, or the word to the web server that sends it.

RFC 9110: sections 8.8 (validators), 13 (preconditions), 14 (ranges), 15.3.7 (206).
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from urllib.parse import quote

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header, http_date, parse_http_date_safe

from .ranges import Span, Unsatisfiable, requested

BLOCK = 64 * 1024
# A player asks “from here to the end” and then reads as slowly as it plays; it
# gets this much, lets go of the thread and asks again (RFC 9110, 15.3.7).
MOST_OF_OPEN = 2 * 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """A file in the private storage: where, what, and the tag its bytes go by.

    ``name`` is relative to the storage; ``download`` is the name it is saved
    under, empty for a file that is shown in the page.
    """

    path: Path
    name: str
    mime: str
    tag: str
    download: str = ""


class Piece:
    """A stretch of an open file that reads as a file: no byte outside of it is given.

    The web server may send it by its descriptor (sendfile(2)), which stands at
    the first byte of the stretch.
    """

    def __init__(self, file: BinaryIO, span: Span):
        self._file, self._left = file, span.size
        file.seek(span.start)

    def read(self, size: int = -1) -> bytes:
        """Up to ``size`` bytes, empty at the end of the stretch."""
        wanted = self._left if size < 0 else min(size, self._left)
        data = self._file.read(wanted)
        self._left -= len(data)
        return data

    def fileno(self) -> int:
        """The descriptor, for the web server."""
        return self._file.fileno()

    def seek(self, offset: int) -> None:
        """To a byte of the whole file: the web server goes back to the first one when the
        reader hung up before anything was sent."""
        self._file.seek(offset)

    def seekable(self) -> bool:
        """No: Django would measure a file that is by reading it to its end."""
        return False

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def answer(request: HttpRequest, stored: Stored) -> HttpResponseBase:
    """Give out a file that the caller has permitted.

    GET and HEAD; 200, 206 (one part or several), 304, 412 or 416 as the request's
    headers ask. Raises ``FileNotFoundError`` where the file is gone. With
    ``RECORDINGS_X_ACCEL`` the web server in front sends it.
    """
    status = os.stat(stored.path)
    if settings.RECORDINGS_X_ACCEL:
        response: HttpResponseBase = HttpResponse(content_type=stored.mime)
        response["X-Accel-Redirect"] = settings.RECORDINGS_X_ACCEL + quote(stored.name)
        return _with_headers(response, stored, status)
    response = _answer(request, stored, status)
    return _with_headers(response, stored, status)


def _with_headers(
    response: HttpResponseBase, stored: Stored, status: os.stat_result
) -> HttpResponseBase:
    response["Accept-Ranges"] = "bytes"
    response["ETag"] = f'"{stored.tag}"'
    response["Last-Modified"] = http_date(status.st_mtime)
    # Kept by nobody without asking anew: what may be played changes within a day.
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, ["Cookie"])
    if stored.download:
        response["Content-Disposition"] = content_disposition_header(True, stored.download)
    return response


def _answer(request: HttpRequest, stored: Stored, status: os.stat_result) -> HttpResponseBase:
    if "If-Match" in request.headers and not _names(request.headers["If-Match"], stored.tag):
        return HttpResponse(status=412)
    if "If-None-Match" in request.headers and _names(
        request.headers["If-None-Match"], stored.tag, weak=True
    ):
        unchanged = HttpResponse(status=304)
        del unchanged["Content-Type"]
        return unchanged
    spans = []
    if "Range" in request.headers and _is_same(request, stored, status):
        try:
            spans = requested(request.headers["Range"], status.st_size)
        except Unsatisfiable:
            response = HttpResponse(status=416)
            response["Content-Range"] = f"bytes */{status.st_size}"
            return response
    # Parts that overlap could ask for the file many times over.
    if sum(span.size for span in spans) > status.st_size:
        spans = []
    if len(spans) > 1:
        return _several(request, stored, status.st_size, spans)
    return _one(request, stored, status.st_size, spans[0] if spans else None)


def _names(header: str, tag: str, *, weak: bool = False) -> bool:
    if header.strip() == "*":
        return True
    tags = [each.strip() for each in header.split(",")]
    if weak:
        tags = [each.removeprefix("W/") for each in tags]
    return f'"{tag}"' in tags


def _is_same(request: HttpRequest, stored: Stored, status: os.stat_result) -> bool:
    """Whether the part asked for belongs to the file the reader began with (If-Range)."""
    known = request.headers.get("If-Range", "").strip()
    if not known:
        return True
    if known.startswith(('"', "W/")):
        return known == f'"{stored.tag}"'
    return parse_http_date_safe(known) == int(status.st_mtime)


def _one(request: HttpRequest, stored: Stored, size: int, span: Span | None) -> HttpResponseBase:
    part = span or Span(0, size)
    if part.is_open and part.size > MOST_OF_OPEN:
        part = Span(part.start, part.start + MOST_OF_OPEN)
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse(content_type=stored.mime)
    else:
        # Unbuffered: a buffer would move the descriptor past the first byte.
        file = stored.path.open("rb", buffering=0)
        response = FileResponse(Piece(file, part), content_type=stored.mime)
        response.block_size = BLOCK
    response["Content-Length"] = str(part.size)
    if span is not None:
        response.status_code = 206
        response["Content-Range"] = f"bytes {part.start}-{part.end - 1}/{size}"
    return response


def _several(
    request: HttpRequest, stored: Stored, size: int, spans: list[Span]
) -> HttpResponseBase:
    boundary = secrets.token_hex(16)
    heads = [
        (
            f"\r\n--{boundary}\r\nContent-Type: {stored.mime}\r\n"
            f"Content-Range: bytes {span.start}-{span.end - 1}/{size}\r\n\r\n"
        ).encode()
        for span in spans
    ]
    tail = f"\r\n--{boundary}--\r\n".encode()
    kind = f"multipart/byteranges; boundary={boundary}"
    if request.method == "HEAD":
        response: HttpResponseBase = HttpResponse(content_type=kind, status=206)
    else:
        body = _parts(stored.path, spans, heads, tail)
        response = StreamingHttpResponse(body, content_type=kind, status=206)
    length = sum(len(head) for head in heads) + sum(span.size for span in spans) + len(tail)
    response["Content-Length"] = str(length)
    return response


def _parts(path: Path, spans: list[Span], heads: list[bytes], tail: bytes) -> Iterator[bytes]:
    for span, head in zip(spans, heads, strict=True):
        yield head
        with path.open("rb", buffering=0) as file:
            piece = Piece(file, span)
            while block := piece.read(BLOCK):
                yield block
    yield tail
