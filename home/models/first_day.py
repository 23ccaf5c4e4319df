"""What a new editor has tried on the first day."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class FirstDayMark(models.Model):
    """An item of the first-day checklist that an editor has done."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="first_day_marks",
    )
    item = models.CharField(_("item"), max_length=40)
    done_at = models.DateTimeField(_("done"), auto_now_add=True)

    class Meta:
        verbose_name = _("first-day mark")
        verbose_name_plural = _("first-day marks")
        constraints = [
            models.UniqueConstraint(fields=["user", "item"], name="one_mark_an_item_and_editor")
        ]

    def __str__(self):
        return self.item
