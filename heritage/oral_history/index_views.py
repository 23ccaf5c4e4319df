"""The time-coded index in Wagtail's admin: begin, import, write segments, approve."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import require_admin_access

from heritage.oral_history import access, indexing
from heritage.oral_history.fields import shown_time
from heritage.oral_history.index_forms import (
    AddIndexForm,
    SegmentForm,
    record_label,
    suggested,
)
from heritage.oral_history.indexing import IndexConflict, IndexRefused
from heritage.oral_history.models import InterviewPage, Segment, TimeIndex
from heritage.oral_history.timeline import parts_of
from heritage.people.models import Person, Place
from media.enums import TEXT_TRANSITIONS, TextState
from media.formats.faults import MESSAGES
from media.formats.limits import TranscriptTooLarge
from media.reading import Format, read
from media.sources import admin_sources_for

TEMPLATES = "heritage/oral_history/admin"
SHOWN_FAULTS = 20


def may_index(user) -> bool:
    """Whether this user may look at indexes."""
    return any(user.has_perm(f"heritage.{each}_timeindex") for each in ("view", "add", "change"))


def _only(action: str):
    def guard(view):
        @require_admin_access
        def guarded(request, *args, **kwargs):
            may = request.user.has_perm(f"heritage.{action}_timeindex")
            if not (may_index(request.user) if action == "view" else may):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return never_cache(guarded)

    return guard


@require_http_methods(["GET", "HEAD", "POST"])
@_only("view")
def indexes(request: HttpRequest, pk: int):
    """The indexes of an interview's recordings; a POST begins or imports one."""
    interview = get_object_or_404(InterviewPage, pk=pk)
    form = AddIndexForm(request.POST or None, request.FILES or None, interview=interview)
    if request.method == "POST":
        if not request.user.has_perm("heritage.add_timeindex"):
            raise PermissionDenied
        if form.is_valid() and (made := _begin(request, form)):
            return redirect("oral_history:index", made.pk)
    context = {
        "interview": interview,
        "parts": [
            (part, part.recording.time_indexes.prefetch_related("segments"))
            for part in parts_of(interview)
        ],
        "form": form,
        "may_add": request.user.has_perm("heritage.add_timeindex"),
        "page_title": _("Time-coded indexes"),
        "page_subtitle": interview.title,
        "header_icon": "list-ul",
    }
    status = 400 if form.is_bound else 200
    return render(request, f"{TEMPLATES}/indexes.html", context, status=status)


def _begin(request: HttpRequest, form: AddIndexForm) -> TimeIndex | None:
    """The index that a valid form asks for; None with the fault on the form."""
    given = {
        "recording": form.cleaned_data["recording"],
        "language": form.cleaned_data["language"],
        "user": request.user,
    }
    try:
        if not (file := form.cleaned_data["file"]):
            return indexing.add_index(**given)
        reading = read(file.read())
        if reading.format is not Format.OHMS:
            form.add_error("file", _("This is no OHMS file."))
            return None
        imported = indexing.import_index(document=reading.document, **given)
    except TranscriptTooLarge:
        form.add_error("file", _("The file is larger than any index and was not read."))
    except IndexRefused as refusal:
        form.add_error(None, str(refusal))
    else:
        _tell_of(request, imported)
        return imported.index
    return None


def _tell_of(request: HttpRequest, imported: indexing.Imported) -> None:
    messages.success(
        request,
        _("%(count)d segments were read; check them and approve the index.")
        % {"count": imported.index.segments.count()},
    )
    if imported.without_time:
        messages.warning(
            request,
            _("%(count)d segments have no time and were left out.")
            % {"count": imported.without_time},
        )
    if imported.shortened:
        messages.warning(
            request, _("%(count)d titles were shortened.") % {"count": imported.shortened}
        )
    for fault in imported.faults[:SHOWN_FAULTS]:
        words = _(MESSAGES[fault.code]) % fault.params
        messages.warning(
            request, _("Line %(line)d: %(words)s") % {"line": fault.line, "words": words}
        )


@require_safe
@_only("view")
def index(request: HttpRequest, pk: int):
    """One index: the player, its segments, what may be done."""
    return _show(request, _index(pk))


def _index(pk: int) -> TimeIndex:
    return get_object_or_404(TimeIndex.objects.select_related("recording"), pk=pk)


def _show(request: HttpRequest, shown: TimeIndex, fault: str = "", status: int = 200):
    segments = list(shown.segments.prefetch_related("people", "places"))
    for segment, end_ms in zip(segments, access.ends_of(segments, shown.recording), strict=True):
        segment.starts, segment.ends = shown_time(segment.start_ms), shown_time(end_ms)
    may_change = request.user.has_perm("heritage.change_timeindex")
    steps = TEXT_TRANSITIONS[TextState(shown.state)]
    context = {
        "index": shown,
        "recording": shown.recording,
        "sources": admin_sources_for(shown.recording),
        "segments": segments,
        "interviews": access.interviews_of(shown.recording),
        "may_change": may_change,
        "may_approve": may_change and TextState.APPROVED in steps,
        "may_take_back": may_change and shown.state == TextState.APPROVED,
        "fault": fault,
        "page_title": _("Time-coded index"),
        "page_subtitle": str(shown),
        "header_icon": "list-ul",
    }
    return render(request, f"{TEMPLATES}/index.html", context, status=status)


@require_POST
@_only("change")
def index_state(request: HttpRequest, pk: int):
    """Approve the index, or take the approval back."""
    shown = _index(pk)
    version = request.POST.get("version", "")
    try:
        indexing.move(
            index=shown,
            version=int(version) if version.isdecimal() else 0,
            state=request.POST.get("state", ""),
            user=request.user,
        )
    except IndexRefused as refusal:
        return _show(request, _index(pk), str(refusal), 409)
    messages.success(request, _("The new state is saved."))
    return redirect("oral_history:index", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@_only("change")
def add_segment(request: HttpRequest, pk: int):
    """A new segment; ``?at=`` is where the player stands, in milliseconds."""
    shown = _index(pk)
    at = request.GET.get("at", "")
    start_ms = int(at) if at.isascii() and at.isdecimal() and len(at) < 10 else None
    return _write(request, shown, None, {"start_ms": start_ms} if start_ms is not None else {})


@require_http_methods(["GET", "HEAD", "POST"])
@_only("change")
def segment(request: HttpRequest, pk: int):
    """Change a segment."""
    found = get_object_or_404(Segment.objects.select_related("index__recording"), pk=pk)
    return _write(request, found.index, found, {})


def _write(request: HttpRequest, shown: TimeIndex, stored: Segment | None, initial: dict):
    form = SegmentForm(
        request.POST or None,
        instance=stored,
        user=request.user,
        initial={**initial, "version": shown.version},
    )
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                indexing.save_segment(
                    index=shown,
                    version=form.cleaned_data["version"],
                    segment=stored,
                    values=form.values(),
                    people=form.cleaned_data["people"],
                    places=form.cleaned_data["places"],
                    user=request.user,
                )
            except IndexConflict as conflict:
                form.add_error(None, str(conflict))
                status = 409
            except IndexRefused as refusal:
                form.add_error(None, str(refusal))
            except ValidationError as error:
                for name, faults in error.message_dict.items():
                    form.add_error(name if name in form.fields else None, faults)
            else:
                messages.success(request, _("The segment is saved."))
                return redirect("oral_history:index", shown.pk)
    context = {
        "index": shown,
        "recording": shown.recording,
        "sources": admin_sources_for(shown.recording),
        "segment": stored,
        "form": form,
        "page_title": _("Segment") if stored else _("New segment"),
        "page_subtitle": str(shown),
        "header_icon": "list-ul",
    }
    return render(request, f"{TEMPLATES}/segment.html", context, status=status)


@require_POST
@_only("change")
def remove_segment(request: HttpRequest, pk: int):
    """Take a segment out of its index."""
    found = get_object_or_404(Segment.objects.select_related("index"), pk=pk)
    version = request.POST.get("version", "")
    try:
        indexing.remove_segment(
            segment=found, version=int(version) if version.isdecimal() else 0, user=request.user
        )
    except IndexRefused as refusal:
        return _show(request, _index(found.index_id), str(refusal), 409)
    messages.success(request, format_html(_("“{}” was taken out."), found.title))
    return redirect("oral_history:index", found.index_id)


@require_safe
@_only("change")
def names(request: HttpRequest, kind: str):
    """People or places for a name that is being typed, as JSON."""
    text = request.GET.get("q", "").strip()[:60]
    model = {"people": Person, "places": Place}[kind]
    found = suggested(model, request.user, text) if text else []
    return JsonResponse({"found": [{"id": each.pk, "label": record_label(each)} for each in found]})
