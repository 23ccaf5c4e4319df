"""Roles in which veterans serve on: 兵支书, 兵教师, 兵经理."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.search import index


class Role(index.Indexed, models.Model):
    """What somebody is, beside rank and post; a managed list."""

    name = models.CharField(pgettext_lazy("of a record", "name"), max_length=40, unique=True)
    summary = models.CharField(_("summary"), max_length=200, blank=True)

    panels = ["name", "summary"]
    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        ordering = ["name"]

    def __str__(self):
        return self.name
