"""Nominees, candidacies and what the public hands in about them."""

from __future__ import annotations

import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.fields import HistoricalDateField
from cms.core.intake.fields import EncryptedJSONField, EncryptedTextField, PhoneIndexField
from cms.core.intake.models import IntakeRecord
from cms.core.storage import private_storage
from heritage.honours.enums import (
    NOMINATION_TRANSITIONS,
    NOMINATION_WITHDRAWABLE,
    CandidacyState,
    NominatedBy,
    NominationState,
    NomineeConsent,
    PairDecision,
)
from heritage.people.enums import Gender
from heritage.people.models import Organisation, Person, Place
from search.text.names import plain_pinyin, reading
from search.text.strokes import stroke_key

from .campaigns import Campaign, CampaignTitle, TitleCategory

# Emptied where they belong to a living person whose purpose is over.
NOMINEE_FIELDS = (
    "nominee_name",
    "gender",
    "birth",
    "ethnicity",
    "unit",
    "service",
    "native_place",
    "deeds",
    "honours",
    "links",
)


class NomineeFacts(models.Model):
    """What is known of a nominee of any kind; ``details`` holds what only one kind has.

    ``details`` keys are those of :mod:`heritage.honours.nominees`. ``phone`` is
    the nominee's own, never shown; ``nominee_phone_index`` finds duplicates by it.
    """

    nominee_name = models.CharField(_("name of the nominee"), max_length=120, db_index=True)
    gender = models.CharField(_("gender"), max_length=6, choices=Gender, blank=True)
    birth = HistoricalDateField(_("born"))
    ethnicity = models.CharField(_("ethnicity"), max_length=20, blank=True)
    native_place = models.CharField(_("native place"), max_length=120, blank=True)
    unit = models.CharField(_("work unit and post"), max_length=160, blank=True)
    service = models.CharField(_("military service"), max_length=300, blank=True)
    deeds = models.TextField(_("deeds"), max_length=10_000, blank=True)
    honours = models.TextField(_("honours received"), max_length=2000, blank=True)
    links = models.TextField(_("links to videos"), max_length=1000, blank=True)
    details = EncryptedJSONField(_("further answers"), blank=True, default=dict)
    nominee_phone = EncryptedTextField(_("telephone of the nominee"), max_length=30, blank=True)
    nominee_phone_index = PhoneIndexField(source="nominee_phone")
    place = models.ForeignKey(
        Place,
        verbose_name=_("place"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        abstract = True


class Candidacy(NomineeFacts):
    """One nominee for one title, with all who nominated them.

    ``version`` counts the changes; an officer who looked at an older one is
    told instead of overwriting. ``code`` is what judges see instead of a name
    where the campaign is blind, such as 007. ``purged_at`` is when what is
    personal was deleted.
    """

    campaign = models.ForeignKey(Campaign, related_name="candidacies", on_delete=models.PROTECT)
    title = models.ForeignKey(
        CampaignTitle,
        verbose_name=_("title"),
        related_name="candidacies",
        on_delete=models.PROTECT,
    )
    category = models.ForeignKey(
        TitleCategory,
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="candidacies",
    )
    code = models.CharField(_("number"), max_length=12, editable=False)
    state = models.CharField(
        _("state"),
        max_length=12,
        choices=CandidacyState,
        default=CandidacyState.RECEIVED,
        editable=False,
        db_index=True,
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("screened by"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    merged_into = models.ForeignKey(
        "self",
        verbose_name=_("merged into"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="merged",
    )
    person = models.ForeignKey(
        Person,
        verbose_name=_("record of the person"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="candidacies",
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("record of the organisation"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="candidacies",
    )
    sort_pinyin = models.CharField(max_length=240, editable=False, default="", db_index=True)
    stroke_key = models.CharField(max_length=255, editable=False, default="", db_index=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(_("since"), default=timezone.now, editable=False)
    changed_at = models.DateTimeField(_("last change"), auto_now=True)
    purged_at = models.DateTimeField(null=True, blank=True, editable=False)

    class Meta:
        verbose_name = _("candidacy")
        verbose_name_plural = _("candidacies")
        ordering = ["pk"]
        default_permissions = ("change", "view", "unmask")
        indexes = [models.Index(fields=["campaign", "state", "title"])]
        constraints = [models.UniqueConstraint(fields=["campaign", "code"], name="one_code_each")]

    def __str__(self):
        return f"{self.code} {self.nominee_name}".strip()

    def save(self, *args, update_fields=None, **kwargs):
        self.sort_pinyin = plain_pinyin(reading(self.nominee_name))[:240]
        self.stroke_key = stroke_key(self.nominee_name)[:255]
        if update_fields is not None and "nominee_name" in update_fields:
            update_fields = {*update_fields, "sort_pinyin", "stroke_key"}
        super().save(*args, update_fields=update_fields, **kwargs)


class Nomination(NomineeFacts, IntakeRecord):  # noqa: DJ008
    """What one nominator handed in about a nominee; several may share a candidacy.

    ``organisation_name``, ``opinion``, ``rank`` and ``recommending_place`` are
    filled where an organisation nominates or a lower level passes one up.
    """

    kind = "nomination"
    transitions = NOMINATION_TRANSITIONS
    closed_states = frozenset(
        {
            NominationState.NOT_PASSED,
            NominationState.CHOSEN,
            NominationState.NOT_CHOSEN,
            NominationState.WITHDRAWN,
        }
    )
    withdrawable = frozenset(NOMINATION_WITHDRAWABLE)
    withdrawn_state = NominationState.WITHDRAWN
    keep_after_closing = datetime.timedelta(days=365)
    keep_unclosed = datetime.timedelta(days=730)

    state = models.CharField(
        _("state"),
        max_length=14,
        choices=NominationState,
        default=NominationState.RECEIVED,
        editable=False,
        db_index=True,
    )
    title = models.ForeignKey(
        CampaignTitle,
        verbose_name=_("title"),
        related_name="nominations",
        on_delete=models.PROTECT,
    )
    category = models.ForeignKey(
        TitleCategory,
        verbose_name=_("category"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    candidacy = models.ForeignKey(
        Candidacy,
        verbose_name=_("candidacy"),
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="nominations",
    )
    by = models.CharField(
        _("who nominates"), max_length=14, choices=NominatedBy, default=NominatedBy.OTHER
    )
    relation = EncryptedTextField(_("how you know the nominee"), max_length=120, blank=True)
    organisation_name = models.CharField(_("nominating organisation"), max_length=160, blank=True)
    recommending_place = models.ForeignKey(
        Place,
        verbose_name=_("passed up by"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    opinion = models.TextField(_("opinion of the station or centre"), max_length=1000, blank=True)
    rank = models.PositiveSmallIntegerField(_("rank among those passed up"), null=True, blank=True)
    nominee_consent = models.CharField(
        _("does the nominee agree"),
        max_length=8,
        choices=NomineeConsent,
        default=NomineeConsent.GIVEN,
    )
    consent_reason = models.CharField(_("why they were not asked yet"), max_length=300, blank=True)
    self_scores = models.JSONField(_("self-assessment"), default=dict, blank=True, editable=False)

    class Meta(IntakeRecord.Meta):
        verbose_name = _("nomination")
        verbose_name_plural = _("nominations")
        indexes = [models.Index(fields=["title", "state"])]

    @classmethod
    def personal_fields(cls) -> list[models.Field]:
        """With those of the nominee, who is a living person as a rule."""
        names = (*NOMINEE_FIELDS, "organisation_name", "opinion", "consent_reason")
        return [*super().personal_fields(), *(cls._meta.get_field(name) for name in names)]


class CandidacyPair(models.Model):
    """Two candidacies that may be of one nominee; a person decides.

    ``reasons`` name what agrees: ``name``, ``pinyin``, ``phone``, ``service``, ``birth``.
    ``overwritten`` is what a merge replaced and its taking back needs: the
    ``facts`` of the one that stands, by name, and the ``reason`` of the other's state.
    """

    first = models.ForeignKey(Candidacy, related_name="+", on_delete=models.CASCADE)
    second = models.ForeignKey(Candidacy, related_name="+", on_delete=models.CASCADE)
    reasons = models.JSONField(default=list)
    decision = models.CharField(
        _("decision"), max_length=10, choices=PairDecision, default=PairDecision.OPEN
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    overwritten = EncryptedJSONField(
        _("what the merge replaced"), blank=True, default=dict, editable=False
    )

    class Meta:
        verbose_name = _("possible duplicate")
        verbose_name_plural = _("possible duplicates")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="one_pair_of_candidacies"),
            models.CheckConstraint(
                condition=models.Q(first__lt=models.F("second")), name="pair_in_order"
            ),
        ]

    def __str__(self):
        return f"{self.first_id} / {self.second_id}"


class Correction(models.Model):
    """What the office asks one nominator to mend, until when, and what came back."""

    nomination = models.ForeignKey(Nomination, related_name="corrections", on_delete=models.CASCADE)
    asked = EncryptedTextField(_("what is to be corrected"), max_length=1000)
    due_at = models.DateTimeField(_("until"))
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    asked_at = models.DateTimeField(default=timezone.now)
    answer = EncryptedTextField(_("your answer"), max_length=5000, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("request for correction")
        verbose_name_plural = _("requests for correction")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.nomination} {self.due_at:%Y-%m-%d}"


class BatchUpload(models.Model):
    """A table of many nominations from one organisation, looked at before it is taken in."""

    title = models.ForeignKey(CampaignTitle, related_name="+", on_delete=models.CASCADE)
    organisation_name = models.CharField(_("nominating organisation"), max_length=160)
    file = models.FileField(storage=private_storage, upload_to="nominations/%Y")
    file_name = models.CharField(max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("table of nominations")
        verbose_name_plural = _("tables of nominations")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return self.file_name
