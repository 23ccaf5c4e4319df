"""Public notices in the admin: all of them, one, its archive, and the decision."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin.auth import require_admin_access
from wagtail.log_actions import registry
from wagtail.models import Site

from cms.core.choosers import is_key
from heritage.honours import working_days
from heritage.honours.candidacies import StaleError
from heritage.honours.capacities import require_office
from heritage.honours.enums import OBJECTION_OPEN, PublicNoticeState, StageKind
from heritage.honours.models import Campaign, Objection, PublicNotice
from heritage.honours.noticing import deciding, domain, printing, showing
from heritage.honours.noticing.forms import CallBackForm, NoticeForm
from heritage.honours.standing import stage_of

ICON = "thumbtack"
PER_PAGE = 30
FOLDER = "heritage/honours/admin/noticing"


def _page(request, template: str, title: str, *, status: int = 200, **context):
    context = {"page_title": title, "header_icon": ICON, **context}
    return render(request, f"{FOLDER}/{template}.html", context, status=status)


def _campaign_or_404(request, pk: int) -> Campaign:
    require_office(request.user)
    if not is_key(pk):
        raise Http404
    return get_object_or_404(Campaign, pk=pk)


def _notice_or_404(request, pk: int) -> PublicNotice:
    require_office(request.user)
    if not is_key(pk):
        raise Http404
    return get_object_or_404(
        PublicNotice.objects.select_related("campaign", "place", "stage", "by"), pk=pk
    )


@require_safe
@require_admin_access
def notices(request):
    """Notices of all campaigns, or of one, the latest first; and the campaigns they are for."""
    require_office(request.user)
    typed = request.GET.get("campaign", "")
    campaign = Campaign.objects.filter(pk=typed).first() if is_key(typed) else None
    waiting = Q(objections__state__in=OBJECTION_OPEN)
    listed = (
        PublicNotice.objects.select_related("campaign", "place")
        .annotate(
            names=Count("rows", distinct=True),
            waiting=Count("objections", filter=waiting, distinct=True),
        )
        .order_by("-starts_on", "-pk")
    )
    if campaign:
        listed = listed.filter(campaign=campaign)
    page_obj = Paginator(listed, PER_PAGE).get_page(request.GET.get("p"))
    for notice in page_obj:
        notice.is_running = domain.is_running(notice)
    return _page(
        request,
        "notices",
        _("Public notices"),
        page_obj=page_obj,
        campaign=campaign,
        campaigns=Campaign.objects.filter(closed_at=None),
        query=f"&campaign={campaign.pk}" if campaign else "",
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def add(request, campaign_pk: int):
    """Draft a notice of a campaign."""
    campaign = _campaign_or_404(request, campaign_pk)
    if request.method != "POST":
        return _form(request, campaign, NoticeForm(campaign=campaign, initial=_begun(campaign)))
    form = NoticeForm(request.POST, campaign=campaign)
    if form.is_valid():
        try:
            made = domain.prepare(
                campaign=campaign,
                fields=form.wanted(),
                chosen=form.chosen,
                details=form.details,
                user=request.user,
            )
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The draft is saved. Look at it, then publish it."))
            return redirect("honour_notices:notice", made.pk)
    return _form(request, campaign, form, status=400)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def edit(request, pk: int):
    """Change a draft."""
    notice = _notice_or_404(request, pk)
    if notice.state != PublicNoticeState.DRAFT:
        messages.error(request, _("Only a draft can be changed. Call the notice back instead."))
        return redirect("honour_notices:notice", pk)
    if request.method != "POST":
        return _form(
            request, notice.campaign, NoticeForm(campaign=notice.campaign, instance=notice)
        )
    form, status = NoticeForm(request.POST, campaign=notice.campaign, instance=notice), 400
    if form.is_valid():
        try:
            domain.change(
                notice=notice,
                seen=form.cleaned_data["seen"],
                fields=form.wanted(),
                chosen=form.chosen,
                details=form.details,
                user=request.user,
            )
        except (StaleError, domain.IllegalTransitionError):
            form.add_error(None, _stale())
            status = 409
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The draft is saved. Look at it, then publish it."))
            return redirect("honour_notices:notice", pk)
    return _form(request, notice.campaign, form, status=status)


def _stale() -> str:
    return _("Somebody else changed this notice meanwhile. What you typed is still here.")


def _begun(campaign: Campaign) -> dict:
    stage = stage_of(campaign, StageKind.NOTICE)
    today = timezone.localdate()
    starts = max(today, timezone.localtime(stage.starts_at).date()) if stage else today
    return {
        "stage": stage,
        "place": campaign.place_id,
        "title": _("Public notice of those proposed: %(campaign)s") % {"campaign": campaign.title},
        "starts_on": starts,
        "days": campaign.notice_days,
        "unit": campaign.notice_unit,
        "supervision_phone": campaign.supervision_phone,
        "supervision_address": campaign.supervision_address,
        "supervision_email": campaign.supervision_email,
    }


def _form(request, campaign: Campaign, form: NoticeForm, *, status: int = 200):
    title = _("Change the notice") if form.instance.pk else _("New notice")
    return _page(
        request,
        "edit",
        title,
        status=status,
        campaign=campaign,
        form=form,
        media=form.media,
        page_subtitle=campaign.title,
    )


@never_cache
@require_safe
@require_admin_access
def notice(request, pk: int):
    """One notice: what the public reads, its objections, the next step."""
    return _show(request, _notice_or_404(request, pk))


def _show(request, shown: PublicNotice, *, faults=(), reason: str = "", status: int = 200):
    period = showing.period(shown)
    objections = list(shown.objections.select_related("candidacy"))
    for objection in objections:
        objection.about = showing.subject_of(objection)
    is_draft = shown.state == PublicNoticeState.DRAFT
    return _page(
        request,
        "notice",
        _("Public notice"),
        status=status,
        page_subtitle=shown.title,
        notice=shown,
        period=period,
        groups=showing.groups(shown),
        objections=objections,
        objection_kind=Objection.kind,
        is_draft=is_draft,
        is_running=domain.is_running(shown),
        is_over=domain.is_over(shown),
        may_close=shown.state == PublicNoticeState.PUBLISHED and domain.is_over(shown),
        may_call_back=shown.state in (PublicNoticeState.DRAFT, PublicNoticeState.PUBLISHED),
        seen=domain.fingerprint(shown) if is_draft else "",
        unknown_years=working_days.unknown_years(period["first"], period["last"]),
        rows_digest="" if is_draft else domain.digest_of_rows(shown),
        faults=faults,
        reason=reason,
        history=registry.get_logs_for_instance(shown).select_related("user"),
    )


@require_POST
@require_admin_access
def publish(request, pk: int):
    """Put a draft before the public."""
    shown = _notice_or_404(request, pk)
    return _done(
        request,
        shown,
        lambda: domain.publish(notice=shown, seen=request.POST.get("seen", ""), user=request.user),
        _("The notice is public from its first day on."),
    )


@require_POST
@require_admin_access
def call_back(request, pk: int):
    """Take a notice back."""
    shown, form = _notice_or_404(request, pk), CallBackForm(request.POST)
    is_draft = shown.state == PublicNoticeState.DRAFT
    if not form.is_valid() and not is_draft:
        return _show(request, shown, faults=form.errors["reason"], status=400)
    reason = form.cleaned_data.get("reason", "")
    return _done(
        request,
        shown,
        lambda: domain.call_back(notice=shown, reason=reason, user=request.user),
        _("The notice was called back."),
        reason=reason,
    )


@require_POST
@require_admin_access
def close(request, pk: int):
    """Close a notice that ran its period."""
    shown = _notice_or_404(request, pk)
    return _done(
        request,
        shown,
        lambda: domain.close(notice=shown, user=request.user),
        _("The notice is closed."),
    )


def _done(request, shown: PublicNotice, use_case, message: str, *, reason: str = ""):
    """Do a step with a notice; its page again, with what was typed, where it is refused."""
    try:
        use_case()
    except (StaleError, domain.IllegalTransitionError):
        fault = _("Somebody else changed this notice meanwhile; look at it again.")
        shown.refresh_from_db()
        return _show(request, shown, faults=[fault], reason=reason, status=409)
    except ValidationError as error:
        return _show(request, shown, faults=error.messages, reason=reason, status=400)
    messages.success(request, message)
    return redirect("honour_notices:notice", shown.pk)


@never_cache
@require_safe
@require_admin_access
def archive(request, pk: int):
    """A notice as the public reads or read it, to be printed."""
    shown = _notice_or_404(request, pk)
    context = {
        "notice": shown,
        "period": showing.period(shown),
        "groups": showing.groups(shown),
        "is_archive": True,
    }
    return render(request, "heritage/honours/noticing/notice.html", context)


@never_cache
@require_safe
@require_admin_access
def printed(request, pk: int):
    """A notice as PDF, for the board or the file; a draft and an old one say what they are."""
    shown = _notice_or_404(request, pk)
    url = ""
    if showing.is_public(shown):
        root = Site.find_for_request(request).root_url
        url = f"{root}{reverse('public_notice', args=[pk])}"
    content = printing.notice_pdf(printing.sheet_of(shown, url=url), at=shown.published_at)
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="public-notice-{pk}.pdf"'
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@require_admin_access
def decision(request, campaign_pk: int):
    """The decision on a campaign: what stands in its way, whom it honours, whom it honoured."""
    campaign = _campaign_or_404(request, campaign_pk)
    faults, status = [], 200
    if request.method == "POST":
        try:
            decided = deciding.decide(campaign=campaign, user=request.user)
        except ValidationError as error:
            faults, status = error.messages, 409
        else:
            words = _("Decided. Honoured: %(count)d")
            messages.success(request, words % {"count": len(decided)})
            return redirect("honour_notices:decision", campaign.pk)
    return _page(
        request,
        "decision",
        _("Decision on the honours"),
        status=status,
        page_subtitle=campaign.title,
        campaign=campaign,
        faults=faults,
        obstacles=deciding.obstacles_to(campaign),
        to_decide=list(deciding.to_decide(campaign)),
        honoured=list(deciding.honoured(campaign)),
        notices=PublicNotice.objects.filter(campaign=campaign),
    )
