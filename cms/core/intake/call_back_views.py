"""The public form to be called back, with its drafts."""

from __future__ import annotations

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods

from . import checks, drafts, limits, sessions
from .call_backs import notice_in_force, request_call_back
from .check_views import check_message, limit_message, widget_context
from .domain import Origin
from .forms import CallBackForm, LookUpForm, new_once
from .models import CallBackRequest, Draft, PrivacyNotice
from .receipts import grouped

KIND = CallBackRequest.kind


@dataclass
class Filling:
    """One request to fill in the form: what it stands on and what came of it."""

    request: object
    notice: PrivacyNotice
    form: CallBackForm
    draft: Draft | None = None
    token: str = ""
    conflict: Draft | None = None
    keeps_token: bool = True
    status: int = 200

    def shown(self):
        answers = self.conflict.answers if self.conflict else {}
        context = {
            "form": self.form,
            "notice": self.notice,
            "draft": self.conflict or self.draft,
            "token": self.token,
            "kept_elsewhere": [
                (self.form.fields[name].label, value) for name, value in answers.items() if value
            ],
            "conflict": self.conflict,
            **widget_context(KIND),
        }
        # The token of the first showing goes on counting, or the wait would never end.
        if self.keeps_token and (kept := self.request.POST.get("wait", "")):
            context["wait_token"] = kept
        return render(self.request, "core/intake/call_back.html", context, status=self.status)

    def refused(self, message: str, status: int = 400):
        self.form.add_error(None, message)
        self.status = status
        return self.shown()


@cache_control(private=True)
@require_http_methods(["GET", "HEAD", "POST"])
def call_back(request):
    """Ask to be called back."""
    return _fill_in(request, draft=None, token="")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_back_draft(request, token: str):
    """Go on with answers kept earlier, by the link."""
    try:
        draft = drafts.draft_by_token(kind=KIND, token=token)
    except drafts.DraftNotFoundError:
        return redirect("call_back_resume")
    return _fill_in(request, draft=draft, token=token)


def _fill_in(request, *, draft: Draft | None, token: str):
    notice = notice_in_force()
    if notice is None:
        raise Http404
    if request.method != "POST":
        answers = dict(draft.answers) if draft else {}
        once = sessions.mark_of_last(request, KIND) or new_once()
        form = CallBackForm(initial={**answers, "once": once})
        return Filling(request, notice, form, draft, token).shown()
    filling = Filling(request, notice, CallBackForm(request.POST), draft, token)
    return _keep(filling) if "keep" in request.POST else _send(filling)


def _keep(filling: Filling):
    """Save what is filled in so far, valid or not."""
    answers = filling.form.kept_answers()
    kept = {
        "answers": answers,
        "phone": answers["phone"],
        "address": limits.client_address(filling.request),
    }
    filling.form = CallBackForm(initial={**answers, "once": filling.request.POST.get("once", "")})
    try:
        if filling.draft:
            version = filling.request.POST.get("version", "")
            drafts.save_draft(
                draft=filling.draft,
                version=int(version) if version.isascii() and version.isdigit() else 0,
                **kept,
            )
            draft, token = filling.draft, filling.token
        else:
            draft, token = drafts.start_draft(kind=KIND, **kept)
    except drafts.DraftConflictError as error:
        filling.conflict, filling.status = error.current, 409
        return filling.shown()
    except drafts.DraftNotFoundError:
        return redirect("call_back_resume")
    except limits.TooManyError as error:
        return _limited(filling, error)
    return _kept(filling.request, draft, token)


def _kept(request, draft: Draft, token: str):
    draft.refresh_from_db()
    link = reverse("call_back_draft", kwargs={"token": token})
    context = {
        "link": request.build_absolute_uri(link),
        "number": grouped(draft.receipt),
        "by_number": bool(draft.phone_index),
        "expires_at": draft.expires_at,
    }
    return render(request, "core/intake/draft_kept.html", context)


def _limited(filling: Filling, error: limits.TooManyError):
    if not filling.form.is_bound:
        filling.form = CallBackForm(filling.request.POST)
        filling.form.is_valid()
    answer = filling.refused(limit_message(error), 429)
    answer["Retry-After"] = str(error.retry_after)
    return answer


def _send(filling: Filling):
    request, form = filling.request, filling.form
    if not form.is_valid():
        filling.status = 400
        return filling.shown()
    asked = form.cleaned_data
    try:
        proof = checks.proof_of(
            form=KIND,
            payload=request.POST.get("altcha", ""),
            token=request.POST.get("wait", ""),
        )
        record, _is_new = request_call_back(
            **{name: asked[name] for name in CallBackForm.KEPT},
            notice=filling.notice,
            origin=Origin(proof=proof, address=limits.client_address(request)),
            once=asked["once"],
            draft=filling.draft,
        )
    except checks.CheckError as error:
        filling.keeps_token = isinstance(error, checks.TooEarlyError)
        return filling.refused(check_message(error))
    except limits.TooManyError as error:
        return _limited(filling, error)
    except ValidationError as error:
        return filling.refused("".join(error.messages))
    sessions.grant(request, record)
    sessions.remember_sending(request, form=KIND, once=asked["once"])
    return redirect("intake_received", receipt=record.receipt)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def call_back_resume(request):
    """Find answers kept earlier, by their number and telephone number."""
    if request.method != "POST":
        return render(request, "core/intake/resume.html", {"form": LookUpForm()})
    form, status = LookUpForm(request.POST), 400
    if form.is_valid():
        try:
            _draft, token = drafts.draft_by_receipt(
                kind=KIND, **form.cleaned_data, address=limits.client_address(request)
            )
        except drafts.DraftNotFoundError:
            form.add_error(
                None,
                _("No kept answers were found; they are deleted after two weeks."),
            )
        except limits.TooManyError as error:
            form.add_error(None, limit_message(error))
            status = 429
        else:
            return redirect("call_back_draft", token=token)
    return render(request, "core/intake/resume.html", {"form": form}, status=status)
