"""Files that came with a record; stored apart from everything public."""

from __future__ import annotations

from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.intake.fields import EncryptedTextField

from .drafts import Draft


class Evidence(models.Model):
    """One file of a record or of a draft, under a random name in the private store.

    ``sha256`` is of the file as it is stored, 64 hex digits; ``size`` in bytes.
    """

    content_type = models.ForeignKey(
        ContentType, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    object_id = models.BigIntegerField(null=True, blank=True)
    record = GenericForeignKey()
    draft = models.ForeignKey(
        Draft, null=True, blank=True, on_delete=models.CASCADE, related_name="evidence"
    )
    name = EncryptedTextField(_("name of the file"), max_length=200)
    stored_name = models.CharField(max_length=80, unique=True, editable=False)
    mime = models.CharField(_("kind of file"), max_length=100)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(max_length=64)
    uploaded_at = models.DateTimeField(_("uploaded"), auto_now_add=True)

    class Meta:
        verbose_name = _("evidence file")
        verbose_name_plural = _("evidence files")
        ordering = ["pk"]
        default_permissions = ()
        indexes = [models.Index(fields=["content_type", "object_id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(draft__isnull=False) | models.Q(object_id__isnull=False),
                name="evidence_belongs_somewhere",
            )
        ]

    def __str__(self):
        return f"{self.mime} #{self.pk}"
