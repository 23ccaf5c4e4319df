"""Recordings as the archive's own people hear them: whole, at addresses of the admin."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from media.models import Recording
from media.recording_admin.permissions import may_change, may_hear
from media.streaming.answering import Stored, answer
from media.streaming.files import ORIGINAL, archive_file, original


@require_safe
def stream(request: HttpRequest, pk: int, name: str = ORIGINAL) -> HttpResponseBase:
    """The original where a browser plays it, or a copy by its name; nothing is silent in it."""
    recording = _permitted(request, pk)
    return _given(request, archive_file(recording, name))


@require_safe
def download(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The original, byte for byte, under the name it came with."""
    recording = _permitted(request, pk)
    if not may_change(request.user, recording):
        raise PermissionDenied
    return _given(request, original(recording, download=True))


def _permitted(request: HttpRequest, pk: int) -> Recording:
    recording = get_object_or_404(Recording, pk=pk)
    if not may_hear(request.user, recording):
        raise PermissionDenied
    return recording


def _given(request: HttpRequest, stored: Stored | None) -> HttpResponseBase:
    if stored is None:
        raise Http404(_("There is no such file of this recording."))
    try:
        return answer(request, stored)
    except FileNotFoundError as error:
        raise Http404(_("The file is gone.")) from error
