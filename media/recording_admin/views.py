"""Pages of the admin about recordings: upload, processing, fixity, deletion."""

from __future__ import annotations

from pathlib import PurePath

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count, ProtectedError
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.log_actions import log
from wagtailmedia.forms import get_media_form
from wagtailmedia.views import media as wagtailmedia_views

from cms.core import tasks
from cms.core.enums import JobState
from cms.core.models import Job
from media.fixity import chores as fixity
from media.models import FixityRun, Recording, UploadSession
from media.processing.domain import WORK, process
from media.recording_admin.forms import ACCEPT
from media.recording_admin.permissions import may_add, may_change, may_hear, may_look_after
from media.recording_admin.shown import RUNNING, lacks, state_of
from media.uploads import domain as uploads

# Tags are given on the recording's own page: Wagtail's field for them has no label.
DETAILS = ("title", "release", "made_by_machine", "credit", "source", "collection")
RUNS_SHOWN = 20


@require_safe
def upload(request: HttpRequest) -> HttpResponseBase:
    """Take recordings in: several at once, with progress, going on after a cut."""
    _require(may_add(request.user))
    form = _details_form(request, None)
    del form.fields["title"]
    return render(
        request,
        "media/admin/recordings/upload.html",
        {
            "page_title": _("Upload recordings"),
            "header_icon": "upload",
            "form": form,
            "accept": ACCEPT,
            "most": settings.RECORDING_MAX_SIZE,
            "unfinished": [
                {"session": each, "percent": uploads.received(each) * 100 // each.size}
                for each in uploads.unfinished(request.user)
            ],
            "lacks": lacks(),
        },
    )


@require_POST
def finish(request: HttpRequest, key) -> JsonResponse:
    """Make the recording of a file that has arrived; answers in JSON, faults in words."""
    _require(may_add(request.user))
    session = get_object_or_404(UploadSession, key=key, owner=request.user)
    form = _details_form(request, request.POST, called=session.name)
    if not form.is_valid():
        words = [f"{form[name].label}：{each}" if name in form.fields else each
                 for name, faults in form.errors.items() for each in faults]  # fmt: skip
        return JsonResponse({"errors": words}, status=400)
    details = {name: form.cleaned_data[name] for name in DETAILS if name in form.cleaned_data}
    try:
        recording = uploads.finish(session=session, **details)
    except ValidationError as error:
        return JsonResponse({"errors": error.messages}, status=400)
    except uploads.Busy:
        return JsonResponse({"errors": [_("Another connection is sending this file.")]}, status=409)
    return JsonResponse(
        {
            "title": recording.title,
            "url": reverse("wagtailmedia:edit", args=[recording.pk]),
            "state": state_of(recording).label,
            "note": recording.processing_note,
        }
    )


def _details_form(request: HttpRequest, data, *, called: str = ""):
    form_class = get_media_form(Recording, fields=DETAILS)
    recording = Recording(uploaded_by_user=request.user, type="audio")
    if data is not None and not data.get("title"):
        data = data.copy()
        data["title"] = PurePath(called).stem[:255]
    return form_class(data, instance=recording, user=request.user)


@require_POST
def discard(request: HttpRequest, key) -> HttpResponseBase:
    """Give up an upload that was not finished."""
    session = get_object_or_404(UploadSession, key=key, owner=request.user)
    uploads.discard(session=session)
    messages.success(
        request, _("The unfinished upload “%(name)s” was deleted.") % {"name": session}
    )
    return redirect("recording_upload")


@require_safe
def state(request: HttpRequest, pk: int) -> JsonResponse:
    """How far a recording is, for the page that shows it."""
    recording = get_object_or_404(Recording.objects.select_related("job"), pk=pk)
    _require(may_hear(request.user, recording))
    shown = state_of(recording)
    others = Job.objects.filter(
        name=WORK, arguments__recording=pk, state__in=RUNNING
    ).exists()  # fmt: skip
    return JsonResponse(
        {
            "label": shown.label,
            "percent": shown.percent,
            "message": shown.message,
            "running": shown.is_running or others,
        }
    )


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Try once more to make what is missing of a recording's copies."""
    recording = get_object_or_404(Recording, pk=pk)
    _require(may_change(request.user, recording))
    dead = Job.objects.filter(name=WORK, arguments__recording=pk, state=JobState.DEAD)
    for job in dead.exclude(arguments__silenced=""):
        tasks.try_again(job)
    process(recording=recording)
    log(instance=recording, action="media.recording.process", user=request.user)
    messages.success(request, _("What is missing will be made."))
    return redirect("wagtailmedia:edit", pk)


@require_safe
def fixity_report(request: HttpRequest) -> HttpResponseBase:
    """The checks of the originals, newest first, with what each found."""
    _require(may_look_after(request.user))
    runs = (
        FixityRun.objects.annotate(fault_count=Count("faults"))
        .order_by("-started_at", "-pk")
        .prefetch_related("faults")
    )
    page_obj = Paginator(runs, RUNS_SHOWN).get_page(request.GET.get("p"))
    job = Job.objects.filter(name=fixity.WORK, state__in=RUNNING).first()
    response = render(
        request,
        "media/admin/recordings/fixity.html",
        {
            "page_title": _("Checksums of the originals"),
            "header_icon": "check",
            "page_obj": page_obj,
            "job": job,
            "unsummed": Recording.objects.filter(sha256="").count(),
        },
    )
    if job is not None:
        response["Refresh"] = "5"
    return response


@require_POST
def fixity_begin(request: HttpRequest) -> HttpResponseBase:
    """Check all originals now."""
    _require(may_look_after(request.user))
    fixity.begin()
    messages.success(request, _("The check has begun; it goes on in the background."))
    return redirect("recording_fixity")


def delete(request: HttpRequest, media_id: int) -> HttpResponseBase:
    """wagtailmedia's deletion, logged with the checksum, and refused for what an interview uses."""
    recording = get_object_or_404(Recording, pk=media_id)
    try:
        with transaction.atomic():
            if request.method == "POST":
                log(
                    instance=recording,
                    action="wagtail.delete",
                    user=request.user,
                    data={"sha256": recording.sha256, "name": recording.original_name},
                    deleted=True,
                )
            return wagtailmedia_views.delete(request, media_id=media_id)
    except ProtectedError as error:
        users = "、".join(f"“{each}”" for each in {str(_owner(o)) for o in error.protected_objects})
        messages.error(
            request,
            _("It cannot be deleted while it belongs to %(users)s.") % {"users": users},
        )
        return redirect("wagtailmedia:edit", media_id)


def _owner(link):
    return getattr(link, "page", link)


def _require(permitted: bool) -> None:
    if not permitted:
        raise PermissionDenied
