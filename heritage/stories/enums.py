"""Choices about articles."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class ArticleKind(models.TextChoices):
    """The kinds of report a bureau publishes."""

    NEWS = "news", _("news")
    REPORT = "report", _("feature report")
    NOTICE = "notice", _("notice")
    INTERVIEW = "interview", _("interview")
