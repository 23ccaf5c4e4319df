"""What waits to be told to the search index."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutboxEntry(models.Model):
    """A document that may have changed, written in the transaction of the change.

    Only the key is kept: what to do (index or delete) is decided from the
    database when the entry is drained, so that entries may be drained late,
    twice or in any order.
    """

    key = models.CharField(_("key"), max_length=80, db_index=True)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("search outbox entry")
        verbose_name_plural = _("search outbox")
        ordering = ["pk"]

    def __str__(self):
        return self.key
