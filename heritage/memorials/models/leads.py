"""Leads about somebody on a roll whose kin are sought (为烈士寻亲)."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.intake.fields import EncryptedTextField
from cms.core.intake.models import IntakeRecord
from heritage.memorials.enums import LEAD_TRANSITIONS, LEAD_WITHDRAWABLE, Kinship, LeadState
from heritage.memorials.models.rolls import RollEntry


class KinLead(IntakeRecord):
    """What somebody knows about a name on a roll; private, for the custodian only."""

    kind = "kin-lead"
    transitions = LEAD_TRANSITIONS
    closed_states = frozenset({LeadState.CLOSED, LeadState.WITHDRAWN})
    withdrawable = frozenset(LEAD_WITHDRAWABLE)
    withdrawn_state = LeadState.WITHDRAWN
    keep_after_closing = datetime.timedelta(days=365)
    keep_unclosed = datetime.timedelta(days=1095)

    state = models.CharField(
        _("state"),
        max_length=14,
        choices=LeadState,
        default=LeadState.RECEIVED,
        editable=False,
        db_index=True,
    )
    entry = models.ForeignKey(
        RollEntry,
        verbose_name=_("name on a roll"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="leads",
    )
    kinship = models.CharField(_("who you are to them"), max_length=10, choices=Kinship)
    relation = EncryptedTextField(_("how you are related"), max_length=200, blank=True)
    knows = EncryptedTextField(_("what you know"), max_length=4000)
    finding = EncryptedTextField(_("what was found"), max_length=2000, blank=True)

    class Meta(IntakeRecord.Meta):
        verbose_name = _("kin lead")
        verbose_name_plural = _("kin leads")


class LeadMessage(models.Model):
    """A message under a lead's receipt number, from the family or from the custodian."""

    lead = models.ForeignKey(KinLead, related_name="messages", on_delete=models.CASCADE)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        help_text=_("Empty: written by the family."),
    )
    from_office = models.BooleanField(default=False)
    text = EncryptedTextField(_("message"), max_length=2000)
    sent_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("message about a lead")
        verbose_name_plural = _("messages about leads")
        ordering = ["sent_at", "pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.lead} {self.sent_at:%Y-%m-%d}"
