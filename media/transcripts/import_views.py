"""Import of a transcript in the admin: upload, look at what was read, keep."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views import View

from cms.core.enums import JobState
from media.carrying import faults_from
from media.formats.clock import clock
from media.models import Recording, TranscriptImport

from . import arriving, domain
from .forms import KeepForm, NewTranscriptForm, UploadForm
from .wording import shown_faults

FORMATS = {
    "webvtt": "WebVTT",
    "srt": "SRT",
    "ohms": "OHMS XML",
    "whisper": "Whisper JSON",
    "docx": "Word",
    "text": "TXT",
}


class AddingView(View):
    """What all steps share."""

    def dispatch(self, request, *args, **kwargs):
        if not request.user.has_perm(domain.ADD):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def page(self, request, template: str, title: str, status: int = 200, **context):
        """A page of the admin."""
        context |= {"page_title": title, "header_icon": "openquote"}
        return render(request, f"media/admin/transcripts/{template}.html", context, status=status)

    def asked_for(self, request) -> dict[str, Recording]:
        """The recording that the address names, for a form to begin with."""
        text = request.GET.get("recording", "")
        found = Recording.objects.filter(pk=text).first() if text.isdecimal() else None
        return {"recording": found} if found else {}


class UploadView(AddingView):
    """Step one: choose a file, and the recording it belongs to."""

    def get(self, request):
        return self._show(request, UploadForm(initial=self.asked_for(request)))

    def post(self, request):
        form = UploadForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._show(request, form, status=400)
        answers = form.cleaned_data
        upload = arriving.begin(
            recording=answers["recording"],
            file=answers["file"],
            language=answers["language"],
            kind=answers["kind"],
            user=request.user,
        )
        return redirect("transcripts:look", upload.key)

    def _show(self, request, form, status=200):
        return self.page(request, "upload", _("Import a transcript"), status, form=form)


class LookView(AddingView):
    """Step two: what was read, what was wrong with it, and how it is to be kept."""

    def get(self, request, key):
        upload = self._upload(request, key)
        if upload.transcript_id:
            return redirect("transcripts:edit", upload.transcript_id)
        if upload.answers or not upload.report:
            return self._waiting(request, upload)
        form = None if self._is_useless(upload) else KeepForm(upload=upload)
        return self._show(request, upload, form)

    def post(self, request, key):
        upload = self._upload(request, key)
        if "forget" in request.POST and not upload.answers:
            recording = upload.recording
            arriving.forget(upload=upload)
            messages.success(request, _("The file was deleted; nothing was imported."))
            return redirect(recording_url(recording))
        if upload.answers or not upload.report or self._is_useless(upload):
            return redirect("transcripts:look", key)
        form = KeepForm(request.POST, upload=upload)
        if not form.is_valid():
            return self._show(request, upload, form, status=400)
        transcript = arriving.keep(upload=upload, user=request.user, **form.answers)
        if transcript is None:
            return redirect("transcripts:look", key)
        messages.success(request, _("The transcript was imported."))
        return redirect("transcripts:edit", transcript.pk)

    def _upload(self, request, key) -> TranscriptImport:
        mine = TranscriptImport.objects.filter(owner=request.user)
        return get_object_or_404(mine.select_related("recording", "job"), key=key)

    def _is_useless(self, upload: TranscriptImport) -> bool:
        """Whether there is nothing in the file that could be kept."""
        return "refused" in upload.report or not upload.report["cues"]

    def _waiting(self, request, upload):
        dead = bool(upload.job and upload.job.state == JobState.DEAD)
        title = _("Importing a transcript")
        response = self.page(request, "waiting", title, upload=upload, job=upload.job, dead=dead)
        if not dead:
            response["Refresh"] = "3"
        return response

    def _show(self, request, upload, form, status=200):
        report = upload.report
        sample = [
            {**cue, "start": clock(cue["start_ms"]), "end": clock(cue["end_ms"])}
            for cue in report.get("sample", ())
        ]
        return self.page(
            request,
            "look",
            _("Look before importing"),
            status,
            upload=upload,
            report=report,
            format=FORMATS.get(report.get("format", ""), ""),
            end=clock(report.get("end_ms", 0)),
            sample=sample,
            faults=shown_faults(faults_from(report.get("faults", ()))),
            form=form,
        )


class AddView(AddingView):
    """An empty transcript, to be typed in the editor."""

    def get(self, request):
        return self._show(request, NewTranscriptForm(initial=self.asked_for(request)))

    def post(self, request):
        form = NewTranscriptForm(request.POST)
        if not form.is_valid():
            return self._show(request, form, status=400)
        transcript = domain.create_transcript(user=request.user, **form.cleaned_data)
        return redirect("transcripts:edit", transcript.pk)

    def _show(self, request, form, status=200):
        return self.page(request, "add", _("New transcript"), status, form=form)


def recording_url(recording: Recording) -> str:
    """The list of the transcripts of one recording."""
    return f"{reverse('transcripts:list')}?recording={recording.pk}"
