"""Public notices, objections to them, the calendar they are counted by, and the log."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.intake.fields import EncryptedTextField
from cms.core.intake.models import IntakeRecord
from heritage.honours.enums import (
    OBJECTION_TRANSITIONS,
    OBJECTION_WITHDRAWABLE,
    DayUnit,
    NoticeOrder,
    ObjectionState,
    PublicNoticeState,
)
from heritage.people.models import Place

from .campaigns import LEAST_NOTICE_DAYS, Campaign, Stage
from .candidacies import Candidacy

USER = settings.AUTH_USER_MODEL


class SpecialDay(models.Model):
    """A holiday, or a day of a weekend that is worked instead (调休), as published each year."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("worked"), default=False)
    name = models.CharField(_("name"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("holiday or make-up working day")
        verbose_name_plural = _("holidays and make-up working days")
        ordering = ["day"]

    def __str__(self):
        return f"{self.day} {self.name}"


class PublicNotice(models.Model):
    """A list of names put before the public for a period (公示).

    ``days`` are counted in ``unit`` from ``starts_on``, which is the first of
    them; ``ends_on``, the last, is computed when it is published. ``digest``
    is the head of the campaign's log at that moment.
    """

    campaign = models.ForeignKey(Campaign, related_name="public_notices", on_delete=models.PROTECT)
    stage = models.ForeignKey(
        Stage, null=True, blank=True, related_name="public_notices", on_delete=models.SET_NULL
    )
    place = models.ForeignKey(
        Place,
        verbose_name=_("at the level of"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    title = models.CharField(_("title"), max_length=160)
    intro = models.TextField(_("introduction"), max_length=2000, blank=True)
    starts_on = models.DateField(_("first day"))
    days = models.PositiveSmallIntegerField(
        _("length"),
        default=LEAST_NOTICE_DAYS,
        validators=[MinValueValidator(1), MaxValueValidator(60)],
    )
    unit = models.CharField(
        _("counted in"), max_length=10, choices=DayUnit, default=DayUnit.WORKING
    )
    ends_on = models.DateField(_("last day"), null=True, blank=True, editable=False)
    order = models.CharField(
        _("order"), max_length=8, choices=NoticeOrder, default=NoticeOrder.STROKES
    )
    supervision_phone = models.CharField(_("supervision telephone"), max_length=60)
    supervision_address = models.CharField(_("supervision address"), max_length=200)
    supervision_email = models.EmailField(_("supervision mailbox"), blank=True)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=PublicNoticeState,
        default=PublicNoticeState.DRAFT,
        editable=False,
        db_index=True,
    )
    digest = models.CharField(max_length=64, blank=True, editable=False)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    called_back_reason = models.CharField(max_length=300, blank=True, editable=False)
    by = models.ForeignKey(
        USER, null=True, editable=False, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        verbose_name = _("public notice")
        verbose_name_plural = _("public notices")
        ordering = ["-starts_on", "-pk"]

    def __str__(self):
        return self.title


class NoticeRow(models.Model):
    """A name on a notice as the public read it; kept though the nominee's data be deleted."""

    notice = models.ForeignKey(PublicNotice, related_name="rows", on_delete=models.CASCADE)
    candidacy = models.ForeignKey(Candidacy, related_name="notice_rows", on_delete=models.PROTECT)
    position = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    detail = models.CharField(max_length=300, blank=True)
    title_name = models.CharField(max_length=80)
    category_name = models.CharField(max_length=60, blank=True)
    struck_at = models.DateTimeField(null=True, blank=True)
    struck_reason = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = _("name on a notice")
        verbose_name_plural = _("names on notices")
        ordering = ["notice", "position"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["notice", "candidacy"], name="once_on_a_notice")
        ]

    def __str__(self):
        return self.name


class Objection(IntakeRecord):
    """Somebody objects to a name on a notice, named or anonymously, with evidence.

    An anonymous one has neither name nor telephone; whoever gave it follows it
    by the receipt number alone.
    """

    kind = "objection"
    transitions = OBJECTION_TRANSITIONS
    closed_states = frozenset(
        {ObjectionState.UPHELD, ObjectionState.NOT_UPHELD, ObjectionState.WITHDRAWN}
    )
    withdrawable = frozenset(OBJECTION_WITHDRAWABLE)
    withdrawn_state = ObjectionState.WITHDRAWN
    keep_after_closing = datetime.timedelta(days=365)
    keep_unclosed = datetime.timedelta(days=1095)

    state = models.CharField(
        _("state"),
        max_length=12,
        choices=ObjectionState,
        default=ObjectionState.RECEIVED,
        editable=False,
        db_index=True,
    )
    notice = models.ForeignKey(
        PublicNotice,
        verbose_name=_("public notice"),
        related_name="objections",
        on_delete=models.PROTECT,
    )
    candidacy = models.ForeignKey(
        Candidacy,
        verbose_name=_("objects to"),
        null=True,
        blank=True,
        related_name="objections",
        on_delete=models.PROTECT,
        help_text=_("Empty: to the notice as a whole."),
    )
    is_anonymous = models.BooleanField(_("without my name"), default=False)
    statement = EncryptedTextField(_("what you object to, and why"), max_length=3000)
    answer = EncryptedTextField(_("answer of the office"), max_length=2000, blank=True)

    class Meta(IntakeRecord.Meta):
        verbose_name = _("objection")
        verbose_name_plural = _("objections")

    @property
    def is_followed_by_number(self) -> bool:
        return self.is_anonymous


class LogEntry(models.Model):
    """One decision in a campaign's chain; see :mod:`heritage.honours.logbook`.

    Holds no personal data: candidacies, judges and notices by their numbers,
    long texts by digest. ``digest`` is the SHA-256 over ``previous`` and the
    canonical JSON of the rest, 64 hex digits.
    """

    campaign = models.ForeignKey(Campaign, related_name="log", on_delete=models.PROTECT)
    number = models.PositiveIntegerField(pgettext_lazy("of a log", "number"))
    at = models.DateTimeField(_("time"))
    action = models.CharField(_("action"), max_length=60)
    user = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    actor = models.CharField(max_length=40, blank=True)
    data = models.JSONField(default=dict)
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("entry of a campaign's log")
        verbose_name_plural = _("entries of campaigns' logs")
        ordering = ["campaign", "number"]
        default_permissions = ("view",)
        constraints = [
            models.UniqueConstraint(fields=["campaign", "number"], name="one_log_entry_a_number")
        ]

    def __str__(self):
        return f"{self.campaign_id}/{self.number} {self.action}"
