"""Answers of a form that is not sent yet."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.intake.fields import EncryptedJSONField, EncryptedTextField, PhoneIndexField
from cms.core.intake.receipts import new_receipt


class Draft(models.Model):
    """What somebody has filled in so far, to be gone on with by link or by number and phone.

    ``version`` counts the savings; a form that was opened at an older one is
    told instead of overwriting. Only a digest of the link's secret is kept.
    """

    kind = models.CharField(_("kind"), max_length=40)
    receipt = models.CharField(
        _("draft number"), max_length=32, unique=True, default=new_receipt, editable=False
    )
    token_digest = models.CharField(max_length=64, unique=True, editable=False)
    answers = EncryptedJSONField(_("answers"), blank=True, default=dict)
    contact_phone = EncryptedTextField(_("telephone"), max_length=30, blank=True)
    phone_index = PhoneIndexField(source="contact_phone")
    step = models.CharField(_("step"), max_length=40, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    created_at = models.DateTimeField(_("begun"), auto_now_add=True)
    saved_at = models.DateTimeField(_("last saved"))
    expires_at = models.DateTimeField(_("deleted after"), db_index=True)

    class Meta:
        verbose_name = _("draft")
        verbose_name_plural = _("drafts")
        ordering = ["-saved_at"]
        default_permissions = ()

    def __str__(self):
        return f"{self.kind} #{self.pk}"
