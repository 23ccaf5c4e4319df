"""Records of checking that the originals are what they were."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from media.enums import FixityFaultKind

from .recording import Recording


class FixityRun(models.Model):
    """One check of all checksums; ``finished_at`` is empty while it runs or if it was cut off."""

    started_at = models.DateTimeField(_("started at"), auto_now_add=True)
    finished_at = models.DateTimeField(_("finished at"), null=True)
    checked = models.PositiveIntegerField(_("files checked"), default=0)
    size = models.PositiveBigIntegerField(_("bytes read"), default=0)

    class Meta:
        verbose_name = _("fixity check")
        verbose_name_plural = _("fixity checks")
        ordering = ["-started_at", "-pk"]

    def __str__(self):
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class FixityFault(models.Model):
    """An original that is not what it was when a run looked at it."""

    run = models.ForeignKey(FixityRun, related_name="faults", on_delete=models.CASCADE)
    recording = models.ForeignKey(Recording, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(_("recording"), max_length=255)
    kind = models.CharField(_("what is wrong"), max_length=10, choices=FixityFaultKind)
    expected = models.CharField(_("expected"), max_length=64)
    found = models.CharField(_("found"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("fixity fault")
        verbose_name_plural = _("fixity faults")
        ordering = ["pk"]

    def __str__(self):
        return f"{self.title}: {self.get_kind_display()}"
