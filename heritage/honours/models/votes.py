"""The optional public vote."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from heritage.honours.enums import VoterProof

from .campaigns import Stage
from .candidacies import Candidacy


class PublicVote(models.Model):
    """How the public votes in a stage. ``weight`` in percent is stated before it begins."""

    stage = models.OneToOneField(Stage, related_name="vote", on_delete=models.CASCADE)
    per_day = models.PositiveSmallIntegerField(
        _("votes a person and day"), default=1, validators=[MinValueValidator(1)]
    )
    proof = models.CharField(
        _("a voter shows"), max_length=6, choices=VoterProof, default=VoterProof.CHECK
    )
    weight = models.DecimalField(
        _("share in the result (%)"),
        max_digits=4,
        decimal_places=1,
        default=Decimal(0),
        validators=[MinValueValidator(0), MaxValueValidator(100)],
    )

    class Meta:
        verbose_name = _("public vote")
        verbose_name_plural = _("public votes")

    def __str__(self):
        return str(self.stage)


class VoteEntry(models.Model):
    """A candidate as the public reads it on the page of the vote.

    The office writes and approves the summary and sees to the right to the
    picture; nothing of the nominations themselves is shown. Without
    ``image_basis`` the picture is not.
    """

    vote = models.ForeignKey(PublicVote, related_name="entries", on_delete=models.CASCADE)
    candidacy = models.ForeignKey(Candidacy, related_name="vote_entries", on_delete=models.CASCADE)
    summary = models.CharField(_("deeds in brief"), max_length=300)
    image = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("picture"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    image_basis = models.CharField(
        _("right to show the picture"),
        max_length=200,
        blank=True,
        help_text=_("Who agreed, when, on what paper. Without it the picture is not shown."),
    )

    class Meta:
        verbose_name = _("candidate of a vote")
        verbose_name_plural = _("candidates of votes")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["vote", "candidacy"], name="one_vote_entry_each")
        ]

    def __str__(self):
        return f"{self.vote_id} {self.candidacy_id}"


class Vote(models.Model):
    """One vote. Who gave it is known only by digests, deleted with the campaign's data.

    ``removed_by`` is the removal that took it out of the count.
    """

    vote = models.ForeignKey(PublicVote, related_name="votes", on_delete=models.CASCADE)
    candidacy = models.ForeignKey(Candidacy, related_name="votes", on_delete=models.CASCADE)
    day = models.DateField()
    voter = models.CharField(max_length=64)
    address_digest = models.CharField(max_length=64, blank=True)
    cast_at = models.DateTimeField(default=timezone.now)
    removed_by = models.ForeignKey(
        "heritage.VoteRemoval", null=True, on_delete=models.PROTECT, related_name="votes"
    )

    class Meta:
        verbose_name = _("vote")
        verbose_name_plural = _("votes")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["vote", "voter", "day", "candidacy"], name="one_vote_a_day_and_candidacy"
            )
        ]
        indexes = [
            models.Index(fields=["vote", "candidacy"]),
            models.Index(fields=["vote", "address_digest", "cast_at"]),
        ]

    def __str__(self):
        return f"{self.candidacy_id} {self.day}"


class VoterDay(models.Model):
    """How many votes one voter has given on one day; raised by one statement, so it is exact."""

    vote = models.ForeignKey(PublicVote, related_name="+", on_delete=models.CASCADE)
    voter = models.CharField(max_length=64)
    day = models.DateField()
    count = models.PositiveSmallIntegerField(default=0)

    class Meta:
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["vote", "voter", "day"], name="one_voter_day")
        ]

    def __str__(self):
        return f"{self.day} {self.count}"


class VoteCode(models.Model):
    """A code the campaign gave out, or one sent to a telephone; only its digest is kept."""

    vote = models.ForeignKey(PublicVote, related_name="codes", on_delete=models.CASCADE)
    digest = models.CharField(max_length=64)
    voter = models.CharField(max_length=64, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    expires_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["vote", "digest"], name="one_vote_code")]

    def __str__(self):
        return f"{self.vote_id} #{self.pk}"


class VoteRemoval(models.Model):
    """That a person took suspicious votes out of the count, and why."""

    vote = models.ForeignKey(PublicVote, related_name="removals", on_delete=models.CASCADE)
    reason = models.CharField(_("reason"), max_length=300)
    pattern = models.JSONField(default=dict)
    count = models.PositiveIntegerField(_("votes removed"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("removal of votes")
        verbose_name_plural = _("removals of votes")
        ordering = ["-pk"]
        default_permissions = ()

    def __str__(self):
        return f"{self.vote_id} {self.at:%Y-%m-%d} {self.count}"
