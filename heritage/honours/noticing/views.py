"""Public pages of notices: those that run, one of them, and the form to object."""

from __future__ import annotations

from django.core.cache import cache
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.core.choosers import is_key
from cms.core.intake.filling import Filling, form_of_public, form_page
from cms.core.intake.models import PrivacyNotice
from heritage.honours.enums import PublicNoticeState
from heritage.honours.logbook import digest_of
from heritage.honours.models import CampaignPage, Objection, PublicNotice
from heritage.honours.noticing import objecting, printing, showing
from heritage.honours.noticing.domain import running
from heritage.honours.noticing.forms import ANONYMOUS, BOUNDS, WRITTEN, ObjectionForm

KEPT_FOR = 600
"""Seconds that a printed notice is kept; one that says something else is made anew at once."""

# Published once, and so known to have been there; the others never were.
_WERE_PUBLIC = (
    PublicNoticeState.PUBLISHED,
    PublicNoticeState.CLOSED,
    PublicNoticeState.CALLED_BACK,
)


def _notice_or_404(pk: int) -> PublicNotice:
    if not is_key(pk):
        raise Http404
    found = get_object_or_404(PublicNotice.objects.select_related("campaign", "place"), pk=pk)
    page = CampaignPage.objects.published().filter(campaign=found.campaign_id).first()
    if page is None or found.state not in _WERE_PUBLIC or found.published_at is None:
        raise Http404
    if found.starts_on > timezone.localdate() and found.state == PublicNoticeState.PUBLISHED:
        raise Http404
    found.campaign_page = page
    return found


def _ended(request, notice: PublicNotice, typed: list[tuple[str, str]] | None = None):
    context = {"notice": notice, "typed": typed}
    return render(request, "heritage/honours/noticing/ended.html", context, status=410)


@never_cache
@require_safe
def public_notices(request):
    """The notices that run now."""
    pages = CampaignPage.objects.published().values("campaign_id")
    found = running().filter(campaign__in=pages).order_by("ends_on", "pk")
    return render(request, "heritage/honours/noticing/index.html", {"notices": found})


@never_cache
@require_safe
def public_notice(request, pk: int):
    """One notice while it runs; 410 afterwards."""
    notice = _notice_or_404(pk)
    if not showing.is_public(notice):
        return _ended(request, notice)
    context = {
        "notice": notice,
        "period": showing.period(notice),
        "groups": showing.groups(notice),
        "takes_objections": PrivacyNotice.objects.in_force(Objection.kind) is not None,
    }
    return render(request, "heritage/honours/noticing/notice.html", context)


@never_cache
@require_safe
def public_notice_pdf(request, pk: int):
    """The same on paper, for a board; 410 afterwards."""
    notice = _notice_or_404(pk)
    if not showing.is_public(notice):
        return _ended(request, notice)
    url = request.build_absolute_uri(reverse("public_notice", args=[pk]))
    sheet = printing.sheet_of(notice, url=url)
    content = cache.get_or_set(
        f"public-notice:{digest_of(sheet)}",
        lambda: printing.notice_pdf(sheet, at=notice.published_at),
        KEPT_FOR,
    )
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="public-notice-{pk}.pdf"'
    response["X-Robots-Tag"] = "noindex, noarchive"
    return response


@form_of_public
class ObjectionFilling(Filling):
    """Somebody objects to a name on a notice."""

    kind = Objection.kind
    form_class = ObjectionForm
    template = "heritage/honours/noticing/objection.html"
    bounds = BOUNDS

    def __init__(self, request, *, public_notice: PublicNotice, token: str = ""):
        super().__init__(request, token=token)
        self.public_notice = public_notice

    @property
    def subject(self) -> str:
        return str(self.public_notice.pk)

    @classmethod
    def address(cls, subject: str, token: str = "") -> str:
        if token:
            return reverse("object_draft", kwargs={"pk": subject, "token": token})
        return reverse("object_to", kwargs={"pk": subject})

    def make_form(self, *args, **kwargs):
        return self.form_class(*args, notice=self.public_notice, **kwargs)

    def initial(self) -> dict:
        return {"about": self.request.GET.get("about", "")[:20]}

    def context(self) -> dict:
        return {"public_notice": self.public_notice, "period": showing.period(self.public_notice)}

    def written(self) -> list[tuple[str, str]]:
        """Label and answer of what was posted, or is kept under the link, without names listed."""
        if self.request.method == "POST":
            answers = self.make_form(self.request.POST).kept_answers()
        else:
            answers = self.draft.answers if self.token and self._find_draft() else {}
        fields = self.form_class.base_fields
        return [
            (fields[name].label, answers.get(name, "")) for name in WRITTEN if answers.get(name)
        ]

    def take_in(self, answers, **handed_in):
        answers = dict(answers)
        return objecting.object_to(
            public_notice=self.public_notice,
            candidacy=self.form.candidacy_of(answers.pop("about")),
            is_anonymous=answers.pop("naming") == ANONYMOUS,
            **answers,
            **handed_in,
        )


@never_cache
@form_page
def object_to(request, pk: int, token: str = ""):
    """The form to object, while the notice runs; afterwards what was written is there to be copied."""
    notice = _notice_or_404(pk)
    filling = ObjectionFilling(request, public_notice=notice, token=token)
    if not showing.is_public(notice):
        return _ended(request, notice, filling.written())
    return filling.respond()
