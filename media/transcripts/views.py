"""The list of transcripts in the admin, and what is done with each."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Max
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe
from wagtail import hooks

from media.carrying import faults_from
from media.enums import TEXT_TRANSITIONS, TextState
from media.formats.clock import clock
from media.models import Recording, Transcript
from media.reading import Format

from . import domain, exporting
from .forms import DetailsForm
from .import_views import recording_url
from .wording import shown_faults

PER_PAGE = 50
ICON = "openquote"
BUTTONS = "register_transcript_buttons"
"""Wagtail hook: called with a transcript and a user, gives buttons for its page."""

_SEEN_BY = (domain.ADD, domain.CHANGE, domain.APPROVE, domain.DELETE, "media.view_transcript")
STEPS = {
    "correct": domain.mark_corrected,
    "approve": domain.approve,
    "take-back": domain.take_approval_back,
}


def may_see(user) -> bool:
    """Whether this user has anything to do with transcripts."""
    return any(user.has_perm(permission) for permission in _SEEN_BY)


def _found(request, pk: int) -> Transcript:
    """A transcript, for somebody who may see transcripts."""
    if not may_see(request.user):
        raise PermissionDenied
    known = Transcript.objects.select_related("recording", "updated_by", "approved_by")
    return get_object_or_404(known, pk=pk)


@require_safe
def transcript_list(request):
    """All transcripts, those changed last first; of one recording or state, or by title."""
    if not may_see(request.user):
        raise PermissionDenied
    listed = Transcript.objects.select_related("recording", "updated_by").order_by("-updated_at")
    state, query = request.GET.get("state", ""), request.GET.get("q", "").strip()
    number = request.GET.get("recording", "")
    recording = Recording.objects.filter(pk=number).first() if number.isdecimal() else None
    if number and recording is None:
        raise Http404
    if recording:
        listed = listed.filter(recording=recording)
    if state in TextState.values:
        listed = listed.filter(state=state)
    if query:
        listed = listed.filter(recording__title__icontains=query)
    page_obj = Paginator(listed.annotate(count=Count("cues")), PER_PAGE).get_page(
        request.GET.get("p")
    )
    context = {
        "page_obj": page_obj,
        "recording": recording,
        "states": TextState.choices,
        "state": state,
        "query": query,
        "may_add": request.user.has_perm(domain.ADD),
        "page_title": _("Transcripts"),
        "header_icon": ICON,
    }
    return render(request, "media/admin/transcripts/list.html", context)


def details(request, pk: int):
    """What is said about a transcript, how far it is checked, what was wrong with its file."""
    transcript = _found(request, pk)
    form = DetailsForm(request.POST or None, instance=transcript)
    if request.method == "POST":
        domain.require(request.user, domain.CHANGE)
        if form.is_valid():
            domain.describe(transcript=transcript, user=request.user, **form.cleaned_data)
            messages.success(request, _("Saved."))
            return redirect("transcripts:details", pk)
    state = TextState(transcript.state)
    last = transcript.cues.aggregate(count=Count("pk"), end=Max("end_ms"))
    context = {
        "transcript": transcript,
        "form": form,
        "count": last["count"],
        "end": clock(last["end"] or 0),
        "faults": shown_faults(faults_from(transcript.faults)),
        "steps": _steps(request.user, state),
        "buttons": [
            button
            for found in hooks.get_hooks(BUTTONS)
            for button in found(transcript=transcript, user=request.user)
        ],
        "may_change": request.user.has_perm(domain.CHANGE),
        "may_approve": request.user.has_perm(domain.APPROVE),
        "may_delete": request.user.has_perm(domain.DELETE),
        "formats": [(str(format), end) for format, end in exporting.SUFFIXES.items()],
        "page_title": _("Transcript"),
        "page_subtitle": str(transcript),
        "header_icon": ICON,
    }
    status = 400 if request.method == "POST" else 200
    return render(request, "media/admin/transcripts/details.html", context, status=status)


def _steps(user, state: TextState) -> list[tuple[str, str]]:
    """The steps a user may take a transcript of this state, each with its words."""
    onward = TEXT_TRANSITIONS[state]
    steps = []
    if state == TextState.MACHINE and user.has_perm(domain.CHANGE):
        steps.append(("correct", _("It is corrected")))
    if TextState.APPROVED in onward and user.has_perm(domain.APPROVE):
        steps.append(("approve", pgettext("of a transcript", "Approve")))
    if state == TextState.APPROVED and user.has_perm(domain.APPROVE):
        steps.append(("take-back", _("Take the approval back")))
    return steps


@require_POST
def step(request, pk: int, name: str):
    """Move a transcript on or back."""
    transcript = _found(request, pk)
    if name not in STEPS:
        raise Http404
    try:
        moved = STEPS[name](transcript=transcript, user=request.user)
    except domain.IllegalTransition:
        messages.error(request, _("The transcript is no longer in the state you saw."))
    else:
        messages.success(
            request, _("The transcript is now: %(state)s.") % {"state": moved.get_state_display()}
        )
    return redirect("transcripts:details", pk)


@require_POST
def show(request, pk: int):
    """Show a transcript to the public before it is approved, or no longer."""
    transcript = _found(request, pk)
    domain.show_as_draft(transcript=transcript, shown="shown" in request.POST, user=request.user)
    messages.success(request, _("Saved."))
    return redirect("transcripts:details", pk)


def delete(request, pk: int):
    """Ask, then delete."""
    transcript = _found(request, pk)
    domain.require(request.user, domain.DELETE)
    if request.method == "POST":
        recording = transcript.recording
        domain.delete_transcript(transcript=transcript, user=request.user)
        messages.success(request, _("The transcript was deleted."))
        return redirect(recording_url(recording))
    context = {
        "transcript": transcript,
        "page_title": _("Delete a transcript"),
        "page_subtitle": str(transcript),
        "header_icon": ICON,
    }
    return render(request, "media/admin/transcripts/delete.html", context)


@require_safe
def download(request, pk: int, name: str):
    """All of a transcript as a file, closed ranges too: for archivists."""
    transcript = _found(request, pk)
    domain.require(request.user, domain.CHANGE)
    if name not in map(str, exporting.SUFFIXES):
        raise Http404
    format = Format(name)
    text = exporting.write_all(transcript, format=format)
    response = HttpResponse(text, content_type=exporting.CONTENT_TYPES[format])
    file_name = f"transcript-{transcript.pk}-v{transcript.version}{exporting.SUFFIXES[format]}"
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    return response
