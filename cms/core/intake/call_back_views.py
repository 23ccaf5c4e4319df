"""The public form to be called back."""

from __future__ import annotations

from django.urls import reverse

from .call_backs import notice_in_force, request_call_back
from .filling import Filling, form_of_public, form_page
from .forms import CallBackForm
from .models import CallBackRequest


@form_of_public
class CallBackFilling(Filling):
    """Somebody asks to be called."""

    kind = CallBackRequest.kind
    form_class = CallBackForm
    template = "core/intake/call_back.html"

    @classmethod
    def address(cls, subject: str, token: str = "") -> str:
        if token:
            return reverse("call_back_draft", kwargs={"token": token})
        return reverse("call_back")

    def notice_in_force(self):
        return notice_in_force()

    def take_in(self, answers, **handed_in):
        return request_call_back(**answers, **handed_in)


@form_page
def call_back(request, token: str = ""):
    """Ask to be called back; with a token, go on with answers kept earlier."""
    return CallBackFilling(request, token=token).respond()
