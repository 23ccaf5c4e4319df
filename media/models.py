"""Recordings; transcripts join them with the oral-history archive."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtailmedia.models import AbstractMedia


class Recording(AbstractMedia):
    """An audio or video file. Our own model from the first migration on."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)

    admin_form_fields = (
        "title",
        "file",
        "duration",
        "width",
        "height",
        "thumbnail",
        "credit",
        "source",
        "collection",
        "tags",
    )

    class Meta(AbstractMedia.Meta):
        verbose_name = _("recording")
        verbose_name_plural = _("recordings")
