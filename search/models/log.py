"""What is searched, by day, without who searched."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

PHRASE_LENGTH = 40
"""Longest search that is noted, in characters; longer ones are sentences about somebody."""


class SearchDay(models.Model):
    """One search on one day: how often it was asked and what it found.

    ``empty`` counts the times nothing was found, ``found`` is the latest total.
    """

    day = models.DateField(_("day"))
    text = models.CharField(_("searched"), max_length=PHRASE_LENGTH)
    asked = models.PositiveIntegerField(_("times asked"), default=0)
    empty = models.PositiveIntegerField(_("times nothing was found"), default=0)
    found = models.PositiveIntegerField(_("found at last"), default=0)

    class Meta:
        verbose_name = _("search of a day")
        verbose_name_plural = _("search log")
        constraints = [models.UniqueConstraint(fields=["day", "text"], name="search_day_text")]
        indexes = [models.Index(fields=["text", "day"], name="search_text_day")]

    def __str__(self):
        return f"{self.day} {self.text}"


class SearchOpening(models.Model):
    """What was opened from the results of a search, on one day."""

    day = models.DateField(_("day"))
    text = models.CharField(_("searched"), max_length=PHRASE_LENGTH)
    key = models.CharField(_("key"), max_length=80)
    opened = models.PositiveIntegerField(_("times opened"), default=0)

    class Meta:
        verbose_name = _("opened result")
        verbose_name_plural = _("opened results")
        constraints = [
            models.UniqueConstraint(fields=["day", "text", "key"], name="search_opening_day")
        ]

    def __str__(self):
        return f"{self.day} {self.text} → {self.key}"


class SearchPhrase(models.Model):
    """What an editor decided about a search: offered to readers as they type, or left out of reports.

    ``letters`` and ``initials`` are its pinyin; ``found`` is kept true by the clock.
    """

    text = models.CharField(_("searched"), max_length=PHRASE_LENGTH, unique=True)
    suggested = models.BooleanField(_("offered to readers"), default=False)
    hidden = models.BooleanField(_("left out of the report"), default=False)
    letters = models.CharField(max_length=300, blank=True, editable=False)
    initials = models.CharField(max_length=PHRASE_LENGTH, blank=True, editable=False)
    found = models.PositiveIntegerField(_("found at last"), default=0, editable=False)

    class Meta:
        verbose_name = _("searched phrase")
        verbose_name_plural = _("searched phrases")
        ordering = ["text"]

    def __str__(self):
        return self.text
