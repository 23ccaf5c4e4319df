"""The public form for tribute on a family's behalf, and the pictures under its receipt."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cms.core.intake.filling import Filling, form_of_public, form_page
from cms.core.intake.receipts import parse_receipt
from cms.core.intake.views import follow_address, granted_or_none
from heritage.memorials.enums import ProxyTributeState
from heritage.memorials.models import ProxyTribute, ProxyTributePicture
from heritage.memorials.tributes.honoured import Honoured
from heritage.memorials.tributes.pictures import picture_response
from heritage.memorials.tributes.proxy_forms import ProxyTributeForm
from heritage.memorials.tributes.proxying import paid_at, request_proxy_tribute
from heritage.memorials.tributes.views import honoured_or_404


@form_of_public
class ProxyTributeFilling(Filling):
    """A family asks a custodian to pay tribute for it."""

    kind = ProxyTribute.kind
    form_class = ProxyTributeForm
    template = "heritage/memorials/proxy_tribute.html"

    def __init__(self, request, *, honoured: Honoured, token: str = ""):
        super().__init__(request, token=token)
        self.honoured = honoured

    @property
    def subject(self) -> str:
        return f"{self.honoured.kind}:{self.honoured.pk}"

    @property
    def subjects(self) -> tuple[str, ...]:
        return tuple(f"{self.honoured.kind}:{pk}" for pk in self.honoured.pks)

    @classmethod
    def address(cls, subject: str, token: str = "") -> str:
        kind, _colon, pk = subject.partition(":")
        if token:
            return reverse("proxy_tribute_draft", args=[kind, pk, token])
        return reverse("proxy_tribute", args=[kind, pk])

    def context(self) -> dict:
        return {"honoured": self.honoured, "site": paid_at(self.honoured)}

    def take_in(self, answers, **handed_in):
        return request_proxy_tribute(**answers, honoured=self.honoured, **handed_in)


@form_page
def proxy_tribute(request, kind: str, pk: int, token: str = ""):
    """Ask for tribute at a site or for somebody who rests there; 404 where nobody could pay it."""
    found = honoured_or_404(kind, pk)
    # What was typed before two names were joined is not lost.
    if found.pk != pk and not token and request.method != "POST":
        return redirect("proxy_tribute", found.kind, found.pk)
    if paid_at(found) is None:
        raise Http404
    return ProxyTributeFilling(request, honoured=found, token=token).respond()


@never_cache
@require_safe
def proxy_picture(request, receipt: str, pk: int):
    """A picture of a tribute that was paid, for whoever has shown the receipt."""
    record = granted_or_none(request, receipt)
    if record is None:
        return redirect(follow_address(parse_receipt(receipt)))
    if not isinstance(record, ProxyTribute) or record.state != ProxyTributeState.DONE:
        raise Http404
    return picture_response(get_object_or_404(ProxyTributePicture, pk=pk, tribute=record))
