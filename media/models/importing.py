"""A transcript on its way in."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from cms.core.storage import private_storage
from media.enums import TranscriptKind

from .recording import Recording
from .transcript import LANGUAGES, Transcript


class TranscriptImport(models.Model):
    """A file that was uploaded, from the look at it until it is kept or forgotten.

    ``report`` is empty until the file was read; its shape is that of
    :func:`media.transcripts.arriving.report_of`. ``answers`` are what was
    confirmed. The file is deleted with the row, a day after the upload.
    """

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    recording = models.ForeignKey(
        Recording, verbose_name=_("recording"), related_name="+", on_delete=models.CASCADE
    )
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("file name"), max_length=255)
    file = models.FileField(storage=private_storage, upload_to="transcript-imports/")
    language = models.CharField(_("language"), max_length=10, choices=LANGUAGES, default="zh-Hans")
    kind = models.CharField(
        _("kind"), max_length=12, choices=TranscriptKind, default=TranscriptKind.TRANSCRIPT
    )
    answers = models.JSONField(default=dict, blank=True)
    report = models.JSONField(default=dict, blank=True)
    job = models.ForeignKey("core.Job", null=True, on_delete=models.SET_NULL, related_name="+")
    transcript = models.ForeignKey(
        Transcript, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("uploaded transcript")
        verbose_name_plural = _("uploaded transcripts")
        ordering = ["-created_at"]

    def __str__(self):
        return self.name
