"""The record of one piece of background work."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.enums import JobState


class JobQuerySet(models.QuerySet):
    def due(self):
        """Jobs whose time has come, waiting or to be tried again."""
        return self.filter(
            state__in=[JobState.WAITING, JobState.RETRYING], run_at__lte=timezone.now()
        )

    def dead(self):
        """Jobs given up after their last attempt."""
        return self.filter(state=JobState.DEAD)


class Job(models.Model):
    """One call of a registered function, from enqueuing to its end.

    ``done`` and ``total`` are units of progress; ``total`` 0 means unknown.
    """

    name = models.CharField(_("work"), max_length=100)
    arguments = models.JSONField(_("arguments"), default=dict, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=JobState,
        default=JobState.WAITING,
        editable=False,
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0, editable=False)
    done = models.PositiveIntegerField(_("done"), default=0, editable=False)
    total = models.PositiveIntegerField(_("total"), default=0, editable=False)
    message = models.CharField(_("message"), max_length=300, blank=True, editable=False)
    error = models.TextField(_("last error"), blank=True, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    run_at = models.DateTimeField(_("not before"), default=timezone.now, editable=False)
    seen_at = models.DateTimeField(_("last sign of life"), null=True, editable=False)
    finished_at = models.DateTimeField(_("finished"), null=True, editable=False)

    objects = JobQuerySet.as_manager()

    class Meta:
        verbose_name = _("background job")
        verbose_name_plural = _("background jobs")
        ordering = ["-created_at"]
        indexes = [
            models.Index(fields=["state", "run_at"]),
            models.Index(fields=["name", "state"]),
        ]

    def __str__(self):
        return f"{self.name} #{self.pk}"

    @property
    def percent(self) -> int | None:
        """Progress in percent, or None where the total is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None
