"""Old soldiers whose memories are to be recorded, the most urgent first."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from cms.core.fields import HistoricalDateField
from cms.core.intake.fields import EncryptedTextField, PhoneIndexField
from heritage.oral_history.enums import RegisterState, VisitOutcome
from heritage.people.enums import Gender
from heritage.people.models import Battle, Conflict, Organisation, Person, Place


class RegisterEntry(models.Model):
    """Somebody to be recorded. Contact and health are encrypted and never public.

    ``urgency`` is computed by :mod:`heritage.oral_history.register.urgency`
    when the entry is saved and once a day; higher is sooner.
    """

    name = models.CharField(pgettext_lazy("of a person", "name"), max_length=60, db_index=True)
    person = models.ForeignKey(
        Person,
        verbose_name=_("record"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="register_entries",
    )
    gender = models.CharField(_("gender"), max_length=6, choices=Gender, blank=True)
    birth = HistoricalDateField(_("date of birth"))
    birth_year = models.PositiveSmallIntegerField(null=True, editable=False, db_index=True)
    place = models.ForeignKey(
        Place,
        verbose_name=_("lives in"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("looked after by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    service = models.TextField(
        _("service"), blank=True, help_text=_("Units, posts and years, as far as known.")
    )
    conflicts = models.ManyToManyField(
        Conflict, verbose_name=_("wars"), blank=True, related_name="+"
    )
    battles = models.ManyToManyField(
        Battle, verbose_name=_("battles attested"), blank=True, related_name="+"
    )
    dialect = models.CharField(_("dialect"), max_length=60, blank=True)
    contact_phone = EncryptedTextField(_("phone"), max_length=40, blank=True)
    phone_index = PhoneIndexField(source="contact_phone")
    contact_person = EncryptedTextField(_("whom to ask"), max_length=80, blank=True)
    address = EncryptedTextField(_("address"), max_length=200, blank=True)
    health = EncryptedTextField(_("health"), max_length=10, blank=True)
    health_note = EncryptedTextField(_("note on health"), max_length=500, blank=True)
    interviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("interviewer"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=RegisterState,
        default=RegisterState.REGISTERED,
        editable=False,
        db_index=True,
    )
    urgency = models.PositiveIntegerField(_("urgency"), default=0, editable=False, db_index=True)
    interview = models.ForeignKey(
        "heritage.InterviewPage",
        verbose_name=pgettext_lazy("oral history", "interview"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="register_entries",
    )
    note = models.TextField(_("note"), blank=True)
    source = models.CharField(
        _("source"), max_length=200, blank=True, help_text=_("Who named them, or which list.")
    )
    created_at = models.DateTimeField(_("registered at"), auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("old soldier to be recorded")
        verbose_name_plural = _("old soldiers to be recorded")
        ordering = ["-urgency", "birth_year", "pk"]
        permissions = [
            ("unmask_registerentry", _("Can read contact and health on the register")),
        ]

    def __str__(self):
        return self.name


class RegisterVisit(models.Model):
    """A visit, planned (no outcome yet) or made."""

    entry = models.ForeignKey(RegisterEntry, related_name="visits", on_delete=models.CASCADE)
    on = models.DateField(_("day"))
    by = models.CharField(_("visited by"), max_length=120, blank=True)
    outcome = models.CharField(_("outcome"), max_length=10, choices=VisitOutcome, blank=True)
    note = models.TextField(_("note"), blank=True)

    class Meta:
        verbose_name = _("visit")
        verbose_name_plural = _("visits")
        ordering = ["-on", "-pk"]

    def __str__(self):
        return f"{self.entry} {self.on}"
