"""Requests to be called back, for those who cannot or would rather not fill in forms."""

from __future__ import annotations

import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.intake.enums import (
    CALL_BACK_TRANSITIONS,
    CALL_BACK_WITHDRAWABLE,
    BestTime,
    CallBackState,
    CallBackTopic,
)
from cms.core.intake.fields import EncryptedTextField

from .records import IntakeRecord


class CallBackRequest(IntakeRecord):
    """Somebody asks to be called: who, when, and what about (请回电)."""

    kind = "call-back"
    transitions = CALL_BACK_TRANSITIONS
    closed_states = frozenset({CallBackState.CLOSED, CallBackState.WITHDRAWN})
    withdrawable = frozenset(CALL_BACK_WITHDRAWABLE)
    withdrawn_state = CallBackState.WITHDRAWN
    keep_after_closing = datetime.timedelta(days=90)
    keep_unclosed = datetime.timedelta(days=365)

    state = models.CharField(
        _("state"),
        max_length=12,
        choices=CallBackState,
        default=CallBackState.RECEIVED,
        editable=False,
    )
    best_time = models.CharField(
        _("best time"), max_length=10, choices=BestTime, default=BestTime.ANY
    )
    topic = models.CharField(_("what about"), max_length=10, choices=CallBackTopic)
    about = EncryptedTextField(_("in a few words"), max_length=500, blank=True)
    answer = EncryptedTextField(_("note of the office"), max_length=2000, blank=True)

    class Meta(IntakeRecord.Meta):
        verbose_name = _("call-back request")
        verbose_name_plural = _("call-back requests")
        indexes = [models.Index(fields=["state", "submitted_at"])]
