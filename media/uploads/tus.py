"""The tus protocol 1.0.0 with creation, termination and expiration, for the admin's uploads."""

from __future__ import annotations

import base64
import binascii

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views import View

from media.models import UploadSession
from media.uploads import domain

VERSION = "1.0.0"
EXTENSIONS = "creation,termination,expiration"
OFFSET_TYPE = "application/offset+octet-stream"
_MOST_DIGITS = 18


class TusView(View):
    """What all requests share: the version told and asked for (tus 1.0.0, “Headers”)."""

    http_method_names = ["options", "post", "head", "patch", "delete"]

    def dispatch(self, request: HttpRequest, *args, **kwargs):
        if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
            response = HttpResponse(status=412)
            response["Tus-Version"] = VERSION
        else:
            response = super().dispatch(request, *args, **kwargs)
        response["Tus-Resumable"] = VERSION
        response["Cache-Control"] = "no-store"
        return response

    def options(self, request: HttpRequest, *args, **kwargs):
        """What this server can do."""
        response = HttpResponse(status=204)
        response["Tus-Version"] = VERSION
        response["Tus-Extension"] = EXTENSIONS
        response["Tus-Max-Size"] = str(settings.RECORDING_MAX_SIZE)
        return response


class CreateView(TusView):
    """POST: a file is announced."""

    def post(self, request: HttpRequest):
        """201 with the address of the upload; 400 or 413 in words."""
        size = number(request.headers.get("Upload-Length", ""))
        if size is None:
            return _refused(_("The length of the file is missing."), 400)
        told = metadata(request.headers.get("Upload-Metadata", ""))
        name = told.get("filename", "").replace("\\", "/").rsplit("/", 1)[-1]
        name = "".join(letter for letter in name if letter.isprintable()).strip()
        if not name:
            return _refused(_("The name of the file is missing."), 400)
        try:
            session = domain.begin(
                owner=request.user, name=name, size=size, mime=told.get("filetype", "")
            )
        except ValidationError as error:
            code = 413 if error.code in ("too_large", "no_room") else 400
            return _refused(error.messages[0], code)
        response = HttpResponse(status=201)
        response["Location"] = reverse("recording_tus_file", args=[session.key])
        return _with_expiry(response, session)


class FileView(TusView):
    """HEAD: how much is there. PATCH: more of it. DELETE: not wanted any more."""

    def head(self, request: HttpRequest, key):
        """How many bytes arrived."""
        session = self._session(key)
        response = HttpResponse(status=200)
        response["Upload-Offset"] = str(domain.received(session))
        response["Upload-Length"] = str(session.size)
        return _with_expiry(response, session)

    def patch(self, request: HttpRequest, key):
        """204 with the new offset; 409 for a wrong one, 423 while another connection writes."""
        if request.content_type != OFFSET_TYPE:
            return _refused(_("The content type must be %(type)s.") % {"type": OFFSET_TYPE}, 415)
        offset = number(request.headers.get("Upload-Offset", ""))
        if offset is None:
            return _refused(_("The offset is missing."), 400)
        session = self._session(key)
        coming = number(request.headers.get("Content-Length", "") or "0") or 0
        if offset + coming > session.size:
            return _refused(_("More bytes came than the file was announced with."), 413)
        try:
            there = domain.append(session=session, offset=offset, read=request.read)
        except domain.WrongOffset as error:
            response = _refused(_("The bytes do not follow those that are there."), 409)
            response["Upload-Offset"] = str(error.offset)
            return response
        except domain.Busy:
            return _refused(_("Another connection is sending this file."), 423)
        response = HttpResponse(status=204)
        response["Upload-Offset"] = str(there)
        return _with_expiry(response, session)

    def delete(self, request: HttpRequest, key):
        """Give the upload up."""
        domain.discard(session=self._session(key))
        return HttpResponse(status=204)

    def _session(self, key) -> UploadSession:
        return get_object_or_404(UploadSession, key=key, owner=self.request.user)


def number(text: str) -> int | None:
    """A whole number of a header, or None for what is none."""
    is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else None


def metadata(header: str) -> dict[str, str]:
    """The pairs of ``Upload-Metadata``; what is no Base64 of UTF-8 is left out."""
    found = {}
    for pair in header.split(","):
        key, _blank, value = pair.strip().partition(" ")
        try:
            found[key] = base64.b64decode(value, validate=True).decode("utf-8")
        except (binascii.Error, UnicodeDecodeError):
            continue
    return found


def _refused(words: str, status: int) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")


def _with_expiry(response: HttpResponse, session: UploadSession) -> HttpResponse:
    response["Upload-Expires"] = http_date((session.seen_at + domain.KEEP).timestamp())
    return response
