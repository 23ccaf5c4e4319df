"""Agreements and closed ranges beside the interview, in Wagtail's admin."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import FileResponse, Http404, HttpRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import require_admin_access

from heritage.oral_history import access, consenting
from heritage.oral_history.consent_forms import AttachForm, CloseForm, ReasonForm, SignForm
from heritage.oral_history.consenting import ConsentRefused
from heritage.oral_history.enums import CONSENT_TRANSITIONS, Audience, ConsentState, Scope
from heritage.oral_history.fields import shown_time
from heritage.oral_history.models import ClosedRange, Consent, ConsentLog, InterviewPage
from heritage.oral_history.timeline import parts_of
from media.models import Recording
from media.sources import admin_sources_for

PER_PAGE = 50
LOG_LINES = 30
TEMPLATES = "heritage/oral_history/admin"


def may_look(user) -> bool:
    """Whether this user may see what was agreed."""
    return any(user.has_perm(f"heritage.{action}_consent") for action in ("view", "add", "change"))


def _only(permission: str):
    """Let only those through who hold a permission of this app; ``view`` as in :func:`may_look`."""

    def guard(view):
        @require_admin_access
        def guarded(request, *args, **kwargs):
            allowed = (
                may_look(request.user)
                if permission == "view_consent"
                else request.user.has_perm(f"heritage.{permission}")
            )
            if not allowed:
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return never_cache(guarded)

    return guard


@require_safe
@_only("view_consent")
def interviews(request: HttpRequest):
    """Every interview with what is agreed and how far its texts are."""
    typed = request.GET.get("q", "").strip()[:100]
    listed = (
        InterviewPage.objects.order_by("-latest_revision_created_at", "-pk")
        .prefetch_related("narrators__person", "recording_links__recording__transcripts")
        .annotate(
            closed=Count(
                "recording_links__recording__closed_ranges",
                filter=Q(recording_links__recording__closed_ranges__lifted_at=None),
                distinct=True,
            ),
            indexes=Count("recording_links__recording__time_indexes", distinct=True),
        )
    )
    if typed:
        listed = listed.filter(Q(title__icontains=typed) | Q(archival_number__icontains=typed))
    page_obj = Paginator(listed, PER_PAGE).get_page(request.GET.get("p"))
    for interview in page_obj:
        interview.scope = access.scope_today(interview)
        interview.scope_label = Scope(interview.scope).label if interview.scope else ""
        interview.transcripts = [
            transcript
            for link in interview.recording_links.all()
            for transcript in link.recording.transcripts.all()
        ]
    context = {
        "page_obj": page_obj,
        "typed": typed,
        "page_title": _("Interviews"),
        "header_icon": "openquote",
    }
    return render(request, f"{TEMPLATES}/interviews.html", context)


@dataclass
class Forms:
    """The forms of the page; one of them may come back with faults."""

    sign: SignForm
    close: CloseForm
    attach: dict[int, AttachForm] = field(default_factory=dict)
    withdraw: dict[int, ReasonForm] = field(default_factory=dict)
    lift: dict[int, ReasonForm] = field(default_factory=dict)

    @classmethod
    def empty(cls, interview: InterviewPage) -> Forms:
        """Nothing filled in."""
        return cls(
            SignForm(interview=interview, auto_id="sign-%s"),
            CloseForm(interview=interview, auto_id="close-%s"),
        )


@require_safe
@_only("view_consent")
def consent(request: HttpRequest, pk: int):
    """What was agreed about an interview, which parts are closed, what was done when."""
    interview = get_object_or_404(InterviewPage, pk=pk)
    return _show(request, interview, Forms.empty(interview))


@require_http_methods(["POST"])
@_only("add_consent")
def sign(request: HttpRequest, pk: int):
    """Enter a signed agreement."""
    interview = get_object_or_404(InterviewPage, pk=pk)
    form = SignForm(request.POST, request.FILES, interview=interview, auto_id="sign-%s")
    if form.is_valid() and _did(form, consenting.sign, request, interview=interview):
        messages.success(request, _("The agreement is entered and in force."))
        return _back(interview)
    forms = Forms.empty(interview)
    forms.sign = form
    return _show(request, interview, forms, status=400)


@require_POST
@_only("change_consent")
def attach(request: HttpRequest, pk: int):
    """Keep the scan of an agreement."""
    found = get_object_or_404(Consent.objects.select_related("interview"), pk=pk)
    form = AttachForm(request.POST, request.FILES, auto_id=f"attach-{pk}-%s")
    if form.is_valid() and _did(form, consenting.attach, request, consent=found):
        messages.success(request, _("The document is kept."))
        return _back(found.interview)
    forms = Forms.empty(found.interview)
    forms.attach[pk] = form
    return _show(request, found.interview, forms, status=400)


@require_POST
@_only("change_consent")
def withdraw(request: HttpRequest, pk: int):
    """Take an agreement back; the interview is offline before the answer is sent."""
    found = get_object_or_404(Consent.objects.select_related("interview"), pk=pk)
    form = ReasonForm(request.POST, auto_id=f"withdraw-{pk}-%s")
    if form.is_valid() and _did(form, consenting.withdraw, request, consent=found):
        messages.success(
            request,
            _("The agreement is withdrawn: the page is offline, its recordings are closed."),
        )
        return _back(found.interview)
    forms = Forms.empty(found.interview)
    forms.withdraw[pk] = form
    return _show(request, found.interview, forms, status=400)


@require_POST
@_only("add_closedrange")
def close(request: HttpRequest, pk: int):
    """Close a stretch of a recording."""
    interview = get_object_or_404(InterviewPage, pk=pk)
    form = CloseForm(request.POST, interview=interview, auto_id="close-%s")
    if form.is_valid() and _did(form, consenting.close_range, request):
        messages.success(request, _("The range is closed."))
        return _back(interview)
    forms = Forms.empty(interview)
    forms.close = form
    return _show(request, interview, forms, status=400)


@require_POST
@_only("change_closedrange")
def lift(request: HttpRequest, pk: int, range_pk: int):
    """Open a closed range again."""
    interview = get_object_or_404(InterviewPage, pk=pk)
    found = get_object_or_404(
        ClosedRange.objects.filter(recording__interview_links__page=interview).distinct(),
        pk=range_pk,
    )
    form = ReasonForm(request.POST, auto_id=f"lift-{range_pk}-%s")
    if form.is_valid() and _did(form, consenting.lift_range, request, closed=found):
        messages.success(request, _("The range is open again."))
        return _back(interview)
    forms = Forms.empty(interview)
    forms.lift[range_pk] = form
    return _show(request, interview, forms, status=400)


@require_safe
@_only("view_consent")
def document(request: HttpRequest, pk: int):
    """The scan of an agreement, as a download for those who may see it."""
    found = get_object_or_404(Consent, pk=pk)
    return private_file(found.document, f"{found.signed_by}-{found.signed_on}")


def private_file(file, name: str) -> FileResponse:
    """A private file as a download that no browser runs. Raises ``Http404`` where it is gone."""
    if not file:
        raise Http404
    try:
        opened = file.open("rb")
    except FileNotFoundError as error:
        raise Http404 from error
    ending = file.name.rpartition(".")[2]
    response = FileResponse(
        opened,
        as_attachment=True,
        filename=get_valid_filename(f"{name}.{ending}"),
        content_type="application/octet-stream",
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response


def _did(form, use_case, request: HttpRequest, **given) -> bool:
    """Do what a valid form asks for; a refusal stands beside its fields."""
    try:
        use_case(user=request.user, **given, **form.cleaned_data)
    except ConsentRefused as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as error:
        form.add_error(None, error.messages)
    else:
        return True
    return False


def logged(interview: InterviewPage) -> list[ConsentLog]:
    """What was done last about an interview's consent, in words."""
    entries = ConsentLog.objects.filter(interview=interview).select_related("by")[:LOG_LINES]
    return [_in_words(entry) for entry in entries]


def _in_words(entry: ConsentLog) -> ConsentLog:
    details = entry.details
    entry.label = consenting.LABELS.get(entry.action, entry.action)
    entry.says = details.get("signed_by", "")
    if "start_ms" in details:
        entry.says = f"{shown_time(details['start_ms'])} – {shown_time(details['end_ms'])}"
    entry.because = details.get("lifted_because") or details.get("reason", "")
    return entry


@require_safe
@_only("view_consentlog")
def consent_log(request: HttpRequest):
    """What was done about consent, of all interviews, the latest first."""
    entries = ConsentLog.objects.select_related("by", "interview")
    page_obj = Paginator(entries, PER_PAGE).get_page(request.GET.get("p"))
    for entry in page_obj:
        _in_words(entry)
    context = {
        "page_obj": page_obj,
        "page_title": _("Log of consent"),
        "header_icon": "history",
    }
    return render(request, f"{TEMPLATES}/consent_log.html", context)


def _back(interview: InterviewPage):
    return redirect("oral_history:consent", interview.pk)


def _show(request: HttpRequest, interview: InterviewPage, forms: Forms, status: int = 200):
    user = request.user
    consents = list(interview.consents.all())
    for each in consents:
        movable = CONSENT_TRANSITIONS[ConsentState(each.state)]
        each.attach_form = forms.attach.get(each.pk) or AttachForm(auto_id=f"attach-{each.pk}-%s")
        each.withdraw_form = (
            forms.withdraw.get(each.pk) or ReasonForm(auto_id=f"withdraw-{each.pk}-%s")
            if ConsentState.WITHDRAWN in movable
            else None
        )
        each.is_open = each.pk in forms.attach or each.pk in forms.withdraw
    scope = access.scope_today(interview)
    context = {
        "interview": interview,
        "consents": consents,
        "scope": scope,
        "scope_label": Scope(scope).label if scope else "",
        "parts": [_part(part, forms) for part in parts_of(interview)],
        "sign_form": forms.sign,
        "close_form": forms.close,
        "may": {
            "sign": user.has_perm("heritage.add_consent"),
            "change": user.has_perm("heritage.change_consent"),
            "close": user.has_perm("heritage.add_closedrange"),
            "lift": user.has_perm("heritage.change_closedrange"),
            "edit": interview.permissions_for_user(user).can_edit(),
        },
        "log": logged(interview),
        "media": forms.sign.media + forms.close.media,
        "page_title": _("Consent"),
        "page_subtitle": interview.title,
        "header_icon": "key",
    }
    return render(request, f"{TEMPLATES}/consent.html", context, status=status)


def _part(part, forms: Forms) -> dict:
    """A recording as the page shows it: its player, its ranges, how much is withheld."""
    recording: Recording = part.recording
    ranges = list(recording.closed_ranges.all())
    for each in ranges:
        each.shown = f"{shown_time(each.start_ms)} – {shown_time(each.end_ms)}"
        each.lift_form = (
            None
            if each.lifted_at
            else forms.lift.get(each.pk) or ReasonForm(auto_id=f"lift-{each.pk}-%s")
        )
        each.is_open = each.pk in forms.lift
    withheld = []
    if access.closed_ranges(recording, Audience.PUBLIC):
        for transcript in recording.transcripts.all():
            total = transcript.cues.count()
            opened = access.open_cues(transcript, Audience.PUBLIC).count()
            withheld.append({"transcript": transcript, "total": total, "closed": total - opened})
    return {
        "recording": recording,
        "number": part.number,
        "label": part.label,
        "sources": admin_sources_for(recording),
        "ranges": ranges,
        "withheld": withheld,
    }
