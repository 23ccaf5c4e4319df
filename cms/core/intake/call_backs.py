"""Requests to be called back: the use case, and what its notice says."""

from __future__ import annotations

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from . import domain, kinds
from .enums import BestTime, CallBackTopic
from .models import CallBackRequest, Draft, PrivacyNotice
from .notices import notify, wording
from .receipts import grouped

RECEIVED = "call-back.received"

kinds.register(
    kinds.Kind(
        model=CallBackRequest,
        label=_("Call-back requests"),
        plain=lambda record: [
            (_("What about"), record.get_topic_display()),
            (_("Best time"), record.get_best_time_display()),
        ],
        withdrawn=_("You have withdrawn it. Nobody will call."),
        answer_field="answer",
    )
)
wording(
    RECEIVED,
    subject=_("We will call you back"),
    text=_(
        "Your request to be called back was received. Receipt number: %(receipt)s. "
        "With it and your telephone number you can see how it stands or withdraw it."
    ),
)


def notice_in_force() -> PrivacyNotice | None:
    """What is told before somebody asks for a call; None while nobody may ask."""
    if not settings.CALL_BACK:
        return None
    return PrivacyNotice.objects.in_force(CallBackRequest.kind)


def request_call_back(
    *,
    name: str,
    phone: str,
    topic: CallBackTopic,
    best_time: BestTime = BestTime.ANY,
    about: str = "",
    notice: PrivacyNotice,
    origin: domain.Origin,
    once: str = "",
    draft: Draft | None = None,
) -> tuple[CallBackRequest, bool]:
    """Take in a request and tell its receipt number by notice; raises as ``hand_in`` does."""
    record = CallBackRequest(
        contact_name=name,
        contact_phone=phone,
        topic=topic,
        best_time=best_time,
        about=about,
    )
    with transaction.atomic():
        record, is_new = domain.hand_in(
            record=record, notice=notice, origin=origin, once=once, draft=draft
        )
        if is_new:
            notify(
                kind=RECEIVED,
                to=record.contact_phone,
                context={"receipt": grouped(record.receipt)},
            )
    return record, is_new
