"""How the public fills in a form: told first, kept on the way, checked, taken in once.

A form of the public is a subclass of :class:`Filling`, which says what is
asked and what is done with the answers. What all have in common is here: the
privacy notice, answers kept for later, files, the check against programs, the
limits, and the receipt. Whatever goes wrong, what was typed or uploaded is
shown again.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.core.choosers import is_key

from . import checks, drafts, evidence, limits, sessions
from .check_views import check_message, limit_message, widget_context
from .domain import Origin
from .evidence import EvidenceLimits
from .forms import KeptForm, LookUpForm, new_once
from .models import Draft, IntakeRecord, PrivacyNotice
from .receipts import grouped

_forms: dict[str, type[Filling]] = {}


class Filling(ABC):
    """One request to fill in a form of the public; a subclass a form.

    ``kind`` is the kind of record it makes, ``form_class`` what it asks,
    ``template`` extends ``core/intake/form.html``. With ``bounds``, files may
    come with it; ``form_class`` then has :class:`~.forms.EvidenceMixin`.
    """

    kind: ClassVar[str]
    form_class: ClassVar[type[KeptForm]]
    template: ClassVar[str] = "core/intake/form.html"
    bounds: ClassVar[EvidenceLimits | None] = None

    def __init__(self, request: HttpRequest, *, token: str = ""):
        self.request, self.token = request, token
        self.notice: PrivacyNotice | None = None
        self.draft: Draft | None = None
        self.conflict: Draft | None = None
        self.form: KeptForm | None = None
        self.is_begun_now = False
        self.keeps_token = True
        self.status = 200

    # What a form says of itself

    @property
    def subject(self) -> str:
        """What the form is about, to find its address again; at most 40 characters."""
        return ""

    @property
    def subjects(self) -> tuple[str, ...]:
        """The subjects whose drafts are gone on with here: its own, and those joined to it."""
        return (self.subject,)

    @classmethod
    @abstractmethod
    def address(cls, subject: str, token: str = "") -> str:
        """The path of the form, or of a draft of it by the token of its link.

        Raises ``DraftNotFoundError`` where what it was about is there no more.
        """

    @abstractmethod
    def take_in(self, answers: Mapping, **handed_in) -> tuple[IntakeRecord, bool]:
        """Make the record; gives it and whether it is new, as ``domain.hand_in`` does.

        ``answers`` are the cleaned ones of ``form_class.KEPT``. ``handed_in``
        (``notice``, ``origin``, ``once``, ``draft``) goes to ``hand_in``. May
        raise ``ValidationError``, whose words are shown.
        """

    def notice_in_force(self) -> PrivacyNotice | None:
        """What is told before anything is asked; None while the form is closed."""
        return PrivacyNotice.objects.in_force(self.kind)

    def make_form(self, *args, **kwargs) -> KeptForm:
        """The form; takes what a Django form takes."""
        return self.form_class(*args, **kwargs)

    def initial(self) -> dict:
        """Answers that are filled in for somebody who begins."""
        return {}

    def context(self) -> dict:
        """What else the template shows."""
        return {}

    def done(self, record: IntakeRecord) -> HttpResponse:
        """What is answered once it is taken in."""
        return redirect("intake_received", receipt=record.receipt)

    # What all have in common

    def respond(self) -> HttpResponse:
        """The answer to the request; 404 while the form is closed."""
        self.notice = self.notice_in_force()
        if self.notice is None:
            raise Http404
        by_link = bool(self.token)
        response = self._respond()
        if by_link or self.draft:
            add_never_cache_headers(response)
        patch_cache_control(response, private=True)
        return response

    def _respond(self) -> HttpResponse:
        posted = self.request.method == "POST"
        if self.token and not self._find_draft() and not posted:
            return self._to_resume()
        if not posted:
            answers = dict(self.draft.answers) if self.draft else self.initial()
            once = sessions.mark_of_last(self.request, self.kind) or new_once()
            self.form = self.make_form(initial={**answers, "once": once})
            return self._shown()
        self.form = self.make_form(self.request.POST, self.request.FILES)
        if self.bounds and (refusal := self._take_files()):
            return refusal
        return self._keep() if "keep" in self.request.POST else self._send()

    def _find_draft(self) -> bool:
        """The draft of the link. One that is gone loses nothing that is being posted."""
        try:
            draft = drafts.draft_by_token(kind=self.kind, token=self.token)
        except drafts.DraftNotFoundError:
            draft = None
        if draft is None or draft.step not in self.subjects:
            self.token = ""
            return False
        self.draft = draft
        return True

    def _to_resume(self) -> HttpResponse:
        return redirect("intake_resume", kind=self.kind)

    def _shown(self) -> HttpResponse:
        elsewhere = self.conflict.answers if self.conflict else {}
        context = {
            "form": self.form,
            "notice": self.notice,
            "draft": self.conflict or self.draft,
            "form_action": self.address(self.subject, self.token),
            "resume_address": reverse("intake_resume", kwargs={"kind": self.kind}),
            "kept_elsewhere": [
                (self.form.fields[name].label, value)
                for name, value in elsewhere.items()
                if value and name in self.form.fields
            ],
            "conflict": self.conflict,
            "files": evidence.evidence_of(self.draft) if self.draft and self.bounds else [],
            "file_bounds": self.bounds,
            **widget_context(
                self.kind, kept=self.request.POST.get("wait", "") if self.keeps_token else ""
            ),
            **self.context(),
        }
        return render(self.request, self.template, context, status=self.status)

    def _refused(self, message: str, status: int = 400) -> HttpResponse:
        self.form.add_error(None, message)
        self.status = status
        return self._shown()

    def _limited(self, error: limits.TooManyError) -> HttpResponse:
        if not self.form.is_bound:
            self.form = self.make_form(self.request.POST, self.request.FILES)
            self.form.is_valid()
        answer = self._refused(limit_message(error), 429)
        answer["Retry-After"] = str(error.retry_after)
        return answer

    def _kept_values(self) -> dict:
        answers = self.form.kept_answers()
        return {
            "answers": answers,
            "phone": answers.get("phone", ""),
            "step": self.subject,
            "address": limits.client_address(self.request),
        }

    def _take_files(self) -> HttpResponse | None:
        """Attach the files that came, so that they outlast whatever is wrong with the rest.

        Gives the answer where a limit ends it.
        """
        removed = [_number(typed) for typed in self.request.POST.getlist("remove_file")[:100]]
        if self.draft and removed:
            for file in evidence.evidence_of(self.draft).filter(pk__in=removed):
                file.delete()
        address = limits.client_address(self.request)
        try:
            for file in self.request.FILES.getlist("files")[: self.bounds.max_files + 1]:
                if self.draft is None:
                    kept = self._kept_values()
                    self.draft, self.token = drafts.start_draft(kind=self.kind, **kept)
                    self.is_begun_now = True
                try:
                    evidence.add_evidence(
                        owner=self.draft, file=file, bounds=self.bounds, address=address
                    )
                except ValidationError as error:
                    self.form.add_error("files", error)
        except limits.TooManyError as error:
            return self._limited(error)
        return None

    def _keep(self) -> HttpResponse:
        """Save what is filled in so far, valid or not."""
        if self.bounds and self.form.errors.get("files"):
            self.status = 400
            return self._shown()
        kept, posted = self._kept_values(), self.request.POST
        self.form = self.make_form(initial={**kept["answers"], "once": posted.get("once", "")})
        try:
            if self.draft is None:
                self.draft, self.token = drafts.start_draft(kind=self.kind, **kept)
            elif not self.is_begun_now:
                read = _number(posted.get("version", ""))
                self.draft = drafts.save_draft(draft=self.draft, version=read, **kept)
        except drafts.DraftConflictError as error:
            self.conflict, self.status = error.current, 409
            return self._shown()
        except drafts.DraftNotFoundError:
            return self._to_resume()
        except limits.TooManyError as error:
            return self._limited(error)
        link = self.address(self.subject, self.token)
        context = {
            "link": self.request.build_absolute_uri(link),
            "number": grouped(self.draft.receipt),
            "by_number": bool(self.draft.phone_index),
            "expires_at": self.draft.expires_at,
        }
        return render(self.request, "core/intake/draft_kept.html", context)

    def _send(self) -> HttpResponse:
        request, form = self.request, self.form
        if not form.is_valid():
            self.status = 400
            return self._shown()
        asked = form.cleaned_data
        try:
            proof = checks.proof_of(
                form=self.kind,
                payload=request.POST.get("altcha", ""),
                token=request.POST.get("wait", ""),
            )
            record, is_new = self.take_in(
                {name: asked[name] for name in form.KEPT},
                notice=self.notice,
                origin=Origin(proof=proof, address=limits.client_address(request)),
                once=asked["once"],
                draft=self.draft,
            )
        except checks.CheckError as error:
            self.keeps_token = isinstance(error, checks.TooEarlyError)
            return self._refused(check_message(error))
        except limits.TooManyError as error:
            return self._limited(error)
        except ValidationError as error:
            return self._refused("".join(error.messages))
        if self.is_begun_now and not is_new:
            self.draft.delete()
        sessions.grant(request, record)
        sessions.remember_sending(request, form=self.kind, once=asked["once"])
        return self.done(record)


def _number(typed: str) -> int:
    """A number that fits a key of the database; 0 for anything else."""
    return int(typed) if is_key(typed) else 0


def form_of_public(made: type[Filling]) -> type[Filling]:
    """Make a form known, so that answers kept of it can be gone on with."""
    if made.kind in _forms:
        raise ValueError(f"the form {made.kind!r} is registered twice")
    _forms[made.kind] = made
    return made


def form_page(view: Callable) -> Callable:
    """A view that answers with :meth:`Filling.respond`."""
    return require_http_methods(["GET", "HEAD", "POST"])(view)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request, kind: str):
    """Find answers kept earlier, by their number and telephone number."""
    if kind not in _forms:
        raise Http404
    if request.method != "POST":
        return render(request, "core/intake/resume.html", {"form": LookUpForm()})
    form, status = LookUpForm(request.POST), 400
    if form.is_valid():
        try:
            draft, token = drafts.draft_by_receipt(
                kind=kind, **form.cleaned_data, address=limits.client_address(request)
            )
            return redirect(_forms[kind].address(draft.step, token))
        except drafts.DraftNotFoundError:
            form.add_error(None, _("No kept answers were found; they are deleted after two weeks."))
        except limits.TooManyError as error:
            form.add_error(None, limit_message(error))
            status = 429
    return render(request, "core/intake/resume.html", {"form": form}, status=status)
