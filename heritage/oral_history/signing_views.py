"""The narrator's sign-off in Wagtail's admin: print, enter what came back, see what holds."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin.auth import require_admin_access

from cms.core.models import SiteSettings
from heritage.oral_history import access, signing
from heritage.oral_history.consent_views import private_file
from heritage.oral_history.enums import SIGN_OFF_TRANSITIONS, SignOffState
from heritage.oral_history.models import SignOff
from heritage.oral_history.signing import SignOffRefused
from heritage.oral_history.signing_forms import SIGNED, ReturnForm
from media.models import Transcript


def may_see(user) -> bool:
    """Whether this user may see who signed what."""
    return any(user.has_perm(f"heritage.{each}_signoff") for each in ("view", "add", "change"))


def _only(action: str):
    def guard(view):
        @require_admin_access
        def guarded(request, *args, **kwargs):
            user = request.user
            if not (
                may_see(user) if action == "view" else user.has_perm(f"heritage.{action}_signoff")
            ):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return never_cache(guarded)

    return guard


@require_safe
@_only("view")
def sign_offs(request: HttpRequest, pk: int):
    """The copies of a transcript, the latest first."""
    return _show(request, get_object_or_404(Transcript, pk=pk))


def _show(
    request: HttpRequest,
    transcript: Transcript,
    *,
    bound: tuple[int, ReturnForm] | None = None,
    status: int = 200,
):
    copies = list(transcript.sign_offs.select_related("printed_by"))
    digest = signing.digest_of(transcript)
    for copy in copies:
        steps = SIGN_OFF_TRANSITIONS[SignOffState(copy.state)]
        copy.is_of_this_text = copy.digest == digest
        copy.holds = copy.state == SignOffState.SIGNED and copy.is_of_this_text
        copy.can_return = SignOffState.SIGNED in steps
        copy.can_void = SignOffState.VOID in steps
        is_bound = bound is not None and bound[0] == copy.pk
        copy.form = bound[1] if is_bound else ReturnForm(auto_id=f"copy-{copy.pk}-%s")
    context = {
        "transcript": transcript,
        "interviews": access.interviews_of(transcript.recording),
        "copies": copies,
        "is_signed": any(copy.holds for copy in copies),
        "may_print": request.user.has_perm("heritage.add_signoff"),
        "may_change": request.user.has_perm("heritage.change_signoff"),
        "media": ReturnForm().media,
        "page_title": _("Narrator's sign-off"),
        "page_subtitle": str(transcript),
        "header_icon": "edit",
    }
    return render(request, "heritage/oral_history/admin/sign_offs.html", context, status=status)


@require_POST
@_only("add")
def print_copy(request: HttpRequest, pk: int):
    """Number a new copy; it is then downloaded from the list."""
    transcript = get_object_or_404(Transcript, pk=pk)
    try:
        copy = signing.print_copy(transcript=transcript, user=request.user)
    except SignOffRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Copy %(code)s is ready to print.") % {"code": copy.code})
    return redirect("oral_history:sign_offs", pk)


@require_safe
@_only("view")
def copy_pdf(request: HttpRequest, pk: int):
    """A copy as PDF, as long as the text is still the one it was numbered for."""
    copy = get_object_or_404(SignOff.objects.select_related("transcript__recording"), pk=pk)
    try:
        content = signing.copy_pdf(copy, site_name=SiteSettings.for_request(request).site_name)
    except SignOffRefused as refusal:
        messages.error(request, str(refusal))
        return redirect("oral_history:sign_offs", copy.transcript_id)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{copy.code}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
@_only("view")
def scan(request: HttpRequest, pk: int):
    """The scan of a copy that came back, as a download."""
    copy = get_object_or_404(SignOff, pk=pk)
    return private_file(copy.scan, copy.code)


@require_POST
@_only("change")
def take_back(request: HttpRequest, pk: int):
    """Enter a copy that came back."""
    copy = get_object_or_404(SignOff.objects.select_related("transcript"), pk=pk)
    form = ReturnForm(request.POST, request.FILES, auto_id=f"copy-{pk}-%s")
    if form.is_valid():
        given = dict(form.cleaned_data)
        is_signed = given.pop("outcome") == SIGNED
        try:
            signing.take_back(sign_off=copy, is_signed=is_signed, user=request.user, **given)
        except SignOffRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("What came back is entered."))
            return redirect("oral_history:sign_offs", copy.transcript_id)
    return _show(request, copy.transcript, bound=(pk, form), status=400)


@require_POST
@_only("change")
def make_void(request: HttpRequest, pk: int):
    """Make a copy void."""
    copy = get_object_or_404(SignOff, pk=pk)
    try:
        signing.make_void(sign_off=copy, user=request.user)
    except SignOffRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Copy %(code)s is void.") % {"code": copy.code})
    return redirect("oral_history:sign_offs", copy.transcript_id)
