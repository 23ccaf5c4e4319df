"""One number that changes whenever something public does."""

from __future__ import annotations

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _


class SiteStamp(models.Model):
    """A single row; what was computed under an older number is out of date."""

    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("site stamp")

    def __str__(self):
        return str(self.number)

    @classmethod
    def current(cls) -> int:
        """The number now; 0 before anything changed."""
        return cls.objects.values_list("number", flat=True).filter(pk=1).first() or 0

    @classmethod
    def advance(cls) -> None:
        """Go to the next number."""
        if not cls.objects.filter(pk=1).update(number=F("number") + 1):
            cls.objects.get_or_create(pk=1, defaults={"number": 1})
