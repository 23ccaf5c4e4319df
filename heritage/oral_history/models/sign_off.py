"""The narrator's reading and signing of a transcript."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.storage import private_storage
from heritage.oral_history.enums import SignOffState
from media.models import Transcript


class SignOff(models.Model):
    """One copy of a transcript given to be read at home and signed.

    ``version`` and ``digest`` (SHA-256 of the words with their times and speakers)
    say which text it was; a signature holds for that text only.
    """

    transcript = models.ForeignKey(
        Transcript,
        verbose_name=_("transcript"),
        related_name="sign_offs",
        on_delete=models.CASCADE,
    )
    version = models.PositiveIntegerField(_("version"), editable=False)
    digest = models.CharField(max_length=64, editable=False)
    code = models.CharField(_("number on the copy"), max_length=20, unique=True, editable=False)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=SignOffState,
        default=SignOffState.PRINTED,
        editable=False,
    )
    corrections = models.TextField(_("corrections"), blank=True)
    scan = models.FileField(
        _("scan of the signed copy"), storage=private_storage, upload_to="sign-offs/", blank=True
    )
    signed_on = models.DateField(_("signed on"), null=True, blank=True)
    signed_by = models.CharField(_("signed by"), max_length=80, blank=True)
    printed_at = models.DateTimeField(_("printed at"), auto_now_add=True)
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("narrator's sign-off")
        verbose_name_plural = _("narrators' sign-offs")
        ordering = ["-printed_at", "-pk"]

    def __str__(self):
        return self.code
