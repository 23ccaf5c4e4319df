"""Recordings at their public addresses: asked for anew each time, in pieces."""

from __future__ import annotations

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from media.access import access_to
from media.models import Recording
from media.renditions import PEAKS, POSTER
from media.streaming.answering import answer
from media.streaming.files import public_file


@require_safe
def stream(request: HttpRequest, pk: int, name: str) -> HttpResponseBase:
    """A recording as this reader may hear it; 404 for what is closed, as for what is not there."""
    recording = get_object_or_404(Recording, pk=pk)
    stored = public_file(recording, name, access_to(recording, request))
    if stored is None:
        raise Http404(_("This recording cannot be played here."))
    try:
        return answer(request, stored)
    except FileNotFoundError as error:
        raise Http404(_("This recording cannot be played here.")) from error


def poster(request: HttpRequest, pk: int) -> HttpResponseBase:
    """A still picture of a video."""
    return stream(request, pk, POSTER.name)


def peaks(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The waveform of a recording, as audiowaveform's JSON."""
    return stream(request, pk, PEAKS.name)
