"""The transcript editor: its page, and the address its scripts load from and save to.

Cues go over the wire as arrays: start and end in milliseconds, speaker, words,
1 where the time is estimated, and last, only where there is something in it, an
object with ``marked``, ``id`` and ``settings`` that comes back as it was.
"""

from __future__ import annotations

import json
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from media.carrying import faults_from
from media.models import Transcript

from . import domain, saving
from .labels import editor_labels
from .views import ICON, may_see
from .wording import shown_faults

MAX_BODY = 40_000_000
"""Bytes of one save; all cues of ten hours have about two million."""

_FIELDS = (
    "start_ms",
    "end_ms",
    "speaker",
    "text",
    "estimated",
    "marked",
    "identifier",
    "settings",
)


@require_safe
def editor(request, pk: int):
    """The page of the editor; its scripts fetch the cues."""
    transcript = _found(request, pk)
    recording = transcript.recording
    may_change = request.user.has_perm(domain.CHANGE)
    context = {
        "transcript": transcript,
        "recording": recording,
        "may_change": may_change,
        "faults": shown_faults(faults_from(transcript.faults)),
        "setup": {
            "cues": reverse("transcripts:cues", args=[pk]),
            "mayChange": may_change,
            "durationMs": recording.duration_ms,
            "approved": transcript.state == "approved",
            "labels": editor_labels(),
        },
        "page_title": _("Transcript"),
        "page_subtitle": str(transcript),
        "header_icon": ICON,
    }
    return render(request, "media/admin/transcripts/editor.html", context)


@require_http_methods(["GET", "POST"])
def cues(request, pk: int):
    """GET gives version and cues; POST takes splices against a version.

    The body of a POST is ``{"version": 3, "splices": [[at, removed, [cue, …]], …]}``.
    Answers 409 where somebody else saved meanwhile, 400 with ``error`` and ``at``
    for what cannot be.
    """
    transcript = _found(request, pk)
    if request.method == "GET":
        loaded = {**_state(transcript), "cues": _all(transcript)}
        # Escaped, Chinese would be twice as long.
        return JsonResponse(loaded, json_dumps_params={"ensure_ascii": False})
    try:
        version, splices = _asked(request)
        saved = saving.save_cues(
            transcript=transcript, version=version, splices=splices, user=request.user
        )
    except saving.VersionConflict as conflict:
        return JsonResponse(_conflict(conflict.current), status=409)
    except saving.BadSplice as fault:
        return JsonResponse({"error": str(fault), "at": fault.at}, status=400)
    return JsonResponse(_state(saved))


def _found(request, pk: int) -> Transcript:
    if not may_see(request.user):
        raise PermissionDenied
    return get_object_or_404(Transcript.objects.select_related("recording", "updated_by"), pk=pk)


def _state(transcript: Transcript) -> dict[str, Any]:
    return {
        "version": transcript.version,
        "state": transcript.state,
        "stateLabel": transcript.get_state_display(),
        "savedAt": date_format(localtime(transcript.updated_at), "TIME_FORMAT"),
    }


def _conflict(current: Transcript) -> dict[str, Any]:
    return {**_state(current), "by": str(current.updated_by or _("somebody else"))}


def _all(transcript: Transcript) -> list[list[Any]]:
    return [_wire(*row) for row in transcript.cues.values_list(*_FIELDS)]


def _wire(start, end, speaker, text, estimated, marked, identifier, settings) -> list[Any]:
    cue = [start, end, speaker, text, int(estimated)]
    rest = {"marked": marked, "id": identifier, "settings": settings}
    if rest := {name: value for name, value in rest.items() if value}:
        cue.append(rest)
    return cue


def _asked(request) -> tuple[int, list[saving.Splice]]:
    """Version and splices of a request. Raises :class:`saving.BadSplice` for anything else."""
    body = request.read(MAX_BODY + 1)
    if len(body) > MAX_BODY:
        raise saving.BadSplice("too much at once")
    try:
        asked = json.loads(body, parse_constant=_no_number)
        splices = [_splice(*each) for each in asked["splices"]]
        return _whole(asked["version"]), splices
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise saving.BadSplice("this is no change of a transcript") from error


def _splice(at: Any, removed: Any, written: Any) -> saving.Splice:
    return saving.Splice(_whole(at), _whole(removed), tuple(_words(*each) for each in written))


def _words(start, end, speaker, text, estimated, rest=None) -> saving.Words:
    rest = rest or {}
    settings = {_text(name): _setting(value) for name, value in rest.get("settings", {}).items()}
    return saving.Words(
        start_ms=_whole(start),
        end_ms=_whole(end),
        speaker=_text(speaker),
        text=_text(text),
        estimated=bool(estimated),
        marked=_text(rest.get("marked", "")),
        identifier=_text(rest.get("id", "")),
        settings=settings,
    )


def _whole(value: Any) -> int:
    if type(value) is not int:
        raise TypeError("a whole number is asked for")
    return value


def _text(value: Any) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise TypeError("a text is asked for")
    value.encode()  # Half a character is a ValueError.
    return value


def _setting(value: Any) -> str | float | bool:
    if isinstance(value, str):
        return _text(value)
    if not isinstance(value, (int, float)):
        raise TypeError("a setting is a word or a number")
    return value


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is no number")
