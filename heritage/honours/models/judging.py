"""Judges, what they were given, their scores, and the result of a round."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from cms.core.intake.fields import EncryptedTextField
from heritage.honours.enums import ASSIGNMENT_TRANSITIONS, AssignmentState

from .campaigns import Campaign, TitleCategory
from .candidacies import Candidacy
from .rubrics import RubricCriterion, ScoringRound

USER = settings.AUTH_USER_MODEL


class Judge(models.Model):
    """A judge of one campaign. ``token_digest`` is of the secret of the invitation's link."""

    campaign = models.ForeignKey(Campaign, related_name="judges", on_delete=models.CASCADE)
    user = models.ForeignKey(
        USER, null=True, blank=True, on_delete=models.PROTECT, related_name="judgeships"
    )
    name = models.CharField(_("name"), max_length=60)
    position = models.CharField(_("work unit and post"), max_length=160, blank=True)
    email = EncryptedTextField(_("e-mail"), max_length=254, blank=True)
    is_lead = models.BooleanField(_("lead judge"), default=False)
    categories = models.ManyToManyField(
        TitleCategory, verbose_name=_("categories"), blank=True, related_name="+"
    )
    token_digest = models.CharField(max_length=64, blank=True, editable=False, db_index=True)
    invited_at = models.DateTimeField(_("invited"), null=True, blank=True)
    token_expires_at = models.DateTimeField(null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)
    left_at = models.DateTimeField(_("left"), null=True, blank=True)

    class Meta:
        verbose_name = _("judge")
        verbose_name_plural = _("judges")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "user"],
                condition=models.Q(user__isnull=False),
                name="one_judgeship_a_campaign",
            )
        ]

    def __str__(self):
        return self.name


class Assignment(models.Model):
    """One judge scores one candidacy in one round.

    ``version`` counts the autosaves. ``on_paper`` says that the scores were
    taken from a signed sheet, entered twice (代录).
    """

    transitions = ASSIGNMENT_TRANSITIONS

    round = models.ForeignKey(ScoringRound, related_name="assignments", on_delete=models.CASCADE)
    candidacy = models.ForeignKey(Candidacy, related_name="assignments", on_delete=models.CASCADE)
    judge = models.ForeignKey(Judge, related_name="assignments", on_delete=models.PROTECT)
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=AssignmentState,
        default=AssignmentState.ASSIGNED,
        db_index=True,
    )
    recusal_reason = models.CharField(_("why recused"), max_length=300, blank=True)
    declared_at = models.DateTimeField(null=True, blank=True)
    note = models.TextField(_("note"), max_length=2000, blank=True)
    on_paper = models.BooleanField(_("from a signed sheet"), default=False)
    version = models.PositiveIntegerField(default=1)
    saved_at = models.DateTimeField(null=True, blank=True)
    submitted_at = models.DateTimeField(_("scored"), null=True, blank=True)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["candidacy__code", "pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["round", "candidacy", "judge"], name="one_assignment_each"
            )
        ]

    def __str__(self):
        return f"{self.judge} {self.candidacy_id}"


class Score(models.Model):
    """What one judge gave for one criterion; kept while being filled in too."""

    assignment = models.ForeignKey(Assignment, related_name="scores", on_delete=models.CASCADE)
    criterion = models.ForeignKey(RubricCriterion, related_name="+", on_delete=models.PROTECT)
    value = models.DecimalField(_("score"), max_digits=5, decimal_places=1)

    class Meta:
        verbose_name = _("score")
        verbose_name_plural = _("scores")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "criterion"], name="one_score_a_criterion"
            )
        ]

    def __str__(self):
        return str(self.value)


class SheetEntry(models.Model):
    """A signed score sheet as one person typed it in; valid when a second person's agrees.

    ``values`` maps the key of a criterion, as text, to the score as text.
    """

    assignment = models.ForeignKey(
        Assignment, related_name="sheet_entries", on_delete=models.CASCADE
    )
    by = models.ForeignKey(USER, on_delete=models.PROTECT, related_name="+")
    values = models.JSONField()
    note = models.TextField(_("note"), max_length=2000, blank=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("entry of a score sheet")
        verbose_name_plural = _("entries of score sheets")
        ordering = ["pk"]
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["assignment", "by"], name="one_entry_a_person")
        ]

    def __str__(self):
        return f"{self.assignment_id} {self.at:%Y-%m-%d %H:%M}"


class RoundReopening(models.Model):
    """That a closed round was opened again, why, by whom and until when."""

    round = models.ForeignKey(ScoringRound, related_name="reopenings", on_delete=models.CASCADE)
    reason = models.CharField(_("reason"), max_length=300)
    until = models.DateTimeField(_("until"))
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("reopening of a round")
        verbose_name_plural = _("reopenings of rounds")
        ordering = ["pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.round} {self.at:%Y-%m-%d}"


class RoundResult(models.Model):
    """The result of a round as it was computed: ``data`` is what the pure function gave.

    The last one counts. ``digest`` is the SHA-256 of its canonical JSON, which
    also stands in the campaign's log.
    """

    round = models.ForeignKey(ScoringRound, related_name="results", on_delete=models.CASCADE)
    data = models.JSONField()
    digest = models.CharField(max_length=64)
    computed_at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(USER, null=True, on_delete=models.SET_NULL, related_name="+")
    ties_decided = models.JSONField(default=dict, blank=True)
    applied_at = models.DateTimeField(_("applied"), null=True, blank=True)

    class Meta:
        verbose_name = _("result of a round")
        verbose_name_plural = _("results of rounds")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.round} {self.computed_at:%Y-%m-%d %H:%M}"
