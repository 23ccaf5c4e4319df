"""What the narrator and the heirs agreed to, and what they closed."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.storage import private_storage
from heritage.oral_history.enums import ConsentState, Party, Scope
from media.models import Recording


class Consent(models.Model):
    """A signed agreement about one interview (DA/T 59-2017: kept with the recording).

    With ``closed_until`` nobody but archivists may hear it before that day;
    from then on ``scope`` holds. The state moves only by
    :mod:`heritage.oral_history.consenting`.
    """

    interview = models.ForeignKey(
        "heritage.InterviewPage",
        verbose_name=pgettext_lazy("oral history", "interview"),
        related_name="consents",
        on_delete=models.CASCADE,
    )
    party = models.CharField(_("who agrees"), max_length=10, choices=Party, default=Party.NARRATOR)
    signed_by = models.CharField(_("signed by"), max_length=80)
    signed_on = models.DateField(_("signed on"))
    document = models.FileField(
        _("signed agreement"), storage=private_storage, upload_to="consents/", blank=True
    )
    scope = models.CharField(_("open to"), max_length=10, choices=Scope, default=Scope.PUBLIC)
    closed_until = models.DateField(
        _("closed until"),
        null=True,
        blank=True,
        help_text=_("Nobody outside the archive reads or hears it before that day."),
    )
    terms = models.TextField(_("what was agreed"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=ConsentState,
        default=ConsentState.IN_FORCE,
        editable=False,
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, editable=False)
    withdrawal_reason = models.TextField(_("why it was withdrawn"), blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("agreement")
        verbose_name_plural = _("agreements")
        ordering = ["interview", "-signed_on", "-pk"]

    def __str__(self):
        return f"{self.signed_by}（{self.signed_on}）"


class ClosedRange(models.Model):
    """A stretch of a recording that only ``scope`` may read, see and hear.

    Times are integer milliseconds from the start of the recording. With
    ``until`` it is open from that day on. A range is never deleted but lifted.
    """

    recording = models.ForeignKey(
        Recording,
        verbose_name=_("recording"),
        related_name="closed_ranges",
        on_delete=models.CASCADE,
    )
    start_ms = models.PositiveIntegerField(_("from"))
    end_ms = models.PositiveIntegerField(_("to"))
    scope = models.CharField(
        _("open to"),
        max_length=10,
        choices=[choice for choice in Scope.choices if choice[0] != Scope.PUBLIC],
        default=Scope.CLOSED,
    )
    until = models.DateField(_("closed until"), null=True, blank=True)
    reason = models.TextField(
        _("reason"), blank=True, help_text=_("For the archive only; never shown.")
    )
    created_at = models.DateTimeField(auto_now_add=True)
    lifted_at = models.DateTimeField(_("lifted at"), null=True, editable=False)

    class Meta:
        verbose_name = _("closed range")
        verbose_name_plural = _("closed ranges")
        ordering = ["recording", "start_ms", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(end_ms__gt=models.F("start_ms")), name="range_ends_after_start"
            )
        ]

    def __str__(self):
        return f"{self.recording} {self.start_ms}–{self.end_ms}"


class ConsentLog(models.Model):
    """What was done about an interview's consent; kept when the interview is gone."""

    interview = models.ForeignKey(
        "heritage.InterviewPage", null=True, on_delete=models.SET_NULL, related_name="consent_log"
    )
    title = models.CharField(pgettext_lazy("oral history", "interview"), max_length=255)
    action = models.CharField(_("what was done"), max_length=40)
    details = models.JSONField(default=dict, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    at = models.DateTimeField(_("at"), auto_now_add=True, db_index=True)

    class Meta:
        verbose_name = _("entry in the log of consent")
        verbose_name_plural = _("log of consent")
        ordering = ["-at", "-pk"]

    def __str__(self):
        return f"{self.title}: {self.action}"
