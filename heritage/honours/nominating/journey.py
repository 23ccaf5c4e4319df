"""One request on the way through a nomination: a page shown, saved, left, or all of it sent.

What is typed is saved as it is, valid or not, so that nothing is lost; whether
it is right is said when somebody goes on, and again before it is sent. A
script saves in between and asks for JSON; without one, each button does.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from cms.core.choosers import is_key
from cms.core.intake import checks, drafts, evidence, limits, sessions
from cms.core.intake.check_views import check_message, limit_message, widget_context
from cms.core.intake.domain import Origin
from cms.core.intake.filling import form_of_public
from cms.core.intake.models import Draft, PrivacyNotice
from cms.core.intake.receipts import grouped
from heritage.honours import standing
from heritage.honours.enums import NominatedBy, StageKind
from heritage.honours.models import CampaignTitle, Nomination
from heritage.honours.nominating import domain
from heritage.honours.nominating.beginning import address_of, is_of, step_address, subject_of
from heritage.honours.nominating.bounds import bounds_of
from heritage.honours.nominating.forms import SendForm, StepForm
from heritage.honours.nominating.steps import (
    CHECK,
    MATERIAL,
    NOTICE,
    PAGE,
    Step,
    all_valid,
    bound_forms,
    by_of,
    said_in,
    steps_of,
)

AWAY = gettext_noop("This selection is not on the site at the moment. Please try again later.")


def notice_in_force() -> PrivacyNotice | None:
    """What is told before anything is asked; None while nothing may be taken in."""
    return PrivacyNotice.objects.in_force(Nomination.kind)


@form_of_public
class Journey:
    """A request to one page of a draft; :meth:`respond` answers it."""

    kind: ClassVar[str] = Nomination.kind

    def __init__(
        self,
        request: HttpRequest,
        *,
        title: CampaignTitle,
        token: str,
        step: Step,
        is_public: bool = True,
    ):
        self.request, self.title, self.token, self.step = request, title, token, step
        self.is_public = is_public
        self.steps = steps_of(title)
        self.bounds = bounds_of(title)
        self.draft: Draft | None = None
        self.conflict: Draft | None = None
        self.keeps_token = True
        self.status = 200
        self.wants_json = request.headers.get("Accept", "").startswith("application/json")

    @classmethod
    def address(cls, subject: str, token: str = "") -> str:
        """The path of a draft by what it was kept under; see ``cms.core.intake.filling``."""
        return address_of(subject, token)

    def respond(self) -> HttpResponse:
        """The answer to the request; never kept by a cache."""
        response = self._respond()
        add_never_cache_headers(response)
        patch_cache_control(response, private=True)
        return response

    def _respond(self) -> HttpResponse:
        try:
            self.draft = drafts.draft_by_token(kind=self.kind, token=self.token)
        except drafts.DraftNotFoundError:
            if self.is_public:
                return self._gone()
            raise Http404 from None
        if receipt := domain.receipt_of_sent(self.draft):
            return self._sent(Nomination.objects.get(receipt=receipt))
        if not is_of(self.draft, self.title):
            return self._gone()
        if not self.is_public or not standing.is_open(self.title.campaign, StageKind.CALL):
            return self._closed()
        if self.step is CHECK:
            return self._check()
        if self.request.method != "POST":
            return self._shown(self._form(initial=self.draft.answers))
        return self._posted()

    # What may stand in the way

    def _gone(self) -> HttpResponse:
        if self.wants_json:
            return JsonResponse({"fault": _("These answers are no longer kept.")}, status=410)
        form = self._posted_form()
        context = {"title": self.title, "typed": form.shown() if form else []}
        return render(self.request, "heritage/honours/nominating/gone.html", context, status=410)

    def _closed(self) -> HttpResponse:
        if self.wants_json:
            fault = _("The call for nominations has ended.") if self.is_public else _(AWAY)
            return JsonResponse({"fault": fault}, status=403)
        context = {
            "campaign": self.title.campaign,
            "stage": standing.stage_of(self.title.campaign, StageKind.CALL),
            "typed": self._written(),
        }
        return render(self.request, "heritage/honours/nominating/closed.html", context, status=403)

    def _posted_form(self) -> StepForm | None:
        """The form of this page with what was posted; None where nothing was."""
        if self.request.method != "POST" or self.step.form is None:
            return None
        return self._form(self.request.POST)

    def _written(self) -> list[tuple[str, str]]:
        """Label and answer of all that is kept, with what was posted just now."""
        posted = self._posted_form()
        answers = {**self.draft.answers, **(posted.kept_answers() if posted else {})}
        return [row for form in bound_forms(self.title, answers).values() for row in form.shown()]

    def _sent(self, record: Nomination) -> HttpResponse:
        sessions.grant(self.request, record)
        return redirect("intake_received", receipt=record.receipt)

    # One page

    def _form(self, *args, **kwargs) -> StepForm:
        by = by_of(self.draft.answers if self.draft else {})
        if self.draft is None and "opinion" in self.request.POST:
            # Who nominates is no longer known, but only a station is asked for its opinion.
            by = NominatedBy.LEVEL
        return self.step.form(*args, title=self.title, by=by, **kwargs)

    def _posted(self) -> HttpResponse:
        post = self.request.POST
        form = self._form(post, self.request.FILES)
        try:
            faults = self._take_files() if self.step is MATERIAL else []
            self._save(form)
        except limits.TooManyError as error:
            return self._limited(form, error)
        except drafts.DraftConflictError as error:
            self.conflict, self.status = error.current, 409
            return self._answer_in_json(form, []) if self.wants_json else self._shown(form)
        except drafts.DraftNotFoundError:
            return self._gone()
        if self.wants_json:
            return self._answer_in_json(form, faults)
        for fault in faults:
            form.add_error("files", fault)
        if "later" in post and not faults:
            return self._kept()
        if "back" in post:
            return redirect(self._neighbour(-1))
        if chosen := next((each for each in self.steps if each.slug == post.get("go")), None):
            return redirect(step_address(self.title, self.token, chosen))
        if not form.is_valid():
            self.status = 400
            return self._shown(form)
        stays = "remove_file" in post or "stay" in post
        return redirect(self._neighbour(0 if stays else 1))

    def _neighbour(self, by: int) -> str:
        at = max(0, self.steps.index(self.step) + by)
        return step_address(self.title, self.token, self.steps[at])

    def _save(self, form: StepForm) -> None:
        """Keep what was typed. A page cannot be in conflict with itself: an answer got lost then."""
        posted = self.request.POST
        page = posted.get("page", "")[:32]
        version = int(posted["version"]) if is_key(posted.get("version", "")) else 0
        kept = {**self.draft.answers, **form.kept_answers(), PAGE: page}
        try:
            self.draft = self._saved(version, kept)
        except drafts.DraftConflictError as error:
            now = error.current
            if domain.receipt_of_sent(now) or not page or now.answers.get(PAGE) != page:
                raise
            self.draft = self._saved(now.version, kept)

    def _saved(self, version: int, answers: Mapping[str, str]) -> Draft:
        return drafts.save_draft(
            draft=self.draft,
            version=version,
            answers=answers,
            phone=answers.get("phone", "")[:30],
            step=subject_of(self.title, self.step),
            address=limits.client_address(self.request),
        )

    def _take_files(self) -> list[str]:
        """Attach and take out files; gives what was wrong with those that were not taken."""
        wanted = [key for key in self.request.POST.getlist("remove_file")[:100] if is_key(key)]
        for file in evidence.evidence_of(self.draft).filter(pk__in=wanted):
            file.delete()
        faults = []
        for file in self.request.FILES.getlist("files")[: self.bounds.max_files + 1]:
            try:
                evidence.add_evidence(
                    owner=self.draft,
                    file=file,
                    bounds=self.bounds,
                    address=limits.client_address(self.request),
                )
            except ValidationError as error:
                faults += error.messages
        return faults

    def _answer_in_json(self, form: StepForm, faults: list[str]) -> JsonResponse:
        if self.conflict:
            fault = _("These answers were saved on another page or device meanwhile.")
            return JsonResponse({"fault": fault}, status=409)
        answer = {
            "version": self.draft.version,
            "next": self._neighbour(1) if form.is_valid() else None,
            "faults": faults,
        }
        if self.step is MATERIAL:
            answer["files"] = [
                {"key": file.pk, "name": str(file.name), "size": file.size}
                for file in evidence.evidence_of(self.draft)
            ]
        return JsonResponse(answer)

    def _limited(self, form: StepForm, error: limits.TooManyError) -> HttpResponse:
        if self.wants_json:
            response = JsonResponse({"fault": limit_message(error)}, status=429)
        else:
            form.add_error(None, limit_message(error))
            self.status = 429
            response = self._shown(form)
        response["Retry-After"] = str(error.retry_after)
        return response

    def _shown(self, form: StepForm) -> HttpResponse:
        current = self.conflict or self.draft
        context = {
            **self._common(),
            "form": form,
            "version": current.version,
            "page": self.request.POST.get("page", "")[:32] or secrets.token_hex(8),
            "conflict": self.conflict,
            "kept_elsewhere": self._form(current.answers).shown() if self.conflict else [],
            "files": evidence.evidence_of(self.draft) if self.step is MATERIAL else [],
            "file_bounds": self.bounds,
        }
        template = f"heritage/honours/nominating/{self.step.slug}.html"
        templates = [template, "heritage/honours/nominating/step.html"]
        return render(self.request, templates, context, status=self.status)

    def _common(self) -> dict:
        at = self.steps.index(self.step)
        return {
            "title": self.title,
            "campaign": self.title.campaign,
            "step": self.step,
            "steps": [
                {
                    "slug": each.slug,
                    "label": each.label,
                    "address": step_address(self.title, self.token, each),
                    "is_now": each is self.step,
                    "is_before": number < at,
                }
                for number, each in enumerate(self.steps)
            ],
            "number": at + 1,
            "by_level": by_of(self.draft.answers) == NominatedBy.LEVEL,
            "form_action": step_address(self.title, self.token, self.step),
            "back": step_address(self.title, self.token, self.steps[at - 1]) if at else "",
        }

    def _kept(self) -> HttpResponse:
        link = step_address(self.title, self.token, self.step)
        context = {
            "link": self.request.build_absolute_uri(link),
            "number": grouped(self.draft.receipt),
            "by_number": bool(self.draft.phone_index),
            "expires_at": self.draft.expires_at,
        }
        return render(self.request, "core/intake/draft_kept.html", context)

    # The last page

    def _check(self) -> HttpResponse:
        notice = notice_in_force()
        if notice is None:
            return self._closed()
        made = bound_forms(self.title, self.draft.answers)
        agreed = self.draft.answers.get(NOTICE) == str(notice.pk)
        form = SendForm(self.request.POST if self.request.method == "POST" else None, agreed=agreed)
        if self.request.method == "POST":
            if answer := self._send(form, made, notice):
                return answer
            self.status = max(self.status, 400)
        return self._checked(form, made, notice)

    def _send(
        self, form: SendForm, made: Mapping[str, StepForm], notice: PrivacyNotice
    ) -> HttpResponse | None:
        """Send it; None where something is to be mended, which stands in ``form`` or ``made``."""
        ready = all_valid(made.values())
        if not form.is_valid() or not ready:
            return None
        address = limits.client_address(self.request)
        try:
            proof = checks.proof_of(
                form=self.kind,
                payload=self.request.POST.get("altcha", ""),
                token=self.request.POST.get("wait", ""),
            )
            record, _is_new = domain.nominate(
                title=self.title,
                **said_in(made),
                notice=notice,
                origin=Origin(proof=proof, address=address),
                draft=self.draft,
            )
        except checks.CheckError as error:
            self.keeps_token = isinstance(error, checks.TooEarlyError)
            form.add_error(None, check_message(error))
        except limits.TooManyError as error:
            form.add_error(None, limit_message(error))
            self.status = 429
        except standing.StageClosedError:
            return self._closed()
        except drafts.DraftNotFoundError:
            return self._gone()
        except ValidationError as error:
            form.add_error(None, error.messages)
        else:
            return self._sent(record)
        return None

    def _checked(
        self, form: SendForm, made: Mapping[str, StepForm], notice: PrivacyNotice
    ) -> HttpResponse:
        sections = []
        for step in self.steps:
            if step.form is None:
                continue
            each = made[step.slug]
            faults = [
                (each.fields[name].label if name in each.fields else "", message)
                for name, messages in each.errors.items()
                for message in messages
            ]
            sections.append(
                {
                    "label": step.label,
                    "address": step_address(self.title, self.token, step),
                    "rows": each.shown(),
                    "faults": faults,
                    "files": evidence.evidence_of(self.draft) if step is MATERIAL else None,
                }
            )
        context = {
            **self._common(),
            "form": form,
            "notice": notice,
            "sections": sections,
            "ready": not any(section["faults"] for section in sections),
            "quota": self._quota(made),
            "has_files": evidence.evidence_of(self.draft).exists(),
            **widget_context(
                self.kind, kept=self.request.POST.get("wait", "") if self.keeps_token else ""
            ),
        }
        template = "heritage/honours/nominating/check.html"
        return render(self.request, template, context, status=self.status)

    def _quota(self, made: Mapping[str, StepForm]) -> tuple[int, int] | None:
        place = made["nominator"].cleaned_data.get("recommending_place")
        return domain.quota_left(self.title, place) if place else None
