"""What people are told about their data, and that they agreed to it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.intake.enums import EnteredVia


class PrivacyNoticeQuerySet(models.QuerySet):
    def in_force(self, kind: str, now=None):
        """The notice of that kind that is shown at ``now``; None where there is none."""
        due = self.filter(kind=kind, effective_from__lte=now or timezone.now())
        return due.order_by("-effective_from", "-version").first()


class PrivacyNotice(models.Model):
    """One version of what people are told before they hand something in.

    (个人信息保护法, articles 14 and 17.) Once somebody agreed to it, it can no
    longer be changed or deleted; a change is a new version.
    """

    kind = models.SlugField(
        _("kind"), max_length=40, help_text=_("What it is about: call-back, nomination …")
    )
    version = models.PositiveIntegerField(_("version"))
    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(
        _("text"),
        help_text=_("What is asked for, what for, who sees it, how long it is kept, whom to ask."),
    )
    effective_from = models.DateTimeField(_("in force from"), default=timezone.now)

    objects = PrivacyNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("privacy notice")
        verbose_name_plural = _("privacy notices")
        ordering = ["kind", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["kind", "version"], name="one_notice_a_version")
        ]

    def __str__(self):
        return f"{self.title} v{self.version}"

    def save(self, *args, **kwargs):
        self._refuse_if_frozen()
        super().save(*args, **kwargs)

    def clean(self):
        self._refuse_if_frozen()

    @property
    def is_frozen(self) -> bool:
        """Whether somebody agreed to it, so that it must stay as it is."""
        return self.pk is not None and self.consents.exists()

    def _refuse_if_frozen(self) -> None:
        if self.is_frozen:
            raise ValidationError(
                _("Somebody has agreed to this version. Make a new version instead."),
                code="frozen",
            )


class Consent(models.Model):
    """That somebody agreed to one version of a privacy notice, when, and how."""

    notice = models.ForeignKey(
        PrivacyNotice,
        verbose_name=_("privacy notice"),
        on_delete=models.PROTECT,
        related_name="consents",
    )
    given_at = models.DateTimeField(_("agreed at"), default=timezone.now)
    via = models.CharField(_("how"), max_length=10, choices=EnteredVia)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recorded by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    basis = models.CharField(_("basis"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at"]

    def __str__(self):
        return f"{self.notice} {timezone.localtime(self.given_at):%Y-%m-%d %H:%M}"
