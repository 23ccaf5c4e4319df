"""Giving out a private picture to somebody who may see it."""

from __future__ import annotations

import mimetypes

from django.http import FileResponse, Http404

from heritage.memorials.models import ProxyTributePicture


def picture_response(picture: ProxyTributePicture) -> FileResponse:
    """The file, to be shown by a view that lets nobody keep it; raises ``Http404`` if it is gone."""
    try:
        file = picture.file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    kind = mimetypes.guess_type(picture.file.name)[0] or "application/octet-stream"
    response = FileResponse(file, content_type=kind)
    response["Content-Disposition"] = "inline"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
