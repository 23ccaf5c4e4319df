"""Days of history that come round every year."""

from __future__ import annotations

import calendar

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Page
from wagtail.search import index

_LEAP_YEAR = 2000


class DayInHistoryQuerySet(models.QuerySet):
    def on(self, month: int, day: int):
        """What happened on this day, the earliest year first."""
        return self.filter(month=month, day=day).order_by("year", "pk")


class DayInHistory(index.Indexed, models.Model):
    """Something that happened on a known day, or is kept on it every year."""

    month = models.PositiveSmallIntegerField(
        _("month"), validators=[MinValueValidator(1), MaxValueValidator(12)]
    )
    day = models.PositiveSmallIntegerField(
        _("day"), validators=[MinValueValidator(1), MaxValueValidator(31)]
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        null=True,
        blank=True,
        help_text=_("Left empty for a day kept every year."),
    )
    title = models.CharField(_("title"), max_length=120)
    text = models.CharField(_("text"), max_length=300, blank=True)
    source = models.CharField(_("source"), max_length=200, blank=True)
    page = models.ForeignKey(
        Page,
        verbose_name=_("page to read on"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )

    objects = DayInHistoryQuerySet.as_manager()

    panels = [
        FieldRowPanel(["month", "day", "year"]),
        FieldPanel("title"),
        FieldPanel("text"),
        FieldPanel("source"),
        FieldPanel("page"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("text"),
    ]

    class Meta:
        verbose_name = _("day in history")
        verbose_name_plural = _("days in history")
        ordering = ["month", "day", "year"]
        indexes = [models.Index(fields=["month", "day"])]

    def __str__(self):
        return f"{self.month}-{self.day} {self.title}"

    def clean(self):
        super().clean()
        if not (self.month and self.day and 1 <= self.month <= 12):
            return
        last = calendar.monthrange(self.year or _LEAP_YEAR, self.month)[1]
        if self.day > last:
            raise ValidationError({"day": _("That month has no such day.")})
