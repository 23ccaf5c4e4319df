"""The showcase in the admin: who is announced, what is written of them, who sees it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from cms.core.choosers import is_key
from heritage.honours.campaigns.gate import office_only
from heritage.honours.candidacies import StaleError
from heritage.honours.models import Campaign, Honouree
from heritage.honours.showcase import domain, pictures, printing, stories
from heritage.honours.showcase.file_views import certificate_parts
from heritage.honours.showcase.forms import (
    AnnounceForm,
    FilterForm,
    HonoureeForm,
    PictureForm,
    RevokeForm,
)
from heritage.honours.showcase.office import page

PER_PAGE = 50


@require_safe
@office_only
def index(request):
    """All honourees, narrowed by what was asked, and campaigns that wait for their announcement."""
    form = FilterForm(request.GET)
    form.full_clean()
    given = form.cleaned_data
    found = Honouree.objects.select_related("campaign", "person", "organisation", "story")
    if words := given.get("q"):
        found = found.filter(Q(name__icontains=words) | Q(sort_pinyin__icontains=words.lower()))
    if campaign := given.get("campaign"):
        found = found.filter(campaign=campaign)
    if year := given.get("year"):
        found = found.filter(year=year)
    if state := given.get("state"):
        found = found.filter(
            {
                "waiting": Q(is_shown=False, revoked_at=None),
                "shown": Q(is_shown=True, revoked_at=None),
                "revoked": Q(revoked_at__isnull=False),
            }[state]
        )
    page_obj = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
    query = request.GET.copy()
    query.pop("p", None)
    return page(
        request,
        "index",
        _("Honourees"),
        form=form,
        page_obj=page_obj,
        query=query.urlencode(),
        campaign=campaign,
        certificate_parts=range(1, certificate_parts(campaign) + 1),
        waiting=Campaign.objects.filter(
            candidacies__state="honoured", candidacies__honouree=None, decided_at__isnull=False
        ).distinct(),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def announce(request, pk: int):
    """Announce those chosen in a campaign: which record is theirs, where the stories go."""
    campaign = get_object_or_404(Campaign, pk=pk)
    candidacies = domain.waiting_to_be_announced(campaign)
    form = AnnounceForm(request.POST or None, candidacies=candidacies)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                made = domain.announce(
                    campaign=campaign,
                    user=request.user,
                    under=form.cleaned_data.get("under"),
                    records=form.records(),
                )
            except domain.NotDecidedError:
                form.add_error(None, _("Nobody is announced before the decision was made."))
                status = 409
            except ValidationError as error:
                # What was handed in makes no sound record; the office puts the facts right.
                form.add_error(None, error.messages)
            else:
                words = ngettext(
                    "%(count)d honouree was made, with a draft story and record.",
                    "%(count)d honourees were made, with draft stories and records.",
                    len(made),
                )
                messages.success(request, words % {"count": len(made)})
                return redirect(f"{reverse('showcase:list')}?campaign={campaign.pk}")
    return page(
        request,
        "announce",
        _("Announce"),
        status,
        page_subtitle=str(campaign),
        campaign=campaign,
        form=form,
        candidacies=candidacies,
        has_section="under" in form.fields,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def honouree(request, pk: int):
    """An honouree: citation, certificate, records, picture; what to print."""
    found = get_object_or_404(
        Honouree.objects.select_related("campaign", "candidacy", "story", "place"), pk=pk
    )
    form = HonoureeForm(request.POST or None, instance=found)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            status = _written(request, found, form)
            if status == 302:
                return redirect("showcase:honouree", pk=pk)
    return page(
        request,
        "honouree",
        found.name,
        status,
        page_subtitle=f"{found.year} {found.title_name}",
        honouree=found,
        form=form,
        media=form.media,
        standing=stories.written_apart(found) if found.revoked_at else None,
        documents=printing.Document.choices,
        picture_form=PictureForm(honouree=found),
        no_consent=_nobody_consented(found),
    )


def _written(request, found: Honouree, form: HonoureeForm) -> int:
    try:
        domain.write(
            honouree=found,
            changes=form.changes(),
            seen=form.cleaned_data["seen"],
            user=request.user,
        )
    except StaleError:
        form.add_error(
            None,
            _("Somebody else changed this meanwhile; what you typed is below, nothing was saved."),
        )
        # Sent once more, it is saved over what the other wrote, knowingly.
        form.data = form.data.copy()
        form.data["seen"] = domain.fingerprint(Honouree.objects.get(pk=found.pk))
        return 409
    except domain.RevokedError:
        form.add_error(None, _("This honour was revoked; nothing of it changes any more."))
        return 409
    except ValidationError as error:
        for name, faults in error.message_dict.items():
            form.add_error(name if name in form.fields else None, faults)
        return 400
    messages.success(request, _("“%(name)s” was saved.") % {"name": found.name})
    return 302


@require_POST
@office_only
def picture(request, pk: int):
    """Take a picture of the nominations over, with the right to show it."""
    found = get_object_or_404(Honouree.objects.select_related("candidacy"), pk=pk)
    form = PictureForm(request.POST, honouree=found)
    faults = [fault for faults in form.errors.values() for fault in faults]
    if form.is_valid():
        given = form.cleaned_data
        try:
            pictures.take_over(
                honouree=found,
                evidence=given["evidence"],
                basis=given["basis"],
                seen=given["seen"],
                user=request.user,
            )
        except StaleError:
            faults = [_("Somebody else changed this meanwhile; nothing was saved.")]
        except domain.RevokedError:
            faults = [_("This honour was revoked; nothing of it changes any more.")]
        except ValidationError as error:
            faults = error.messages
        except FileNotFoundError:
            faults = [_("The file of this picture is not there any more.")]
        else:
            messages.success(request, _("The picture was taken over."))
    for fault in faults:
        messages.error(request, fault)
    return redirect("showcase:honouree", pk=pk)


@require_POST
@office_only
def show(request):
    """Let the public see those ticked, or take one of them out of view."""
    keys = [key for key in request.POST.getlist("honouree") if is_key(key)]
    found = list(Honouree.objects.filter(pk__in=keys))
    if not found:
        messages.error(request, _("Tick at least one."))
        return _back(request)
    try:
        if "hide" in request.POST:
            with transaction.atomic():
                for each in found:
                    domain.hide(honouree=each, user=request.user)
            messages.success(request, _("Taken out of public view."))
        else:
            shown = domain.show(honourees=found, user=request.user)
            words = ngettext(
                "%(count)d honouree is public now.",
                "%(count)d honourees are public now.",
                len(shown),
            )
            messages.success(request, words % {"count": len(shown)})
    except domain.RevokedError:
        messages.error(request, _("One of them was revoked; nothing was changed."))
    except ValidationError as error:
        for fault in error.messages:
            messages.error(request, fault)
    except domain.NotYetError as error:
        messages.error(
            request,
            _("“%(stage)s” begins on %(day)s; nobody is shown before.")
            % {"stage": error.stage, "day": timezone.localtime(error.stage.starts_at).date()},
        )
    return _back(request)


@require_http_methods(["GET", "HEAD", "POST"])
@office_only
def revoke(request, pk: int):
    """Take an honour back, with the reason."""
    found = get_object_or_404(Honouree.objects.select_related("story"), pk=pk)
    form = RevokeForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 400
        if form.is_valid():
            try:
                domain.revoke(honouree=found, reason=form.cleaned_data["reason"], user=request.user)
            except domain.RevokedError:
                form.add_error(None, _("This honour was revoked already."))
                status = 409
            else:
                messages.success(request, _("Revoked; the wall, the year and the search lost it."))
                return redirect("showcase:honouree", pk=pk)
    return page(
        request,
        "revoke",
        _("Revoke"),
        status,
        page_subtitle=str(found),
        honouree=found,
        standing=stories.written_apart(found),
        form=form,
    )


def _back(request):
    """To the list as it was narrowed."""
    campaign = request.POST.get("campaign", "")
    query = f"?campaign={campaign}" if is_key(campaign) else ""
    return redirect(f"{reverse('showcase:list')}{query}")


def _nobody_consented(found: Honouree) -> bool:
    """Whether every nomination says that the nominee is still to be asked."""
    if found.candidacy is None:
        return False
    said = set(found.candidacy.nominations.values_list("nominee_consent", flat=True))
    return said == {"later"}
