"""Tribute paid online, messages that came with it, and tribute paid on a family's behalf."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from cms.core.intake.fields import EncryptedTextField
from cms.core.intake.models import IntakeRecord
from cms.core.storage import private_storage
from heritage.memorials.enums import (
    PROXY_TRIBUTE_TRANSITIONS,
    PROXY_TRIBUTE_WITHDRAWABLE,
    MessageState,
    ProxyTributeState,
    TributeKind,
)
from heritage.memorials.models.rolls import RollEntry
from heritage.people.models import Person


class Honoured(models.Model):
    """To whom tribute is paid: a site, a name on a roll, or a person; one of the three."""

    site = models.ForeignKey(
        "heritage.MemorialSitePage",
        verbose_name=_("memorial site"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    entry = models.ForeignKey(
        RollEntry,
        verbose_name=_("name on a roll"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("person"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="+",
    )

    class Meta:
        abstract = True

    @property
    def honoured(self):
        """The site, entry or person."""
        return self.site or self.entry or self.person


def _exactly_one(name: str) -> models.CheckConstraint:
    some = [
        Q(**{f"{field}__isnull": field != chosen for field in ("site", "entry", "person")})
        for chosen in ("site", "entry", "person")
    ]
    return models.CheckConstraint(condition=some[0] | some[1] | some[2], name=name)


class TributeCount(Honoured):
    """How many times a kind of tribute was paid on one day (of the site's time zone).

    Raised by one statement in the transaction that spends the proof, so it is
    exact however many come at once.
    """

    day = models.DateField(_("day"))
    kind = models.CharField(_("kind"), max_length=10, choices=TributeKind)
    count = models.PositiveBigIntegerField(_("count"), default=0)

    class Meta:
        verbose_name = _("count of tributes")
        verbose_name_plural = _("counts of tributes")
        ordering = ["-day", "kind"]
        constraints = [
            _exactly_one("tribute_count_of_one"),
            *(
                models.UniqueConstraint(
                    fields=[target, "day", "kind"],
                    condition=Q(**{f"{target}__isnull": False}),
                    name=f"one_tribute_count_a_{target}_and_day",
                )
                for target in ("site", "entry", "person")
            ),
        ]

    def __str__(self):
        return f"{self.honoured} {self.day} {self.get_kind_display()}: {self.count}"


class TributeMessage(Honoured):
    """Words and a name that somebody left with a tribute; public only while approved.

    ``flags`` are the terms of the list it contains. ``reports`` counts readers
    who reported it.
    """

    kind = models.CharField(_("kind"), max_length=10, choices=TributeKind)
    name = models.CharField(_("name to show"), max_length=40, blank=True)
    text = models.CharField(_("message"), max_length=200, blank=True)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=MessageState,
        default=MessageState.WAITING,
        editable=False,
    )
    flags = models.JSONField(_("flagged terms"), default=list, editable=False)
    reports = models.PositiveIntegerField(_("reports"), default=0, editable=False)
    created_at = models.DateTimeField(_("received"), auto_now_add=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        null=True,
        blank=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True, editable=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True, editable=False)

    class Meta:
        verbose_name = _("message of tribute")
        verbose_name_plural = _("messages of tribute")
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["state", "created_at"]),
            *(models.Index(fields=[target, "state"]) for target in ("site", "entry", "person")),
        ]
        constraints = [_exactly_one("tribute_message_to_one")]

    def __str__(self):
        return f"{self.name}：{self.text}" if self.name else self.text


class TributeReport(models.Model):
    """A reader says that a message does not belong there."""

    message = models.ForeignKey(
        TributeMessage, related_name="report_rows", on_delete=models.CASCADE
    )
    why = models.CharField(_("why"), max_length=200, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.message_id}: {self.why}"


class TributeTerm(models.Model):
    """A term that makes a message stand out for the moderator; kept by editors."""

    text = models.CharField(_("term"), max_length=60, unique=True)
    note = models.CharField(_("note"), max_length=160, blank=True)

    class Meta:
        verbose_name = _("term to look out for")
        verbose_name_plural = _("terms to look out for")
        ordering = ["text"]

    def __str__(self):
        return self.text


class ProxyTribute(IntakeRecord):
    """A family far away asks the custodian to pay tribute for them (代为祭扫)."""

    kind = "proxy-tribute"
    transitions = PROXY_TRIBUTE_TRANSITIONS
    closed_states = frozenset(
        {ProxyTributeState.DONE, ProxyTributeState.DECLINED, ProxyTributeState.WITHDRAWN}
    )
    withdrawable = frozenset(PROXY_TRIBUTE_WITHDRAWABLE)
    withdrawn_state = ProxyTributeState.WITHDRAWN
    keep_after_closing = datetime.timedelta(days=365)
    keep_unclosed = datetime.timedelta(days=730)

    state = models.CharField(
        _("state"),
        max_length=12,
        choices=ProxyTributeState,
        default=ProxyTributeState.RECEIVED,
        editable=False,
        db_index=True,
    )
    site = models.ForeignKey(
        "heritage.MemorialSitePage",
        verbose_name=_("memorial site"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    entry = models.ForeignKey(
        RollEntry,
        verbose_name=_("name on a roll"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    language = models.CharField(_("language"), max_length=10, default="zh-hans")
    relation = EncryptedTextField(_("who you are to them"), max_length=60, blank=True)
    letter = EncryptedTextField(_("letter to be read out"), max_length=2000, blank=True)
    wishes = EncryptedTextField(_("wishes"), max_length=500, blank=True)
    wanted_on = models.DateField(_("wished for on"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    account = EncryptedTextField(_("account of the custodian"), max_length=2000, blank=True)

    class Meta(IntakeRecord.Meta):
        verbose_name = _("tribute on a family's behalf")
        verbose_name_plural = _("tributes on a family's behalf")


class ProxyTributePicture(models.Model):
    """A picture the custodian took; only the family sees it, under its receipt.

    Kept apart from the pictures of the site, whose files anybody may ask for.
    """

    tribute = models.ForeignKey(ProxyTribute, related_name="pictures", on_delete=models.CASCADE)
    file = models.ImageField(
        _("picture"), storage=private_storage, upload_to="proxy-tributes/%Y/%m/"
    )
    caption = models.CharField(_("caption"), max_length=160, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.caption or str(self.pk)
