"""Public pages of nominating: the title to choose, what is needed, the pages, and what follows."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from cms.core.choosers import is_key
from cms.core.intake import domain as intake
from cms.core.intake import limits
from cms.core.intake.check_views import limit_message
from cms.core.intake.receipts import parse_receipt
from cms.core.intake.views import follow_address, granted_or_none, show_status
from heritage.honours import standing
from heritage.honours.enums import StageKind
from heritage.honours.models import CampaignPage, CampaignTitle, Nomination
from heritage.honours.nominating import beginning, domain, journey
from heritage.honours.nominating.bounds import bounds_of
from heritage.honours.nominating.forms import AnswerForm, BeginForm, MoreFilesForm
from heritage.honours.nominating.steps import steps_of
from heritage.honours.screening.corrections import (
    CorrectionClosedError,
    answer_bounds,
    answer_correction,
    open_corrections,
)

MINUTES = 15


def page_or_404(slug: str) -> CampaignPage:
    page = page_of(slug)
    if page is None:
        raise Http404
    return page


def page_of(slug: str) -> CampaignPage | None:
    return (
        CampaignPage.objects.published()
        .select_related("campaign__place")
        .filter(campaign__slug=slug)
        .first()
    )


def title_or_404(slug: str, pk: str) -> CampaignTitle:
    """A title of a campaign, whose page may not be public."""
    titles = CampaignTitle.objects.select_related("campaign__place")
    title = titles.filter(campaign__slug=slug, pk=int(pk)).first() if is_key(pk) else None
    if title is None:
        raise Http404
    return title


@require_safe
def nominate(request: HttpRequest, slug: str) -> HttpResponse:
    """Choose the title to nominate for; says when the call is open."""
    page = page_or_404(slug)
    campaign = page.campaign
    is_open = standing.is_open(campaign, StageKind.CALL)
    titles = list(campaign.titles.prefetch_related("categories"))
    if is_open and len(titles) == 1:
        return redirect("nominate_title", slug=slug, pk=titles[0].pk)
    context = {
        "page_of_campaign": page,
        "campaign": campaign,
        "stage": standing.stage_of(campaign, StageKind.CALL),
        "titles": titles,
    }
    name = "choose" if is_open else "closed"
    return render(request, f"heritage/honours/nominating/{name}.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def nominate_title(request: HttpRequest, slug: str, pk: str) -> HttpResponse:
    """What is needed and what happens with it; then the first page."""
    page, title = page_or_404(slug), title_or_404(slug, pk)
    # One object, so that its stages are read once.
    title.campaign = page.campaign
    notice = journey.notice_in_force()
    if notice is None:
        raise Http404
    stage = standing.stage_of(page.campaign, StageKind.CALL)
    context = {"page_of_campaign": page, "campaign": page.campaign, "stage": stage}
    if not standing.is_open(page.campaign, StageKind.CALL):
        status = 403 if request.method == "POST" else 200
        return render(request, "heritage/honours/nominating/closed.html", context, status=status)
    form, status = BeginForm(request.POST or None), 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                return redirect(beginning.begin(request, title=title, form=form, notice=notice))
            except limits.TooManyError as error:
                form.add_error(None, limit_message(error))
                status = 429
    context |= {
        "title": title,
        "form": form,
        "notice": notice,
        "steps": steps_of(title),
        "file_bounds": bounds_of(title),
        "minutes": MINUTES,
        "resume_address": reverse("intake_resume", kwargs={"kind": Nomination.kind}),
    }
    return render(request, "heritage/honours/nominating/begin.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def nominate_step(request: HttpRequest, slug: str, pk: str, token: str, step: str) -> HttpResponse:
    """One page of a nomination, or the sending of it."""
    title, is_public = title_or_404(slug, pk), page_of(slug) is not None
    found = next((each for each in steps_of(title) if each.slug == step), None)
    if found is None:
        raise Http404
    return journey.Journey(
        request, title=title, token=token, step=found, is_public=is_public
    ).respond()


def _nomination_or_none(request: HttpRequest, receipt: str) -> Nomination | None:
    """The nomination this browser may see; 404 for a receipt of something else."""
    record = granted_or_none(request, receipt)
    if record is not None and not isinstance(record, Nomination):
        raise Http404
    return record


@never_cache
@require_POST
def answer(request: HttpRequest, receipt: str, pk: str) -> HttpResponse:
    """Answer a request for correction under the receipt; files may come with it."""
    nomination = _nomination_or_none(request, receipt)
    if nomination is None:
        return redirect(follow_address(parse_receipt(receipt)))
    asked = nomination.corrections.filter(pk=int(pk)).first() if is_key(pk) else None
    if asked is None:
        raise Http404
    form, status = AnswerForm(request.POST, request.FILES), 400
    bounds = answer_bounds(nomination, bounds_of(nomination.title))
    if form.is_valid():
        try:
            answer_correction(
                correction=asked,
                text=form.cleaned_data["text"],
                files=form.cleaned_data["files"][: bounds.max_files + 1],
                address=limits.client_address(request),
                bounds=bounds_of(nomination.title),
            )
        except CorrectionClosedError:
            form.add_error(None, _("It can no longer be answered here; please call us instead."))
            status = 409
        except limits.TooManyError as error:
            form.add_error(None, limit_message(error))
            status = 429
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect(reverse("intake_status", args=[nomination.receipt]) + "#corrections")
    answering = open_corrections(nomination).filter(pk=asked.pk).first()
    return show_status(
        request, nomination, status=status, answer_form=form, answering=answering or asked
    )


@never_cache
@require_POST
def more_files(request: HttpRequest, receipt: str) -> HttpResponse:
    """Files that follow later, under the receipt."""
    nomination = _nomination_or_none(request, receipt)
    if nomination is None:
        return redirect(follow_address(parse_receipt(receipt)))
    form, status = MoreFilesForm(request.POST, request.FILES), 400
    bounds = bounds_of(nomination.title)
    if form.is_valid():
        files = form.cleaned_data["files"][: bounds.max_files + 1]
        try:
            domain.add_files(
                nomination=nomination, files=files, address=limits.client_address(request)
            )
        except ValidationError as error:
            form.add_error("files", error)
        except intake.IllegalTransitionError:
            form.add_error(None, _("Files can no longer be added; please call us instead."))
            status = 409
        except limits.TooManyError as error:
            form.add_error(None, limit_message(error))
            status = 429
        else:
            return redirect(reverse("intake_status", args=[nomination.receipt]) + "#files")
    return show_status(request, nomination, status=status, files_form=form)
