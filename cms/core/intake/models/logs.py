"""What was done with personal data: shown, deleted, sent."""

from __future__ import annotations

import re

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from cms.core.intake.enums import NoticeChannel, NoticeState
from cms.core.intake.fields import EncryptedJSONField, EncryptedTextField
from cms.core.intake.receipts import grouped

_FILE = re.compile(r"evidence (\d+)")


class UnmaskLog(models.Model):
    """Somebody looked at a masked value: who, which, when and why."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    content_type = models.ForeignKey(ContentType, on_delete=models.PROTECT, related_name="+")
    object_id = models.BigIntegerField()
    record = GenericForeignKey()
    receipt = models.CharField(_("receipt number"), max_length=32, blank=True)
    field = models.CharField(_("field"), max_length=60)
    reason = models.CharField(_("why"), max_length=200)
    at = models.DateTimeField(_("when"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("unmasking")
        verbose_name_plural = _("unmaskings")
        ordering = ["-at", "-pk"]
        default_permissions = ("view",)
        indexes = [models.Index(fields=["content_type", "object_id"])]

    def __str__(self):
        return f"{self.field} #{self.object_id}"

    @property
    def field_label(self) -> str:
        """What was looked at, in the admin's words: a field, or one file of the evidence."""
        if match := _FILE.fullmatch(self.field):
            return _g("File %(number)s") % {"number": match[1]}
        model = self.content_type.model_class()
        try:
            return capfirst(str(model._meta.get_field(self.field).verbose_name))
        except (AttributeError, FieldDoesNotExist):
            return self.field  # Of a kind or field that a later release no longer has.

    @property
    def number(self) -> str:
        """The receipt number as it is read out."""
        return grouped(self.receipt)


class PurgeReport(models.Model):
    """What one run of the purge deleted, by kind and rule; never whose."""

    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True)
    lines = models.JSONField(_("what was deleted"), default=list)
    total = models.PositiveIntegerField(_("deleted in all"), default=0)

    class Meta:
        verbose_name = _("purge report")
        verbose_name_plural = _("purge reports")
        ordering = ["-started_at", "-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{timezone.localtime(self.started_at):%Y-%m-%d %H:%M}"


class NoticeLog(models.Model):
    """A notice sent or to be sent; what it says is deleted once it is out.

    ``to`` and ``context`` are encrypted while they wait and emptied afterwards;
    what stays is the kind, the masked receiver and what became of it.
    """

    kind = models.CharField(_("kind"), max_length=60)
    channel = models.CharField(_("way"), max_length=10, choices=NoticeChannel)
    masked_to = models.CharField(_("receiver"), max_length=120)
    to = EncryptedTextField(max_length=254, blank=True, editable=False)
    context = EncryptedJSONField(blank=True, default=dict, editable=False)
    language = models.CharField(max_length=10, blank=True, editable=False)
    state = models.CharField(
        _("state"), max_length=10, choices=NoticeState, default=NoticeState.WAITING
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    fault = models.CharField(_("last fault"), max_length=200, blank=True)
    created_at = models.DateTimeField(_("made"), auto_now_add=True, db_index=True)
    ended_at = models.DateTimeField(_("finished"), null=True)

    class Meta:
        verbose_name = _("notice sent")
        verbose_name_plural = _("notices sent")
        ordering = ["-created_at", "-pk"]
        default_permissions = ("view",)

    def __str__(self):
        return f"{self.kind} #{self.pk}"

    def __repr__(self):
        return f"<NoticeLog {self.pk} {self.kind}>"
