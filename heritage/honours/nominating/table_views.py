"""Public pages of a table of many nominations: what is needed, dry run, sending, receipts."""

from __future__ import annotations

import io
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers, patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from cms.core.intake import checks, drafts, limits
from cms.core.intake.check_views import check_message, limit_message, widget_context
from cms.core.intake.domain import Origin
from cms.core.intake.filling import form_of_public
from cms.core.intake.models import Draft, PrivacyNotice
from cms.core.intake.receipts import grouped
from cms.core.intake.views import follow_address
from cms.core.tables import XLSX
from heritage.honours import standing
from heritage.honours.enums import StageKind
from heritage.honours.models import CampaignTitle
from heritage.honours.nominating import by_table, tables
from heritage.honours.nominating.forms import SendForm
from heritage.honours.nominating.journey import notice_in_force
from heritage.honours.nominating.steps import NOTICE
from heritage.honours.nominating.table_forms import ContactForm, TableBeginForm, TableForm
from heritage.honours.nominating.views import page_of, page_or_404, title_or_404

LOOK, CHECK, RECEIPTS, FILE = "table", "table_check", "table_receipts", "table_receipts_file"
TEMPLATES = "heritage/honours/nominating/"


def _shown(request: HttpRequest, name: str, context: dict, *, status: int = 200) -> HttpResponse:
    response = render(request, f"{TEMPLATES}{name}.html", context, status=status)
    add_never_cache_headers(response)
    patch_cache_control(response, private=True)
    return response


def _download(content: io.BytesIO, name: str) -> HttpResponse:
    response = HttpResponse(content.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_safe
def template(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """An empty table with the headings of a title, the contact of the organisation left out."""
    page_or_404(slug)
    title, content = title_or_404(slug, pk), io.BytesIO()
    tables.write_template(content, title, shared=by_table.CONTACT)
    return _download(content, f"nominations-{title.pk}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """What is needed and what happens with it; the contact and the table, looked through at once."""
    page, title, notice = page_or_404(slug), title_or_404(slug, pk), notice_in_force()
    # One object, so that its stages are read once.
    title.campaign = page.campaign
    if notice is None:
        raise Http404
    stage = standing.stage_of(page.campaign, StageKind.CALL)
    context = {"page_of_campaign": page, "campaign": page.campaign, "stage": stage}
    posted = request.method == "POST"
    if not standing.is_open(page.campaign, StageKind.CALL):
        return _shown(request, "closed", context, status=403 if posted else 200)
    form, status = TableBeginForm(request.POST or None, request.FILES or None), 200
    if posted:
        status = 400
        is_valid, given = form.is_valid(), form.cleaned_data
        # A table that is in order is kept, whatever is wrong with the contact.
        if given.get("consent") and given.get("file"):
            try:
                draft, token = by_table.begin(
                    title=title,
                    contact=form.kept_answers(),
                    file=given["file"],
                    notice=notice,
                    address=limits.client_address(request),
                )
            except limits.TooManyError as error:
                form.add_error(None, limit_message(error))
                status = 429
            except ValidationError as error:
                form.add_error("file", error)
            else:
                kept = Table(request, title=title, token=token, page=LOOK)
                if is_valid:
                    return redirect(kept.address_of(LOOK))
                return kept.looked(draft, TableForm(request.POST), status=400)
    context |= {
        "title": title,
        "form": form,
        "notice": notice,
        "columns": tables.asked_in(title, shared=by_table.CONTACT),
        "most_rows": by_table.MOST_ROWS,
        "file_bounds": by_table.BOUNDS,
        "resume_address": reverse("intake_resume", kwargs={"kind": by_table.KIND}),
    }
    return _shown(request, "table_begin", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def table(request: HttpRequest, slug: str, pk: str, token: str, page: str) -> HttpResponse:
    """A page of a table that is kept: dry run, sending, or the receipts of what was sent."""
    title, is_public = title_or_404(slug, pk), page_of(slug) is not None
    return Table(request, title=title, token=token, page=page, is_public=is_public).respond()


@form_of_public
class Table:
    """A request to a page of a table that is kept; :meth:`respond` answers it."""

    kind: ClassVar[str] = by_table.KIND

    def __init__(
        self,
        request: HttpRequest,
        *,
        title: CampaignTitle,
        token: str,
        page: str,
        is_public: bool = True,
    ):
        self.request, self.title, self.token = request, title, token
        self.page, self.is_public = page, is_public

    @classmethod
    def address(cls, subject: str, token: str = "") -> str:
        """The path of a kept table; see ``cms.core.intake.filling``."""
        title = CampaignTitle.objects.select_related("campaign").filter(pk=int(subject)).first()
        if title is None:
            raise drafts.DraftNotFoundError
        return reverse(f"nominate_{LOOK}", args=[title.campaign.slug, title.pk, token])

    def address_of(self, page: str) -> str:
        """The path of another page of the same table."""
        args = [self.title.campaign.slug, self.title.pk, self.token]
        return reverse(f"nominate_{page}", args=args)

    def respond(self) -> HttpResponse:
        """The answer to the request; never kept by a cache."""
        try:
            draft = drafts.draft_by_token(kind=self.kind, token=self.token)
        except drafts.DraftNotFoundError:
            if self.is_public:
                return self._gone()
            raise Http404 from None
        if draft.step != str(self.title.pk):
            return self._gone()
        is_sent = bool(by_table.receipts_of(draft))
        if is_sent != (self.page in (RECEIPTS, FILE)):
            return redirect(self.address_of(RECEIPTS if is_sent else LOOK))
        if is_sent:
            return self._receipts(draft)
        if not self.is_public or not standing.is_open(self.title.campaign, StageKind.CALL):
            return self._closed()
        if self.page == CHECK:
            return self._check(draft)
        if self.request.method != "POST":
            return self.looked(draft, self._contact(draft))
        return self._changed(draft)

    def _gone(self) -> HttpResponse:
        context = {
            "title": self.title,
            "resume_kind": self.kind,
            "anew": reverse("nominate_tables", args=[self.title.campaign.slug, self.title.pk]),
        }
        return _shown(self.request, "gone", context, status=410)

    def _closed(self) -> HttpResponse:
        stage = standing.stage_of(self.title.campaign, StageKind.CALL)
        context = {"campaign": self.title.campaign, "stage": stage}
        return _shown(self.request, "closed", context, status=403)

    # The dry run

    def _contact(self, draft: Draft) -> TableForm:
        """The form with what is kept; what is wrong with it is said."""
        kept = {name: draft.answers.get(name, "") for name in by_table.CONTACT}
        return TableForm({**kept, "version": draft.version})

    def _changed(self, draft: Draft) -> HttpResponse:
        form = TableForm(self.request.POST, self.request.FILES)
        is_valid, given = form.is_valid(), form.cleaned_data
        if "file" in form.errors:
            return self.looked(draft, form, status=400)
        try:
            saved = by_table.change(
                draft=draft,
                version=given.get("version") or 0,
                title=self.title,
                contact=form.kept_answers(),
                file=given.get("file"),
                address=limits.client_address(self.request),
            )
        except drafts.DraftNotFoundError:
            return self._gone()
        except drafts.DraftConflictError as error:
            if by_table.receipts_of(error.current):
                return redirect(self.address_of(RECEIPTS))
            form.add_error(
                None,
                _("This was changed on another page meanwhile; look at it and save yours again."),
            )
            return self.looked(error.current, form, status=409)
        except limits.TooManyError as error:
            form.add_error(None, limit_message(error))
            return self.looked(draft, form, status=429)
        except ValidationError as error:
            form.add_error("file", error)
            return self.looked(draft, form, status=400)
        if not is_valid:
            return self.looked(saved, form, status=400)
        return redirect(self.address_of(LOOK))

    def looked(self, draft: Draft, form: TableForm, status: int = 200) -> HttpResponse:
        """What the dry run found; the contact, and a place for a mended table."""
        looked = draft.answers[by_table.LOOKED]
        context = {
            "title": self.title,
            "campaign": self.title.campaign,
            "form": form,
            "form_action": self.address_of(LOOK),
            "version": draft.version,
            "file_name": draft.answers[by_table.FILE_NAME],
            "rows": looked["rows"],
            "faults": [
                dict(zip(("row", "column", "value", "message"), fault, strict=True))
                for fault in looked["faults"]
            ],
            "more_faults": looked["more"],
            "unused": looked["unused"],
            "is_ready": by_table.is_sound(draft) and form.is_valid(),
            "check_address": self.address_of(CHECK),
            "most_rows": by_table.MOST_ROWS,
            "file_bounds": by_table.BOUNDS,
            "number": grouped(draft.receipt),
            "expires_at": draft.expires_at,
        }
        return _shown(self.request, "table", context, status=status)

    # Sending

    def _check(self, draft: Draft) -> HttpResponse:
        notice = notice_in_force()
        if notice is None:
            return self._closed()
        contact = self._contact(draft)
        if not contact.is_valid() or not by_table.is_sound(draft):
            return redirect(self.address_of(LOOK))
        agreed = draft.answers.get(NOTICE) == str(notice.pk)
        posted = self.request.method == "POST"
        form = SendForm(self.request.POST if posted else None, agreed=agreed)
        status, keeps_token = 200, True
        if posted:
            status = 400
            if form.is_valid():
                try:
                    return self._sent(draft, notice)
                except checks.CheckError as error:
                    keeps_token = isinstance(error, checks.TooEarlyError)
                    form.add_error(None, check_message(error))
                except limits.TooManyError as error:
                    form.add_error(None, limit_message(error))
                    status = 429
                except standing.StageClosedError:
                    return self._closed()
                except drafts.DraftNotFoundError:
                    return self._gone()
                except tables.FaultyTableError:
                    # What is asked was changed since the dry run.
                    by_table.keep_looked(draft=draft, title=self.title)
                    return self.looked(draft, contact, status=400)
                except ValidationError as error:
                    form.add_error(None, error.messages)
        return self._checked(draft, contact, form, notice, status, keeps_token)

    def _sent(self, draft: Draft, notice: PrivacyNotice) -> HttpResponse:
        post = self.request.POST
        proof = checks.proof_of(
            form=self.kind, payload=post.get("altcha", ""), token=post.get("wait", "")
        )
        address = limits.client_address(self.request)
        by_table.send(
            draft=draft,
            title=self.title,
            notice=notice,
            origin=Origin(proof=proof, address=address),
        )
        return redirect(self.address_of(RECEIPTS))

    def _checked(
        self,
        draft: Draft,
        contact: ContactForm,
        form: SendForm,
        notice: PrivacyNotice,
        status: int,
        keeps_token: bool,
    ) -> HttpResponse:
        context = {
            "title": self.title,
            "campaign": self.title.campaign,
            "contact": [
                (field.label, draft.answers.get(field.name, "")) for field in contact.contact_fields
            ],
            "rows": draft.answers[by_table.LOOKED]["rows"],
            "form": form,
            "notice": notice,
            "form_action": self.address_of(CHECK),
            "back": self.address_of(LOOK),
            **widget_context(
                self.kind, kept=self.request.POST.get("wait", "") if keeps_token else ""
            ),
        }
        return _shown(self.request, "table_check", context, status=status)

    # What was sent

    def _receipts(self, draft: Draft) -> HttpResponse:
        if self.page == FILE:
            content = io.BytesIO()
            by_table.write_receipts(content, draft)
            response = _download(content, f"receipts-{self.title.pk}.xlsx")
            add_never_cache_headers(response)
            return response
        context = {
            "title": self.title,
            "campaign": self.title.campaign,
            "rows": [
                (each.nominee_name, grouped(each.receipt), follow_address(each.receipt))
                for each in by_table.sent_from(draft)
            ],
            "file_address": self.address_of(FILE),
            "expires_at": draft.expires_at,
            "follow_address": self.request.build_absolute_uri(follow_address()),
        }
        return _shown(self.request, "table_receipts", context)
