"""What every record handed in by the public has."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import ClassVar

from django.conf import settings
from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.intake.contacts import check_phone
from cms.core.intake.enums import EnteredVia
from cms.core.intake.fields import (
    EncryptedTextField,
    PhoneIndexField,
    encrypted_fields,
    index_fields,
)
from cms.core.intake.receipts import new_receipt

PERSONAL_BESIDES = ("entered_basis", "hold_reason", "address_digest", "submission_key")


class IntakeRecordQuerySet(models.QuerySet):
    def open(self):
        """Records that still wait for the office."""
        return self.exclude(state__in=self.model.closed_states)

    def due_for_purge(self, now: datetime.datetime):
        """Records whose personal data must go by ``now``: not held, not yet purged."""
        closed = models.Q(closed_at__lte=now - self.model.keep_after_closing)
        stale = models.Q(closed_at=None, submitted_at__lte=now - self.model.keep_unclosed)
        return self.filter(closed | stale, hold=False, purged_at=None)


class IntakeRecord(models.Model):
    """A record somebody handed in and follows by receipt number and telephone.

    A concrete kind sets the class attributes; its states live in an
    ``enums.py`` with their table. ``transitions`` says what the office may do,
    ``withdrawable`` from where the person may take the record back into
    ``withdrawn_state``. Personal fields are encrypted and emptied by the purge
    ``keep_after_closing`` after ``closed_at`` (``keep_unclosed`` after
    ``submitted_at`` for one that never was), unless there is a hold.
    """

    kind: ClassVar[str] = ""
    transitions: ClassVar[Mapping[str, set[str]]] = {}
    closed_states: ClassVar[frozenset[str]] = frozenset()
    withdrawable: ClassVar[frozenset[str]] = frozenset()
    withdrawn_state: ClassVar[str] = ""
    keep_after_closing: ClassVar[datetime.timedelta] = datetime.timedelta(days=90)
    keep_unclosed: ClassVar[datetime.timedelta] = datetime.timedelta(days=730)

    receipt = models.CharField(
        _("receipt number"), max_length=32, unique=True, default=new_receipt, editable=False
    )
    contact_name = EncryptedTextField(_("name to address"), max_length=60, blank=True)
    contact_phone = EncryptedTextField(_("telephone"), max_length=30, blank=True)
    contact_email = EncryptedTextField(_("e-mail"), max_length=254, blank=True)
    phone_index = PhoneIndexField(source="contact_phone")
    consent = models.ForeignKey(
        "core.Consent",
        verbose_name=_("consent"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    entered_via = models.CharField(
        _("how it was handed in"), max_length=10, choices=EnteredVia, default=EnteredVia.WEB
    )
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("filled in by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    entered_basis = models.CharField(
        _("basis"),
        max_length=200,
        blank=True,
        help_text=_("Number of the signed paper, or when and with whom the call was."),
    )
    submitted_at = models.DateTimeField(_("handed in"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)
    closed_at = models.DateTimeField(_("closed"), null=True, blank=True, editable=False)
    purged_at = models.DateTimeField(
        _("personal data deleted"), null=True, blank=True, editable=False
    )
    hold = models.BooleanField(
        _("keep from deletion"),
        default=False,
        help_text=_("For a dispute or a legal duty; the personal data stay while this is set."),
    )
    hold_reason = models.CharField(_("why it is kept"), max_length=200, blank=True)
    address_digest = models.CharField(max_length=64, blank=True, editable=False)
    submission_key = models.CharField(
        max_length=64, null=True, blank=True, unique=True, editable=False
    )
    evidence = GenericRelation("core.Evidence")

    objects = IntakeRecordQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-submitted_at", "-pk"]
        default_permissions = ("add", "change", "view", "unmask", "hold")

    def __str__(self):
        # By its key: the logs of the admin, which say it, are read by more than the receipt is for.
        return f"{self._meta.verbose_name} {self.pk}"

    def __repr__(self):
        return f"<{type(self).__name__} {self.pk}>"

    def clean(self):
        super().clean()
        if self.contact_phone:
            try:
                self.contact_phone = check_phone(self.contact_phone)
            except ValidationError as error:
                raise ValidationError({"contact_phone": error}) from error

    @property
    def is_closed(self) -> bool:
        """Whether nothing more is to be done."""
        return self.state in self.closed_states

    @property
    def is_followed_by_number(self) -> bool:
        """Whether the receipt number alone opens it, as there is no telephone number to ask for.

        A kind that may be handed in without a name says so.
        """
        return False

    @property
    def can_be_withdrawn(self) -> bool:
        """Whether the person may still take it back."""
        return self.state in self.withdrawable and self.purged_at is None

    @classmethod
    def personal_fields(cls) -> list[models.Field]:
        """What the purge empties: encrypted fields, their indexes, and what else may tell who.

        A kind with further personal fields adds them.
        """
        return [
            *encrypted_fields(cls),
            *index_fields(cls),
            *(cls._meta.get_field(name) for name in PERSONAL_BESIDES),
        ]

    @classmethod
    def permission(cls, action: str) -> str:
        """The full name of a permission on this kind, for ``user.has_perm``."""
        return f"{cls._meta.app_label}.{action}_{cls._meta.model_name}"
