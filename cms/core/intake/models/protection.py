"""What guards the forms: challenges that were used, and counts of what was done."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class UsedChallenge(models.Model):
    """A challenge or waiting token that was used; the unique key lets none be used twice."""

    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("used challenge")
        verbose_name_plural = _("used challenges")
        default_permissions = ()

    def __str__(self):
        return self.digest[:12]


class RateCount(models.Model):
    """How often one subject did one thing in one window of time.

    ``subject`` is a keyed digest of an address or a contact, 64 hex digits.
    """

    action = models.CharField(max_length=60)
    subject = models.CharField(max_length=64)
    window_start = models.DateTimeField()
    window_seconds = models.PositiveIntegerField()
    count = models.PositiveIntegerField(default=0)
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("count of actions")
        verbose_name_plural = _("counts of actions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["action", "subject", "window_seconds", "window_start"],
                name="one_count_a_window",
            )
        ]

    def __str__(self):
        return f"{self.action}: {self.count}"
